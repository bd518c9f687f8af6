"""The administrator words the blocks and the indicators of the reports from a year on."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mediacenter.reports.indicators import REGISTRY, Section
from mediacenter.reports.locks import refuse_closed
from mediacenter.reports.years import has_reports
from mediacenter.services.journal.actions import log
from mediacenter.toolkit.language import in_each
from unions.access import require

MOST = 999


@transaction.atomic
def keep_wording(*, wording, by=None):
    """Store an IndicatorWording, new or changed.

    Raises PermissionDenied, and ValidationError, by field, for what is not in the registry, for a
    year without reports and for one that is closed.
    """
    is_new = wording.pk is None
    require(by, "add" if is_new else "change", wording)
    refuse_unfit_wording(wording)
    wording.save()
    names = {column: getattr(wording, column) for column in in_each("name")}
    log(
        by,
        "indicator.worded",
        wording,
        indicator=wording.code,
        year=wording.year,
        position=wording.position,
        **names,
    )
    return wording


def refuse_unfit_wording(wording):
    """Raise ValidationError, by field, unless this can be stored."""
    if wording.code not in {*REGISTRY, *Section.values}:
        raise ValidationError({"code": _("There is no such indicator.")})
    if not has_reports(wording.year):
        raise ValidationError({"year": _("There can be no report for this year.")})
    if wording.position is not None and wording.position > MOST:
        raise ValidationError({"position": _("Enter a place from 0 to %(most)s.") % {"most": MOST}})
    refuse_closed(wording.year)
