"""Rows in which new records are entered, and the cells that they are made of."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.grids import NumberCell, Row
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.quantity import Qualifier
from mediacenter.toolkit.when import WhenField
from publications.press.models import Outlet
from unions.models import Appointment, Person

MOST = 2_000_000_000  # of what PostgreSQL holds in a column of numbers
SHORT = {"class": "grid-short"}


@dataclass(frozen=True)
class Blank:
    """What a row for a new record is about."""

    pk: str
    number: int


class NewRow(Row):
    """A record to be entered at a Place; a row without anything in it is none."""

    use_required_attribute = False

    def __init__(self, *args, place, **kwargs):
        self.place = place
        super().__init__(*args, **kwargs)
        for cell in self.fields.values():
            cell.show_hidden_initial = False  # nobody else writes into it

    @property
    def name(self):
        return _("New row %(number)s") % {"number": self.record.number}

    def given(self, *names):
        return {name: self.cleaned_data[name] for name in names}


class DatedRow(NewRow):
    """A new record with the date or span that it happened in; blank: some time in the year."""

    touches = False  # whether a span counts in every year that it touches

    when = WhenField(
        label=pgettext_lazy("column", "When"), required=False, widget=forms.TextInput, help_text=""
    )

    def clean_when(self):
        return self.place.in_year(self.cleaned_data["when"], touching=self.touches)

    @property
    def span(self):
        """The columns of a Dated record."""
        names = ("starts_on", "ends_on", "precision")
        return dict(zip(names, self.cleaned_data["when"], strict=True))


def text_cell(model, name, *, required=False):
    """A cell for a column, in the language of the page."""
    column = model._meta.get_field(name)
    return forms.CharField(
        label=column.verbose_name, max_length=column.max_length, required=required
    )


def long_text_cell(model, name, *, required=False):
    column = model._meta.get_field(name)
    return forms.CharField(label=column.verbose_name, max_length=2000, required=required)


def choice_cell(model, name, *, initial=None, blank=None):
    column = model._meta.get_field(name)
    choices = column.choices if blank is None else [("", blank), *column.choices]
    return forms.ChoiceField(
        label=column.verbose_name,
        choices=choices,
        initial=initial if initial is not None or blank is not None else column.choices[0][0],
        required=False,
        widget=forms.Select(attrs=SHORT),
    )


def number_cell(model, name, *, most=MOST, label=None):
    return NumberCell(label=label or model._meta.get_field(name).verbose_name, max_value=most)


def qualifier_cell():
    return forms.ChoiceField(
        label=pgettext_lazy("number", "precision"),
        choices=Qualifier,
        initial=Qualifier.EXACT,
        required=False,
        widget=forms.Select(attrs=SHORT),
    )


def link_cell(model, name, *, required=False):
    column = model._meta.get_field(name)
    return forms.CharField(label=column.verbose_name, max_length=2000, required=required)


class DayCell(forms.DateField):
    """A day as people write it, in the format of the page's language."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.DateInput(attrs=SHORT), required=False, **kwargs)


class NameCell(forms.CharField):
    """Something of a register, told by its name in any language; `known` leads to the names that
    the page offers for it."""

    def __init__(self, *, known, **kwargs):
        self.known = known
        super().__init__(max_length=300, widget=forms.TextInput(attrs={"list": known}), **kwargs)


def people_of(organization):
    """Who holds or held a post in the organization or below it."""
    held = Appointment.objects.filter(organization__path__startswith=organization.path)
    return Person.objects.filter(pk__in=held.values("person"))


def named(records, name, *, columns=("name",)):
    """The one record of a QuerySet that bears a name; None without one.

    Raises ValidationError where several bear it.
    """
    same = (Q(**{f"{column}__iexact": name}) for one in columns for column in in_each(one))
    found = list(records.filter(reduce(or_, same))[:2])
    if len(found) > 1:
        raise ValidationError(
            _("Several are called “%(name)s”: enter this one by its own form."),
            params={"name": name},
        )
    return found[0] if found else None


class OfOutlet:
    """For a row with the cell `outlet`."""

    def clean_outlet(self):
        name = self.cleaned_data["outlet"]
        found = named(Outlet.objects.all(), name) if name else None
        if found is None:
            raise ValidationError(
                _("No outlet of this name is in the register: enter it above, under “Outlets”.")
            )
        return found


def outlet_cell():
    return NameCell(label=pgettext_lazy("field", "outlet"), known="known-outlets")
