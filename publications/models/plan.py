"""Where released migrations look for this."""

import secrets


def new_secret():
    return secrets.token_urlsafe(24)
