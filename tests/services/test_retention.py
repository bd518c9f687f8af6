"""What personal data is kept how long: declared once, purged by night, shown in numbers."""

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from mediacenter.services.retention.actions import NotPurged, purge, purge_all
from mediacenter.services.retention.declarations import RULES, Outcome, Rule
from mediacenter.services.retention.models import Purge
from mediacenter.services.retention.tasks import purge as nightly_purge
from publications.press.models import Journalist
from tests.publications.press.factories import JournalistFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

PAGE = "/en/cabinet/retention/"


def visits(number=5, *, days=40):
    """What a room keeps: here sessions, as visits that ended so long ago."""
    ended = timezone.now() - dt.timedelta(days=days)
    for place in range(number):
        Session.objects.create(session_key=f"{days}-{place}", session_data="who", expire_date=ended)


def rule(**changed):
    month = dt.timedelta(days=30)
    said = {
        "code": "tests.visits",
        "data": "visits of strangers",
        "kept": month,
        "since": "after they ended",
        "why": "They may be asked for.",
        "due": lambda moment: Session.objects.filter(expire_date__lt=moment - month),
    }
    return Rule(**{**said, **changed})


@pytest.fixture
def only():
    """Let the portal have these rules alone."""
    declared = dict(RULES)

    def declare(*rules):
        RULES.clear()
        RULES.update({one.code: one for one in rules})

    yield declare
    RULES.clear()
    RULES.update(declared)  # in their order


@pytest.mark.django_db
def test_what_was_kept_for_its_time_goes_and_is_counted():
    visits(5, days=31)
    visits(2, days=29)
    assert purge(rule()) == 5
    assert Session.objects.count() == 2
    assert Purge.objects.get().number == 5
    assert purge(rule(), now=timezone.now() + dt.timedelta(days=2)) == 2
    assert Purge.objects.get().number == 7
    assert purge(rule()) == 0


@pytest.mark.django_db
def test_the_task_of_the_night_carries_out_every_rule(only):
    visits(2)
    only(rule())
    nightly_purge()
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_fields_are_emptied_and_the_rest_stays():
    visits(3)
    due = rule().due
    emptied = rule(
        due=lambda moment: due(moment).exclude(session_data=""),
        outcome=Outcome.EMPTIED,
        fields={"session_data": ""},
        batch=2,
    )
    assert purge(emptied) == 3
    assert set(Session.objects.values_list("session_data", flat=True)) == {""}
    assert purge(emptied) == 0


def test_a_rule_says_what_is_emptied_and_deletes_whole_rows():
    with pytest.raises(ValueError, match=r"tests\.visits"):
        rule(outcome=Outcome.EMPTIED)
    with pytest.raises(ValueError, match=r"tests\.visits"):
        rule(fields={"session_data": ""})


@pytest.mark.django_db
def test_a_batch_is_bounded(django_assert_num_queries):
    visits(5)
    with django_assert_num_queries(0):
        assert purge(rule(batch=2), until=0) == 0
    taken = []
    purge(rule(batch=2, purge_one=taken.append))
    assert sorted(taken) == [f"40-{place}" for place in range(5)]


@pytest.mark.django_db(transaction=True)
def test_who_is_stopped_in_the_middle_has_done_and_counted_the_first_ones():
    visits(5)

    def stopped(key):
        if key == "40-3":
            raise KeyboardInterrupt
        Session.objects.filter(pk=key).delete()

    with pytest.raises(KeyboardInterrupt):
        purge(rule(batch=2, purge_one=stopped))
    assert (Session.objects.count(), Purge.objects.get().number) == (3, 2)
    assert purge(rule(batch=2)) == 3
    assert Purge.objects.get().number == 5


@pytest.mark.django_db
@pytest.mark.parametrize("failure", [DatabaseError, OSError, KeyError, PermissionDenied])
def test_a_rule_that_fails_holds_up_no_other(only, failure):
    visits(2)

    def broken(moment):
        raise failure

    only(rule(code="tests.broken", due=broken), rule())
    with pytest.raises(NotPurged, match=r"tests\.broken"):
        purge_all()
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_a_use_case_that_fails_holds_up_neither_other_rows_nor_other_rules(only):
    visits(5)
    visits(1, days=99)

    def fails_at_some(key):
        if key in {"40-0", "40-3"}:
            raise FileNotFoundError(key)
        Session.objects.filter(pk=key).delete()

    due = rule().due
    only(
        rule(
            code="tests.broken",
            due=lambda moment: due(moment).filter(pk__startswith="40-"),
            purge_one=fails_at_some,
            batch=2,
        ),
        rule(due=lambda moment: due(moment).filter(pk__startswith="99-")),
    )
    with pytest.raises(NotPurged, match=r"tests\.broken"):
        purge_all()
    assert set(Session.objects.values_list("pk", flat=True)) == {"40-0", "40-3"}
    assert Purge.objects.get(rule="tests.broken").number == 3


def wait_for_the_lock():
    with connection.cursor() as cursor:
        until = time.monotonic() + 10
        while time.monotonic() < until:
            cursor.execute("SELECT FROM pg_locks WHERE NOT granted")
            if cursor.rowcount:
                return
    pytest.fail("nobody waits")


@pytest.mark.django_db(transaction=True)
def test_what_is_used_again_while_the_purge_waits_for_it_stays():
    journalist = JournalistFactory(email="j@example.org")
    long_ago = timezone.localdate() - dt.timedelta(days=3000)
    journalist.contacts.create(happened_on=long_ago, way="call", note="Семинар")

    def purged():
        try:
            return purge(RULES["publications.journalists"])
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        with transaction.atomic():
            Journalist.objects.select_for_update().get(pk=journalist.pk)
            journalist.contacts.create(happened_on=timezone.localdate(), way="call", note="Ещё")
            night = thread.submit(purged)
            wait_for_the_lock()
        assert night.result() == 0
    journalist.refresh_from_db()
    assert journalist.email


@pytest.mark.django_db
def test_an_administrator_sees_what_is_kept_what_was_purged_and_what_is_overdue(client, only):
    only(rule(), rule(code="tests.late", data="late ones", purge_one=lambda key: None))
    visits(3)
    administrator = UserFactory(role=Role.ADMINISTRATOR, organization=OrganizationFactory())
    client.force_login(administrator)
    page = client.get(PAGE).content.decode()
    for said in ("Visits of strangers", "30 days", "after they ended", "They may be asked for."):
        assert said in page
    assert page.count('<span class="badge badge-bad">3</span>') == 2
    Session.objects.filter(pk__startswith="40-").update(session_data="seen by nobody")
    purge_all()
    page = client.get(PAGE).content.decode()
    assert "last time" in page
    assert "seen by nobody" not in page
    assert '<span class="badge badge-good">0</span>' in page


@pytest.mark.django_db
def test_the_page_is_for_administrators_at_the_root(client):
    root = OrganizationFactory()
    branch = OrganizationFactory(parent=root)
    for role, organization in ((Role.EDITOR, root), (Role.ADMINISTRATOR, branch)):
        client.force_login(UserFactory(role=role, organization=organization))
        assert client.get(PAGE).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("years", "is_kept"),
    [(4, True), (6, False)],
)
def test_journalists_out_of_touch_keep_their_name_alone(years, is_kept):
    journalist = JournalistFactory(phone="+7 700 000 00 00", email="j@example.org")
    never_called = JournalistFactory(email="never@example.org")
    day = timezone.localdate() - dt.timedelta(days=365 * years)
    journalist.contacts.create(happened_on=day, way="call", note="Семинар")
    purge(RULES["publications.journalists"])
    for one in (journalist, never_called):
        one.refresh_from_db()
    assert bool(journalist.phone) == bool(journalist.email) == is_kept
    assert journalist.name
    assert never_called.email


@pytest.mark.django_db
def test_a_journalist_who_was_invited_or_has_an_account_since_is_kept():
    contact = {"happened_on": timezone.localdate() - dt.timedelta(days=3000), "way": "call"}
    invited, accounted = (
        JournalistFactory(email="a@example.org"),
        JournalistFactory(email="b@example.org", user=UserFactory()),
    )
    for one in (invited, accounted):
        one.contacts.create(note="Семинар", **contact)
    event = invited.organization.press_events.create(kind="briefing", topic="Брифинг")
    event.invitations.create(journalist=invited, asked_at=timezone.now())
    assert purge(RULES["publications.journalists"]) == 0
