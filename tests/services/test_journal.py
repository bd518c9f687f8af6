"""The journal at its own door: entered with what it tells, kept as it was written, in words."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from mediacenter.services.journal import codes
from mediacenter.services.journal.actions import log, log_without_record
from mediacenter.services.journal.codes import UnknownCode, register, sentence_of
from mediacenter.services.journal.models import JournalEntry
from tests.publications.factories import CoverageFactory
from tests.unions.factories import OrganizationFactory, RegionFactory, UserFactory
from unions.models import Region, Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def room(monkeypatch):
    """A client of the journal: a room with two codes."""
    monkeypatch.setattr(codes, "WORDS", dict(codes.WORDS))
    register({"visit.prolonged": _("visit changed"), "visit.noted": _("in the admin: %(said)s")})


def migration(name):
    return import_module(f"mediacenter.services.journal.migrations.{name}")


# --- Entered --------------------------------------------------------------------------------------


def test_an_entry_tells_who_did_what_to_which_record():
    user, region = UserFactory(), RegionFactory()
    log(user, "visit.prolonged", region, by="a day")
    entry = JournalEntry.objects.get()
    assert (entry.user, entry.code, entry.subject) == (user, "visit.prolonged", region)
    assert entry.details == {"by": "a day"}


def test_what_was_tried_with_no_record_names_its_kind():
    log_without_record(None, "visit.prolonged", Region, email="nobody@example.org")
    entry = JournalEntry.objects.get()
    assert (entry.content_type.model, entry.object_id) == ("region", "")


def test_an_entry_goes_with_what_it_tells():
    with transaction.atomic():
        log(None, "visit.prolonged", RegionFactory())
        transaction.set_rollback(True)
    assert not JournalEntry.objects.exists()


def test_a_code_that_no_room_has_registered_is_refused():
    with pytest.raises(UnknownCode):
        log(None, "visit.forgotten", RegionFactory())
    assert not JournalEntry.objects.exists()


def test_a_code_is_registered_once_and_written_as_one():
    with pytest.raises(ValueError, match="already"):
        register({"visit.prolonged": _("visit entered")})
    for wrong in ("visit", "visit.Prolonged", "visit prolonged", "visit.prolonged.again"):
        with pytest.raises(ValueError, match="written"):
            register({wrong: _("visit entered")})


# --- Kept as it was written -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "order",
    [
        "UPDATE journal_journalentry SET code = 'nothing'",
        "DELETE FROM journal_journalentry",
        "TRUNCATE journal_journalentry",
    ],
)
def test_the_database_refuses_to_change_an_entry(order):
    log(None, "visit.prolonged", RegionFactory())
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        connection.cursor().execute(f"SET CONSTRAINTS ALL IMMEDIATE; {order}")
    assert JournalEntry.objects.get().code == "visit.prolonged"


# --- In words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "сапар өзгертілді"), ("ru", "выезд изменён"), ("en", "visit changed")],
)
def test_an_entry_speaks_the_readers_language(language, words):
    with override(language):
        assert sentence_of(JournalEntry(code="visit.prolonged")) == words


def test_words_may_name_details_of_the_entry():
    with override("en"):
        noted = JournalEntry(code="visit.noted", details={"said": "Changed “Visit”."})
        assert sentence_of(noted) == "in the admin: Changed “Visit”."
        assert sentence_of(JournalEntry(code="visit.noted")) == "in the admin: –"


@pytest.mark.parametrize("details", [[], ["said"], "words", 7, {"said": None}])
def test_an_entry_whose_details_are_not_what_its_words_name_takes_down_no_page(client, details):
    region = RegionFactory()
    JournalEntry.objects.create(code="visit.noted", subject=region, details=details)
    log(None, "visit.prolonged", region)
    client.force_login(UserFactory(role=Role.ADMINISTRATOR, organization=OrganizationFactory()))
    listed = client.get(reverse("admin:journal_journalentry_changelist"))
    assert listed.status_code == 200
    assert "сапар өзгертілді" in listed.content.decode()
    for address in (
        reverse("admin:unions_region_history", args=[region.pk]),
        reverse("admin:journal_journalentry_change", args=[JournalEntry.objects.first().pk]),
    ):
        assert client.get(address).status_code == 200


def test_a_code_of_a_newer_portal_says_itself():
    assert sentence_of(JournalEntry(code="vote.cast")) == "vote.cast"


# --- What was entered before ----------------------------------------------------------------------


def test_phrases_of_an_older_portal_become_codes_and_keep_what_they_say():
    region, coverage = RegionFactory(), CoverageFactory()
    of_region, of_coverage, strange = (
        JournalEntry.objects.create(code=code, subject=subject)
        for code, subject in [("entered", region), ("entered", coverage), ("Сөз", region)]
    )
    with connection.schema_editor() as editor:
        migration("0002_codes").recode(apps, editor)
    told = dict(JournalEntry.objects.values_list("pk", "code"))
    assert told[of_region.pk] == "record.entered"
    assert told[of_coverage.pk] == "coverage.entered"
    assert told[strange.pk] == "Сөз"
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        strange.delete()


def test_every_phrase_of_an_older_portal_became_a_code_that_has_words():
    known = migration("0002_codes")
    assert {*known.PHRASES.values(), *known.OF_KINDS.values()} <= codes.WORDS.keys()


def test_what_djangos_admin_told_by_itself_is_told_by_the_journal():
    user, region = UserFactory(), RegionFactory()
    kind = ContentType.objects.get_for_model(region)
    for flag, message in ((ADDITION, '[{"added": {}}]'), (CHANGE, "by hand")):
        LogEntry.objects.create(
            user=user,
            content_type=kind,
            object_id=str(region.pk),
            object_repr="Almaty",
            action_flag=flag,
            change_message=message,
        )
    with connection.schema_editor() as editor:
        migration("0003_what_the_admin_had_entered").bring(apps, editor)
    entered = JournalEntry.objects.order_by("pk")
    assert {(entry.user, entry.subject, entry.code) for entry in entered} == {
        (user, region, "admin.changed")
    }
    at = LogEntry.objects.order_by("action_time").values_list("action_time", flat=True)
    assert [entry.at for entry in entered] == list(at)
    assert ["Almaty" in sentence_of(entry) for entry in entered] == [True, True]
    assert "by hand" in sentence_of(entered[1])
