"""How allauth signs people in here: who is told what, from which address somebody comes."""

import ipaddress

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.core.exceptions import ValidationError

from unions.actions import note_failure, note_link_asked_for

UNKNOWN = "0.0.0.0"  # noqa: S104  nobody's address: a proxy on a socket that names nobody


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by an administrator, not by whoever comes by."""

    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        try:
            return super().is_safe_url(url)
        except ValueError:  # no address at all
            return False

    def send_password_reset_mail(self, user, email, context):
        """The queue sends it: no page waits for the mail server, nor tells who has an account."""
        note_link_asked_for(user=user, **origin(self.request))

    def login(self, request, user):
        """Whoever has just signed in is not asked at once who they are."""
        super().login(request, user)
        records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {**record, "reauthenticated": True} for record in records
        ]

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            note_failure(email=credentials.get("email", ""), is_held_off=True, **origin(request))
            raise

    def authentication_failed(self, request, **credentials):
        note_failure(email=credentials.get("email", ""), **origin(request))

    def get_client_ip(self, request):
        """The address of the browser, as the proxies that are trusted tell it.

        Each proxy adds whom it heard from; what stands before the entries of the trusted ones
        anybody may have written.
        """
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")
        heard = [one.strip() for one in (*forwarded, request.META.get("REMOTE_ADDR", "")) if one]
        told = heard[-1 - settings.TRUSTED_HOPS :][:1]
        try:
            return str(ipaddress.ip_address(told[0]))
        except (IndexError, ValueError):
            return UNKNOWN


def origin(request):
    """Whence a request came, for the journal: {"ip": …, "browser": …}."""
    browser = request.headers.get("User-Agent", "")[:200]
    return {"ip": AccountAdapter(request).get_client_ip(request), "browser": browser}
