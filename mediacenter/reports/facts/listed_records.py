"""The records that a figure counts, for the list that stands under it."""

from mediacenter.reports.drilldown import in_register
from mediacenter.reports.indicators import REGISTRY

from .reporting_organization import names_of
from .shapes import bounded


def counted_by(code, organization, year):
    """What the registers hold of a figure's year, here and below: the organization's own first,
    then in the order of the tree, each one's by date."""
    indicator = REGISTRY[code]
    records = in_register(indicator, organization, (year, year))
    order = (indicator.path, "starts_on", "pk")
    return records.select_related(indicator.organization).order_by(*order)


def listed(records, organization, names, shape):
    """Bounded rows of records, each with `whose`: None where it is the organization's own."""

    def row(record):
        theirs = record.organization
        is_own = theirs.pk == organization.pk
        return {**shape(record), "whose": None if is_own else names_of(theirs, names)}

    return bounded(records, row)
