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
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(b"unions.second_factor" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
