"""The secret address under which a person's calendar program fetches a feed."""

from django.db import transaction
from django.utils import timezone

from mediacenter.services.journal.actions import log

from .models import CalendarAddress, new_secret


def calendar_address_of(*, kind, owner):
    """Return the person's CalendarAddress of that kind, made at the first asking."""
    return CalendarAddress.objects.get_or_create(kind=kind, owner=owner, defaults=new_secret())[0]


@transaction.atomic
def renew_calendar_address(*, kind, owner):
    """Give the person a new address; the old one answers to nobody any more."""
    renewed = {**new_secret(), "renewed_at": timezone.now()}
    address, _made = CalendarAddress.objects.update_or_create(
        kind=kind, owner=owner, defaults=renewed
    )
    log(owner, "calendar.address_renewed", owner)
    return address
