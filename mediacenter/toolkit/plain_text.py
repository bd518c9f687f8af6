"""Characters that no text holds: they show nothing, and break XML, PDF, mail and tables.

They are taken out at one door, that of Django's own text fields (`guard_text_fields`, called as the
portal starts): of forms, before anything is judged, and of models, whatever way a value takes to
the database. No field of any room or package needs to think of it, and none can be forgotten.
"""

import re
import unicodedata
from functools import wraps

from django import forms
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Cast

# C0 and C1 but for the ends of lines and tabs; marks that turn the direction of what follows;
# the mark of byte order; half a surrogate pair; what Unicode calls no character.
RANGES = (
    "\\u0001-\\u0008\\u000e-\\u001f\\u007f-\\u0084\\u0086-\\u009f"
    "\\u202a-\\u202e\\u2066-\\u2069\\ufeff\\ufff9-\\ufffb\\ufdd0-\\ufdef\\ufffe\\uffff"
) + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 17))
# Signs, in which more marks may stand on one letter than any language sets; to bring those into one
# order, as NFC does, takes a time that grows as their square (UAX #15, "stream-safe").
MOST_MARKS = 30
SIGNS = re.compile(rf"[^\w\s -~]{{{MOST_MARKS + 1},}}")
FORBIDDEN = re.compile(f"[\\x00{RANGES}\\ud800-\\udfff]")
# A text of nothing but these is empty to whoever reads it: spaces, marks that join, part or vary
# what stands beside them, letters drawn as nothing (Unicode's Default_Ignorable, and U+2800).
UNSEEN = re.compile(
    "[\\s\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f"
    "\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8\\U000e0000-\\U000e0fff]+"
)
LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# no spaces around them: a long run of spaces would be looked at once for each of its places
BREAKS = re.compile(r"[\n\t\r\v\f\x85\u2028\u2029]")


def lines(text):
    """The text without forbidden characters, its lines ending in \\n; the same object if clean."""
    text = FORBIDDEN.sub("", text) if FORBIDDEN.search(text) else text
    text = SIGNS.sub(with_few_marks, text) if SIGNS.search(text) else text
    return LINE_ENDS.sub("\n", text) if LINE_ENDS.search(text) else text


def with_few_marks(signs):
    kept, marks = [], 0
    for sign in signs[0]:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def line(text):
    """As `lines`, and in one line: a space stands where one ended, or where a tab was."""
    text = lines(text)
    if not BREAKS.search(text):
        return text
    return " ".join(filter(None, map(str.strip, BREAKS.split(text))))


def shown(text):
    """The text; "" for one of which nothing can be seen."""
    return "" if UNSEEN.fullmatch(text) else text


def cleaned(value):
    """A value of JSON in which each text is clean, the keys too."""
    if isinstance(value, str):
        return lines(value)
    if isinstance(value, dict):
        return {cleaned(key): cleaned(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(one) for one in value]
    return value


def guard_text_fields():
    """Let the text fields of Django, of models and of forms, take what is clean only."""
    guard_column(models.CharField, line)
    guard_column(models.TextField, lines)
    guard_column(models.JSONField, cleaned)
    read = forms.CharField.to_python

    @wraps(read)
    def to_python(field, value):
        return read(field, typed(field, value))

    forms.CharField.to_python = to_python


def typed(field, value):
    if not isinstance(value, str) or isinstance(field.widget, forms.PasswordInput):
        return value
    return shown(line(value) if isinstance(field.widget, forms.TextInput) else lines(value))


def guard_column(kind, clean):
    """Clean on the way into a full_clean, into a saved record and into the database."""
    plain = str if clean is not cleaned else dict | list | str
    judged = clean if clean is cleaned else lambda text: shown(clean(text))
    read, keep, store = kind.to_python, kind.pre_save, kind.get_db_prep_save

    @wraps(read)
    def to_python(field, value):
        return read(field, judged(value) if isinstance(value, plain) else value)

    @wraps(keep)
    def pre_save(field, record, add):
        value = keep(field, record, add)
        if isinstance(value, plain) and (kept := clean(value)) is not value:
            setattr(record, field.attname, kept)
            return kept
        return value

    @wraps(store)
    def get_db_prep_save(field, value, connection):
        value = clean(value) if isinstance(value, plain) else value
        return store(field, value, connection)

    kind.to_python, kind.pre_save, kind.get_db_prep_save = to_python, pre_save, get_db_prep_save


def clean_texts(room):
    """Clean the texts that lay in the tables of an app before its fields were guarded.

    `room` is an AppConfig; a migration gives that of its own state.
    """
    forbidden = f"[{RANGES}]"
    for model, name in columns(room, models.CharField | models.TextField):
        clean = Func(F(name), Value(forbidden), Value(""), Value("g"), function="regexp_replace")
        model._base_manager.filter(**{f"{name}__regex": forbidden}).update(**{name: clean})


def clean_json(room):
    """As clean_texts, for what is kept as JSON."""
    # a control character stands there as \\u0007, any other as itself
    suspect = rf"\\(u00[01]|[bf])|[{RANGES}]"
    for model, name in columns(room, models.JSONField):
        written = Cast(name, models.TextField())
        rows = model._base_manager.alias(written=written).filter(written__regex=suspect)
        for key, value in rows.values_list("pk", name).iterator():
            model._base_manager.filter(pk=key).update(**{name: cleaned(value)})


def columns(room, kinds):
    for model in room.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, kinds):
                yield model, field.name
