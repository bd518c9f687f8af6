"""Lists of the admin that cost the same however long they are.

A list leads to a bounded number of records; search and filters, which read indexes, lead to all
others.
"""

from django.contrib import admin
from django.db.models import Max, Min
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from unfold.views import ChangeList

from mediacenter.toolkit.date_limits import UNKNOWN_YEAR


class BoundedList(ChangeList):
    def get_filters(self, request):
        found = super().get_filters(request)
        for one in found[0]:
            one.title = capfirst(one.title)
        return found

    def get_results(self, request):
        """The header tells a number of results only where it is one of a choice, and exact."""
        super().get_results(request)
        chosen = self.query or self.get_filters_params()
        if self.paginator.has_more or not chosen:
            self.full_result_count = self.result_count


class YearFilter(admin.AllValuesFieldListFilter):
    """By a column that holds a year: from the last of them to the first, which an index tells."""

    def __init__(self, field, *args, **kwargs):
        super().__init__(field, *args, **kwargs)
        years = field.model._base_manager.aggregate(first=Min(field.name), last=Max(field.name))
        self.lookup_choices = descending(years["first"], years["last"])


def descending(first, last):
    return [] if first is None else list(range(last, first - 1, -1))


def years_and_months(changelist):
    """Return (back, choices) for the bar over a list: its years, or the months of the chosen one.

    Each choice is {link, title}. The years come from an index, so that months may be empty.
    """
    field = changelist.date_hierarchy
    year, month = (changelist.params.get(f"{field}__{part}") for part in ("year", "month"))

    def link(**parts):
        lookups = {f"{field}__{part}": value for part, value in parts.items()}
        return changelist.get_query_string(lookups, [f"{field}__"])

    if year is None:
        choices = [
            {"link": link(year=n), "title": str(n)} for n in years_of(changelist.model, field)
        ]
        return None, choices
    if month is None:
        back = {"link": link(), "title": _("All dates")}
        return back, [
            {"link": link(year=year, month=number), "title": name.capitalize()}
            for number, name in MONTHS.items()
        ]
    back = {"link": link(year=year), "title": str(year)}
    return back, [{"title": MONTHS[int(month)].capitalize()}]


def years_of(model, field):
    """The years of a date column, the last first, without the one that stands for unknown ones."""
    known = model._base_manager.filter(**{f"{field}__year__gt": UNKNOWN_YEAR})
    days = known.aggregate(first=Min(field), last=Max(field))
    return descending(days["first"] and days["first"].year, days["last"] and days["last"].year)
