from django.core.exceptions import PermissionDenied


def demand(user, permission, record):
    """Refuse a use case to somebody without a permission ("room.verb_model") on the record.

    None is the portal itself, which may. Raises PermissionDenied.
    """
    if user is not None and not user.has_perm(permission, record):
        raise PermissionDenied
