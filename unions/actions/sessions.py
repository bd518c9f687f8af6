"""Sessions: where somebody is signed in, ended by themselves or with what they rest on."""

from allauth.usersessions.models import UserSession
from django.db import transaction

from .signing_in import SESSION_ENDED, note


@transaction.atomic
def end_session(*, user, key, **origin):
    """End one session of the user, told by its key. Raises UserSession.DoesNotExist: another's."""
    UserSession.objects.select_for_update().get(user=user, pk=key).end()
    note(SESSION_ENDED, user=user, **origin)


@transaction.atomic
def end_other_sessions(*, user, keep, **origin):
    """End all sessions of the user but the one whose session key is `keep`."""
    others = UserSession.objects.filter(user=user).exclude(session_key=keep)
    for session in others:
        session.end()
    if others:
        note(SESSION_ENDED, user=user, **origin)
