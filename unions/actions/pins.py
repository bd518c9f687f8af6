"""What somebody keeps at the top of their sidebar."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from unions.models import User

MOST_PINNED = 12


@transaction.atomic
def pin(*, user, place):
    """Keep a place of the sidebar at its top, after those that are there already.

    Raises ValidationError where there are MOST_PINNED.
    """
    places = locked_places(user)
    if place in places:
        return
    if len(places) >= MOST_PINNED:
        raise ValidationError(
            _("There is room for %(number)d at the top: take one away first."),
            params={"number": MOST_PINNED},
        )
    keep(user, [*places, place])


@transaction.atomic
def unpin(*, user, place):
    """Leave a place where it stands in the sidebar."""
    keep(user, [kept for kept in locked_places(user) if kept != place])


def locked_places(user):
    return (
        User.objects.select_for_update(no_key=True).values_list("pinned", flat=True).get(pk=user.pk)
    )


def keep(user, places):
    User.objects.filter(pk=user.pk).update(pinned=places)
    user.pinned = places
