"""Visits to the branches and meetings with them, many in one table."""

from dataclasses import dataclass

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from mediacenter.toolkit.grids import MOST_ROWS, Grid, Row, fill_in
from mediacenter.toolkit.permissions import asks_for
from mediacenter.toolkit.templatetags.languages import translated
from mediacenter.toolkit.when import WhenField
from unions.cabinet_access import organization_of, with_branches
from unions.models import Organization

from .actions.visits import enter_visit
from .models import Visit, VisitMode
from .rules import WRITERS

ELSEWHERE = 10  # rows for visits to none of the branches


@dataclass
class Elsewhere:
    """A row for a visit to a place that is no branch."""

    pk: str


def text_cell(name):
    """A cell for a column of Visit, in the language of the page."""
    column = Visit._meta.get_field(name)
    return forms.CharField(label=column.verbose_name, max_length=column.max_length, required=False)


class VisitRow(Row):
    """A visit of an organization; a row without anything in it is none."""

    when = WhenField(
        label=pgettext_lazy("column", "When"), required=False, widget=forms.TextInput, help_text=""
    )
    mode = forms.ChoiceField(
        label=pgettext_lazy("field", "mode"),
        choices=VisitMode,
        initial=VisitMode.IN_PERSON,
        required=False,
        widget=forms.Select(attrs={"class": "grid-short"}),
    )
    place, topic, participants = map(text_cell, ("place", "topic", "participants"))

    def __init__(self, *args, made, **kwargs):
        self.made = made
        super().__init__(*args, **kwargs)

    def clean(self):
        given = super().clean()
        if "when" not in self.errors and not any(given["when"][:2]):
            self.add_error("when", _("Say when it was."))
        if self.branch is None and not given.get("place"):
            self.add_error("place", _("Say where it was."))
        return given

    @property
    def branch(self):
        return self.record if isinstance(self.record, Organization) else None

    @property
    def name(self):
        return str(self.branch) if self.branch else _("Another place")

    @property
    def heading(self):
        return translated(self.branch, "name") if self.branch else self.name

    @property
    def note(self):
        """How often the branch was visited, and when for the last time."""
        number, last = self.made.get(self.record.pk, (0, None))
        if not number:
            return ""
        count = ngettext("%(number)s visit", "%(number)s visits", number) % {"number": number}
        return f"{count} · {last.when}"

    def visit(self, organization):
        given = self.cleaned_data
        starts_on, ends_on, precision = given["when"]
        return Visit(
            organization=organization,
            visited=self.branch,
            starts_on=starts_on,
            ends_on=ends_on,
            precision=precision,
            mode=given["mode"] or VisitMode.IN_PERSON,
            place=given["place"],
            topic=given["topic"],
            participants=given["participants"],
        )


@asks_for("outreach.add_visit")
def table(request):
    organization, choices = organization_of(request, *WRITERS)
    branches = with_branches(organization).exclude(pk=organization.pk)
    page = Paginator(branches, MOST_ROWS).get_page(request.GET.get("page"))

    def build(data):
        rows = [*page, *(Elsewhere(f"elsewhere-{number}") for number in range(ELSEWHERE))]
        return Grid(VisitRow, rows, data=data, made=visits_made(organization, list(page)))

    return fill_in(
        request,
        build,
        lambda row: enter_visit(visit=row.visit(organization), by=request.user),
        template="outreach/visits.html",
        context={"page": page, "organization": organization, "choices": choices},
    )


def visits_made(organization, branches):
    """{key of a branch: (number of visits, the last of them)}"""
    made = Visit.objects.filter(organization=organization, visited__in=branches)
    counted = dict(made.order_by().values_list("visited").annotate(Count("pk")))
    latest = F("starts_on").desc(nulls_last=True)
    last = made.order_by("visited", latest, "-pk").distinct("visited")
    return {visit.visited_id: (counted[visit.visited_id], visit) for visit in last}
