"""The two mails of the newsletter: one asks for confirmation, the other tells the news."""

import datetime as dt

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mediacenter.services.outbox.kinds import Kind, register
from mediacenter.services.outbox.unsubscribing import unsubscribe_address
from mediacenter.toolkit.mail import NothingToSay
from publications.newsletter.digest import digest_of, texts_for
from publications.newsletter.links import CONFIRMED_WITHIN, confirm_address, manage_address
from publications.newsletter.models import SubscriptionStatus as Status

LONGEST_TITLE = 90
FOLDER = "publications/newsletter/mails"


def confirmation(mail):
    subscription = mail.about
    if subscription is None or subscription.status != Status.WAITING:
        raise NothingToSay
    return letter(
        _("Confirm that you want our news"),
        "confirmation",
        {
            "subscription": subscription,
            "topics": subscription.topics.select_related("rubric", "organization"),
            "address": confirm_address(subscription),
            "days": CONFIRMED_WITHIN.days,
        },
    )


def digest_mail(mail):
    """What became public in its period, as far as it is public still as the mail is made."""
    subscription = mail.about
    if subscription is None or subscription.status != Status.ACTIVE:
        raise NothingToSay
    since, until = (dt.datetime.fromisoformat(mail.details[end]) for end in ("since", "until"))
    digest = digest_of(texts_for(subscription), language=mail.language, since=since, until=until)
    if not digest.number:
        raise NothingToSay
    return digest_letter(
        digest,
        since=since,
        until=until,
        subscription=subscription,
        topics=subscription.topics.select_related("rubric", "organization"),
        manage=manage_address(subscription),
        unsubscribe=unsubscribe_address(mail),
    )


def digest_letter(digest, **context):
    """The mail of a Digest that tells something, in the active language."""
    return letter(
        subject_of(digest),
        "digest",
        {
            **context,
            "digest": digest,
            "site": settings.PUBLIC_URL,
            "all_news": settings.PUBLIC_URL + reverse("publications:news"),
        },
    )


def subject_of(digest):
    title = Truncator(digest.first.title).chars(LONGEST_TITLE)
    others = digest.number - 1
    if not others:
        return title
    return ngettext(
        "%(title)s, and %(number)s more news item",
        "%(title)s, and %(number)s more news items",
        others,
    ) % {"title": title, "number": others}


def letter(subject, name, context):
    """A mail in text and HTML by its two templates."""
    message = EmailMultiAlternatives(subject, render_to_string(f"{FOLDER}/{name}.txt", context))
    message.attach_alternative(render_to_string(f"{FOLDER}/{name}.html", context), "text/html")
    return message


CONFIRMATION = Kind(
    "newsletter.confirmation",
    gettext_lazy("mails that ask to confirm a subscription to the news"),
    confirmation,
    is_urgent=True,
)
DIGEST = Kind("newsletter.digest", gettext_lazy("news by e-mail"), digest_mail, is_news=True)
register(CONFIRMATION, DIGEST)
