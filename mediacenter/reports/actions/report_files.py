"""The files of reports: composed of frozen facts, printed, stored, told apart when outdated."""

import hashlib
import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from mediacenter.reports.composing import compose
from mediacenter.reports.edition import edition
from mediacenter.reports.models import ReportFile
from mediacenter.services.printing.document import numbered
from mediacenter.services.printing.pdf import print_pdf
from mediacenter.toolkit.storing import digest_of, overwrite, size_of

from . import registering
from .freezing import facts_of, freeze, sha

logger = logging.getLogger(__name__)


def produce(*, organization, year, language, tell=lambda stage=None, percent=None: None):
    """Return the ReportFile of these facts in this language, printing it when it is new.

    `tell(stage, percent)` hears of progress; without arguments it is a sign of life.
    """
    tell("collect", 10)
    snapshot = freeze(organization=organization, year=year)
    key = key_of(snapshot, language)
    file = ReportFile.objects.filter(key=key).first()
    if file:
        return renew(file, tell=tell)
    tell("compose", 45)
    document = document_of(snapshot, language, key)
    return store(
        snapshot=snapshot,
        language=language,
        key=key,
        pdf=print_document(document, snapshot=snapshot, key=key, tell=tell),
    )


def produce_signed(*, signature, language, tell=lambda stage=None, percent=None: None):
    """Return the ReportFile of a Signature in a language, printing it when it is new.

    What is printed is kept with it and entered in the register, in the place of what was signed
    before.
    """
    file = signature.files.filter(language=language).first()
    if file:
        return renew(file, tell=tell)
    snapshot = signature.snapshot
    key = key_of(snapshot, language, signature)
    tell("compose", 45)
    document = numbered(document_of(snapshot, language, key, signature))
    return store(
        snapshot=snapshot,
        language=language,
        key=key,
        pdf=print_document(document, snapshot=snapshot, key=key, tell=tell),
        signature=signature,
        document=document,
    )


def renew(file, *, tell):
    """Return a ReportFile, printed anew from its own frozen facts where its bytes are not the same.

    While nothing that composes or prints has changed these are the same bytes. What is left of the
    file stays until the new print is there.
    """
    if is_as_printed(file):
        return file
    tell("compose", 45)
    snapshot, language = file.snapshot, file.language
    document = (
        file.signed_document or file.published_document or document_of(snapshot, language, file.key)
    )
    pdf = print_document(document, snapshot=snapshot, key=file.key, tell=tell)
    digest = file.file_sha
    with transaction.atomic():
        overwrite(file.file, pdf, f"{file.key}.pdf")
        file.file_sha, file.size = hashlib.sha256(pdf).hexdigest(), len(pdf)
        file.made_with = {**file.made_with, "edition": edition(language)}
        file.save(update_fields=["file", "file_sha", "size", "made_with"])
        stored = ReportFile.objects.select_for_update().get(pk=file.pk)
        if (stored.published_at or stored.signature_id) and stored.file_sha != digest:
            registering.enter(stored)
    if file.file_sha != digest:
        logger.warning("Report %s, printed anew, has other bytes than before", file.key[:12])
    return file


def is_whole(file):
    """Whether there are as many bytes as the ReportFile says."""
    return size_of(file.file.storage, file.file.name) == file.size


def is_as_printed(file):
    """Whether the bytes are those whose SHA-256 the ReportFile knows."""
    if not is_whole(file):
        return False
    with file.file.storage.open(file.file.name) as stored:
        return digest_of(stored) == file.file_sha


def document_of(snapshot, language, key, signature=None, **composing):
    """The Document of a file with this key; `composing` is further said to compose()."""
    signed = signature and {
        "signer": signature.signer,
        "explanations": signature.explanations,
    }
    with override(language):
        return compose(
            snapshot.facts,
            language,
            identifier=signature.number if signature else key[:12],
            issued=signature.signed_on if signature else timezone.localdate(snapshot.taken_at),
            verification=registering.verification(key, language),
            signature=signed,
            **composing,
        )


def print_document(document, *, snapshot, key, tell):
    """The bytes of the PDF of a document. Raises PrintFailed."""
    tell("print", 60)
    printed = print_pdf(document, moment=snapshot.taken_at.replace(microsecond=0), beat=tell)
    if printed.replaced:
        logger.warning(
            "Characters that no font holds were replaced in report %s: %s",
            key[:12],
            printed.replaced,
        )
    tell("store", 95)
    return printed.content


def key_of(snapshot, language, signature=None):
    """SHA-256 over facts, language, edition and signature: equal keys mean equal bytes."""
    parts = (
        snapshot.organization_id,
        snapshot.year,
        snapshot.facts_sha,
        snapshot.taken_at.isoformat(timespec="seconds"),
        language,
        edition(language),
        *([signature.pk, signature.number, signature.signed_on] if signature else []),
    )
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


@transaction.atomic
def store(*, snapshot, language, key, pdf, signature=None, document=None):
    """Write the bytes under their key, then the row; a lost attempt's bytes are overwritten.

    What is printed for a signature is entered in the register.
    """
    file = ReportFile(
        key=key,
        snapshot=snapshot,
        language=language,
        file_sha=hashlib.sha256(pdf).hexdigest(),
        size=len(pdf),
        made_with={"edition": edition(language)},
        signature=signature,
        signed_document=document,
    )
    overwrite(file.file, pdf, f"{key}.pdf")  # who prints the same meanwhile waits here
    there = ReportFile.objects.filter(key=key).first()
    if there:
        return there
    file.save()
    if signature:
        registering.enter(file, supersedes=signed_before(file))
    return file


def signed_before(file):
    """The files of earlier versions of a signed report, in the language of the file."""
    return ReportFile.objects.filter(
        signature__report=file.signature.report_id, language=file.language
    ).exclude(pk=file.pk)


def outdated(files, facts_shas):
    """The keys of the ReportFiles that a new building would not give: a set.

    Their records have changed since, or what composes and prints them has; what is signed stays as
    it was signed. `facts_shas` are those
    of the facts as they stand now, by year; all files are of one organization.
    """
    return {
        file.pk
        for file in files
        if file.signature_id is None
        and (
            file.snapshot.facts_sha != facts_shas[file.snapshot.year]
            or file.made_with.get("edition") != edition(file.language)
        )
    }


def facts_shas(organization, years):
    return {year: sha(facts_of(organization=organization, year=year)) for year in years}
