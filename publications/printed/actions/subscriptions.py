"""Subscriptions of an organization and its branches to newspapers, a year at a time."""

from django.db import transaction

from mediacenter.services.journal.actions import log
from publications.printed.models import Subscription
from unions.access import require
from unions.actions import put_in_bin


@transaction.atomic
def enter_subscriptions(*, year, copies, by=None):
    """Set the copies of many subscriptions at once; return how many records changed.

    `copies` is {(Organization, Outlet): number, or None to take the subscription out}. What is not
    named stays as it is. All or nothing. Raises PermissionDenied.
    """
    changed = 0
    for (organization, outlet), number in copies.items():
        subscription = Subscription(organization=organization, outlet=outlet, year=year)
        require(by, "add", subscription)
        locked = Subscription.objects.select_for_update()
        stored = locked.filter(organization=organization, outlet=outlet, year=year).first()
        if stored is not None and number is None:
            put_in_bin(record=stored, by=by)
        elif stored is not None and stored.copies != number:
            stored.copies = number
            stored.save(update_fields=["copies"])
            log(by, "subscription.changed", stored)
        elif stored is None and number is not None:
            subscription.copies = number
            subscription.save()
            log(by, "subscription.entered", subscription)
        else:
            continue
        changed += 1
    return changed
