from unfold.sites import UnfoldAdminSite


class MediacenterAdminSite(UnfoldAdminSite):
    """The admin with a sidebar of our own (sidebar.py) in place of the list of every model."""

    def get_app_list(self, request, app_label=None):
        """Of one room, for its page. Each page asks for all rooms, and nothing shows them."""
        return super().get_app_list(request, app_label) if app_label else []
