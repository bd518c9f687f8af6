"""Mails of the portal: one person, plain words, a name that a second sending repeats."""

from django.conf import settings
from django.core.mail import EmailMessage


def message(*, key, to, subject, body, reply_to=()):
    """A mail to one address; `key` names it among all mails of the portal."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=body,
        to=[to],
        reply_to=list(reply_to),
        headers={"Message-ID": f"<{key}@{host}>", "Auto-Submitted": "auto-generated"},
    )
