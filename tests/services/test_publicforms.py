"""The service of public forms at its own door: who is held off, and that nobody loses words."""

import datetime as dt
import hashlib
import itertools
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
import time_machine
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.staticfiles import finders
from django.core.cache import cache, caches
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import Context, Template
from django.test import RequestFactory

from mediacenter.services.publicforms.forms import PublicForm
from mediacenter.services.publicforms.proof import BITS, proves
from mediacenter.services.publicforms.views import public_form
from mediacenter.toolkit.limits import CacheWithLimits
from tests.unions.factories import UserFactory
from unions.models import Region

pytestmark = pytest.mark.django_db
WORDS = "Ұжымдық шарт туралы"


class Wish(PublicForm, forms.Form):
    """The whole of a room's part: a form, and what is done with what it takes."""

    words = forms.CharField(max_length=200)


def wish(request, subject="ours"):
    return Wish(request=request, subject=subject)


@pytest.fixture(autouse=True)
def nobody_has_sent_yet():
    cache.clear()


@pytest.fixture
def clock():
    with time_machine.travel(dt.datetime(2026, 3, 12, 9, tzinfo=dt.UTC), tick=False) as moment:
        yield moment


@pytest.fixture
def without_redis(monkeypatch):
    """Counted in PostgreSQL, which goes by the clock of the tests."""
    monkeypatch.setattr(CacheWithLimits, "away_until", float("inf"))


def asked(method="get", data=None, *, user=None, address="203.0.113.7", **headers):
    request = getattr(RequestFactory(), method)("/", data, REMOTE_ADDR=address, headers=headers)
    request.user, request._messages = user or AnonymousUser(), CookieStorage(request)
    return request


def proof_for(nonce):
    return next(str(number) for number in itertools.count() if proves(nonce, str(number)))


def opened(subject="ours", *, proven=True, **filled):
    """What a page that is opened now would send."""
    form = wish(asked(), subject)
    proof = proof_for(form.opening.nonce) if proven else ""
    return {"opened": form.token, "proof": proof, "homepage": "", "words": WORDS, **filled}


class Sent:
    """A form that is sent: what came of it, and what its page shows again."""

    def __init__(self, data, *, subject="ours", work=None, **more):
        self.request = asked("post", data, **more)
        self.form = wish(self.request, subject)
        self.done = []
        self.answer = self.form.take(work or self.note)

    def note(self):
        self.done.append(self.form.cleaned_data["words"])
        return redirect("/sent/")

    @property
    def refusals(self):
        return [error.code for error in self.form.errors.as_data().get("__all__", [])]

    def again(self):
        """What its page sends when it is sent once more as it came back."""
        page = Template("{% load publicforms %}{% hold_off_robots form %}").render(
            Context({"form": self.form})
        )
        hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
        return {**hidden, "homepage": "", "words": self.form["words"].value()}


def test_what_somebody_wrote_is_taken(clock):
    data = opened()
    clock.shift(3)
    sent = Sent(data)
    assert (sent.answer.status_code, sent.answer.url, sent.done) == (302, "/sent/", [WORDS])


def test_a_page_that_is_only_opened_does_nothing():
    form = wish(asked())
    assert form.take(lambda: 1 / 0) is None
    assert not form.errors


def test_nobody_writes_within_three_seconds(clock):
    data = opened()
    clock.shift(2)
    quick = Sent(data)
    assert (quick.answer, quick.done, quick.refusals) == (None, [], ["quick"])
    clock.shift(1)
    assert Sent(quick.again()).done == [WORDS]


def test_a_form_left_open_overnight_comes_back_filled_and_is_sent_again(clock):
    data = opened()
    clock.shift(15 * 60 * 60)
    late = Sent(data)
    assert (late.done, late.refusals) == ([], ["reopened"])
    again = late.again()
    assert again["words"] == WORDS
    clock.shift(20)  # as without scripts: what its page shows has no proof yet
    assert Sent(again).done == [WORDS]


@pytest.mark.parametrize(
    "token",
    ["", "x", "eyJ4IjoxfQ:1tZ:forged", None],
    ids=["none", "nonsense", "forged", "of another form"],
)
def test_who_was_shown_no_such_form_is_not_taken(clock, token):
    other = opened("theirs")
    clock.shift(60)
    sent = Sent({**other, "opened": other["opened"] if token is None else token})
    assert (sent.done, sent.refusals) == ([], ["reopened"])
    assert sent.again()["words"] == WORDS


def test_what_only_a_robot_fills_in_is_asked_about(clock):
    data = opened(homepage="https://example.org/")
    clock.shift(60)
    sent = Sent(data)
    assert (sent.done, sent.refusals) == ([], ["trapped"])
    assert Sent(sent.again()).done == [WORDS], "a person whose browser filled it in loses nothing"


def test_without_proof_of_work_one_waits_for_longer(clock):
    data = opened(proven=False)
    clock.shift(19)
    assert Sent(data).refusals == ["quick"]
    clock.shift(1)
    assert Sent(data).done == [WORDS]


@pytest.mark.parametrize("proof", ["", "1", "-1", "٣", "1" * 5000, "1e9"])
def test_a_proof_that_proves_nothing_is_none(proof):
    assert not proves("nonce-of-this-test", proof)


def test_a_proof_is_one_by_its_bits():
    found = proof_for("nonce")
    digest = hashlib.sha256(f"nonce:{found}".encode()).hexdigest()
    assert int(digest, 16) < 2 ** (256 - BITS)
    assert not proves("another", found) or not proves("a third", found)


def taken_of(number, clock, *, proven=True, wait=60, **more):
    """How many of so many forms, each opened anew, are taken."""
    taken = 0
    for turn in range(number):
        given = {name: one(turn) if callable(one) else one for name, one in more.items()}
        data = opened(proven=proven)
        clock.shift(wait)
        taken += bool(Sent(data, **given).answer)
    return taken


def test_from_one_address_so_many_are_taken_an_hour_and_a_day(clock, without_redis):
    assert taken_of(7, clock) == 5
    assert taken_of(1, clock, address="203.0.113.8") == 1
    clock.shift(60 * 60)
    assert taken_of(1, clock) == 1
    assert taken_of(30, clock, wait=13 * 60) == 20 - 5 - 1


def test_without_proof_they_are_fewer(clock):
    assert taken_of(4, clock, proven=False) == 2


def test_a_household_of_ipv6_is_one_address(clock):
    assert taken_of(7, clock, address=lambda turn: f"2001:db8:0:1::{turn}") == 5
    assert taken_of(1, clock, address="2001:db8:0:2::1") == 1


def test_who_is_signed_in_is_counted_by_account(clock):
    first, second = UserFactory(), UserFactory()
    assert taken_of(7, clock, user=first, address=lambda turn: f"203.0.113.{turn}") == 5
    assert taken_of(1, clock, user=second, address="203.0.113.1") == 1


@pytest.mark.parametrize("redis_is_away", [False, True])
def test_the_limit_holds_while_redis_is_away(clock, request, redis_is_away):
    if redis_is_away:
        request.getfixturevalue("without_redis")
    assert taken_of(6, clock) == 5
    counted = caches["limits"]
    table = f"SELECT count(*) FROM {counted._table} WHERE cache_key LIKE '%%publicforms:%%:0'"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(table)
        assert cursor.fetchone()[0] == (2 if redis_is_away else 0)


def test_what_is_refused_is_not_counted(clock):
    for _turn in range(8):
        assert Sent(opened(words="")).answer is None
    assert taken_of(5, clock) == 5


def test_over_the_limit_the_words_come_back(clock):
    taken_of(5, clock)
    data = opened()
    clock.shift(60)
    sent = Sent(data)
    assert (sent.answer, sent.refusals) == (None, ["many"])
    assert sent.again()["words"] == WORDS


def test_sent_twice_it_is_taken_once_and_answered_alike(clock):
    data = opened()
    clock.shift(60)
    first, second = Sent(data), Sent(data)
    assert (first.answer.url, second.answer.url) == ("/sent/", "/sent/")
    assert (first.done, second.done) == ([WORDS], [])
    assert taken_of(4, clock) == 4, "it is counted once"


def test_who_goes_back_and_writes_something_else_opens_the_form_anew(clock):
    data = opened()
    clock.shift(60)
    Sent(data)
    other = Sent({**data, "words": "Тағы бір сұрақ"})
    assert (other.answer, other.done, other.refusals) == (None, [], ["sent"])
    clock.shift(60)
    assert Sent(other.again()).done == ["Тағы бір сұрақ"]


def test_work_that_fails_takes_nothing(clock):
    data = opened()
    clock.shift(60)

    def fail():
        raise RuntimeError

    with pytest.raises(RuntimeError):
        Sent(data, work=fail)
    assert Sent(data).done == [WORDS]


@pytest.mark.django_db(transaction=True)
def test_two_sends_at_once_are_taken_once():
    with time_machine.travel(dt.datetime(2026, 3, 12, 9, tzinfo=dt.UTC), tick=False):
        data = opened()
    both = Barrier(2)

    def work():
        Region.objects.create(iso="KZ-99", kato="990000000", kind="region", name_kk="a")
        return redirect("/sent/")

    def send():
        both.wait()
        try:
            return Sent(data, work=work).answer.url
        finally:
            connection.close()

    with (
        time_machine.travel(dt.datetime(2026, 3, 12, 9, 5, tzinfo=dt.UTC), tick=False),
        ThreadPoolExecutor(2) as threads,
    ):
        answers = [found.result() for found in [threads.submit(send), threads.submit(send)]]
    assert answers == ["/sent/", "/sent/"]
    assert Region.objects.filter(iso="KZ-99").count() == 1


@pytest.mark.parametrize(
    ("headers", "is_taken"),
    [
        ({}, True),
        ({"sec_fetch_site": "same-origin"}, True),
        ({"sec_fetch_site": "cross-site"}, False),
        ({"sec_fetch_site": "same-origin", "origin": "null"}, True),
        ({"origin": "http://testserver"}, True),
        ({"origin": "https://elsewhere.example.org"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://[elsewhere"}, False),
    ],
)
def test_a_page_of_another_site_sends_nothing(clock, headers, is_taken):
    data = opened()
    clock.shift(60)
    assert bool(Sent(data, **headers).done) == is_taken


def test_the_page_is_its_visitors_own():
    @public_form
    def page(request):
        return HttpResponse("")

    shown = page(asked())
    assert {"private", "no-cache", "max-age=0"} <= set(shown["Cache-Control"].split(", "))
    assert "no-store" not in shown["Cache-Control"], "going back gives back what was typed"
    assert "Cookie" in shown["Vary"]
    assert "no-store" in page(asked("post", {}))["Cache-Control"]


def test_the_trap_is_met_by_no_assistive_technology():
    page = Template("{% load publicforms %}{% hold_off_robots form %}").render(
        Context({"form": wish(asked())})
    )
    [trap] = re.findall(r'<p class="for-robots">.*?</p>', page)
    assert 'tabindex="-1"' in trap
    assert ".for-robots { display: none; }" in Path(finders.find("css/site.css")).read_text()
