"""What a form is sent to may be deleted between the look at it and its lock: it is gone then, as if
it had been before, and what was typed comes back."""

import json
import re

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.urls import reverse

from tests.access.table import MODELS, SITE
from tests.publications.plan.factories import DayNoteFactory
from tests.unions.factories import UserFactory
from unions.actions import bring_back
from unions.models import BinEntry, Role

pytestmark = pytest.mark.django_db
LOCK = re.compile(r"( LIMIT \d+)?( FOR (NO KEY )?UPDATE)")
STEPS = {  # besides the one that stands in the matrix
    "plan:step_assignment": ["take", "hand_in", "approve", "give_back", "finish", "write"],
    "plan:step_occasion": ["postpone", "cancel", "resume"],
    "crises:step": ["close", "reopen"],
}
IN_THE_ADMIN = {
    "unions.binentry": "bring_back",
    "unions.appointment": "end",
    "unions.channel": "reopen",
    "unions.user": "mail_link",
}


def finds_nothing(execute, sql, params, many, context):
    """A statement that locks rows, answered as it is when they have just been deleted."""
    return execute(LOCK.sub(r" LIMIT 0\2", sql), params, many, context)


def posted(tree):
    """(address, what is sent, whether as JSON) of whatever takes nothing but a form."""
    for name, page in SITE.items():
        if page.posted is None:
            continue
        args = page.about(tree["ours"]) if page.about else []
        address = reverse(name, args=args) + page.query
        yield address, page.posted, page.as_json
        for step in STEPS.get(name, []):
            yield address, {**page.posted, "step": step}, False
    for label, step in IN_THE_ADMIN.items():
        name = f"admin:{label.replace('.', '_')}_{step}"
        record = MODELS[label].record(tree["branch"])
        yield reverse(name, args=[record.pk]), {"post": "yes", "ends_on": "2026-01-01"}, False
    yield reverse("plan:change_note", args=[DayNoteFactory().pk]), {"delete": "yes"}, False


@pytest.fixture
def root(client, tree):
    user = UserFactory(role=Role.ADMINISTRATOR, organization=tree["federation"], language="ru")
    client.force_login(user)
    client.raise_request_exception = False
    return client


def test_what_is_deleted_before_its_lock_is_gone_and_no_error(root, tree, monkeypatch):
    monkeypatch.setattr(admin.site, "each_context", lambda request: {})
    answers = {}
    for address, sent, as_json in list(posted(tree)):
        kind = {"content_type": "application/json"} if as_json else {}
        body = json.dumps(sent) if as_json else sent
        with transaction.atomic(), connection.execute_wrapper(finds_nothing):
            answer = root.post(address, body, **kind)
            transaction.set_rollback(True)
        answers.setdefault(answer.status_code, []).append(f"{address} {sent}")
    assert 500 not in answers, answers[500]
    assert len(answers[404]) > 20


def test_what_was_typed_into_it_comes_back(root, tree):
    [key] = SITE["newsroom:answer_remark"].about(tree["ours"])
    address = reverse("newsroom:answer_remark", args=[key])
    with connection.execute_wrapper(finds_nothing):
        answer = root.post(address, {"words": "Тізімді тексеру керек."})
    assert answer.status_code == 404
    assert "Тізімді тексеру керек." in answer.content.decode()


def test_what_somebody_else_brought_back_holds_up_none_of_several(root, tree, monkeypatch):
    entries = [MODELS["unions.binentry"].record(tree["branch"]) for _number in range(2)]

    def bring_back_but_for_the_first(*, entry_id, by):
        if entry_id == entries[0].pk:
            raise BinEntry.DoesNotExist
        return bring_back(entry_id=entry_id, by=by)

    monkeypatch.setattr("unions.admin.bin.bring_back", bring_back_but_for_the_first)
    keys = [entry.pk for entry in entries]
    sent = {"action": "bring_back_several", "_selected_action": keys}
    assert root.post(reverse("admin:unions_binentry_changelist"), sent).status_code == 302
    assert list(BinEntry.objects.all()) == [entries[0]]


def test_a_mistake_of_the_program_stays_one(root, tree, monkeypatch):
    class Lost(type(tree["ours"]).DoesNotExist, AttributeError):
        pass

    def fail(**_named):
        raise Lost

    monkeypatch.setattr("publications.articles.writing.remarks.settle_remark", fail)
    [key] = SITE["newsroom:settle"].about(tree["ours"])
    assert root.post(reverse("newsroom:settle", args=[key])).status_code == 500
