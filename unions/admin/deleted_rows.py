"""Rows of a form that somebody has deleted or moved meanwhile: their words come as new rows."""

import re
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.utils.translation import gettext as _

from .bounded_rows import BoundedRows


class KeepsDeletedRows(BoundedRows):
    """The rows of an inline. What was typed into a row that is gone is shown before it is saved."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.gone = range(0)  # the places of the rows that are gone, among the new ones
        self.moved = set()  # those of them that belong to another record by now
        if self.is_bound and not self.save_as_new:
            self.put_deleted_rows_last()

    def put_deleted_rows_last(self):
        total = self.total_form_count()
        shown = range(min(self.initial_form_count(), total))
        there = {str(row.pk) for row in self.get_queryset()}
        kept = [place for place in shown if self.key_sent(place) in {None, "", *there}]
        if len(kept) == len(shown):
            return
        gone = [place for place in shown if place not in kept and self.has_words(place)]
        order = [*kept, *gone, *range(len(shown), total)]
        self.data = reordered(self.data, self.prefix, order)
        self.files = reordered(self.files, self.prefix, order)
        self.data[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = str(len(kept))
        self.data[f"{self.prefix}-{TOTAL_FORM_COUNT}"] = str(len(order))
        del self.management_form  # read already, with the numbers that were sent
        self.gone = range(len(kept), len(kept) + len(gone))
        elsewhere = self.keys_elsewhere([self.key_sent(place) for place in self.gone])
        for place in self.gone:
            if self.key_sent(place) in elsewhere:
                self.moved.add(place)
            self.make_new(place)

    def key_sent(self, place):
        return self.data.get(f"{self.add_prefix(place)}-{self.model._meta.pk.name}")

    def keys_elsewhere(self, keys):
        """Of the keys of rows that are not here those that are rows of other records."""
        known = []
        for key in keys:
            with suppress(ValidationError):
                known.append(self.model._meta.pk.to_python(key))
        found = self.model._base_manager.filter(pk__in=known).values_list("pk", flat=True)
        return {str(key) for key in found}

    def has_words(self, place):
        """Whether the row was open to be written in."""
        names = self.form.base_fields.keys() - {self.fk.name, self.model._meta.pk.name}
        inputs = {f"{self.add_prefix(place)}-{name}" for name in names}
        return any(name in inputs or re.sub(r"_\d$", "", name) in inputs for name in self.data)

    def make_new(self, place):
        self.data[f"{self.add_prefix(place)}-{self.model._meta.pk.name}"] = ""

    def clean(self):
        super().clean()
        self.tell_of_deleted_rows()

    def tell_of_deleted_rows(self):
        for place in self.gone:
            form = self.forms[place]
            taken_out = self.can_delete and self._should_delete_form(form)
            if form.has_changed() and not taken_out:
                form.add_error(None, self.refusal(is_moved=place in self.moved))

    def refusal(self, *, is_moved):
        if is_moved and self.can_delete:
            return _(
                "A colleague has moved this row to another record meanwhile. Save once more to"
                " enter it here as a new row, or take it out."
            )
        if is_moved:
            return _(
                "A colleague has moved this row to another record meanwhile. Save once more to"
                " enter it here as a new row, or empty its fields to leave it out."
            )
        if self.can_delete:
            return _(
                "A colleague has deleted this row meanwhile. Save once more to enter it as a new"
                " row, or take it out."
            )
        return _(
            "A colleague has deleted this row meanwhile. Save once more to enter it as a new row,"
            " or empty its fields to leave it out."
        )


def reordered(sent, prefix, order):
    """What was sent, with the rows in this order of their places; rows that it leaves out go."""
    row = re.compile(rf"{re.escape(prefix)}-(\d+)-")
    places = {str(old): new for new, old in enumerate(order)}
    moved = sent.copy()
    rows = [(name, row.match(name)) for name in sent if row.match(name)]
    for name, __ in rows:
        del moved[name]
    for name, found in rows:
        if found[1] in places:
            place = places[found[1]]
            moved.setlist(f"{prefix}-{place}-{name[found.end() :]}", sent.getlist(name))
    return moved
