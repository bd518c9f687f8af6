"""A reporting year is opened with its deadlines, and closed when all is said."""

from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.reports.models import ReportingYear
from mediacenter.services.journal.actions import log
from unions.access import require

# Who reports to whom: a level submits before the one that adds it up.
UPWARD = (
    "primaries_due_on",
    "branches_due_on",
    "regional_due_on",
    "unions_due_on",
    "federation_due_on",
)


@transaction.atomic
def keep_reporting_year(*, reporting_year, by=None):
    """Open a ReportingYear, or set its deadlines anew.

    Raises PermissionDenied, and ValidationError, by field, for deadlines that cannot be kept.
    """
    is_new = reporting_year.pk is None
    require(by, "add" if is_new else "change", reporting_year)
    refuse_disorder(reporting_year)
    reporting_year.save()
    deadlines = {column: str(getattr(reporting_year, column)) for column in UPWARD}
    code = "reporting_year.opened" if is_new else "reporting_year.changed"
    log(by, code, reporting_year, year=reporting_year.year, **deadlines)
    return reporting_year


def refuse_disorder(reporting_year):
    """Raise ValidationError, by field, unless each level has until the day of the one below."""
    if reporting_year.closed_at:
        raise ValidationError(_("The reporting year is closed."), code="closed")
    if reporting_year.primaries_due_on.year < reporting_year.year:
        raise ValidationError({"primaries_due_on": _("The year has not begun on this day.")})
    for below, above in pairwise(UPWARD):
        if getattr(reporting_year, above) < getattr(reporting_year, below):
            raise ValidationError({above: _("The level below submits later than that.")})


@transaction.atomic
def close_reporting_year(*, reporting_year_id, by=None):
    """Lock all that is said of a year. Once is enough. Raises PermissionDenied."""
    found = ReportingYear.objects.select_for_update().get(pk=reporting_year_id)
    require(by, "change", found)
    if found.closed_at is None:
        found.closed_at = timezone.now()
        found.save(update_fields=["closed_at"])
        log(by, "reporting_year.closed", found, year=found.year)
    return found
