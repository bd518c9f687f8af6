"""What a form does not offer is not taken, whoever sends it: neither records of others as a choice,
nor anything at all once the role has ended."""

import datetime as dt

import pytest
from django.contrib import admin
from django.forms import ModelMultipleChoiceField

from tests.access.rows import LETTERS, Own
from tests.access.table import MODELS
from tests.access.test_saving import last_of_the_journal, values
from tests.access.visitor import page_of
from tests.shown_form import admin_form, send, troubles
from tests.unions.factories import UserFactory

pytestmark = pytest.mark.django_db

WITH_OTHERS = {"shared_with"}  # the other organization is the point of it, and confirms it
CHANGED = sorted(
    label for label, row in MODELS.items() if isinstance(row, Own) and set(row.changes) & set("PEA")
)


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    """Leave out the frame of the admin's pages (menu, list of rooms): it is slow and not asked."""
    monkeypatch.setattr(admin.site, "each_context", lambda request: {})


def of_others(page, organization):
    """{name of a field that the page shows: a record of this organization, of those it offers}."""
    shown = admin_form(page).shown
    found = {}
    for name, field in page.context["adminform"].form.fields.items():
        model = getattr(getattr(field, "queryset", None), "model", None)
        if name not in shown - WITH_OTHERS or model is None:
            continue
        row = MODELS.get(model._meta.label_lower)
        if isinstance(row, Own):
            key = row.record(organization).pk
            found[name] = [key] if isinstance(field, ModelMultipleChoiceField) else key
    return found


@pytest.mark.parametrize("label", CHANGED)
def test_records_of_others_are_no_choice_and_a_role_that_ended_saves_nothing(client, tree, label):
    record = MODELS[label].record(tree["branch"])
    record.refresh_from_db()
    before = values(record)
    letter = next(letter for letter in MODELS[label].changes if letter in "PEA")
    user = UserFactory(role=LETTERS[letter], organization=tree["ours"])
    client.force_login(user)
    page = client.get(page_of(label, "change", record.pk))
    foreign = of_others(page, tree["theirs"])
    told = last_of_the_journal()

    if foreign:
        assert foreign.keys() <= set(troubles(send(client, page, **foreign)))
    user.person.appointments.update(ends_on=dt.date(2020, 1, 1), starts_on=dt.date(2019, 1, 1))
    assert send(client, page).status_code in (302, 403)
    assert last_of_the_journal() == told
    assert values(type(record)._base_manager.get(pk=record.pk)) == before
