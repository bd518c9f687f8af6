"""How forms are drawn: a browser takes what is too long, so that it is refused in words."""

from django.conf import settings
from django.forms import BoundField
from django.forms.models import ModelChoiceIteratorValue
from django.forms.renderers import DjangoTemplates
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language
from modeltranslation.translator import NotRegistered, translator

from .full_stops import one_stop

ERRORS = "django/forms/errors/"


class LabelledField(BoundField):
    """Its label begins as sentences do, and may be written as the name of a column is."""

    def __init__(self, form, field, name):
        super().__init__(form, field, name)
        self.label = capfirst(str(self.label))


class WithoutMaxlength(DjangoTemplates):
    """Draws every widget without `maxlength`: by it a browser cuts a paste in silence.

    A record to choose whose name is borrowed from another language is marked as such.

    Sentences of errors end with one full stop, whatever the names in them end with.
    """

    bound_field_class = LabelledField

    def render(self, template_name, context, request=None):
        remove_maxlength(context.get("widget"))
        mark_languages(context.get("widget"))
        drawn = super().render(template_name, context, request)
        return mark_safe(one_stop(drawn)) if template_name.startswith(ERRORS) else drawn  # noqa: S308


def remove_maxlength(widget):
    if widget:
        widget["attrs"].pop("maxlength", None)
        for part in widget.get("subwidgets", ()):
            remove_maxlength(part)


def mark_languages(widget):
    for _group, options, _index in (widget or {}).get("optgroups", ()):
        for option in options:
            language = borrowed_from(option)
            if language and option["type"] == "select":
                option["attrs"]["lang"] = language
            elif language:
                option["label"] = format_html(
                    '<span lang="{}">{}</span>', language, option["label"]
                )


def borrowed_from(option):
    """The code of the language of an option's label, "" where it is that of the page."""
    if not isinstance(option["value"], ModelChoiceIteratorValue):
        return ""
    record = option["value"].instance
    try:
        names = translator.get_options_for_model(type(record)).get_field_names()
    except NotRegistered:
        return ""
    written = {
        code: {record.__dict__.get(f"{name}_{code}") for name in names}  # asks for none deferred
        for code, _ in settings.LANGUAGES
    }
    if option["label"] in written[get_language()]:
        return ""
    return next((code for code, texts in written.items() if option["label"] in texts), "")
