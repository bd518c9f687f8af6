"""What allauth says of sign-in, and the journal entry of each."""

from allauth.account import signals as account
from allauth.mfa import signals as factor
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in

from unions import sessions
from unions.actions import note_failure, signing_in
from unions.sign_in import origin

RECOVERY = Authenticator.Type.RECOVERY_CODES


def noting(verb, *, factors_alone=False):
    """A receiver that enters the verb; recovery codes come and go with the factor, unsaid."""

    def receiver(sender, request, user, authenticator=None, **_signal):
        if not (factors_alone and authenticator.type == RECOVERY):
            signing_in.note(verb, user=user, **origin(request))

    return receiver


def note_wrong_code(sender, request, user, **_signal):
    note_failure(email=user.email, **origin(request))


def forget_factor(sender, request, **_signal):
    """A session without its factor is asked for one again: unions.sessions.SecondFactorFirst."""
    request.session.pop("factor", None)


RECEIVERS = [
    (user_logged_in, sessions.begin),
    (factor.authenticator_removed, forget_factor),
    (account.user_logged_in, noting(signing_in.SIGNED_IN)),
    (account.password_changed, noting(signing_in.PASSWORD_CHANGED)),
    (account.password_set, noting(signing_in.PASSWORD_CHANGED)),
    (account.password_reset, noting(signing_in.PASSWORD_RESET)),
    (factor.authenticator_added, noting(signing_in.FACTOR_ADDED, factors_alone=True)),
    (factor.authenticator_removed, noting(signing_in.FACTOR_REMOVED, factors_alone=True)),
    (factor.authenticator_reset, noting(signing_in.CODES_MADE)),
    (factor.authentication_failed, note_wrong_code),
]


def connect():
    for signal, receiver in RECEIVERS:
        signal.connect(receiver, weak=False)
