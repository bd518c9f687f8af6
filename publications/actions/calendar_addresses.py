"""The secret address under which a person's calendar program fetches the plan."""

from django.db import transaction

from mediacenter.services.journal.actions import log
from publications.models import CalendarAddress
from publications.models.plan import new_secret


def calendar_address_of(*, user):
    """Return the person's CalendarAddress, made at the first asking."""
    return CalendarAddress.objects.get_or_create(user=user)[0]


@transaction.atomic
def renew_calendar_address(*, user):
    """Give the person a new address; the old one answers to nobody any more."""
    address, _made = CalendarAddress.objects.select_for_update().get_or_create(user=user)
    address.secret = new_secret()
    address.save()
    log(user, "renewed the calendar address", user)
    return address
