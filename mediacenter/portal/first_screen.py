"""What the admin opens with: what waits for whoever has signed in, as in the cabinet."""

from django.utils.translation import gettext as _

from mediacenter.portal.work_queues import queues_of
from publications.plan.today import work_of


def first_screen(request, context):
    """Add `waiting`, what work_of() gives those who work by the plan, and `queues` beside it."""
    plans = request.user.has_perm("publications.view_occasion")
    return {
        **context,
        "title": _("What waits for you"),
        "waiting": work_of(request.user) if plans else {},
        "queues": queues_of(request.user),
    }
