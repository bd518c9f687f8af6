from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.utils.translation import get_language, override


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by an administrator, not by whoever comes by."""

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """Write to whoever has an account in the language that they chose."""
        user = context.get("user")
        with override(user.language if user else get_language()):
            super().send_mail(template_prefix, email, context)

    def login(self, request, user):
        """Whoever has just signed in is not asked at once who they are."""
        super().login(request, user)
        records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {**record, "reauthenticated": True} for record in records
        ]
