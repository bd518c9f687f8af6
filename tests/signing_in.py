"""A test's client signs people in as the sign-in page does: they have just told who they are."""

import time

from allauth.account.internal.flows import login as flow
from allauth.account.internal.userkit import user_id_to_str
from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client


def just_signed_in(user):
    """What a session holds of somebody who has just signed in by password; {} for nobody."""
    if not user.is_authenticated:
        return {}
    return {
        flow.AUTHENTICATION_METHODS_SESSION_KEY: [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ],
        flow._AUTHENTICATION_METHODS_USER_SESSION_KEY: user_id_to_str(user),
    }


class SigningIn(Client):
    def _login(self, user, backend=None):
        """As Django's own, which begins a session for nobody first and saves it twice more."""
        request = HttpRequest()
        known = settings.SESSION_COOKIE_NAME in self.cookies
        request.session = self.session if known else SessionStore()
        login(request, user, backend)
        request.session.update(just_signed_in(user))
        request.session.save()
        self._set_login_cookies(request)
