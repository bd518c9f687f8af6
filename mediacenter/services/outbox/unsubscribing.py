"""One-click unsubscribing from news, by RFC 8058: a signed address that works without sign-in."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.urls import reverse

from .kinds import KINDS, kind_of
from .models import Unsubscription

SALT = "mediacenter.services.outbox"


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a signed address is about: a kind of news, and who gets it."""

    kind: str
    user_id: int | None
    address: str

    @property
    def name(self):
        return KINDS[self.kind].name

    def ended(self):
        return Unsubscription.objects.filter(
            kind=self.kind, user_id=self.user_id, address=self.address
        )


def subscription_of(mail):
    """An account is known by its key, whatever its address becomes; who has none by the address."""
    return Subscription(mail.kind, mail.user_id, "" if mail.user_id else mail.to.lower())


def wants_no_more(mail):
    return kind_of(mail).is_news and subscription_of(mail).ended().exists()


def unsubscribe_address(mail):
    """The address at which whoever gets this mail says that they want no more of its kind."""
    subscription = subscription_of(mail)
    token = signing.dumps(
        [subscription.kind, subscription.user_id, subscription.address], salt=SALT, compress=True
    )
    return settings.PUBLIC_URL + reverse("outbox:unsubscribe", args=[token])


def read(token):
    """The Subscription of such an address.

    None for one that the portal did not write, or whose account or kind of news is gone.
    """
    try:
        kind, user_id, address = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    is_known = kind in KINDS and KINDS[kind].is_news
    is_there = user_id is None or get_user_model().objects.filter(pk=user_id).exists()
    return Subscription(kind, user_id, address) if is_known and is_there else None
