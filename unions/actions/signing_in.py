"""Signing in, and what is done to its means: each in the journal, and told to the owner."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext_noop

from mediacenter.services.journal.actions import log
from mediacenter.services.journal.models import JournalEntry
from unions.models import AccountEvent, User

from .account_notices import tell_owner

SIGNED_IN = gettext_noop("signed in")
FAILED = gettext_noop("sign-in failed")
HELD_OFF = gettext_noop("sign-in held off: too many attempts")
PASSWORD_CHANGED = gettext_noop("password changed")
PASSWORD_RESET = gettext_noop("password chosen by a mailed link")
LINK_ASKED_FOR = gettext_noop("password link asked for")
FACTOR_ADDED = gettext_noop("second factor set up")
FACTOR_REMOVED = gettext_noop("second factor removed")
CODES_MADE = gettext_noop("recovery codes renewed")
SESSION_ENDED = gettext_noop("session ended")
TOLD = {
    SIGNED_IN: AccountEvent.SIGNED_IN,
    PASSWORD_CHANGED: AccountEvent.PASSWORD_CHANGED,
    PASSWORD_RESET: AccountEvent.PASSWORD_CHANGED,
    FACTOR_ADDED: AccountEvent.FACTOR_ADDED,
    FACTOR_REMOVED: AccountEvent.FACTOR_REMOVED,
    CODES_MADE: AccountEvent.CODES_MADE,
}


@transaction.atomic
def note(verb, *, user, **origin):
    """Enter in the journal what an owner did with the means of signing in, and tell them by mail.

    `verb`: one of the constants above; `origin`: as unions.sign_in.origin gives it.
    """
    log(user, verb, user, **origin)
    if verb in TOLD:
        tell_owner(user=user, event=TOLD[verb], **origin)


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
    verb = HELD_OFF if is_held_off else FAILED
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        kind = ContentType.objects.get_for_model(User)
        details = {"email": email[:254], **origin}
        JournalEntry.objects.create(code=verb, content_type=kind, object_id="", details=details)
        return
    log(None, verb, user, **origin)
    if not is_held_off:
        tell_owner(user=user, event=AccountEvent.SIGN_IN_FAILED, **origin)
