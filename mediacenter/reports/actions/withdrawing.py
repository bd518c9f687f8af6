"""What deleting a declared figure means."""

from django.db import transaction

from mediacenter.reports.models import Figure
from unions.access import require
from unions.actions import put_in_bin
from unions.deletion_registry import deletes


@deletes(Figure)
@transaction.atomic
def withdraw_figure(*, figure_id, by=None):
    """Put a declared figure into the bin: what the registers count stands again.

    Returns the BinEntry.
    """
    figure = Figure.objects.select_for_update().get(pk=figure_id)
    require(by, "delete", figure)
    return put_in_bin(
        record=figure,
        by=by,
        code="figure.withdrawn",
        organization=figure.organization.slug,
        indicator=figure.indicator,
        year=figure.year,
        number=figure.number,
    )
