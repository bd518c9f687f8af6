"""No text of any model or form holds what shows nothing and breaks what is made of it."""

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from hypothesis import given
from hypothesis import strategies as st

from mediacenter.toolkit.plain_text import FORBIDDEN, cleaned, line, lines
from mediacenter.toolkit.richtext import plain_text, sanitize

# NUL, C0, DEL, C1, a turned direction, a mark of byte order, no character, half a pair
BROKEN = "a\x00\x07\x1f\x7f\x9b\u202e\u2066\ufeff\ufffe\uffff\U0001fffe\ud800b"
# zero width, joiners, a soft hyphen, fillers of Hangul, an empty cell of Braille, a variation
INVISIBLE = " \u200b\u200d\u00ad\u2060\u3164\u115f\u2800\ufe0f\U000e0020\u200f"
TEXTS = [
    field
    for model in apps.get_models()
    for field in model._meta.concrete_fields
    if isinstance(field, models.CharField | models.TextField)
]


def test_every_text_field_of_every_model_stores_clean_text_only():
    assert len(TEXTS) > 300
    for field in TEXTS:
        stored = field.get_db_prep_save(BROKEN, connection)
        assert stored == "ab", f"{field.model.__name__}.{field.name}"


def test_every_text_field_is_judged_without_what_it_does_not_hold():
    """A title of controls alone is no title, in a form and in a full_clean alike; nor is one of
    marks and letters that are drawn as nothing."""
    for field in TEXTS:
        if field.blank or field.null or not field.editable or field.choices:
            continue
        for nothing in (BROKEN[1:-1], INVISIBLE):
            with pytest.raises(ValidationError):
                field.clean(nothing, None)
            if (asked := field.formfield()) and not isinstance(asked.widget, forms.PasswordInput):
                with pytest.raises(ValidationError):
                    asked.clean(nothing)


@pytest.mark.parametrize(
    "text", ["👨\u200d👩", "a\u200b", "\u0301", "—", "می\u200cخواهم", "❤\ufe0f"]
)
def test_what_joins_or_parts_what_is_seen_stays(text):
    assert forms.CharField().clean(text) == text


@pytest.mark.parametrize("field", [models.CharField(), models.TextField(), models.JSONField()])
def test_a_saved_record_holds_what_was_stored(field):
    class Record:
        pass

    record = Record()
    field.set_attributes_from_name("text")
    record.text = {"a": [BROKEN]} if isinstance(field, models.JSONField) else BROKEN
    assert field.pre_save(record, True) == record.text
    assert record.text in ("ab", {"a": ["ab"]})


def test_lines_stay_where_there_may_be_lines():
    text = "first\r\nsecond\vthird\tend\u2028last"
    assert lines(text) == "first\nsecond\nthird\tend\nlast"
    assert line(text) == "first second third end last"
    assert forms.CharField(widget=forms.Textarea).clean(text) == lines(text)
    assert forms.CharField().clean(text) == line(text)
    assert forms.CharField(widget=forms.HiddenInput).clean("a\n\tb") == "a\n\tb"


def test_rich_text_holds_none_however_it_is_written():
    written = f"<p>{BROKEN}&#8;&#x1;&#xFFFF;&#x202E; c</p>\x0c<p>d</p>"
    assert not FORBIDDEN.search(sanitize(written))
    assert plain_text(written) == "ab c d"


def test_a_password_is_taken_as_it_was_typed():
    assert forms.CharField(widget=forms.PasswordInput).clean("a\x07b") == "a\x07b"


@given(st.text())
def test_cleaning_takes_nothing_else_and_nothing_twice(text):
    assert lines(lines(text)) == lines(text)
    assert line(line(text)) == line(text)
    if text.isprintable():
        assert lines(text) is text
    assert cleaned({text: [text]}) == {lines(text): [lines(text)]}
    str(lines(text)).encode()
