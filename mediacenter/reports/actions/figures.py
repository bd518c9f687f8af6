"""Declared figures: what no register counts, entered with its source by whoever answers for it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.reports.indicators import REGISTRY, Kind
from mediacenter.reports.locks import refuse_locked
from mediacenter.reports.models import Figure, Scope
from mediacenter.services.journal.actions import log
from mediacenter.toolkit.alphabetical import LANGUAGES
from mediacenter.toolkit.dates import Precision
from mediacenter.toolkit.quantity import Qualifier
from unions.access import require
from unions.models import Organization

FIRST_YEAR = 1990  # in which the federation was founded


@transaction.atomic
def declare_figure(
    *,
    organization,
    indicator,
    year,
    number,
    source,
    by=None,
    scope=Scope.OWN,
    qualifier=Qualifier.EXACT,
    as_of=None,
    precision=Precision.DAY,
    note=None,
    difference=None,
    attachment=None,
):
    """Declare what an indicator was in a year; it takes the place of an earlier declaration.

    `indicator` is a code of the registry; `source`, `note` and `difference`, from what the register
    counts, are texts by language. `attachment` is a file as toolkit/documents.py returns it, False
    takes it off. A `difference` or `attachment` of None stays as it is. Raises ValidationError, by
    field, where something is missing or cannot be, and where the report of the year is past its
    collecting; PermissionDenied outside the reach.
    """
    wanted = Figure(organization=organization, indicator=indicator, year=year)
    require(by, "add", wanted)
    refuse_unfounded(indicator=indicator, year=year, number=number, source=source, as_of=as_of)
    # The organization is the lock: two who declare the same at once come one after the other.
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    refuse_locked(organization=organization, year=year, code=indicator)
    figure = Figure.objects.filter(
        organization=organization, indicator=indicator, year=year
    ).first()
    before = figure and figure.number
    figure = figure or wanted
    figure.number, figure.qualifier, figure.scope = number, qualifier, scope
    figure.as_of, figure.precision, figure.author = as_of, precision, by
    for language in LANGUAGES:
        setattr(figure, f"source_{language}", source.get(language) or "")
        setattr(figure, f"note_{language}", (note or {}).get(language) or "")
        if difference is not None:
            setattr(figure, f"difference_{language}", difference.get(language) or "")
    if attachment is not None:
        figure.attachment = attachment or ""
    figure.save()
    log(
        by,
        "figure.declared",
        figure,
        organization=organization.slug,
        indicator=indicator,
        year=year,
        number=number,
        qualifier=str(qualifier),
        scope=str(scope),
        before=before,
        attached=bool(figure.attachment),
    )
    return figure


def refuse_unfounded(*, indicator, year, number, source, as_of):
    """Raise ValidationError, by field, unless this can be declared."""
    troubles = {}
    if indicator not in REGISTRY:
        troubles["indicator"] = _("There is no such indicator.")
    elif REGISTRY[indicator].kind == Kind.YES_NO and number not in (0, 1):
        troubles["number"] = _("This indicator is answered by 1 (yes) or 0 (no).")
    if number is None:
        troubles["number"] = _("Enter a number. What is not known is not declared.")
    elif number < 0:
        troubles["number"] = _("The number must not be below 0.")
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        troubles["year"] = _("There can be no report for this year.")
    if not any(text.strip() for text in source.values() if text):
        troubles["source"] = _("Enter the source of the figure.")
    if as_of and as_of > timezone.localdate():
        troubles["as_of"] = _("The day of the count is in the future.")
    if troubles:
        raise ValidationError(troubles)
