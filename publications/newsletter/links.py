"""The secret addresses in the mails: one confirms an address, the other changes what it gets."""

import datetime as dt

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from publications.newsletter.models import NewsletterSubscription

CONFIRMED_WITHIN = dt.timedelta(days=3)
CONFIRM, MANAGE = "publications.newsletter.confirm", "publications.newsletter.manage"


def confirm_address(subscription):
    """The whole address at which its owner confirms a subscription, for CONFIRMED_WITHIN."""
    return address_of("newsletter:confirm", subscription, CONFIRM)


def manage_address(subscription):
    """The whole address at which its owner changes a subscription, as long as there is one."""
    return address_of("newsletter:manage", subscription, MANAGE)


def address_of(page, subscription, salt):
    token = signing.dumps(subscription.pk, salt=salt)
    with override(subscription.language):
        return settings.PUBLIC_URL + reverse(page, args=[token])


def waiting_of(token):
    """The NewsletterSubscription that a link confirms; None where it has expired or is none."""
    return found(token, CONFIRM, max_age=CONFIRMED_WITHIN)


def managed_by(token):
    """The NewsletterSubscription that a link manages, confirmed; None where there is none."""
    subscription = found(token, MANAGE)
    return subscription if subscription and subscription.confirmed_at else None


def found(token, salt, *, max_age=None):
    try:
        key = signing.loads(token, salt=salt, max_age=max_age)
    except signing.BadSignature:
        return None
    return NewsletterSubscription.objects.filter(pk=key).first()
