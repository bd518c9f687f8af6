"""Rows of a form as no page of ours sends them: answered in words, no more work than was sent."""

import pytest
from django.contrib import admin

from tests.access.table import MODELS
from tests.access.test_saving import last_of_the_journal, writer
from tests.access.visitor import page_of
from tests.shown_form import admin_form, troubles
from tests.unions.factories import UserFactory

pytestmark = pytest.mark.django_db


def numbered(sent, number):
    """What was sent with another number of rows; None sends no number at all."""
    others = {name: value for name, value in sent.items() if not name.endswith("-TOTAL_FORMS")}
    return others if number is None else {**sent, **dict.fromkeys(sent.keys() - others, number)}


@pytest.mark.parametrize("label", ["publications.article", "unions.channel"])
def test_a_number_of_rows_that_no_page_sends_is_refused(client, tree, label, monkeypatch):
    monkeypatch.setattr(admin.site, "each_context", lambda request: {})  # slow, and not asked
    record = MODELS[label].record(tree["federation"])
    client.force_login(UserFactory(role=writer(label), organization=tree["federation"]))
    address = page_of(label, "change", record.pk)
    sent = admin_form(client.get(address)).sent
    told = last_of_the_journal()
    for number in (None, "5000", "x"):
        answer = client.post(address, numbered(sent, number))
        assert troubles(answer), number
        tabs = answer.context["inline_admin_formsets"]
        assert sum(tab.formset.total_form_count() for tab in tabs) < 50
    assert last_of_the_journal() == told
