"""A form that was opened: signed, so that nobody sends what they have not been shown."""

import secrets
import time
from dataclasses import dataclass

from django.core import signing

VALID_FOR = 6 * 60 * 60  # seconds


@dataclass(frozen=True)
class Opening:
    """`nonce` names it among all; `at`: when, by time.time."""

    nonce: str
    at: float

    @property
    def age(self):
        """Seconds."""
        return time.time() - self.at

    def signed_for(self, purpose):
        return signing.dumps([self.nonce, self.at], salt=salt_of(purpose))


def open_form():
    return Opening(secrets.token_urlsafe(16), time.time())


def opening_in(token, *, purpose):
    """Return the Opening of a token; None for one that is too old, or signed for nothing here."""
    try:
        nonce, at = signing.loads(token, salt=salt_of(purpose), max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    return Opening(nonce, at)


def salt_of(purpose):
    return f"publicforms.{purpose}"
