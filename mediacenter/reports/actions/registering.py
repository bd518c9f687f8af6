"""Published reports in the register: each file is an entry of its own, under its key."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext

from mediacenter.reports.models import ReportFile
from mediacenter.services.register.actions import in_each_language, issue, reserve_code
from mediacenter.services.register.actions import revoke as revoke_entry
from mediacenter.services.register.kinds import Kind, Told, declare
from mediacenter.services.register.models import Entry
from mediacenter.toolkit.language import LANGUAGES

KIND = "yearly_report"


def declare_kind():
    declare(Kind(KIND, gettext_lazy("yearly report"), address_of, told_of))


def address_of(key):
    """Where everybody reads the report whose file has this key; None while it is not published."""
    file = ReportFile.objects.published().filter(key=key).without_contents().first()
    if file is None:
        return None
    return reverse("reports:published", args=[file.snapshot.organization.slug, file.snapshot.year])


def told_of(key):
    """What everybody who has the code of a file is told of it, in the words of the file; see Told.

    Nothing of what was taken off the site and is signed by nobody.
    """
    found = ReportFile.objects.filter(key=key)
    file = found.select_related("signature", "snapshot").without_contents().first()
    if file is None or not (file.signature or file.published_at):
        return None
    document = "signed_document" if file.signature else "published_document"
    # Whoever asks is a stranger: of a document that may be large, three parts are read.
    parts = ("key_figures", "signer", "labels__not_stated")
    figures, signer, not_stated = found.values_list(
        *(f"{document}__{part}" for part in parts)
    ).get()
    if figures is None:
        return None
    with override(file.language):
        return Told(
            language=file.language,
            facts=facts_of_signature(file.signature, signer),
            figures=[(figure["label"], figure["value"] or not_stated) for figure in figures],
            versions=list(versions_of(file)),
        )


def facts_of_signature(signature, signer):
    if signature is None:
        return [(pgettext("report", "Signed"), _("no: published as the records stood"))]
    return [
        (_("Signed by"), ", ".join(filter(None, (signer["post"], signer["name"])))),
        (_("Date of the signature"), date_format(signature.signed_on, "DATE_FORMAT")),
        (_("Number of the report"), signature.number),
        (pgettext("of a document", "Version"), str(signature.version)),
    ]


def versions_of(file):
    """The keys of the files of a report in this language, in the order of their making."""
    files = ReportFile.objects.filter(language=file.language).order_by("built_at")
    if file.signature:
        files = files.filter(signature__report=file.signature.report_id)
    else:
        snapshot = file.snapshot
        files = files.filter(
            snapshot__organization=snapshot.organization_id, snapshot__year=snapshot.year
        )
    return files.values_list("key", flat=True)


def verification(key, language):
    """What a file says of its entry before there is one: {"code", "url"}."""
    code = reserve_code(kind=KIND, record=key)
    with override(language):
        address = settings.PUBLIC_URL + reverse("register:entry", args=[code])
    return {"code": code, "url": address}


def enter(file, *, supersedes=()):
    """Enter the bytes of a ReportFile that is published, in the place of other files."""
    organization, year = file.snapshot.organization, file.snapshot.year
    issue(
        kind=KIND,
        record=file.key,
        title=in_each_language(lambda: _("Report on information work, %(year)s") % {"year": year}),
        issuer={code: getattr(organization, f"name_{code}") or "" for code in LANGUAGES},
        files=[{"name": file.download_name, "sha256": file.file_sha, "size": file.size}],
        supersedes=[one.key for one in supersedes],
    )


def revoke(file):
    revoke_entry(
        kind=KIND,
        record=file.key,
        reason=in_each_language(lambda: _("The organization has taken the report off the site.")),
    )


def entries_of(files):
    """The valid Entry of each of these ReportFiles that has one: {key of the file: Entry}."""
    entries = Entry.objects.of(KIND, *(file.key for file in files)).valid()
    return {entry.record: entry for entry in entries}
