"""The cells of a register's spreadsheet: how each kind of value is written and read."""

from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override
from import_export.fields import Field
from import_export.widgets import ManyToManyWidget, Widget

from mediacenter.toolkit import links
from mediacenter.toolkit.choice_labels import label_of
from mediacenter.toolkit.language import LANGUAGES
from mediacenter.toolkit.when import read_when, write_when
from unions.access import GRANTS


class Written(Widget):
    """A text; nothing is the empty text."""

    def clean(self, value, row=None, **kwargs):
        return "" if value is None else str(value).strip()

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)


class Whole(Written):
    """A whole number, 0 or more; nothing is "not stated"."""

    def clean(self, value, row=None, **kwargs):
        written = super().clean(value).removesuffix(".0")  # as spreadsheets keep numbers
        if not written:
            return None
        if not (written.isascii() and written.isdecimal()):
            raise ValueError(_("“%(written)s” is not a whole number.") % {"written": written})
        return int(written)

    def render(self, value, obj=None, **kwargs):
        return value


class Choice(Written):
    """One of a model's choices, by its code or by its name in any of the languages."""

    def __init__(self, choices):
        super().__init__()
        self.choices = choices
        self.values = {}
        for language in LANGUAGES:
            with override(language):
                self.values |= {str(label).lower(): value for value, label in choices.choices}
        self.values |= {value: value for value in choices.values}

    def clean(self, value, row=None, **kwargs):
        written = super().clean(value)
        if written and written.lower() not in self.values:
            known = ", ".join(str(label) for label in self.choices.labels)
            raise ValueError(
                _("“%(written)s” is none of these: %(known)s.")
                % {"written": written, "known": known}
            )
        return self.values.get(written.lower(), "")

    def render(self, value, obj=None, **kwargs):
        return label_of(self.choices, value) if value else ""


class Named(Written):
    """A record that others use, found by what the columns `by` hold, as far as `user` reaches."""

    def __init__(self, model, *by):
        Widget.__init__(self)
        self.model, self.by, self.known = model, by, {}

    user = None

    def clean(self, value, row=None, **kwargs):
        written = Written.clean(self, value)
        return self.found(written) if written else None

    def found(self, written):
        """As find, which asks once for what many rows of a table name."""
        if written not in self.known:
            self.known[written] = self.find(written)
        return self.known[written]

    def find(self, written):
        """By the first column, which is the record's own and indexed; else by any of them."""
        for columns in (self.by[:1], self.by):
            condition = reduce(or_, (Q(**{column: written}) for column in columns))
            records = self.model.objects.filter(condition)
            found = GRANTS[self.model].reached(records, self.user)[:2]
            if len(found) == 1:
                return found[0]
        raise ValueError(
            _("“%(written)s” is not found, or there are several of this name.")
            % {"written": written}
        )

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else self.written(value)

    def written(self, record):
        return next(filter(None, (getattr(record, column) for column in self.by)), "")


class SeveralNamed(Named, ManyToManyWidget):
    """Records with a semicolon between them."""

    def __init__(self, model, *by):
        ManyToManyWidget.__init__(self, model)
        self.by, self.known = by, {}

    def clean(self, value, row=None, **kwargs):
        names = filter(None, (name.strip() for name in Written.clean(self, value).split(";")))
        return [self.found(name) for name in names]

    def render(self, value, obj=None, **kwargs):
        return "; ".join(map(self.written, value.all())) if value else ""


class AnyOrganization(Named):
    """An organization, whether the user's roles reach it or not."""

    def find(self, written):
        found = self.model.objects.filter(**{self.by[0]: written}).first()
        if found is None:
            raise ValueError(_("There is no organization “%(slug)s”.") % {"slug": written})
        return found


class Link(Written):
    """A link as people paste it; the record gets the canonical one."""

    def clean(self, value, row=None, **kwargs):
        written = super().clean(value)
        try:
            return links.normalize(written) if written else ""
        except ValidationError as refusal:
            raise ValueError(" ".join(refusal.messages)) from refusal


class When(Field):
    """A date or span as precisely as it is known: three columns of a Dated model in one."""

    def __init__(self):
        super().__init__(attribute="starts_on", column_name="when")

    def save(self, instance, row, is_m2m=False, **kwargs):
        try:
            span = read_when(Written().clean(row["when"]))
        except ValidationError as refusal:
            raise ValueError(" ".join(refusal.messages)) from refusal
        instance.starts_on, instance.ends_on, instance.precision = span

    def get_value(self, instance):
        return write_when(instance.starts_on, instance.ends_on, instance.precision)


def named(attribute, model, *by):
    return Field(attribute=attribute, column_name=attribute, widget=Named(model, *by))
