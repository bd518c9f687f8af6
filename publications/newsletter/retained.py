"""How long addresses that get no news, or no more, are kept."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from mediacenter.services.outbox.models import Mail, Unsubscription
from mediacenter.services.retention.declarations import Rule, declare
from mediacenter.toolkit.mail import NOT_MADE
from publications.newsletter.links import CONFIRMED_WITHIN
from publications.newsletter.mails import DIGEST
from publications.newsletter.models import NewsletterSubscription
from publications.newsletter.models import SubscriptionStatus as Status

UNREACHABLE_KEPT = dt.timedelta(days=14)
ENDED_KEPT = dt.timedelta(days=30)


def declare_rules():
    declare(
        Rule(
            code="newsletter.unconfirmed",
            data=_("e-mail addresses for which the news was asked for and not confirmed"),
            kept=CONFIRMED_WITHIN,
            since=_("after they were entered"),
            why=_("By then the link in the mail has expired; it may have been somebody else’s."),
            due=lambda moment: NewsletterSubscription.objects.filter(
                status=Status.WAITING, asked_at__lte=moment - CONFIRMED_WITHIN
            ),
        )
    )
    declare(
        Rule(
            code="newsletter.unreachable",
            data=_("e-mail addresses whose mail server takes no news for them"),
            kept=UNREACHABLE_KEPT,
            since=_("after a mail was refused for good and none was taken since"),
            why=_("A mailbox that was full or away for some days may be back."),
            due=unreachable,
        )
    )
    declare(
        Rule(
            code="newsletter.ended",
            data=_("e-mail addresses that get no more news"),
            kept=ENDED_KEPT,
            since=_("after the subscription ended"),
            why=_("Whoever ended it by mistake begins it again by the link in the mail."),
            due=lambda moment: NewsletterSubscription.objects.confirmed().filter(
                Q(ended_at__lte=moment - ENDED_KEPT)
                | Q(topics=None, gathered_until__lte=moment - ENDED_KEPT)
            ),
        )
    )
    declare(
        Rule(
            code="newsletter.unsubscriptions",
            data=_("e-mail addresses that were unsubscribed from the news"),
            kept=ENDED_KEPT,
            since=_("after they were unsubscribed"),
            why=_("Until the subscription itself is deleted they say that nothing is sent."),
            due=lambda moment: Unsubscription.objects.filter(
                kind=DIGEST.code, made_at__lte=moment - ENDED_KEPT
            ),
        )
    )


def unreachable(moment):
    """Those of whose digests one was refused for good by then, and none was taken after it."""
    digests = Mail.objects.filter(kind=DIGEST.code)
    taken_since = digests.filter(
        about_key=OuterRef("about_key"), sent_at__gt=OuterRef("set_aside_at")
    )
    refused = digests.filter(
        ~Exists(taken_since),
        about_key=OuterRef("pk"),
        sent_at=None,
        set_aside_at__lte=moment - UNREACHABLE_KEPT,
    ).exclude(last_error=NOT_MADE)
    return NewsletterSubscription.objects.filter(Exists(refused))
