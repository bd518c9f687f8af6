"""Accounts: by what somebody signs in, and how they come back in."""

from smtplib import SMTPException

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mediacenter.toolkit.mail import reason_of
from unions import account_mails
from unions.access import require
from unions.models import User
from unions.models.journal import log


@transaction.atomic
def open_account(*, person, email, language="kk", password=None, by=None):
    """Let a person sign in. Without a password they choose one by a mailed link.

    Raises PermissionDenied where the person holds a post outside the reach of `by`: the account
    would open that post too. ValidationError: the e-mail or the person has an account.
    """
    user = User(email=email.lower(), person=person, language=language)
    require(by, "add", user)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    log(by, gettext_noop("account opened"), user)
    return user


@transaction.atomic
def change_account(*, user, email, person, language, is_active, by=None):
    """Change how and as whom somebody signs in. Raises as open_account does."""
    user = User.objects.select_for_update().get(pk=user.pk)
    require(by, "change", user)
    before = user.email
    user.email, user.person = email.lower(), person
    require(by, "change", user)
    user.language, user.is_active = language, is_active
    user.full_clean(exclude=["password"])
    user.save()
    if user.email != before:
        # the address given up would still open the account
        EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
    log(by, gettext_noop("account changed"), user, email=user.email, is_active=is_active)
    return user


@transaction.atomic
def choose_language(*, user, language):
    """Set the language in which somebody works in the portal and gets its mails: their own choice.

    Raises ValidationError: not a language of the portal.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    user.language = language
    user.full_clean(exclude=["password", "email", "person"])
    user.save(update_fields=["language"])
    log(user, gettext_noop("language chosen"), user, language=language)
    return user


@transaction.atomic
def mail_password_link(*, user, by=None):
    """Mail somebody the link by which they choose a password, for as long as the link lives.

    Raises PermissionDenied; ValidationError where the account is closed or the mail is refused.
    """
    user = User.objects.select_for_update(of=["self"]).select_related("person").get(pk=user.pk)
    require(by, "change", user)
    if not user.is_active:
        raise ValidationError(_("This account may not sign in: let it first."), code="closed")
    log(by, gettext_noop("password link mailed"), user)
    send(account_mails.password_link(user))
    return user


@transaction.atomic
def reset_second_factor(*, user, by=None):
    """Remove somebody's second factor and recovery codes, and tell them: a phone was lost.

    Raises PermissionDenied; ValidationError where there is none or the mail is refused: nobody's
    sign-in gets weaker without their knowing.
    """
    user = User.objects.select_for_update(of=["self"]).select_related("person").get(pk=user.pk)
    require(by, "change", user)
    removed, _models = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise ValidationError(_("This account has no second factor."), code="none")
    log(by, gettext_noop("second factor reset"), user)
    send(account_mails.second_factor_reset(user, by=by))
    return user


def send(mail):
    """Hand a mail to the server now, while somebody waits to hear. Raises ValidationError."""
    try:
        mail.send()
    except (SMTPException, OSError) as refusal:
        raise ValidationError(
            _("The mail to %(address)s was not taken by the mail server: %(reason)s"),
            code="mail",
            params={"address": mail.to[0], "reason": _(reason_of(refusal))},
        ) from refusal
