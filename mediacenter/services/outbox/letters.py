"""A mail as it is handed to the server: what its kind makes, under a name that it keeps."""

from django.conf import settings
from django.utils.translation import override

from mediacenter.toolkit.mail import NothingToSay

from .kinds import kind_of
from .unsubscribing import unsubscribe_address, wants_no_more


def letter_of(mail):
    """The EmailMessage of a mail, the same one however often it is made.

    Raises NothingToSay where it is wanted no more: by its kind, by who has unsubscribed from it,
    by whoever has closed the account.
    """
    kind = kind_of(mail)
    closed = mail.user is not None and not mail.user.is_active
    if (closed and not kind.to_closed_accounts) or wants_no_more(mail):
        raise NothingToSay
    with override(mail.user.language if mail.user else mail.language or settings.LANGUAGE_CODE):
        letter = kind.make(mail)
        letter.subject = " ".join(str(letter.subject).split())
        letter.to = letter.to or [mail.address]
        if not letter.recipients():
            raise ValueError("nobody would get it")  # Django sends none, and says nothing
        letter.extra_headers |= {
            "Message-ID": f"<{mail.message_key}@{host()}>",
            "Auto-Submitted": "auto-generated",
        }
        if kind.is_news:
            letter.extra_headers |= {
                "List-Unsubscribe": f"<{unsubscribe_address(mail)}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            }
    return letter


def host():
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
