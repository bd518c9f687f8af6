"""The one way to ask for a permission ("room.verb_model"), in use cases and on pages."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache


def demand(user, permission, record=None, refusal=""):
    """Refuse what somebody has no permission for, on a record if any.

    No user is the portal itself, which may. Raises PermissionDenied, with the sentence `refusal`.
    """
    if user is not None and not user.has_perm(permission, record):
        raise PermissionDenied(refusal)


def asks_for(permission):
    """A view for whoever holds the permission somewhere; the record is the view's own to judge."""

    def guard(view):
        @login_required
        @never_cache
        @wraps(view)
        def guarded(request, *args, **kwargs):
            demand(request.user, permission)
            return view(request, *args, **kwargs)

        return guarded

    return guard
