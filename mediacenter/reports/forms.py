"""The form in which a figure is declared."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import pgettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget

from mediacenter.toolkit.forms import TranslatedForm, in_each

from .actions.figures import refuse_unfounded
from .indicators import REGISTRY, Section
from .models import Figure


def indicator_choices():
    """The indicators by the sections of the report."""
    yield "", "---------"
    for section in Section:
        yield (
            section.label,
            [(i.code, i.name) for i in REGISTRY.values() if i.section == section],
        )


class FigureForm(TranslatedForm):
    """A figure is of one organization, indicator and year for good: what else changes, changes."""

    class Meta:
        model = Figure
        fields = (
            "organization",
            "indicator",
            "year",
            "number",
            "qualifier",
            "scope",
            "as_of",
            "precision",
            *in_each("source", "note"),
        )

    def clean(self):
        super().clean()
        told = {**{name: getattr(self.instance, name) for name in KEY}, **self.cleaned_data}
        if self.errors or told["year"] is None:
            return
        try:
            refuse_unfounded(
                indicator=told["indicator"],
                year=told["year"],
                number=told["number"],
                source=self.texts("source"),
                as_of=told["as_of"],
            )
        except ValidationError as refusal:
            for field, reasons in refusal.error_dict.items():
                shown = "source_kk" if field == "source" else field
                self.add_error(shown if shown in self.fields else None, reasons)

    def texts(self, name):
        return {column[-2:]: self.cleaned_data.get(column, "") for column in in_each(name)}


class NewFigureForm(FigureForm):
    indicator = forms.ChoiceField(
        label=pgettext_lazy("field", "Indicator"),
        choices=indicator_choices,
        widget=UnfoldAdminSelectWidget,
    )


KEY = ("indicator", "year")
