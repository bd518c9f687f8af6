"""Asking for the reports of a whole subtree at once."""

from django.db import transaction
from django.utils.translation import gettext as _

from mediacenter.services.jobs.actions.requesting import request_batch
from mediacenter.services.jobs.models import Batch
from mediacenter.services.journal.actions import log
from mediacenter.toolkit.permissions import demand
from unions.models import Organization

from .requesting import REPORT, key_of_wish

TITLE = Batch._meta.get_field("title").max_length


@transaction.atomic
def request_reports(*, organization, year, languages, by=None):
    """Ask for the reports of an organization and of all that are open below it; return the Batch.

    What is under way already is not asked for again; None where that is all. Raises
    PermissionDenied.
    """
    demand(by, "reports.build_report", organization)
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
