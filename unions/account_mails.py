"""What the portal writes to somebody about their own account, in their language."""

import secrets

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from mediacenter.toolkit.mail import NothingToSay, message
from unions.models import AccountEvent, User


def password_link(user, *, key=""):
    """A mail with a link that serves once, until PASSWORD_RESET_TIMEOUT has passed."""
    with override(user.language):
        token = default_token_generator.make_token(user)
        page = reverse(
            "account_reset_password_from_key",
            kwargs={"uidb36": user_pk_to_url_str(user), "key": token},
        )
        return about_account(
            user,
            key=key,
            subject=_("Choose a password for the portal"),
            template="unions/mails/password_link.txt",
            link=settings.PUBLIC_URL + page,
            days=settings.PASSWORD_RESET_TIMEOUT // 86400,
            forgotten=settings.PUBLIC_URL + reverse("account_reset_password"),
        )


def second_factor_reset(user, *, by):
    with override(user.language):
        return about_account(
            user,
            subject=_("Your second factor of sign-in was removed"),
            template="unions/mails/second_factor_reset.txt",
            by=by,
            moment=timezone.localtime(),
            link=settings.PUBLIC_URL + reverse("mfa_index"),
        )


def address_link(user, *, to, token):
    """A mail to the address that somebody wants to sign in with: it proves that it is theirs."""
    with override(user.language):
        return about_account(
            user,
            to=to,
            subject=_("Confirm your new e-mail"),
            template="unions/mails/address_link.txt",
            address=to,
            days=1,
            link=settings.PUBLIC_URL + reverse("portal:take_address", args=[token]),
        )


def of_event(mail):
    """The mail that an AccountMail owes."""
    user, key = mail.user, f"account-mail-{mail.pk}"
    if mail.event == AccountEvent.PASSWORD_LINK:
        if not user.is_active:
            raise NothingToSay
        # only now, so that no link that opens an account lies in the database
        return password_link(user, key=key)
    with override(user.language):
        return message(
            key=key,
            to=mail.to,
            subject=mail.get_event_display(),
            body=render_to_string(
                "unions/mails/event.txt",
                {
                    "user": user,
                    "what": mail.get_event_display(),
                    "when": timezone.localtime(mail.asked_at),
                    "account": settings.PUBLIC_URL + reverse("portal:account"),
                    "forgotten": settings.PUBLIC_URL + reverse("account_reset_password"),
                    **mail.details,
                    "by": User.objects.filter(pk=mail.details.get("by")).first(),
                },
            ),
        )


def about_account(user, *, subject, template, to="", key="", **content):
    return message(
        key=key or f"account-{user.pk}-{secrets.token_hex(8)}",
        to=to or user.email,
        subject=subject,
        body=render_to_string(template, {"user": user, **content}),
    )
