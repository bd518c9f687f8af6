"""How allauth signs people in here: who is told what, from which address somebody comes."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.exceptions import ValidationError

from mediacenter.toolkit.client_address import client_address
from unions.actions import note_failure, note_link_asked_for


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
        return client_address(request)


def origin(request):
    """Whence a request came, for the journal: {"ip": …, "browser": …}."""
    browser = request.headers.get("User-Agent", "")[:200]
    return {"ip": client_address(request), "browser": browser}
