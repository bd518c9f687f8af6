"""Choosing a related record where no script runs: by its name, beside the autocomplete.

What is written there finds what the autocomplete would have offered. One record is taken at once;
of several the form, which comes back, offers the choice.
"""

from copy import copy

from django import forms
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    get_select2_language,
)
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import resolve
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from unions.choices import labels

MOST_OFFERED = 20
NOT_ONE = {  # the field's errors, of a relation to one record and to many
    "invalid_choice": _("No single match for %(value)s: choose from the list or type it again."),
    "invalid_pk_value": _("No single match for %(pk)s: choose from the list or type it again."),
}


def words_of_choosers():
    """What teaches Select2 the active language, before its library leaves the global name."""
    language = get_select2_language()
    scripts = ["select2.full.js", *([f"i18n/{language}.js"] if language else [])]
    paths = [f"admin/js/vendor/select2/{one}" for one in scripts]
    return forms.Media(js=[*paths, "admin/js/jquery.init.js"])


class Autocomplete(AutocompleteJsonView):
    """Django's, where those of one name are told apart."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        self.labels = labels(context["object_list"], self.request.user)
        return context

    def serialize_result(self, obj, to_field_name):
        return {"id": str(getattr(obj, to_field_name)), "text": self.labels[obj.pk]}


class KnownKeys:
    """A choice of records that is asked for what is no key finds nothing, and does not break."""

    @property
    def media(self):
        """With the one Select2 that Unfold brings along.

        Django names its smaller file. Of two on a page one learns the reader's language, and the
        other draws the fields.
        """
        files = super().media
        scripts = [path.replace("select2.full.min.js", "select2.full.js") for path in files._js]
        return forms.Media(js=scripts, css=files._css)

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [one for one in value if self.is_key(one)], attrs)

    def is_key(self, written):
        try:
            self.field.remote_field.model._meta.pk.to_python(written)
        except ValidationError:
            return False
        return True


class StepAutocomplete(KnownKeys, AutocompleteSelect):
    """The autocomplete of a step's form."""


class ByName(KnownKeys):
    def __init__(self, field, admin_site, *, request, **kwargs):
        super().__init__(field, admin_site, **kwargs)
        self.request = request
        self.known = {}  # {key: label}: one for the copies of this widget in all rows of a form
        self.stored = None  # a QuerySet of the keys that those rows have chosen by now

    def render(self, name, value, attrs=None, renderer=None):
        select = super().render(name, value, attrs, renderer)
        written = render_to_string("admin/by_name.html", {"name": written_as(name)})
        return format_html("{}{}", select, written)

    def value_from_datadict(self, data, files, name):
        """The keys that were sent; words that tell no single record stand among them in quotes."""
        sent = super().value_from_datadict(data, files, name)
        words = data.get(written_as(name), "").strip()
        if not words:
            return sent
        found = self.the_one(words)
        key = f"“{words}”" if found is None else str(found.pk)
        return [*sent, key] if self.allow_multiple_selected else key

    def optgroups(self, name, value, attrs=None):
        """The chosen records, and those that are found by words which tell no single one."""
        keys = [str(one) for one in value if one and self.is_key(one)]
        named = self.labels_of(keys)
        ((_none, options, _index),) = super().optgroups(name, [], attrs)
        chosen = [key for key in keys if key in named]
        options += [
            self.create_option(name, key, named[key], True, at)
            for at, key in enumerate(chosen, len(options))
        ]
        for words in (one.strip("“”") for one in value if str(one).startswith("“")):
            found = labels(self.offered(words)[:MOST_OFFERED], self.request.user).items()
            options += [
                self.create_option(name, key, label, False, at)
                for at, (key, label) in enumerate(found, len(options))
            ]
        return [(None, options, 0)]

    def labels_of(self, keys):
        """{key: label} of these and perhaps more; asked once for all rows of a form."""
        if any(key not in self.known for key in keys):
            asked = Q(pk__in=keys) | (Q() if self.stored is None else Q(pk__in=self.stored))
            named = labels(self.choices.queryset.filter(asked), self.request.user)
            self.known.update({str(key): label for key, label in named.items()})
        return self.known

    def the_one(self, words):
        found = list(self.offered(words)[:MOST_OFFERED])
        named_so = [record for record in found if str(record).lower() == words.lower()]
        for records in (found, named_so):
            if len(records) == 1:
                return records[0]
        return None

    def offered(self, words):
        """What the autocomplete offers for the words."""
        opts = self.field.model._meta
        question = QueryDict(mutable=True)
        question["app_label"], question["model_name"] = opts.app_label, opts.model_name
        question["field_name"], question["term"] = self.field.name, words
        asked = copy(self.request)
        asked.GET, asked.resolver_match = question, resolve(self.get_url())
        view = Autocomplete(admin_site=self.admin_site)
        view.setup(asked)
        view.term, view.model_admin, view.source_field, _key = view.process_request(asked)
        return (
            view.get_queryset() if view.has_perm(asked) else view.model_admin.model.objects.none()
        )


class OneByName(ByName, AutocompleteSelect):
    pass


class SeveralByName(ByName, AutocompleteSelectMultiple):
    pass


def written_as(name):
    return f"{name}-written"
