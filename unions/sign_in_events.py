"""What allauth says of sign-in, and the journal entry of each.

What it says only once all is kept for good is entered by unions.account_views.
"""

from allauth.account import signals as account
from allauth.mfa import signals as factor
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in

from unions import sessions
from unions.actions import end_other_sessions, note_failure, signing_in
from unions.sign_in import origin


def noting(code):
    def receiver(sender, request, user, **_signal):
        signing_in.note(code, user=user, **origin(request))

    return receiver


def note_factor_removed(sender, request, user, authenticator, **_signal):
    """Recovery codes go with the factor, unsaid."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        signing_in.note(signing_in.FACTOR_REMOVED, user=user, **origin(request))


def note_wrong_code(sender, request, user, **_signal):
    note_failure(email=user.email, **origin(request))


def forget_factor(sender, request, user, **_signal):
    """A session without its factor is asked for one again: unions.sessions.SecondFactorFirst.

    Elsewhere the factor opened sessions that nobody asks any more: they end.
    """
    request.session.pop("factor", None)
    end_other_sessions(user=user, keep=request.session.session_key, **origin(request))


RECEIVERS = [
    (user_logged_in, sessions.begin),
    (factor.authenticator_removed, forget_factor),
    (account.user_logged_in, noting(signing_in.SIGNED_IN)),
    (account.password_changed, noting(signing_in.PASSWORD_CHANGED)),
    (account.password_set, noting(signing_in.PASSWORD_CHANGED)),
    (account.password_reset, noting(signing_in.PASSWORD_RESET)),
    (factor.authenticator_removed, note_factor_removed),
    (factor.authentication_failed, note_wrong_code),
]


def connect():
    for signal, receiver in RECEIVERS:
        signal.connect(receiver, weak=False)
