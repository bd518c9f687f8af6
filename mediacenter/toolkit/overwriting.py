"""Two people who change one record at once: nobody overwrites what they have not seen.

A form carries along what its fields showed, as digests. Where somebody else has changed the record
in the meantime, a field that was not touched here stays as it is stored; one that both have changed
is asked: the form comes back with the words of both, and sent again it is meant so.
"""

import datetime as dt
import json
from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

SHOWN = "_shown"  # the name of the input, behind the prefix of a row
LONGEST_WORDS = 200  # characters of what somebody else has written


class AsksBeforeOverwriting(forms.ModelForm):
    """For the form of a record; its page has `{{ form.what_was_shown }}` within the form."""

    conflicts = frozenset()  # fields that are asked about
    taken_over = frozenset()  # fields that were not touched here, and changed elsewhere

    @property
    def what_was_shown(self):
        """A hidden input; nothing for a record that is new."""
        if not self.instance.pk:
            return ""
        shown = {name: self.digest_of(name) for name in self.compared()}
        # of what is not asked about, its writer has seen no more than before
        shown |= {name: one for name, one in self.shown.items() if name not in self.conflicts}
        digests = json.dumps(shown, separators=(",", ":"))
        name = self.add_prefix(SHOWN)
        return format_html('<input type="hidden" name="{}" value="{}">', name, digests)

    @cached_property
    def shown(self):
        """{field: digest} as the sender has seen it; {} where none is told."""
        try:
            digests = json.loads(self.data.get(self.add_prefix(SHOWN), "{}"))
        except (ValueError, RecursionError):
            return {}
        if not isinstance(digests, dict):
            return {}
        return {n: digests[n] for n in self.compared() if isinstance(digests.get(n), str)}

    def compared(self):
        return [
            name
            for name, field in self.fields.items()
            if not field.disabled and not isinstance(field, forms.FileField)
        ]

    def digest_of(self, name):
        return digest(self.get_initial_for_field(self.fields[name], name))

    @cached_property
    def changed_data(self):
        if self.instance.pk:
            self.errors  # noqa: B018  which fields are taken over is known then
        return [name for name in super().changed_data if name not in self.taken_over]

    def _clean_fields(self):
        super()._clean_fields()
        if self.instance.pk:
            self.keep_what_others_changed()

    def keep_what_others_changed(self):
        conflicts, taken_over = set(), set()
        for name, shown in self.shown.items():
            stored = self.digest_of(name)
            if stored == shown or name not in self.cleaned_data:
                continue
            sent = digest(self.cleaned_data[name])
            if sent == shown:
                self.cleaned_data[name] = self.stored_value(name)
                taken_over.add(name)
            elif sent != stored:
                conflicts.add(name)
        self.conflicts, self.taken_over = conflicts, taken_over
        for name in conflicts:
            self.add_error(name, ValidationError(self.question(name), code="overwriting"))

    def stored_value(self, name):
        field = self.fields[name]
        value = self.get_initial_for_field(field, name)
        if not hasattr(field, "queryset"):
            return value
        records = field.queryset.model._default_manager
        if isinstance(field, forms.ModelMultipleChoiceField):
            return records.filter(pk__in=[key_of(one) for one in value or []])
        return records.filter(pk=key_of(value)).first() if value else None

    def question(self, name):
        now = self.stored_words(name)[:LONGEST_WORDS]
        if not now:
            return _(
                "Somebody has emptied this since you opened the form. Your words stand here: save"
                " again to put them in their place."
            )
        return _(
            "Somebody has changed this since you opened the form: it is now “%(now)s”. What you"
            " have written stands here: save again to put it in its place."
        ) % {"now": now}

    def stored_words(self, name):
        """What is stored, as people read it."""
        field, value = self.fields[name], self.stored_value(name)
        if hasattr(field, "choices") and not hasattr(field, "queryset"):
            names = dict(field.choices)
            chosen = value if isinstance(value, list | tuple | set) else [value]
            return ", ".join(str(names.get(one, one)) for one in chosen if one not in (None, ""))
        if isinstance(value, QuerySet):
            return ", ".join(map(str, value[:10]))
        if isinstance(value, bool):
            return pgettext("figure", "yes") if value else pgettext("figure", "no")
        shown = field.widget.format_value(field.prepare_value(value)) if value else value
        return str(value if isinstance(value, Model) or shown is None else shown or "")


def asking_before_overwriting(form_class):
    """The form of a record, which asks; one that merges by itself stays as it is."""
    if hasattr(form_class, "merge_with"):
        return form_class
    asking = type(form_class.__name__, (AsksBeforeOverwriting, form_class), {})
    asking.base_fields = form_class.base_fields  # a ModelForm makes them anew in each class
    return asking


def key_of(value):
    return value.pk if isinstance(value, Model) else value


def digest(value):
    """The same for what a field shows and for what it makes of that when it is sent back."""
    return sha256(written(value).encode()).hexdigest()[:16]


def written(value):
    if value in (None, ""):
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).replace(microsecond=0).isoformat()
    if isinstance(value, QuerySet | list | set | frozenset):
        return repr(sorted(map(written, value)))
    if isinstance(value, tuple):
        return repr([written(one) for one in value])
    return str(value).replace("\r\n", "\n").strip()
