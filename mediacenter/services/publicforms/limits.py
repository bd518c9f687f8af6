"""How often a form is taken from one account, or from one address where nobody is signed in.

Counted in Redis, and in PostgreSQL while that is away (mediacenter/toolkit/limits.py).
"""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from mediacenter.toolkit.client_address import client_network

HOUR, DAY = 60 * 60, 24 * 60 * 60


@dataclass(frozen=True)
class Limit:
    """So many forms within so many seconds, whichever of them one looks at."""

    number: int
    seconds: int


def is_within(limits, *, request, purpose, nonce):
    """Whether the form of that nonce may be taken; it is counted by it, and once."""
    sent_by = sender(request)
    return all(has_place(limit, f"{purpose}:{sent_by}", nonce) for limit in limits)


def has_place(limit, counted, nonce):
    """Take one of the limit's places, each free again when its time is over."""
    digest = salted_hmac("publicforms.limits", f"{counted}:{limit.seconds}", algorithm="sha256")
    for place in range(limit.number):
        key = f"publicforms:{digest.hexdigest()}:{place}"
        if cache.add(key, nonce, limit.seconds) or cache.get(key) == nonce:
            return True
    return False


def sender(request):
    if request.user.is_authenticated:
        return f"account {request.user.pk}"
    return f"address {client_network(request)}"
