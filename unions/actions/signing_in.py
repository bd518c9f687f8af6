"""Signing in, and what is done to its means: each in the journal, and told to the owner."""

from django.db import transaction

from mediacenter.services.journal.actions import log, log_without_record
from unions.models import AccountEvent, User

from .account_notices import tell_owner

SIGNED_IN = "account.signed_in"
FAILED = "account.sign_in_failed"
HELD_OFF = "account.sign_in_held_off"
PASSWORD_CHANGED = "account.password_changed"  # noqa: S105  a code
PASSWORD_RESET = "account.password_reset"  # noqa: S105  a code
LINK_ASKED_FOR = "account.password_link_requested"
FACTOR_ADDED = "account.factor_added"
FACTOR_REMOVED = "account.factor_removed"
CODES_MADE = "account.recovery_codes_renewed"
SESSION_ENDED = "account.session_ended"
TOLD = {
    SIGNED_IN: AccountEvent.SIGNED_IN,
    PASSWORD_CHANGED: AccountEvent.PASSWORD_CHANGED,
    PASSWORD_RESET: AccountEvent.PASSWORD_CHANGED,
    FACTOR_ADDED: AccountEvent.FACTOR_ADDED,
    FACTOR_REMOVED: AccountEvent.FACTOR_REMOVED,
    CODES_MADE: AccountEvent.CODES_MADE,
}


@transaction.atomic
def note(code, *, user, **origin):
    """Enter in the journal what an owner did with the means of signing in, and tell them by mail.

    `code`: one of the constants above; `origin`: as unions.sign_in.origin gives it.
    """
    log(user, code, user, **origin)
    if code in TOLD:
        tell_owner(user=user, event=TOLD[code], **origin)


@transaction.atomic
def note_link_asked_for(*, user, **origin):
    """Owe the owner a password link that somebody, perhaps a stranger, has asked for."""
    log(None, LINK_ASKED_FOR, user, **origin)
    tell_owner(user=user, event=AccountEvent.PASSWORD_LINK)


@transaction.atomic
def note_failure(*, email, is_held_off=False, **origin):
    """Enter a sign-in that did not succeed; the owner of the account, if it is one, is told.

    What is held off without looking at the password is entered, and told to nobody.
    """
    code = HELD_OFF if is_held_off else FAILED
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        log_without_record(None, code, User, email=email[:254], **origin)
        return
    log(None, code, user, **origin)
    if not is_held_off:
        tell_owner(user=user, event=AccountEvent.SIGN_IN_FAILED, **origin)
