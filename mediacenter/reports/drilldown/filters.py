"""What of the records behind a figure is shown: a form sent by GET, so that a page can be kept."""

from dataclasses import replace

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.utils.dates import MONTHS
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.reports.indicators import On
from mediacenter.toolkit.dates import Precision
from publications.press.models import Outlet
from unions.choices import MOST_CHOICES
from unions.models import Organization

KINDS = ("kind", "tone", "network")  # columns with choices that tell records apart, the first one
ANY = ("", pgettext_lazy("choice", "All"))
SORTS = [
    ("tree", _("as in the tree")),
    ("newest", _("the newest first")),
    ("oldest", _("the oldest first")),
]


class RecordFilters(forms.Form):
    """Every field has a value at once: what is left out, or is none of the choices, is the first.

    A field is there only where the records of the figure have what it asks for.
    """

    below = forms.ChoiceField(label=pgettext_lazy("label", "Organization"))
    month = forms.ChoiceField(label=pgettext_lazy("label", "Month"), choices=[ANY, *MONTHS.items()])
    kind = forms.ChoiceField()
    outlet = forms.ChoiceField(label=capfirst(pgettext_lazy("field", "outlet")))
    sort = forms.ChoiceField(label=pgettext_lazy("label", "Order"), choices=SORTS)

    def __init__(self, query, *, indicator, organization, records):
        super().__init__(query, label_suffix="")
        self.indicator, self.model = indicator, records.model
        for field in self.fields.values():
            field.required = False
        self.ask_for_organization(organization)
        if self.date is None:
            del self.fields["month"], self.fields["sort"]
        self.ask_for_kind()
        if column_of(self.model, "outlet"):
            known = Outlet.objects.filter(pk__in=records.order_by().values("outlet"))
            self.offer("outlet", known.alphabetical()[:MOST_CHOICES])
        else:
            del self.fields["outlet"]
        self.data = {name: self.value(name) for name in self.fields}

    def ask_for_organization(self, organization):
        if organization.is_leaf() or self.indicator.stays:
            del self.fields["below"]
            return
        children = Organization.objects.get_children(organization).alphabetical()[:MOST_CHOICES]
        self.paths = {str(child.pk): child.path for child in children}
        self.offer("below", children)

    def ask_for_kind(self):
        self.kind = next((name for name in KINDS if choices_of(self.model, name)), None)
        if self.kind is None:
            del self.fields["kind"]
            return
        column = column_of(self.model, self.kind)
        self.fields["kind"].label = capfirst(column.verbose_name)
        self.fields["kind"].choices = [ANY, *column.flatchoices]

    def offer(self, name, records):
        self.fields[name].choices = [ANY, *((str(one.pk), str(one)) for one in records)]

    @cached_property
    def date(self):
        """The lookup of the day of a record; None where it has a year or a span."""
        return self.indicator.year.field if isinstance(self.indicator.year, On) else None

    def value(self, name):
        """What was chosen, as text; that of the first choice where the figure asks nothing."""
        if name not in self.fields:
            return ""
        choices = [str(value) for value, _label in self.fields[name].choices]
        asked = self.data.get(name)
        return asked if asked in choices else choices[0]

    @property
    def is_narrowed(self):
        """Whether anything was chosen that may leave records out."""
        return any(self.value(name) for name in self.fields if name != "sort")

    def applied(self, found):
        """The Drilldown with what was chosen: a declared figure has an organization alone."""
        return replace(
            found, records=self.chosen(found.records), declared=self.of_chosen(found.declared)
        )

    def chosen(self, records):
        if below := self.value("below"):
            records = records.filter(**{f"{self.indicator.path}__startswith": self.paths[below]})
        if month := self.value("month"):
            records = self.known_to_the_month(records).filter(**{f"{self.date}__month": month})
        if kind := self.value("kind"):
            records = records.filter(**{self.kind: kind})
        if outlet := self.value("outlet"):
            records = records.filter(outlet=outlet)
        match self.value("sort"):
            case "newest":
                return records.order_by(f"-{self.date}", "-pk")
            case "oldest":
                return records.order_by(self.date, "pk")
        return records

    def known_to_the_month(self, records):
        """Without what is known by its year alone, which ends in December as the year does."""
        owner, _dot, column = self.date.rpartition("__")
        if column != "ends_on":
            return records
        precision = f"{owner}__precision" if owner else "precision"
        return records.exclude(**{precision: Precision.YEAR})

    def of_chosen(self, declared):
        if any(self.value(name) for name in ("month", "kind", "outlet")):
            return declared.none()
        if below := self.value("below"):
            return declared.filter(organization__path__startswith=self.paths[below])
        return declared


def column_of(model, name):
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def choices_of(model, name):
    return getattr(column_of(model, name), "choices", None)
