"""Links by which the owner of an account takes another e-mail to sign in with."""

from django.core import signing

SALT = "unions.address"
DAYS = 1  # for which a link serves


def token_for(user, to):
    return signing.dumps({"user": user.pk, "from": user.email, "to": to}, salt=SALT)


def address_in(token, *, user):
    """The new address that a link brings to this user, or None: run out, used, another's."""
    try:
        claims = signing.loads(token, salt=SALT, max_age=DAYS * 24 * 60 * 60)
    except signing.BadSignature:
        return None
    return claims["to"] if (claims["user"], claims["from"]) == (user.pk, user.email) else None
