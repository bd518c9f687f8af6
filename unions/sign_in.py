from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by an administrator, not by whoever comes by."""

    def is_open_for_signup(self, request):
        return False
