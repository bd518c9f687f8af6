"""What the portal writes to somebody about their own account, in their language.

Links are made here, as a mail is sent: none that opens an account lies in the database.
The `details` of a mail, as far as known: {"ip": …, "browser": …, "by": a user's key, "before":
the e-mail that a new one replaces, "email": the new one}.
"""

from functools import partial

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mediacenter.services.outbox.kinds import Kind
from mediacenter.toolkit.mail import NothingToSay
from unions import address_links
from unions.models import AccountEvent, User

# Each opens something for whoever has it; one that waits to be sent is as good as another.
LINKS = {AccountEvent.PASSWORD_LINK, AccountEvent.ADDRESS_LINK}


def code_of(event):
    return f"account.{event.value}"


def kinds():
    """A kind for each event, to the address that the account had then; they share a name."""
    for event in AccountEvent:
        yield Kind(
            code_of(event),
            _("mails about accounts"),
            partial(letter, event),
            is_urgent=event in LINKS,
            to_closed_accounts=True,
            say=partial(say, event),
        )


def say(event, mail):
    return f"{mail.to}: {event.label}"


def letter(event, mail):
    """Raises NothingToSay where it would serve no more."""
    template, content_of = CONTENTS.get(event, ("event", happened))
    content = content_of(mail)
    return EmailMessage(
        event.label,
        render_to_string(
            f"unions/mails/{template}.txt",
            {"user": mail.user, "what": event.label, **mail.details, **content},
        ),
        to=[content.get("to", mail.to)],
    )


def password_link(mail):
    """A link that serves once, until PASSWORD_RESET_TIMEOUT has passed."""
    user = mail.user
    if not user.is_active:
        raise NothingToSay
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return {
        "to": user.email,  # where it has changed since
        "link": address_of("account_reset_password_from_key", **parts),
        "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
        "forgotten": address_of("account_reset_password"),
    }


def address_link(mail):
    """A link that proves that the address it came to is theirs."""
    user = mail.user
    if not user.is_active or mail.details["before"] != user.email or is_taken(mail.to):
        raise NothingToSay
    token = address_links.token_for(user, mail.to)
    return {
        "address": mail.to,
        "days": address_links.DAYS,
        "link": address_of("portal:take_address", token=token),
    }


def is_taken(email):
    return User.objects.filter(email__iexact=email).exists()


def factor_reset(mail):
    return {**moment(mail), "link": address_of("mfa_index")}


def happened(mail):
    return {
        **moment(mail),
        "account": address_of("portal:account"),
        "forgotten": address_of("account_reset_password"),
    }


def moment(mail):
    return {
        "when": timezone.localtime(mail.asked_at),
        "by": User.objects.filter(pk=mail.details.get("by")).first(),
    }


def address_of(page, **parts):
    return settings.PUBLIC_URL + reverse(page, kwargs=parts)


CONTENTS = {
    AccountEvent.PASSWORD_LINK: ("password_link", password_link),
    AccountEvent.ADDRESS_LINK: ("address_link", address_link),
    AccountEvent.FACTOR_RESET: ("second_factor_reset", factor_reset),
}
