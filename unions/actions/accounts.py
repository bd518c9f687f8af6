"""Accounts: by what somebody signs in, and how they come back in."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from mediacenter.toolkit.permissions import demand
from unions.access import require
from unions.models import AccountEvent, Appointment, Organization, User

from .account_notices import tell_owner


@transaction.atomic
def open_account(*, person, email, language="kk", password=None, by=None):
    """Let a person sign in. Without a password they choose one by a mailed link.

    Raises PermissionDenied where the person holds a post outside the reach of `by`: the account
    would open that post too. ValidationError: the e-mail or the person has an account.
    """
    user = User(email=email.lower(), person=person, language=language)
    require(by, "add", user)
    user.kept_by = above_posts_of(person)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    log(by, "account.opened", user)
    return user


def above_posts_of(person):
    """The organization above all posts that somebody holds; None: no post, so the root."""
    held = Appointment.objects.exclude(ends_on__lt=timezone.localdate()).filter(person=person)
    paths = list(held.values_list("organization__path", flat=True)) if person else []
    first = min(paths, default="")
    above = (first[:length] for length in range(len(first), 0, -Organization.steplen))
    shared = (path for path in above if all(one.startswith(path) for one in paths))
    return Organization.objects.filter(path=next(shared, "")).first()


@transaction.atomic
def change_account(*, user, person, language, is_active, by=None):
    """Change as whom somebody signs in, and whether. Raises as open_account does."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    require(by, "change", user)
    user.person = person
    require(by, "change", user)
    user.language, user.is_active = language, is_active
    user.full_clean(exclude=["password"])
    user.save()
    log(by, "account.changed", user, is_active=is_active)
    return user


@transaction.atomic
def hand_over_account(*, user, kept_by, by=None):
    """Let the administrators of another organization keep an account; None: those at the root.

    Raises PermissionDenied below the root.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    require_root(by, user)
    before, user.kept_by = user.kept_by, kept_by
    user.save(update_fields=["kept_by"])
    if before != kept_by:
        log(by, "account.handed_over", user, to=kept_by.slug if kept_by else "")
    return user


def require_root(by, user):
    """Refuse what is done at the root of the tree only; None is the system."""
    require(by, "change", user)
    demand(by, "unions.keep_every_account")


@transaction.atomic
def choose_language(*, user, language):
    """Set the language in which somebody works in the portal and gets its mails: their own choice.

    Raises ValidationError: not a language of the portal.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    user.language = language
    user.full_clean(exclude=["password", "email", "person"])
    user.save(update_fields=["language"])
    log(user, "account.language_chosen", user, language=language)
    return user


@transaction.atomic
def mail_password_link(*, user, by=None):
    """Owe somebody a mail with the link by which they choose a password.

    Raises PermissionDenied; ValidationError where the account is closed.
    """
    user = (
        User.objects.select_for_update(of=["self"], no_key=True)
        .select_related("person")
        .get(pk=user.pk)
    )
    require(by, "change", user)
    if not user.is_active:
        raise ValidationError(_("This account may not sign in: let it first."), code="closed")
    log(by, "account.password_link_mailed", user)
    tell_owner(user=user, event=AccountEvent.PASSWORD_LINK)
    return user


@transaction.atomic
def reset_second_factor(*, user, by=None):
    """Remove somebody's second factor and recovery codes, end their sessions, and owe them word.

    Raises PermissionDenied; ValidationError where there is none.
    """
    user = (
        User.objects.select_for_update(of=["self"], no_key=True)
        .select_related("person")
        .get(pk=user.pk)
    )
    require(by, "change", user)
    removed, _models = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise ValidationError(_("This account has no second factor."), code="none")
    for session in UserSession.objects.filter(user=user):
        session.end()
    log(by, "account.factor_reset", user)
    tell_owner(user=user, event=AccountEvent.FACTOR_RESET, by=by.pk if by else None)
    return user
