from allauth.account.auth_backends import AuthenticationBackend


class AccountsBackend(AuthenticationBackend):
    """Says who somebody is. What they may do is said by unions/rules.py alone: permissions that
    Django keeps in tables of its own grant nothing, and no page asks for them."""

    def has_perm(self, user_obj, perm, obj=None):
        return False

    def has_module_perms(self, user_obj, app_label):
        return False
