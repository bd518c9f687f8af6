"""Makes a printed report public, and takes it back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.reports.actions.report_files import document_of, facts_shas, outdated
from mediacenter.reports.models import ReportFile
from mediacenter.services.journal.actions import log
from mediacenter.services.printing.document import numbered
from mediacenter.toolkit.permissions import demand
from unions.models import Organization

from . import registering


@transaction.atomic
def publish_report(*, file, by=None):
    """Let everybody read a ReportFile; it takes the place of an earlier one of its year.

    One file of an organization, year and language is public at a time. Raises PermissionDenied,
    and ValidationError for a file that no longer says what is on record.
    """
    file = held(file, by)
    snapshot = file.snapshot
    if file.published_at is None and outdated(
        [file], facts_shas(snapshot.organization, [snapshot.year])
    ):
        raise ValidationError(
            _("This file is outdated. Build it again first, then publish the new one."),
            code="outdated",
        )
    published = ReportFile.objects.published().filter(
        snapshot__organization=snapshot.organization_id,
        snapshot__year=snapshot.year,
        language=file.language,
    )
    replaced = list(published.exclude(pk=file.pk))
    for earlier in replaced:
        take_back(earlier, by)
    if file.published_at is None:
        file.published_at = timezone.now()
        file.published_document = numbered(document_of(snapshot, file.language, file.key))
        file.save(update_fields=["published_at", "published_document"])
        registering.enter(file, supersedes=replaced)
        log(by, "report.published", file, year=snapshot.year, language=file.language)
    return file


@transaction.atomic
def withdraw_report(*, file, by=None):
    """Take a public ReportFile back; its officers keep it. Raises PermissionDenied."""
    file = held(file, by)
    if file.published_at is not None:
        take_back(file, by)
        registering.revoke(file)
    return file


def held(file, by):
    """The file as it stands now, with nobody else publishing for its organization meanwhile."""
    organization = Organization.objects.select_for_update(no_key=True).get(snapshots__files=file.pk)
    demand(by, "reports.publish_report", organization)
    # nobody prints it anew meanwhile: its hash is entered in the register
    files = ReportFile.objects.select_related("snapshot__organization")
    return files.select_for_update(of=["self"]).get(pk=file.pk)


def take_back(file, by):
    file.published_at = file.published_document = None
    file.save(update_fields=["published_at", "published_document"])
    year = file.snapshot.year
    log(by, "report.withdrawn", file, year=year, language=file.language)
