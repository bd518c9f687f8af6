"""What is too long is refused in words: no form lets a browser cut a paste in silence."""

import re
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.db import models
from unfold.overrides import FORMFIELD_OVERRIDES

ROOMS = ("unions", "publications", "training", "outreach", "reports", "outbox")
CUT = "maxlength"


def bounded_fields():
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            for field in model._meta.fields:
                if isinstance(field, models.CharField | models.TextField) and field.max_length:
                    yield field


@pytest.mark.parametrize("dress", ["cabinet", "admin"])
def test_no_field_of_a_record_is_cut(dress):
    drawn = 0
    for field in bounded_fields():
        overrides = {} if dress == "cabinet" else FORMFIELD_OVERRIDES.get(type(field), {})
        formfield = field.formfield(**overrides)
        if formfield is None:
            continue
        form = type("One", (forms.Form,), {field.name: formfield})()
        assert CUT not in str(form), field
        drawn += 1
    assert drawn > 50


def test_no_form_of_its_own_is_cut():
    def below(form_class):
        for one in form_class.__subclasses__():
            yield one
            yield from below(one)

    assert admin.site._registry  # all rooms are loaded
    for form_class in below(forms.BaseForm):
        for name, field in getattr(form_class, "base_fields", {}).items():
            if isinstance(field, forms.CharField) and not callable(field.initial):
                form = type("One", (forms.Form,), {name: field})()
                assert CUT not in form[name].as_widget(), (form_class, name)


def test_no_template_cuts(settings):
    folder = Path(settings.BASE_DIR) / "templates"
    cutting = [
        path.name for path in folder.rglob("*.html") if re.search(rf"\b{CUT}=", path.read_text())
    ]
    assert cutting == []
