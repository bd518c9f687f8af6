"""Makes a printed report public, and takes it back. Its states: mediacenter.reports.transitions."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mediacenter.reports.actions.report_files import document_of, facts_shas, outdated
from mediacenter.reports.models import ReportFile
from mediacenter.reports.transitions import PUBLISH, WITHDRAW, lock_file
from mediacenter.services.printing.document import numbered
from mediacenter.services.transitions.steps import arrive

from . import registering
from .following import follow_publication, follow_withdrawal, refuse_unsigned


@transaction.atomic
def publish_report(*, file, by=None):
    """Let everybody read a ReportFile; it takes the place of an earlier one of its year.

    One file of an organization, year and language is public at a time. Raises PermissionDenied,
    and ValidationError for a file that no longer says what is on record.
    """
    file = held(file, by)
    if not PUBLISH.starts_at(file):
        return file
    snapshot = file.snapshot
    refuse_unsigned(file)
    if outdated([file], facts_shas(snapshot.organization, [snapshot.year])):
        raise ValidationError(
            _("This file is outdated. Build it again first, then publish the new one."),
            code="outdated",
        )
    replaced = list(
        ReportFile.objects.published().filter(
            snapshot__organization=snapshot.organization_id,
            snapshot__year=snapshot.year,
            language=file.language,
        )
    )
    for earlier in replaced:
        arrive(WITHDRAW, earlier, by=by)
    file.published_document = file.signed_document or numbered(
        document_of(snapshot, file.language, file.key)
    )
    arrive(PUBLISH, file, by=by)
    registering.enter(file, supersedes=replaced)
    follow_publication(file, by)
    return file


@transaction.atomic
def withdraw_report(*, file, by=None):
    """Take a public ReportFile back; its officers keep it. Raises PermissionDenied.

    A signed one stays valid in the register: who has it may have it checked.
    """
    file = held(file, by)
    if WITHDRAW.starts_at(file):
        arrive(WITHDRAW, file, by=by)
        if file.signature_id is None:
            registering.revoke(file)
        else:
            follow_withdrawal(file, by)
    return file


def held(file, by):
    """The file, locked: to publish twice, or to withdraw twice, is no mistake."""
    file = lock_file(file.pk)
    PUBLISH.demand_permission(by, file)
    return file
