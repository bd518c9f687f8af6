"""What the admin opens with: what waits for whoever has signed in, as in the cabinet."""

from django.utils.translation import gettext as _

from publications.plan.today import work_of


def first_screen(request, context):
    """Add {waiting: what work_of() gives} for those who work by the plan; else the page is bare."""
    plans = request.user.has_perm("publications.view_occasion")
    waiting = work_of(request.user) if plans else {}
    return {**context, "title": _("What waits for you"), "waiting": waiting}
