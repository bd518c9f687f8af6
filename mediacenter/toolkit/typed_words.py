"""What somebody has sent with a form, in words, where no form is left to show it in."""

import re
from contextlib import suppress

from django.core.exceptions import FieldDoesNotExist

from .richtext import plain_paragraphs

SECRET = re.compile("password|secret|token|code|otp", re.I)
ROW = re.compile(r"^.+-\d+-")  # "text-ru-0-" of a row of a formset
MARKUP = re.compile(r"<[a-z][^>]*>", re.I)


def typed_words(sent, *models):
    """[(label, words)] of what somebody wrote, in the order of the form; a label may be "".

    Labels are those of the models' fields, where the models that have a field of the name agree.
    Keys of records, ticks and what a page sends for itself are left out: nobody has typed them.
    """
    found = []
    for name, values in sent.lists():
        if SECRET.search(name) or ROW.sub("", name).startswith("_"):
            continue
        fields = fields_named(ROW.sub("", name), models)
        labels = {str(field.verbose_name) for field in fields if is_typed(field)}
        label = labels.pop() if len(labels) == 1 else ""
        for words in filter(None, (worded(value, fields) for value in values)):
            found.append((label, words))
    return found


def fields_named(name, models):
    """The fields of the models that have this name."""
    found = []
    for model in models:
        for written in (name, re.sub(r"_\d$", "", name)):
            with suppress(FieldDoesNotExist):
                found.append(model._meta.get_field(written))
                break
    return [field for field in found if hasattr(field, "verbose_name")]


def worded(value, fields):
    value = value.strip()
    if not fields:
        return value if " " in value else ""
    typed = [field for field in fields if is_typed(field)]
    if not typed or all(field.choices for field in typed):
        choices = {str(key): label for field in typed for key, label in field.flatchoices}
        return str(choices.get(value, ""))
    return plain_paragraphs(value) if MARKUP.search(value) else value


def is_typed(field):
    is_tick = field.get_internal_type() == "BooleanField"
    return not (field.is_relation or field.primary_key or is_tick)
