"""Printed matter and subscriptions, entered and changed, each with its journal entry."""

from django.db import transaction

from unions.saving import save_record


@transaction.atomic
def save_printed_matter(*, printed, by=None):
    """Store new or changed printed matter. Raises PermissionDenied."""
    return save_record(record=printed, by=by)


@transaction.atomic
def save_subscription(*, subscription, by=None):
    """Store a new or changed subscription. Raises PermissionDenied."""
    return save_record(record=subscription, by=by)
