"""The pass of somebody who was signed up: the secret address behind the code of mail and badge.

It is theirs by the e-mail with which they are signed up: where somebody else comes in their place,
the pass of the former opens nothing, and none opens anything once the e-mail is purged.
"""

import re

from django.conf import settings
from django.utils.crypto import constant_time_compare

from .models import Registration
from .models.sign_up import pass_of

TOKEN = re.compile(r"([0-9]{1,18})-([A-Za-z0-9_-]{24})")
LONGEST_SCANNED = 300


def with_pass(token):
    """The Registration whose pass it is, with seminar and organization; None for no pass."""
    read = TOKEN.fullmatch(token)
    if read is None:
        return None
    found = Registration.objects.select_related("seminar__organizer", "delegation__organization")
    registration = found.filter(pk=int(read[1])).first()
    if registration is None or not opens(token, registration):
        return None
    return registration


def opens(token, registration):
    return any(
        constant_time_compare(token, pass_of(registration, secret=secret))
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )


def with_scanned(scanned):
    """The Registration of a code that was scanned: the address of a pass, or its token."""
    return with_pass(scanned[:LONGEST_SCANNED].strip().rstrip("/").rpartition("/")[2])
