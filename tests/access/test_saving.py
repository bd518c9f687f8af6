"""Every form of the admin by what it shows: what a person sees, sent as it stands, is saved."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import models
from django.db.models import Max

from mediacenter.outreach.models import BoardSubject
from mediacenter.services.journal.models import JournalEntry
from publications.articles.models import Article, Tag
from tests.access.direct_writes import direct_writes, written_with
from tests.access.rows import LETTERS
from tests.access.table import MODELS
from tests.access.visitor import page_of
from tests.publications.factories import ArticleFactory, RubricFactory, picture_file
from tests.shown_form import admin_form, send, troubles
from tests.unions.factories import PersonFactory, UserFactory
from unions.models import Organization, Person

pytestmark = pytest.mark.django_db

UPLOADED = {"publications.picture": lambda: {"file": picture_file(400, 300)}}
TO_CHOOSE = {
    Article: lambda organization: ArticleFactory(organization=organization),
    BoardSubject: lambda organization: BoardSubject.objects.create(name_ru="Охрана труда"),
    Organization: lambda organization: organization,
    Person: lambda organization: PersonFactory(),
    Tag: lambda organization: Tag.objects.create(name_ru="Спартакиада"),
}
# Sent as it stands, the form has nothing to tell.
TELLS_CHANGES_ONLY = {"unions.organization", "outreach.membershipapplication"}


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    """Leave out the frame of the admin's pages (menu, list of rooms): it is slow and not asked."""
    monkeypatch.setattr(admin.site, "each_context", lambda request: {})


def writer(label):
    """The first role that adds and changes, or changes, records of the model at the root."""
    row = MODELS[label]
    may = {LETTERS[letter]: row.allows(letter, at_root=True) for letter in LETTERS}
    changing = [role for role, verbs in may.items() if verbs["changes"]]
    return next((role for role in changing if may[role]["adds"]), next(iter(changing), None))


def choose(record, organization):
    """Choose one in each relation of many to many that its form shows."""
    for field in record._meta.many_to_many:
        through = field.remote_field.through._meta
        if through.auto_created and field.related_model._meta.app_label != "auth":
            getattr(record, field.name).set([TO_CHOOSE[field.related_model](organization)])


def last_of_the_journal():
    return JournalEntry.objects.aggregate(last=Max("pk", default=0))["last"]


def values(record):
    """What people wrote into the record."""
    written = {
        field.attname: getattr(record, field.attname) or ""
        for field in record._meta.concrete_fields
        if field.editable
    }
    chosen = {
        field.name: set(getattr(record, field.name).values_list("pk", flat=True))
        for field in record._meta.many_to_many
    }
    return written | chosen


@pytest.mark.parametrize("label", sorted(filter(writer, MODELS)))
def test_what_a_form_shows_is_saved_and_changes_nothing_else(client, tree, label):
    """A new record is then made from what the form showed of the first, which is gone.

    What no use case of the room has stored is in the list WRITTEN_DIRECTLY.
    """
    record = MODELS[label].record(tree["branch"])
    record.refresh_from_db()
    choose(record, tree["ours"])
    before = values(record)
    client.force_login(UserFactory(role=writer(label), organization=tree["federation"]))
    page = client.get(page_of(label, "change", record.pk))
    told = last_of_the_journal()
    with direct_writes() as written:
        saved = send(client, page)
    assert not troubles(saved)
    assert saved.status_code == 302
    assert label in TELLS_CHANGES_ONLY or last_of_the_journal() > told
    assert not LogEntry.objects.exists(), "a second trail"
    assert values(type(record)._base_manager.get(pk=record.pk)) == before

    held = {
        field.name: getattr(record, field.attname)
        for field in record._meta.concrete_fields
        if not isinstance(field, models.FileField) and getattr(record, field.attname) is not None
    }
    record.delete()
    lose_nothing(client, label, page)
    if MODELS[label].allows("A", at_root=True)["adds"]:
        with direct_writes() as written_anew:
            add_again(client, label, type(record), held, shown=admin_form(page))
        written |= written_anew
    assert written == written_with(label)


def lose_nothing(client, label, page):
    """What is sent into a record that is gone comes back, to be saved as a new one or copied."""
    form = admin_form(page)
    gone = send(client, page)
    assert gone.context["gone"]
    answer = admin_form(gone)
    assert ("_as_new" in answer.sent) == MODELS[label].allows("A", at_root=True)["adds"]
    typed = {name for name in form.shown & answer.shown if any(form.sent.get(name, []))}
    assert {name: answer.sent[name] for name in typed} == {name: form.sent[name] for name in typed}


def add_again(client, label, model, held, *, shown):
    records = model._base_manager
    before = list(records.values_list("pk", flat=True))
    page = client.get(page_of(label, "add"))
    form = admin_form(page)
    unseen = {name: value for name, value in held.items() if name not in shown.shown}
    filled = {name: value for name, value in {**unseen, **shown.sent}.items() if name in form.shown}
    told = last_of_the_journal()
    saved = send(client, page, **filled, **UPLOADED.get(label, dict)())
    assert not troubles(saved)
    assert records.exclude(pk__in=before).count() == 1
    assert last_of_the_journal() > told


def test_what_is_deleted_without_further_ado_is_told(client, tree):
    rubric = RubricFactory(organization=tree["federation"])
    client.force_login(UserFactory(role="administrator", organization=tree["federation"]))
    client.post(page_of("publications.rubric", "delete", rubric.pk), {"post": "yes"})
    told = JournalEntry.objects.get()
    assert (told.code, told.object_id) == ("record.put_in_bin", str(rubric.pk))
    assert told.details == {"was": str(rubric)}
