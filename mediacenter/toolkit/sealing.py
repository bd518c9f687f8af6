"""Secrets that the portal itself reads again lie in the database sealed by its SECRET_KEY."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def seal(text, *, purpose):
    """Return the text encrypted, as ASCII; what is sealed for one purpose opens for no other."""
    return box(purpose).encrypt(text.encode()).decode()


def unseal(sealed, *, purpose):
    """Return the text, by today's key or one of SECRET_KEY_FALLBACKS; None where none fits."""
    try:
        return box(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def resealed(sealed, *, purpose):
    """Return it under today's key; what lies under it already, or opens by none, as it is."""
    try:
        lock(settings.SECRET_KEY, purpose).decrypt(sealed.encode())
    except InvalidToken:
        try:
            return box(purpose).rotate(sealed.encode()).decode()
        except InvalidToken:
            return sealed
    return sealed


def box(purpose):
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([lock(key, purpose) for key in keys])


def lock(key, purpose):
    digest = hashlib.sha256(purpose.encode() + key.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
