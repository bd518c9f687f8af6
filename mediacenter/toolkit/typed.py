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

    Labels are those of the models' fields. Keys of records, ticks and what a page sends for itself
    are left out: nobody has typed them.
    """
    found = []
    for name, values in sent.lists():
        if SECRET.search(name) or ROW.sub("", name).startswith("_"):
            continue
        field = field_named(ROW.sub("", name), models)
        for words in filter(None, (worded(value, field) for value in values)):
            found.append((str(field.verbose_name) if field else "", words))
    return found


def field_named(name, models):
    """The first field of the models that has this name; None for none."""
    for model in models:
        for written in (name, re.sub(r"_\d$", "", name)):
            with suppress(FieldDoesNotExist):
                field = model._meta.get_field(written)
                return field if hasattr(field, "verbose_name") else None
    return None


def worded(value, field):
    value = value.strip()
    if field is None:
        return value if " " in value else ""
    if field.is_relation or field.primary_key or field.get_internal_type() == "BooleanField":
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, ""))
    return plain_paragraphs(value) if MARKUP.search(value) else value
