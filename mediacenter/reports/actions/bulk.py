"""Asking for the reports of a whole subtree, at once or on a day to come."""

import datetime as dt
import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.reports.models import ScheduledBuild
from mediacenter.services.jobs.actions.requesting import request_batch
from mediacenter.services.jobs.models import Batch
from mediacenter.services.journal.actions import log
from mediacenter.toolkit.permissions import demand
from unions.models import Organization

from .requesting import REPORT, key_of_wish

BUILD = "reports.build_report"
TITLE = Batch._meta.get_field("title").max_length
AHEAD = dt.timedelta(days=366)  # so far a building may be scheduled

logger = logging.getLogger(__name__)


@transaction.atomic
def request_reports(*, organization, year, languages, by=None):
    """Ask for the reports of an organization and of all that are open below it; return the Batch.

    What is under way already is not asked for again; None where that is all. Raises
    PermissionDenied.
    """
    demand(by, BUILD, organization)
    organizations = Organization.objects.within(organization).open()
    wishes = [
        {
            "key": key_of_wish(one.pk, year, language),
            "organization": one,
            "year": year,
            "language": language,
        }
        for one in organizations.only("pk")
        for language in languages
    ]
    title = _("Yearly reports of %(year)s: %(name)s") % {"year": year, "name": organization}
    batch = request_batch(REPORT, wishes, title=title[:TITLE], by=by)
    number = batch.jobs.count()
    if not number:
        batch.delete()
        return None
    log(by, "report.all_requested", organization, year=year, number=number)
    return batch


@transaction.atomic
def schedule_reports(*, organization, year, languages, begins_on, by):
    """Have the reports asked for on a day to come, in the place of what is scheduled for the year.

    Returns the ScheduledBuild. Raises PermissionDenied; ValidationError of `begins_on`.
    """
    demand(by, BUILD, organization)
    today = timezone.localdate()
    if not today < begins_on <= today + AHEAD:
        raise ValidationError({"begins_on": _("Choose a day to come, within a year.")})
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    scheduled, _made = ScheduledBuild.objects.update_or_create(
        organization=organization,
        year=year,
        defaults={"languages": list(languages), "begins_on": begins_on, "asked_by": by},
    )
    log(by, "report.all_scheduled", organization, year=year, day=begins_on.isoformat())
    return scheduled


@transaction.atomic
def unschedule_reports(*, organization, year, by):
    """Take back what is scheduled for the year; return whether there was anything."""
    demand(by, BUILD, organization)
    scheduled = ScheduledBuild.objects.filter(organization=organization, year=year)
    deleted, _by_model = scheduled.delete()
    if deleted:
        log(by, "report.all_unscheduled", organization, year=year)
    return bool(deleted)


def begin_scheduled(*, now=None):
    """Ask for the reports whose day has come; return how many buildings have begun.

    Each is a transaction of its own: killed and run again, none begins twice.
    """
    due = ScheduledBuild.objects.filter(begins_on__lte=timezone.localdate(now))
    return sum(begin(key) for key in due.order_by("begins_on", "pk").values_list("pk", flat=True))


@transaction.atomic
def begin(key):
    locked = ScheduledBuild.objects.select_for_update(of=["self"], skip_locked=True)
    scheduled = locked.filter(pk=key).select_related("organization", "asked_by").first()
    if scheduled is None:
        return False
    scheduled.delete()
    by = scheduled.asked_by
    if by is None or not by.is_active or not by.has_perm(BUILD, scheduled.organization):
        logger.warning("%s, scheduled, was not begun: whoever asked may ask no more", scheduled)
        return False
    request_reports(
        organization=scheduled.organization,
        year=scheduled.year,
        languages=scheduled.languages,
        by=by,
    )
    return True
