"""The figures of a section: what is known of each, and the cells in which it is declared."""

from django import forms
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from mediacenter.reports.actions.figures import declare_figure
from mediacenter.reports.composing.quality import EXPECTED
from mediacenter.reports.indicators import Kind
from mediacenter.reports.indicators.indicator import NO, YES
from mediacenter.reports.models import Figure, Scope
from mediacenter.toolkit.alphabetical import LANGUAGES
from mediacenter.toolkit.grids import NumberCell, Row
from mediacenter.toolkit.quantity import Qualifier

from .rows import SHORT, DayCell

MOST = 10_000_000_000
SOURCE = Figure._meta.get_field("source")


class FigureSlot:
    """An indicator in a year: what was declared of it, and what is known otherwise.

    `name` is what the year's report calls it. `cell` and `last` are the rolling_up.Cells of this
    year and the one before; `below` is (sum, number of branches that state it). `refusal` says why
    it is locked, "" where it is not; `registers` are the Registers of the page whose records it
    counts.
    """

    def __init__(self, indicator, *, name, figure, cell, last, below, refusal, registers=()):
        self.indicator, self.name, self.figure = indicator, name, figure
        self.cell, self.last, self.below, self.refusal = cell, last, below, refusal
        self.registers = registers
        self.anchor = f"figure-{indicator.code}"

    @property
    def is_missing(self):
        """Whether the report expects it and nobody, here or below, has stated it."""
        return self.indicator.code in EXPECTED and self.cell.number is None

    @property
    def is_main(self):
        """Whether it is to be declared, or was: not what registers count all by themselves."""
        return self.indicator.counted_from is None or self.figure or self.is_missing

    @property
    def is_known(self):
        """Whether anything of it is known, of this year or the last, here or below."""
        return bool(self.said or self.said_last_year or self.said_below)

    @property
    def said(self):
        """What the organization itself says, in words; "" for nothing."""
        if self.cell.own_number is None:
            return ""
        return str(self.indicator.say(self.cell.own_number, self.cell.own_qualifier))

    @property
    def said_last_year(self):
        if self.last.own_number is None:
            return ""
        return str(self.indicator.say(self.last.own_number, self.last.own_qualifier))

    @property
    def said_below(self):
        """ "34" of the branches right below; "" where none states it."""
        number, stated = self.below
        if not stated or self.indicator.kind == Kind.YES_NO:
            return ""
        return str(self.indicator.say(number, Qualifier.EXACT))

    @property
    def stated_below(self):
        return self.below[1]


class FigureRow(Row):
    """How an indicator is declared; a row without a number says nothing.

    What the section says of all its figures, `as_of` and `source`, holds for a row that says
    nothing else.
    """

    use_required_attribute = False

    qualifier = forms.ChoiceField(
        label=pgettext_lazy("number", "precision"),
        choices=Qualifier,
        initial=Qualifier.EXACT,
        required=False,
        widget=forms.Select(attrs=SHORT),
    )
    number = NumberCell(label=pgettext_lazy("field", "number"), max_value=MOST)
    scope = forms.ChoiceField(
        label=pgettext_lazy("field", "covers"),
        choices=[
            (Scope.OWN, pgettext_lazy("covers", "itself")),
            (Scope.SUBTREE, pgettext_lazy("covers", "with branches")),
        ],
        initial=Scope.OWN,
        required=False,
        widget=forms.Select(attrs=SHORT),
    )
    as_of = DayCell(label=gettext_lazy("as of"))
    source = forms.CharField(
        label=SOURCE.verbose_name, max_length=SOURCE.max_length, required=False
    )

    is_right = forms.BooleanField(label=gettext_lazy("The number is right"), required=False)

    def __init__(self, *args, place, common, **kwargs):
        self.place, self.common = place, common
        self.is_asked = False
        super().__init__(*args, **kwargs)

    def prepare(self):
        slot = self.record
        if slot.indicator.kind == Kind.YES_NO:
            choices = [("", "—"), (1, YES), (0, NO)]
            self.fields["number"] = forms.TypedChoiceField(
                label=self.fields["number"].label,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.Select(attrs=SHORT),
            )
        if figure := slot.figure:
            self.initial = {
                "number": figure.number,
                "qualifier": figure.qualifier,
                "scope": figure.scope,
                "as_of": figure.as_of,
                "source": getattr(figure, f"source_{get_language()}") or "",
            }

    @property
    def name(self):
        return self.record.name

    @property
    def cells(self):
        """What stands beside each other; `is_right` is asked only of a number beyond reason."""
        return [cell for cell in self if cell.name != "is_right"]

    @property
    def wanted(self):
        """(number, Scope) that are to be declared; None where no other number is."""
        given = self.cleaned_data
        if "number" not in self.changed_data or given["number"] is None or given["is_right"]:
            return None
        return given["number"], given["scope"] or Scope.OWN

    def ask(self, sentences):
        """Refuse a number beyond reason until somebody says that it is right."""
        self.is_asked = True
        for sentence in sentences:
            self.add_error("number", sentence)
        self.add_error("is_right", _("Correct the number, or say here that it is right."))

    def clean(self):
        given = super().clean()
        says = self.record.figure or given.get("as_of") or given.get("source")
        if says and given.get("number") is None and "number" not in self.errors:
            self.add_error("number", _("Enter a number. What is not known is not declared."))
        return given

    def declare(self):
        """Declare what the row says; what it does not ask for stays as it was declared."""
        given, figure, place = self.cleaned_data, self.record.figure, self.place
        if given["number"] is None:  # other cells were touched and left blank
            return
        source = {code: getattr(figure, f"source_{code}", None) or "" for code in LANGUAGES}
        written = given["source"] or ("" if figure else self.common["source"])
        if written or not figure:
            source[get_language()] = written
        as_of = given["as_of"] or (None if figure else self.common["as_of"])
        note = {code: getattr(figure, f"note_{code}", None) or "" for code in LANGUAGES}
        declare_figure(
            organization=place.organization,
            indicator=self.record.indicator.code,
            year=place.year,
            number=given["number"],
            qualifier=given["qualifier"] or Qualifier.EXACT,
            scope=given["scope"] or Scope.OWN,
            as_of=as_of,
            source=source,
            note=note,
            by=place.user,
            **({"precision": figure.precision} if figure and figure.as_of == as_of else {}),
        )


class CommonForm(forms.Form):
    """What holds for all figures of a section that say nothing else."""

    use_required_attribute = False

    source = forms.CharField(
        label=gettext_lazy("Source of the figures"), max_length=SOURCE.max_length, required=False
    )
    as_of = forms.DateField(label=gettext_lazy("Figures as of"), required=False)

    def said(self):
        """{"source", "as_of"}; blank while the form has errors or was not sent."""
        if self.is_bound and self.is_valid():
            return self.cleaned_data
        return {"source": "", "as_of": None}
