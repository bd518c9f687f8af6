"""The secrets of second factors lie in the database encrypted: who reads it signs in by none."""

import base64
import secrets

from allauth.mfa.adapter import DefaultMFAAdapter

from mediacenter.toolkit.sealing import resealed, seal, unseal

MARK = "encrypted:"
PURPOSE = "unions.second_factor"


class FactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text):
        return MARK + seal(text, purpose=PURPOSE)

    def decrypt(self, encrypted_text):
        """The secret; what an earlier portal has written stands as it is."""
        if not encrypted_text.startswith(MARK):
            return encrypted_text
        secret = unseal(encrypted_text.removeprefix(MARK), purpose=PURPOSE)
        if secret is None:  # SECRET_KEY was changed: no code fits, until the factor is reset
            return base64.b32encode(secrets.token_bytes(20)).decode()
        return secret


def renewed(data):
    """The data of a factor with each secret under today's key; what no key opens stays as it is."""
    if isinstance(data, dict):
        return {name: renewed(one) for name, one in data.items()}
    if isinstance(data, list):
        return [renewed(one) for one in data]
    if not isinstance(data, str) or not data.startswith(MARK):
        return data
    return MARK + resealed(data.removeprefix(MARK), purpose=PURPOSE)
