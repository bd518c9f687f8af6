"""No row, whatever is in it, takes down a page: each column holds the worst that it can store."""

import datetime as dt

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction

from mediacenter.toolkit.date_limits import FIRST_YEAR, LAST_YEAR
from tests.access.fuzzing import Fuzzer, Listener, targets
from tests.unions.factories import UserFactory
from unions.models import Role, User

pytestmark = pytest.mark.django_db

ADDRESSES = {"slug", "path", "depth", "numchild", "secret", "iso", "email", "password", "language"}
KEEP = object()
LETTERS = "\u0130ﷺ𝕬ẞ'\"<&>{{%s}}=1+1\\"
DAYS = {"low": dt.date(FIRST_YEAR, 1, 1), "high": dt.date(LAST_YEAR, 12, 31)}
JSON = {"low": [], "high": {"a": [None, {"a": "x" * 5_000}]}}


def worst(field, end):
    """The worst value of one end that a column can store; KEEP where it is left as it is."""
    if field.primary_key or field.is_relation or field.name in ADDRESSES or field.choices:
        return KEEP
    match field:
        case models.TimeField():
            return dt.time.min if end == "low" else dt.time.max
        case models.DecimalField():
            return 0 if end == "low" else 10 ** (field.max_digits - field.decimal_places) - 1
        case ArrayField():
            return [] if end == "low" else [worst(field.base_field, end)] * 30
        case models.DateTimeField():
            time = dt.time.min if end == "low" else dt.time.max
            return dt.datetime.combine(DAYS[end], time, tzinfo=dt.UTC)
        case models.DateField():
            return DAYS[end]
        case models.IntegerField():
            least, most = connection.ops.integer_field_range(field.get_internal_type())
            return least if end == "low" else most
        case models.FloatField():
            return 0.0 if end == "low" else 1.0
        case models.JSONField():
            return JSON[end]
        case models.FileField():
            return "" if end == "low" else "x" * field.max_length
        case models.CharField() | models.TextField():
            longest = min(field.max_length or 5_000, 5_000)
            return "" if end == "low" else (LETTERS * 300)[:longest]
    return KEEP


def spoil(model, value_for):
    """Write into each column for itself what the database takes."""
    for field in model._meta.concrete_fields:
        value = value_for(field)
        if value is KEEP:
            continue
        try:
            with transaction.atomic():
                model._base_manager.update(**{field.name: value})
        except (DatabaseError, ValidationError, ValueError):
            continue  # this it cannot store


def least(field):
    """Nothing, where a column can hold it."""
    return None if field.null and field.name not in ADDRESSES else worst(field, "low")


def most(field):
    return worst(field, "high")


def unknown(field):
    """What none of the choices of a column is."""
    if not field.choices or field.name in ADDRESSES:
        return KEEP
    return 99 if isinstance(field, models.IntegerField) else "?"


def lists(place):
    """Whether the page may show other records than the one that it is about."""
    return not place.name.endswith(("_add", "_delete", "_history"))


@pytest.mark.parametrize("value_for", [least, most, unknown])
def test_no_row_takes_down_a_page(client, tree, monkeypatch, value_for):
    monkeypatch.setattr(admin.site, "each_context", lambda request: {})
    places = [place for place in targets(tree) if place.posted is None and lists(place)]
    user = UserFactory(role=Role.ADMINISTRATOR, organization=tree["federation"])
    ours = {"publications", "training", "unions", "reports", "outreach"}
    keepers = {User, user.person._meta.model, user.person.appointments.model}
    for model in apps.get_models():
        if model._meta.app_label in ours and model not in keepers and not model._meta.proxy:
            spoil(model, value_for)
    fuzzer = Fuzzer(client, Listener(), 1)
    client.force_login(user)
    for place in places:
        fuzzer.ask(client.get, f"{place.path}?{place.query}")
    assert not fuzzer.found, "\n".join(f"{at}\n    {asked}" for at, asked in fuzzer.found.items())
