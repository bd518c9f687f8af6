"""What a page of the workbench is asked for: forms sent by GET, so that pages can be kept."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.reports.actions.counting import counted_years
from mediacenter.reports.indicators import Section
from mediacenter.reports.models import ReportingYear
from mediacenter.reports.wording import wording_of
from mediacenter.reports.years import has_reports
from unions.models import OrganizationKind, Region

from .scope import SIZES


class Filters(forms.Form):
    """Every field has a value at once: what is left out, or is none of the choices, is the first.

    The year is the last one that is over, where it is kept counted.
    """

    year = forms.ChoiceField(label=pgettext_lazy("label", "Year"))
    kind = forms.ChoiceField(label=pgettext_lazy("label", "Level"))
    region = forms.ChoiceField(label=pgettext_lazy("label", "Region"))

    def __init__(self, query):
        super().__init__(query, label_suffix="")
        for field in self.fields.values():
            field.required = False
        years = self.offered_years()
        self.fields["year"].choices = [(year, str(year)) for year in years]
        self.defaults = {"year": years[1] if len(years) > 1 else years[0]}
        if "kind" in self.fields:
            kinds = [kind for kind in OrganizationKind.choices if kind[0] != "federation"]
            self.fields["kind"].choices = [("", _("All levels")), *kinds]
        if "region" in self.fields:
            regions = [(region.pk, str(region)) for region in Region.objects.alphabetical()]
            self.fields["region"].choices = [("", _("All regions")), *regions]

    def shown(self):
        """The form as the page shows it: with what the page was made of."""
        self.data = {name: self.value(name) for name in self.fields}
        return self

    def offered_years(self):
        return counted_years()

    def value(self, name):
        """What was chosen, as text."""
        field = self.fields[name]
        asked = self.data.get(name)
        choices = [str(value) for value, _label in flat(field.choices)]
        default = str(self.defaults.get(name, choices[0]))
        return asked if asked in choices else default

    @cached_property
    def chosen_year(self):
        return int(self.value("year"))

    @cached_property
    def wording(self):
        """By which the blocks and figures of the chosen year are called."""
        return wording_of(self.chosen_year)


def flat(choices):
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from label
        else:
            yield value, label


ORGANIZATIONS = pgettext_lazy("label", "Organizations")
RIGHT_BELOW = ("right", _("only the level right below"))
ALL_BELOW = ("all", _("everything below"))


class LeagueFilters(Filters):
    reach = forms.ChoiceField(label=ORGANIZATIONS, choices=[RIGHT_BELOW, ALL_BELOW])
    size = forms.ChoiceField(
        label=_("Organizations below"),
        choices=[
            ("", _("Any number")),
            ("1", pgettext_lazy("organizations", "none")),
            *(
                (key, f"{least - 1}–{most - 1}")
                for key, (least, most) in SIZES.items()
                if most and least > 1
            ),
            ("201", _("200 and more")),
        ],
    )


class MissingFilters(Filters):
    reach = forms.ChoiceField(label=ORGANIZATIONS, choices=[ALL_BELOW, RIGHT_BELOW])

    def offered_years(self):
        opened = ReportingYear.objects.order_by("-year").values_list("year", flat=True)
        return [year for year in opened if has_reports(year)] or counted_years()


def indicators_by_section(wording):
    """Choices: the indicators, grouped by the sections of the report."""
    return [
        (wording.name(letter), [(one.code, wording.name(one.code)) for one in found])
        for letter, found in wording.blocks()
    ]


class PivotFilters(Filters):
    years = forms.ChoiceField(
        label=_("Years side by side"), choices=[(number, number) for number in (3, 2, 1)]
    )
    section = forms.ChoiceField(label=pgettext_lazy("label", "Section"), choices=Section.choices)
    indicator = forms.ChoiceField(label=pgettext_lazy("label", "Figure"))
    reach = forms.ChoiceField(label=ORGANIZATIONS, choices=[RIGHT_BELOW, ALL_BELOW])
    sort = forms.ChoiceField(
        label=pgettext_lazy("label", "Order"),
        choices=[
            ("tree", _("as in the tree")),
            ("most", _("the largest first figure first")),
            ("least", _("the smallest first figure first")),
        ],
    )

    def __init__(self, query):
        super().__init__(query)
        wording = self.wording
        blocks = [(letter, wording.name(letter)) for letter, _found in wording.blocks()]
        self.fields["section"].choices = blocks
        self.fields["indicator"].choices = [
            ("", _("All of the section")),
            *indicators_by_section(wording),
        ]

    @property
    def indicators(self):
        """The one that was chosen, or all of the section."""
        if code := self.value("indicator"):
            return [self.wording.indicator(code)]
        blocks = dict(self.wording.blocks())
        return [self.wording.indicator(one.code) for one in blocks[self.value("section")]]

    @property
    def chosen_years(self):
        """In their order; those that are not kept counted have no figures."""
        last = self.chosen_year
        return list(range(last - int(self.value("years")) + 1, last + 1))


class GrowthFilters(Filters):
    basis = forms.ChoiceField(
        label=_("Figures of the year before"),
        choices=[
            ("today", _("in today’s structure")),
            ("reported", _("as they were reported")),
        ],
    )
    reach = forms.ChoiceField(label=ORGANIZATIONS, choices=[RIGHT_BELOW])


class MapFilters(Filters):
    kind = region = None
    indicator = forms.ChoiceField(label=pgettext_lazy("label", "Figure"))

    def __init__(self, query):
        super().__init__(query)
        self.fields["indicator"].choices = indicators_by_section(self.wording)
        self.defaults["indicator"] = "social.materials"
