"""What deleting a declared figure means."""

from django.db import transaction

from mediacenter.reports.locks import refuse_locked
from mediacenter.reports.models import Figure
from unions.access import require
from unions.actions import put_in_bin
from unions.deletion_registry import brings_back, deletes, locks_for_return
from unions.models import Organization


@deletes(Figure)
@transaction.atomic
def withdraw_figure(*, figure_id, by=None):
    """Put a declared figure into the bin: what the registers count stands again.

    Returns the BinEntry. Raises ValidationError where the report of the year is locked.
    """
    organization_id = Figure.objects.values_list("organization", flat=True).get(pk=figure_id)
    organization = Organization.objects.select_for_update(no_key=True).get(pk=organization_id)
    figure = Figure.objects.select_for_update().get(pk=figure_id)
    require(by, "delete", figure)
    refuse_locked(organization=organization, year=figure.year, code=figure.indicator)
    return put_in_bin(
        record=figure,
        by=by,
        code="figure.withdrawn",
        organization=figure.organization.slug,
        indicator=figure.indicator,
        year=figure.year,
        number=figure.number,
    )


@locks_for_return(Figure)
def lock_place_of_figure(entry):
    keys = {row["organization_id"] for row in entry.rows[Figure._meta.label]}
    list(Organization.objects.filter(pk__in=keys).select_for_update(no_key=True))


@brings_back(Figure)
def refuse_locked_return(figure, *, by):
    """Raises ValidationError where the report has gone on without it."""
    refuse_locked(organization=figure.organization, year=figure.year, code=figure.indicator)
