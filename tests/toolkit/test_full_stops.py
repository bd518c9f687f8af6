import pytest
from django import forms
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from mediacenter.toolkit.full_stops import one_stop


@pytest.mark.parametrize(
    ("put_together", "read"),
    [
        ("Опубликовано: Отчёт 2026 г..", "Опубликовано: Отчёт 2026 г."),
        ("Опубликовано: Как живёшь, первичка?.", "Опубликовано: Как живёшь, первичка?"),
        ("<p>Слёт... продолжение следует....</p>", "<p>Слёт... продолжение следует...</p>"),
        ("Закрыта 2026 г.. Её дела ведут:", "Закрыта 2026 г. Её дела ведут:"),
        ('<img src="../a.png"> 1..2 «Что?».', '<img src="../a.png"> 1..2 «Что?».'),
    ],
)
def test_a_sentence_ends_with_one_stop(put_together, read):
    assert one_stop(put_together) == read


class Strict(forms.Form):
    name = forms.CharField()

    def clean_name(self):
        raise ValidationError("Нет такой: %(name)s.", params={"name": "ТОО и др."})


def test_so_do_errors_and_messages():
    form = Strict({"name": "x"})
    assert "ТОО и др.<" in str(form["name"].errors)
    for template in ("form_errors", "messages/error"):
        drawn = render_to_string(f"unfold/helpers/{template}.html", {"errors": form["name"].errors})
        assert "ТОО и др.\n" in drawn
    said = Message(messages.SUCCESS, "Опубликовано: газета и др..")
    assert "газета и др.\n" in render_to_string(
        "unfold/helpers/messages.html", {"messages": [said]}
    )
