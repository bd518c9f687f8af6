"""Anybody subscribes to the news by an address that is theirs, and by its link alone changes it."""

import datetime as dt
import itertools
import re

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client

from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.outbox.actions import send_due_mails
from mediacenter.services.outbox.models import Mail, Unsubscription
from mediacenter.services.publicforms.proof import proves
from mediacenter.services.retention.actions import purge
from mediacenter.services.retention.declarations import RULES
from publications.newsletter.actions import (
    MOST_ASKED,
    MOST_TOPICS,
    ask_for_newsletter,
    change_subscription,
    end_subscription,
)
from publications.newsletter.links import confirm_address, manage_address
from publications.newsletter.models import (
    Frequency,
    NewsletterSubscription,
    NewsletterTopic,
    SubscriptionStatus,
)
from tests.publications.factories import (
    ArticleTextFactory,
    NewsletterSubscriptionFactory,
    RubricFactory,
)
from tests.shown_form import shown_form
from tests.unions.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
PAGE = "/ru/newsletter/"
ADDRESS = "asel@example.org"
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def nobody_has_sent_yet():
    cache.clear()


@pytest.fixture
def clock():
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False) as moment:
        yield moment


@pytest.fixture
def rubric():
    return RubricFactory()


@pytest.fixture
def branch():
    return OrganizationFactory(parent=OrganizationFactory(kind="federation"))


def filled(response, **changed):
    """What a person sends whose scripts run, from the page as it was shown."""
    form = shown_form(response, "subscribe")
    nonce = re.search(r'data-proof-of="([^"]*)"', response.content.decode())[1]
    proof = next(str(one) for one in itertools.count() if proves(nonce, str(one)))
    return {**form.sent, "proof": proof, "email": ADDRESS, **changed}


def subscribe(client, clock, page=PAGE, **changed):
    data = filled(client.get(page), **changed)
    clock.shift(60)
    return client.post(PAGE, data)


def path_in(message, part):
    return re.search(rf"https?://[^/\s]+(/\w\w/newsletter/{part}/\S+)", message.body)[1]


def codes():
    return list(JournalEntry.objects.order_by("pk").values_list("code", flat=True))


def test_an_address_gets_news_once_its_owner_has_confirmed_it(client, clock, mailoutbox, rubric):
    answer = subscribe(client, clock, rubrics=[rubric.slug], frequency="daily")
    assert answer.url == "/ru/newsletter/asked/"
    send_due_mails()
    [message] = mailoutbox
    assert (message.to, str(rubric.name_ru) in message.body) == ([ADDRESS], True)
    assert "List-Unsubscribe" not in message.extra_headers
    link = path_in(message, "confirm")
    assert client.get(link).status_code == 200  # as a program does that looks at links
    waiting = NewsletterSubscription.objects.get()
    assert waiting.status == SubscriptionStatus.WAITING
    managing = client.post(link)
    subscription = NewsletterSubscription.objects.get()
    assert (subscription.status, subscription.language) == (SubscriptionStatus.ACTIVE, "ru")
    assert subscription.frequency == Frequency.DAILY
    assert [topic.rubric for topic in subscription.topics.all()] == [rubric]
    assert managing.url == manage_address(subscription)
    assert client.post(link).status_code == 302  # once more changes nothing
    assert codes() == ["newsletter.asked", "newsletter.confirmed"]
    assert ADDRESS not in str(list(JournalEntry.objects.values()))


def test_the_link_to_confirm_expires(client, clock):
    ask_for_newsletter(email=ADDRESS, language="kk", frequency="weekly", topics=[(None, None)])
    link = confirm_address(NewsletterSubscription.objects.get())
    clock.shift(3 * DAY + dt.timedelta(minutes=1))
    assert client.post(link).status_code == 410
    assert client.get("/kk/newsletter/confirm/made-up/").status_code == 410


def test_pages_of_the_news_lead_to_the_form_with_their_topic(client, clock, rubric, branch):
    text = ArticleTextFactory(published=True, article__rubric=rubric, article__organization=branch)
    pages = {
        text.get_absolute_url(): {"rubrics": [rubric.slug]},
        f"/kk/news/rubric/{rubric.slug}/": {"rubrics": [rubric.slug]},
        branch.get_absolute_url(): {"organization": [branch.slug]},
    }
    for page, topic in pages.items():
        shown = client.get(page).content.decode()
        assert re.search(r'action="/\w\w/newsletter/"', shown)
        for name, [value] in topic.items():
            assert f'name="{name}" value="{value}"' in shown
        begun = client.post(
            PAGE, {**topic, "email": ADDRESS, "frequency": "weekly", "language": "kk"}
        )
        assert begun.status_code == 200
        sent = shown_form(begun, "subscribe").sent
        assert (sent["email"], sent["frequency"]) == ([ADDRESS], ["weekly"])
        assert {name: sent[name] for name in topic} == topic
    assert not NewsletterSubscription.objects.exists()


def test_no_answer_tells_whether_an_address_is_known(client, clock, rubric):
    known = NewsletterSubscriptionFactory(email=ADDRESS)
    pages = []
    for address in ("new@example.org", "ASEL@example.org"):
        answer = subscribe(Client(), clock, email=address, rubrics=[rubric.slug])
        pages.append((answer.status_code, answer.url))
    assert pages[0] == pages[1]
    assert Mail.objects.filter(kind="newsletter.confirmation").count() == 2
    assert known.topics.get().rubric is None  # whoever asked has changed nothing


def test_what_a_known_address_confirms_is_added_to_its_subscription(rubric, branch, client):
    known = NewsletterSubscriptionFactory(
        email=ADDRESS, status=SubscriptionStatus.PAUSED, topics=[(rubric, None)]
    )
    topics = [(rubric, None), (None, branch)]
    ask_for_newsletter(email=ADDRESS, language="en", frequency="weekly", topics=topics)
    wish = NewsletterSubscription.objects.exclude(pk=known.pk).get()
    client.post(confirm_address(wish))
    subscription = NewsletterSubscription.objects.get()
    assert (subscription.pk, subscription.status) == (known.pk, SubscriptionStatus.ACTIVE)
    assert (subscription.language, subscription.frequency) == ("en", "weekly")
    found = [(topic.rubric, topic.organization) for topic in subscription.topics.all()]
    assert found == topics


def test_who_confirms_anew_what_was_paused_or_has_ended_gets_the_news_again(client):
    ask_for_newsletter(email=ADDRESS, language="kk", frequency="daily", topics=[(None, None)])
    subscription = NewsletterSubscription.objects.get()
    for step in ("pause", "end"):
        client.post(confirm_address(subscription))
        client.post(manage_address(subscription), {"step": step})
    client.post(confirm_address(subscription))
    subscription.refresh_from_db()
    assert subscription.status == SubscriptionStatus.ACTIVE
    assert not Unsubscription.objects.exists()


def test_an_old_mail_that_ends_what_is_gone_holds_back_no_later_subscription(client):
    """Its unsubscription outlives the subscription, which was deleted before."""
    gone = NewsletterSubscriptionFactory(email=ADDRESS)
    gone.delete()
    end_subscription(subscription=gone)
    ask_for_newsletter(email=ADDRESS, language="kk", frequency="daily", topics=[(None, None)])
    client.post(confirm_address(NewsletterSubscription.objects.get()))
    assert not Unsubscription.objects.exists()


def test_topics_that_it_has_already_take_no_room_from_new_ones(client, rubric):
    had = [(one, None) for one in RubricFactory.create_batch(MOST_TOPICS - 1)]
    known = NewsletterSubscriptionFactory(email=ADDRESS, topics=had)
    topics = [*had, (rubric, None)]
    ask_for_newsletter(email=ADDRESS, language="kk", frequency="daily", topics=topics)
    client.post(confirm_address(NewsletterSubscription.objects.exclude(pk=known.pk).get()))
    assert known.topics.count() == MOST_TOPICS


def test_nobody_fills_a_foreign_mailbox_by_the_form(clock):
    for _ in range(MOST_ASKED + 2):
        ask_for_newsletter(email=ADDRESS, language="kk", frequency="daily", topics=[(None, None)])
    assert Mail.objects.count() == MOST_ASKED
    clock.shift(DAY)
    ask_for_newsletter(email=ADDRESS, language="kk", frequency="daily", topics=[(None, None)])
    assert Mail.objects.count() == MOST_ASKED + 1


def test_its_owner_changes_pauses_and_ends_it_by_the_secret_link(client, rubric, branch):
    subscription = NewsletterSubscriptionFactory(topics=[(rubric, None), (None, branch)])
    link = manage_address(subscription)
    page = client.get(link)
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    assert subscription.email not in page.content.decode()
    form = shown_form(page, "manage")
    kept = subscription.topics.get(organization=branch)
    other = RubricFactory()
    changes = {"kept": [kept.pk], "adds": "on", "rubrics": [other.slug], "language": "en"}
    assert client.post(link, {**form.sent, **changes}).status_code == 302
    subscription.refresh_from_db()
    assert subscription.language == "en"
    assert [topic.rubric for topic in subscription.topics.all()] == [None, other]

    for step, status in (("pause", "paused"), ("resume", "active"), ("end", "ended")):
        client.post(link, {"step": step})
        subscription.refresh_from_db()
        assert subscription.status == status
    assert Unsubscription.objects.get().address == subscription.email
    client.post(link, {"step": "again"})
    subscription.refresh_from_db()
    assert (subscription.status, Unsubscription.objects.count()) == ("active", 0)
    steps = ["changed", "paused", "resumed", "ended", "begun_again"]
    assert codes() == [f"newsletter.{step}" for step in steps]


def test_a_topic_chosen_without_the_tick_that_adds_is_added(client):
    """Whoever chooses a rubric and saves has said that they want it."""
    subscription = NewsletterSubscriptionFactory()
    other = RubricFactory()
    link = manage_address(subscription)
    sent = shown_form(client.get(link), "manage").sent
    assert client.post(link, {**sent, "rubrics": [other.slug]}).status_code == 302
    assert subscription.topics.filter(rubric=other).exists()
    assert subscription.topics.count() == 2


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"kept": []}, "тақырып"), ({"language": "de"}, None), ({"frequency": "hourly"}, None)],
)
def test_what_cannot_be_is_refused_and_changes_nothing(client, changes, refusal):
    subscription = NewsletterSubscriptionFactory()
    link = manage_address(subscription)
    sent = shown_form(client.get(link), "manage").sent
    answer = client.post(link, {**sent, **changes})
    assert answer.context["form"].errors
    assert refusal is None or refusal in answer.content.decode()
    assert subscription.topics.count() == 1


def test_topics_are_bounded(rubric):
    subscription = NewsletterSubscriptionFactory()
    topics = [(one, None) for one in RubricFactory.create_batch(MOST_TOPICS)]
    ask_for_newsletter(
        email=ADDRESS, language="kk", frequency="daily", topics=[*topics, (rubric, None)]
    )
    assert NewsletterTopic.objects.exclude(subscription=subscription).count() == MOST_TOPICS
    with pytest.raises(ValidationError, match=str(MOST_TOPICS)):
        change_subscription(
            subscription_id=subscription.pk,
            language="kk",
            frequency="daily",
            kept=[subscription.topics.get().pk],
            topics=topics,
        )


# --- How long addresses are kept ------------------------------------------------------------------


@pytest.fixture
def now(clock):
    return dt.datetime.now(dt.UTC)


def test_addresses_that_nobody_confirmed_are_deleted_with_their_link(now):
    for address in (ADDRESS, "other@example.org"):
        ask_for_newsletter(email=address, language="kk", frequency="daily", topics=[(None, None)])
    NewsletterSubscription.objects.filter(email=ADDRESS).update(asked_at=now - 3 * DAY)
    assert purge(RULES["newsletter.unconfirmed"], now=now) == 1
    assert NewsletterSubscription.objects.get().email == "other@example.org"
    assert not Mail.objects.filter(to=ADDRESS).exists()


def test_addresses_that_have_ended_are_deleted_after_a_month(now):
    ended, stays = NewsletterSubscriptionFactory.create_batch(2)
    end_subscription(subscription=ended)
    for days, number in ((29, 0), (30, 1)):
        assert purge(RULES["newsletter.ended"], now=now + days * DAY) == number
        assert purge(RULES["newsletter.unsubscriptions"], now=now + days * DAY) == number
    assert NewsletterSubscription.objects.get() == stays


@pytest.mark.parametrize(
    ("refused", "taken", "reason", "number"),
    [
        (15, None, "550 no such user", 1),
        (13, None, "550 no such user", 0),
        (15, 10, "550 no such user", 0),
        (15, None, "The mail could not be made; the log of the worker says why.", 0),
    ],
)
def test_addresses_whose_server_refuses_the_news_are_deleted(now, refused, taken, reason, number):
    subscription = NewsletterSubscriptionFactory()
    mail = {"kind": "newsletter.digest", "to": subscription.email, "about": subscription}
    aside = now - refused * DAY
    Mail.objects.create(asked_at=aside, set_aside_at=aside, last_error=reason, **mail)
    if taken:
        Mail.objects.create(asked_at=now, ready_at=now, sent_at=now - taken * DAY, **mail)
    assert purge(RULES["newsletter.unreachable"], now=now) == number
