"""Who may enter the pages of the newsroom in the cabinet."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache


def asks_for(permission):
    """A view for whoever holds the permission somewhere; the record is the view's own to judge."""

    def guard(view):
        @login_required
        @never_cache
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard
