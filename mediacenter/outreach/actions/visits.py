"""Visits and meetings, entered one by one or in a table."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mediacenter.outreach.models import Visit
from mediacenter.services.journal.actions import log
from unions.access import require
from unions.models import Organization

TOLD_BY = ("organization", "visited", "mode", "starts_on", "ends_on", "precision", "place", "topic")


@transaction.atomic
def save_visit(*, visit, by=None):
    """Save a visit, new or changed. Raises PermissionDenied."""
    is_new = visit._state.adding
    require(by, "add" if is_new else "change", visit)
    visit.save()
    log(by, "visit.entered" if is_new else "visit.changed", visit)
    return visit


@transaction.atomic
def enter_visit(*, visit, by=None):
    """Save a visit of a table that may be sent twice.

    Raises ValidationError where the same visit is there already, and PermissionDenied.
    """
    # whoever enters visits of the same organization waits, and sees this one
    Organization.objects.select_for_update(no_key=True).get(pk=visit.organization_id)
    if Visit.objects.filter(**{name: getattr(visit, name) for name in TOLD_BY}).exists():
        raise ValidationError(_("This visit is entered already."), code="duplicate")
    return save_visit(visit=visit, by=by)
