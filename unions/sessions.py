"""How long somebody stays signed in, and what comes before anything else then."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from unions.models import Role

NOTED_EVERY = 60  # seconds: not every request writes that somebody is there
OWN_ACCOUNT = ("account_", "mfa_")  # pages of allauth
# What pages are made of, and what tells nothing of the federation's work.
BESIDE = {"media", "set_language", "javascript-catalog", "manifest", "favicon"}
MUST_HAVE = (Role.EDITOR, Role.ADMINISTRATOR)


def begin(sender, request, user, **_signal):
    """A receiver of Django's user_logged_in: from now on the session's time runs."""
    request.session["since"] = request.session["seen"] = int(time.time())


class SessionLimits:
    """Ends sessions that nobody has used for a while, and those that are old however used.

    Pages of one's own account are kept by no browser and no proxy.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            self.look_at(request)
        response = self.get_response(request)
        found = request.resolver_match
        if found and (found.url_name or "").startswith(OWN_ACCOUNT):
            add_never_cache_headers(response)
        return response

    def look_at(self, request):
        session, now = request.session, int(time.time())
        if "since" not in session:  # it began before sessions were timed
            session["since"] = session["seen"] = now
        is_idle = now - session["seen"] > settings.SESSION_IDLE_SECONDS
        if is_idle or now - session["since"] > settings.SESSION_COOKIE_AGE:
            logout(request)
        elif now - session["seen"] >= NOTED_EVERY:
            session["seen"] = now
            note_seen(request)


def note_seen(request):
    seen = UserSession.objects.filter(session_key=request.session.session_key)
    if not seen.update(last_seen_at=timezone.now()):
        UserSession.objects.create_from_request(request)


class SecondFactorFirst:
    """Where the setting asks it, editors and administrators set up a second factor before all else.

    Whoever has one has shown it when signing in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
            return None
        name = request.resolver_match.url_name or ""
        if name in BESIDE or name.startswith(OWN_ACCOUNT) or request.session.get("factor"):
            return None
        if not must_have_second_factor(request.user):
            return None
        if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            request.session["factor"] = True
            return None
        return redirect(f"{reverse('mfa_activate_totp')}?required=yes")


def must_have_second_factor(user):
    return user.is_superuser or bool(user.paths_of(*MUST_HAVE))


def alive(user):
    """The sessions of somebody that have not run out, the latest seen first: a QuerySet."""
    running = Session.objects.filter(expire_date__gt=timezone.now())
    return UserSession.objects.filter(
        user=user, session_key__in=running.values("session_key")
    ).order_by("-last_seen_at", "-pk")
