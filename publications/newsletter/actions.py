"""The news by e-mail: asked for, confirmed, changed, paused, ended; each digest owed once.

Addresses are not told to the journal, and no answer tells whether one is known.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from mediacenter.services.outbox.actions import owe, owe_to_addresses, subscribe_again, unsubscribe
from mediacenter.services.outbox.hooks import subscribed_again, unsubscribed
from mediacenter.services.outbox.kinds import Daily, Weekly
from mediacenter.services.outbox.unsubscribing import Subscription
from mediacenter.services.transitions.steps import arrive, take
from mediacenter.toolkit.signs_of_life import sign_of_life
from mediacenter.toolkit.storing import hold
from publications.newsletter.mails import CONFIRMATION, DIGEST
from publications.newsletter.models import (
    Frequency,
    NewsletterSubscription,
    NewsletterTopic,
)
from publications.newsletter.models import SubscriptionStatus as Status
from publications.newsletter.transitions import (
    BEGIN_AGAIN,
    CONFIRM,
    END,
    PAUSE,
    RESUME,
    lock_subscription,
)
from unions.deletion_registry import left_out_of_bin

left_out_of_bin(NewsletterTopic)  # whose it was may have ended it meanwhile

DIGEST_AT = {Frequency.DAILY: Daily(hour=8), Frequency.WEEKLY: Weekly(weekday=0, hour=8)}
SETTLED = dt.timedelta(minutes=5)  # what was being published at the hour itself is there by then
BATCH = 500
MOST_TOPICS = 30
MOST_ASKED = 3  # mails a day to an address that has confirmed nothing


@transaction.atomic
def ask_for_newsletter(*, email, language, frequency, topics):
    """Store a wish that waits for confirmation, and owe its address a mail that asks for it.

    `topics`: pairs (Rubric or None, Organization or None). Where an address was asked often today,
    nothing is stored or owed; the answer to whoever asked is the same.
    """
    email = email.lower()
    hold(f"newsletter {email}")
    a_day_ago = timezone.now() - dt.timedelta(days=1)
    waiting = NewsletterSubscription.objects.filter(email=email, status=Status.WAITING)
    if waiting.filter(asked_at__gt=a_day_ago).count() >= MOST_ASKED:
        return
    subscription = NewsletterSubscription.objects.create(
        email=email, language=language, frequency=frequency
    )
    add_topics(subscription, topics)
    owe(CONFIRMATION.code, to=email, language=language, about=subscription)
    log(None, "newsletter.asked", subscription)


@transaction.atomic
def confirm_subscription(*, subscription_id):
    """Begin what its owner has confirmed; once is enough. Returns the NewsletterSubscription.

    Where the address gets news already, that subscription takes in the topics, the language and
    the frequency; one that is paused or has ended goes on. An unsubscription that is left of an
    earlier subscription holds no longer. Raises DoesNotExist where it has gone meanwhile.
    """
    email = NewsletterSubscription.objects.values_list("email", flat=True).get(pk=subscription_id)
    hold(f"newsletter {email}")
    subscription = lock_subscription(subscription_id)
    if not CONFIRM.starts_at(subscription):
        go_on(subscription)
        return subscription
    known = NewsletterSubscription.objects.confirmed().filter(email=email).first()
    if known is None:
        news_to(subscription).ended().delete()
        arrive(CONFIRM, subscription)
        return subscription
    return extend(lock_subscription(known.pk), subscription)


def extend(known, wish):
    add_topics(known, [(topic.rubric, topic.organization) for topic in topics_of(wish)])
    known.language, known.frequency = wish.language, wish.frequency
    known.save(update_fields=["language", "frequency"])
    wish.delete()
    log(None, "newsletter.extended", known)
    go_on(known)
    return known


def go_on(subscription):
    if subscription.status == Status.ENDED:
        begin_again(subscription)
    elif subscription.status == Status.PAUSED:
        arrive(RESUME, subscription)


@transaction.atomic
def change_subscription(*, subscription_id, language, frequency, kept, topics):
    """Set language and frequency, drop all topics but `kept` (their keys), and add others.

    Raises ValidationError where no topic would be left, or more than MOST_TOPICS.
    """
    subscription = lock_subscription(subscription_id)
    left = subscription.topics.filter(pk__in=kept)
    number = left.count() + len(topics)
    if not number:
        raise ValidationError(_("Choose at least one topic, or end the subscription."))
    if number > MOST_TOPICS:
        raise ValidationError(
            _("A subscription has at most %(most)s topics."), params={"most": MOST_TOPICS}
        )
    subscription.topics.exclude(pk__in=kept).delete()
    add_topics(subscription, topics)
    subscription.language, subscription.frequency = language, frequency
    subscription.save(update_fields=["language", "frequency"])
    log(None, "newsletter.changed", subscription)
    return subscription


def pause_subscription(*, subscription_id):
    """Raises WrongState."""
    return take(PAUSE, subscription_id)


def resume_subscription(*, subscription_id):
    """Raises WrongState."""
    return take(RESUME, subscription_id)


def end_subscription(*, subscription):
    """End it as one click in a mail does."""
    unsubscribe(subscription=news_to(subscription))


def begin_again(subscription):
    """Begin what has ended; its owner asks for it."""
    subscribe_again(subscription=news_to(subscription))


def news_to(subscription):
    return Subscription(DIGEST.code, None, subscription.email)


@unsubscribed.register
def end_with(news):
    """Who wants no more digests has ended the subscription, too."""
    for subscription in locked_of(news):
        if END.starts_at(subscription):
            arrive(END, subscription)


@subscribed_again.register
def begin_with(news):
    for subscription in locked_of(news):
        if BEGIN_AGAIN.starts_at(subscription):
            arrive(BEGIN_AGAIN, subscription)


def locked_of(news):
    if news.kind != DIGEST.code:
        return []
    subscriptions = NewsletterSubscription.objects.confirmed().filter(email=news.address)
    return list(subscriptions.select_for_update(no_key=True))


def topics_of(subscription):
    return subscription.topics.select_related("rubric", "organization")


def add_topics(subscription, topics):
    """Add those that it has not, as far as there is room."""
    had = {(topic.rubric, topic.organization) for topic in topics_of(subscription)}
    new = [topic for topic in dict.fromkeys(topics) if topic not in had]
    NewsletterTopic.objects.bulk_create(
        NewsletterTopic(subscription=subscription, rubric=rubric, organization=organization)
        for rubric, organization in new[: max(MOST_TOPICS - len(had), 0)]
    )


def owe_digests(*, now=None):
    """Owe each reader whose hour has come a digest of what became public since the last one.

    Each batch is a transaction of its own that also notes how far its readers are told: who is
    stopped loses one batch, and the next run does it. Returns how many were owed.
    """
    owed = 0
    for frequency, when in DIGEST_AT.items():
        until = when.ripe_at((now or timezone.now()) - SETTLED)
        while (number := owe_batch(frequency, until)) is not None:
            owed += number
            sign_of_life.send(owe_digests)
    return owed


@transaction.atomic
def owe_batch(frequency, until):
    """Owe one batch; return how many have news, or None where nobody is left."""
    due = NewsletterSubscription.objects.due(frequency, until).order_by("pk")
    batch = list(due.select_for_update(no_key=True, skip_locked=True)[:BATCH])
    if not batch:
        return None
    chosen = NewsletterSubscription.objects.filter(pk__in=[one.pk for one in batch])
    told = set(chosen.with_news(until).values_list("pk", flat=True))
    owe_to_addresses(
        DIGEST.code,
        [
            (one.email, one.language, one, period(one.gathered_until, until))
            for one in batch
            if one.pk in told
        ],
    )
    chosen.update(gathered_until=until)
    return len(told)


def period(since, until):
    return {"since": since.isoformat(), "until": until.isoformat()}
