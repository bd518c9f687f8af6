from allauth.account.decorators import secure_admin_login
from unfold.sites import UnfoldAdminSite


class MediacenterAdminSite(UnfoldAdminSite):
    """The admin with a sidebar of our own (sidebar.py) in place of the list of every model."""

    def login(self, request, extra_context=None):
        """By the portal's own page, which asks for the second factor."""
        return secure_admin_login(super().login)(request, extra_context)

    def autocomplete_view(self, request):
        from unions.admin.by_name import Autocomplete  # whose package registers with this site

        return Autocomplete.as_view(admin_site=self)(request)

    def get_app_list(self, request, app_label=None):
        """Of one room, for its page. Each page asks for all rooms, and nothing shows them."""
        return super().get_app_list(request, app_label) if app_label else []
