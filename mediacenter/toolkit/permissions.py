from django.core.exceptions import PermissionDenied


def demand(user, permission, record=None):
    """Refuse a use case to somebody without a permission ("room.verb_model"), on a record if any.

    No user is the portal itself, which may. Raises PermissionDenied.
    """
    if user is not None and not user.has_perm(permission, record):
        raise PermissionDenied
