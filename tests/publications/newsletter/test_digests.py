"""A digest tells each reader once what became public, in their language, and nothing that left."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mediacenter.services.outbox.actions import send_due_mails
from mediacenter.services.outbox.models import Mail
from publications.newsletter import actions
from publications.newsletter.actions import SETTLED, owe_digests, pause_subscription
from publications.newsletter.models import Frequency, NewsletterSubscription, SubscriptionStatus
from tests.publications.factories import (
    ArticleFactory,
    ArticleTextFactory,
    NewsletterSubscriptionFactory,
    RubricFactory,
)
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def until():
    """The hour of the last daily digest; it is owed from SETTLED after it on."""
    return actions.DIGEST_AT[Frequency.DAILY].ripe_at(timezone.now() - SETTLED)


@pytest.fixture
def reader(until):
    return NewsletterSubscriptionFactory(gathered_until=until - DAY)


def text(at, **fields):
    return ArticleTextFactory(status="published", published_at=at, **fields)


def in_mail(mailbox):
    """[what the text of a mail says, what its HTML says] of all that came."""
    return [
        [part.get_payload(decode=True).decode() for part in mail.walk() if not part.is_multipart()]
        for mail in mailbox.received
    ]


def test_what_became_public_since_the_last_one_goes_out_once(mailbox, reader, until):
    told = text(until - HOUR, title="Еңбек шарты жаңарды")
    text(until - DAY - HOUR, title="Бұрын айтылған")
    text(until + 2 * SETTLED, title="Ертең айтылады")
    assert [owe_digests(), owe_digests()] == [1, 0]
    assert [send_due_mails(), send_due_mails()] == [1, 0]
    [[words, markup]] = in_mail(mailbox)
    for form in (words, markup):
        assert told.title in form
        assert told.get_absolute_url() in form
        assert "Бұрын айтылған" not in form
        assert "Ертең айтылады" not in form
        assert "/newsletter/manage/" in form
    [mail] = mailbox.received
    assert mail["To"] == reader.email
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].strip().startswith("<http")
    assert owe_digests(now=timezone.now() + DAY) == 1  # what came after it
    assert owe_digests(now=timezone.now() + 2 * DAY) == 0


def test_nothing_withdrawn_meanwhile_goes_out(mailbox, reader, until):
    stays, leaves = text(until - HOUR), text(until - HOUR)
    owe_digests()
    leaves.status, leaves.published_at = "draft", None
    leaves.save()
    send_due_mails()
    [[words, markup]] = in_mail(mailbox)
    assert stays.title in words
    assert leaves.title not in words + markup


def test_a_digest_of_which_nothing_is_left_does_not_go_out(mailbox, reader, until):
    leaves = text(until - HOUR)
    text(until - HOUR, embargo_until=timezone.now() + HOUR)
    assert owe_digests() == 1
    leaves.withdraw_at = timezone.now() - dt.timedelta(minutes=1)
    leaves.save()
    assert send_due_mails() == 0
    assert not Mail.objects.exists()


@pytest.mark.parametrize("status", [SubscriptionStatus.PAUSED, SubscriptionStatus.WAITING])
def test_only_who_has_confirmed_and_has_not_paused_gets_news(until, status):
    fields = {"confirmed_at": None, "gathered_until": None} if status == "waiting" else {}
    NewsletterSubscriptionFactory(status=status, **fields)
    text(until - HOUR)
    assert owe_digests() == 0


def test_who_pauses_after_it_was_owed_gets_none(mailbox, reader, until):
    text(until - HOUR)
    owe_digests()
    pause_subscription(subscription_id=reader.pk)
    assert send_due_mails() == 0


def test_a_week_is_told_on_mondays(until):
    monday = actions.DIGEST_AT[Frequency.WEEKLY].ripe_at(timezone.now() - SETTLED)
    NewsletterSubscriptionFactory(frequency="weekly", gathered_until=monday - 7 * DAY)
    text(monday - 6 * DAY)
    assert timezone.localtime(monday).weekday() == 0
    assert owe_digests() == 1
    [mail] = Mail.objects.all()
    assert mail.details["until"] == monday.isoformat()
    assert owe_digests(now=monday + 6 * DAY) == 0


def test_topics_choose_rubrics_organizations_with_all_below_and_both(until, mailbox):
    rubric, federation = RubricFactory(), OrganizationFactory(kind="federation")
    branch = OrganizationFactory(parent=OrganizationFactory(parent=federation))
    parent = type(branch).objects.get_parent(branch)
    other = OrganizationFactory(parent=federation)
    texts = {
        "both": text(until - HOUR, article__rubric=rubric, article__organization=branch),
        "rubric": text(until - HOUR, article__rubric=rubric, article__organization=other),
        "place": text(until - HOUR, article__organization=branch),
        "none": text(until - HOUR, article__organization=other),
    }
    wanted = {
        ((None, None),): {"both", "rubric", "place", "none"},
        ((rubric, None),): {"both", "rubric"},
        ((None, parent),): {"both", "place"},
        ((rubric, parent),): {"both"},
        ((rubric, parent), (None, other)): {"both", "rubric", "none"},
        ((RubricFactory(), None),): set(),
    }
    readers = {
        topics: NewsletterSubscriptionFactory(topics=topics, gathered_until=until - DAY)
        for topics in wanted
    }
    assert owe_digests() == 5
    send_due_mails()
    got = {
        mail["To"]: words
        for mail, [words, _] in zip(mailbox.received, in_mail(mailbox), strict=True)
    }
    for topics, names in wanted.items():
        words = got.get(readers[topics].email, "")
        assert {
            name for name, one in texts.items() if f"* {one.title}\n" in words.replace("\r", "")
        } == names


def test_a_text_that_the_readers_language_lacks_is_named_and_linked(until, mailbox):
    NewsletterSubscriptionFactory(language="ru", gathered_until=until - DAY)
    translated, kazakh_only, older = ArticleFactory.create_batch(3)
    for article in (translated, kazakh_only):
        text(until - HOUR, article=article)
    own = text(until - 2 * HOUR, article=translated, language="ru", title="По-русски")
    text(until - 3 * DAY, article=older, language="ru", title="Давно прочитано")
    text(until - HOUR, article=older, title="Кейін аударылды")
    owe_digests()
    send_due_mails()
    [[words, markup]] = in_mail(mailbox)
    lacking = kazakh_only.texts.get()
    assert words.index(own.title) < words.index(lacking.title)
    assert lacking.get_absolute_url() in words
    assert f'lang="kk" hreflang="kk" style="color:#0b4f6c">{lacking.title}' in markup
    assert translated.texts.get(language="kk").title not in words
    assert "Давно" not in words
    assert "Кейін" not in words


def test_one_click_ends_the_subscription(client, reader, until, mailbox):
    text(until - HOUR)
    owe_digests()
    send_due_mails()
    address = mailbox.received[0]["List-Unsubscribe"].strip(" \r\n<>")
    clicked = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
    assert clicked.status_code == 200
    reader.refresh_from_db()
    assert reader.status == SubscriptionStatus.ENDED
    assert owe_digests(now=timezone.now() + DAY) == 0


def test_whoever_is_stopped_loses_one_batch_and_the_next_run_owes_it(monkeypatch, until):
    NewsletterSubscriptionFactory.create_batch(5, gathered_until=until - DAY)
    text(until - HOUR)
    monkeypatch.setattr(actions, "BATCH", 2)
    owe, batches = actions.owe_to_addresses, iter([True, False])

    def stopped(*args):
        owe(*args)
        if not next(batches):
            raise KeyboardInterrupt

    monkeypatch.setattr(actions, "owe_to_addresses", stopped)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        owe_digests()
    monkeypatch.setattr(actions, "owe_to_addresses", owe)
    owe_digests()
    assert Mail.objects.count() == 5
    assert len({mail.to for mail in Mail.objects.all()}) == 5


@pytest.mark.parametrize("number", [1, 3])
def test_finding_takes_as_many_queries_however_many_readers_there_are(until, number):
    NewsletterSubscriptionFactory.create_batch(number, gathered_until=until - DAY)
    ArticleTextFactory.create_batch(number, status="published", published_at=until - HOUR)
    with CaptureQueriesContext(connection) as queries:
        assert actions.owe_batch(Frequency.DAILY, until) == number
    asked = [query for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(asked) == 4  # the batch, who has news, the mails, how far they are told
    assert NewsletterSubscription.objects.filter(gathered_until=until).count() == number


# --- What the media centre sees -------------------------------------------------------------------


def test_the_media_centre_reads_numbers_and_the_next_digest_and_no_address(client, until):
    federation = OrganizationFactory(kind="federation")
    rubric = RubricFactory()
    readers = [
        NewsletterSubscriptionFactory(topics=[(rubric, None)]),
        NewsletterSubscriptionFactory(topics=[(rubric, None), (None, federation)]),
    ]
    fresh = text(timezone.now() - dt.timedelta(seconds=1), language="ru", title="Свежая новость")
    client.force_login(UserFactory(role=Role.EDITOR, organization=federation, language="ru"))
    page = client.get("/ru/cabinet/newsletter/")
    assert [(str(topic), number) for topic, number in page.context["topics"]] == [
        (rubric.name_ru, 2),
        (str(federation), 1),
    ]
    for language in ("kk", "ru"):
        mail = client.get(f"/ru/cabinet/newsletter/daily/{language}/")
        assert fresh.title in mail.content.decode()
        assert "style-src 'self' 'unsafe-inline'" in mail["Content-Security-Policy"]
    for one in readers:
        assert one.email not in page.content.decode() + mail.content.decode()
    assert client.get("/ru/cabinet/newsletter/hourly/ru/").status_code == 404
    fresh.delete()
    assert client.get("/ru/cabinet/newsletter/daily/ru/").status_code == 302
