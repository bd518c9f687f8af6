"""The secrets of second factors lie in the database encrypted: who reads it signs in by none."""

import base64
import hashlib
import secrets

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

MARK = "encrypted:"


class FactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text):
        return MARK + box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """The secret; what an earlier portal has written stands as it is."""
        if not encrypted_text.startswith(MARK):
            return encrypted_text
        try:
            return box().decrypt(encrypted_text.removeprefix(MARK).encode()).decode()
        except InvalidToken:  # SECRET_KEY was changed: no code fits, until the factor is reset
            return base64.b32encode(secrets.token_bytes(20)).decode()


def box():
    return MultiFernet(list(map(lock, [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS])))


def lock(key):
    digest = hashlib.sha256(b"unions.second_factor" + key.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def renewed(data):
    """The data of a factor with each secret under today's key; what no key opens stays as it is."""
    if isinstance(data, dict):
        return {name: renewed(one) for name, one in data.items()}
    if isinstance(data, list):
        return [renewed(one) for one in data]
    if not isinstance(data, str) or not data.startswith(MARK):
        return data
    token = data.removeprefix(MARK).encode()
    try:
        lock(settings.SECRET_KEY).decrypt(token)
    except InvalidToken:
        try:
            return MARK + box().rotate(token).decode()
        except InvalidToken:
            return data
    return data
