"""Who may act as chair of an organization, and when."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from unions.models import Appointment, Person, Role

CHAIRING = (Role.CHAIR, Role.ACTING_CHAIR)


def own_people(organization, day):
    """Who holds a post in the organization itself on a day, and not its chair's: a QuerySet."""
    posts = Appointment.objects.on(day).filter(organization=organization)
    chairs = posts.filter(role=Role.CHAIR)
    others = posts.exclude(role__in=CHAIRING)
    return (
        Person.objects.filter(pk__in=others.values("person"))
        .exclude(pk__in=chairs.values("person"))
        .alphabetical()
    )


def acting_without_post(ended, last_day):
    """Where somebody whose post has ended acts as chair after its last day, and holds none of the
    organization's posts then: a list of Appointments, locked."""
    acting = Appointment.objects.filter(
        person=ended.person,
        organization=ended.organization,
        role=Role.ACTING_CHAIR,
        ends_on__gt=last_day,
    ).exclude(pk=ended.pk)
    acting = acting.select_related("organization").select_for_update(of=["self"])
    days = {one: max(one.starts_on, last_day + dt.timedelta(days=1)) for one in acting}
    return [
        one
        for one, day in days.items()
        if not own_people(one.organization, day).filter(pk=one.person_id).exists()
    ]


def refuse_stranger(appointment):
    """Refuse to let somebody act as chair who is not of the organization's own people then, on
    the first day as on the last.

    Raises ValidationError, by field. Posts of other roles pass.
    """
    if appointment.role != Role.ACTING_CHAIR or appointment.starts_on is None:
        return
    for day in (appointment.starts_on, appointment.ends_on or appointment.starts_on):
        people = own_people(appointment.organization, day)
        if not people.filter(pk=appointment.person_id).exists():
            raise ValidationError(
                {
                    "person": _(
                        "Only somebody can act as chair who holds another post in the "
                        "organization from the first day to the last."
                    )
                },
                code="stranger",
            )


def refuse_overlap(appointment):
    """Refuse a second acting chair on the same day, and one without a first or a last day.

    Two at once are refused by the database. Raises ValidationError. Posts of other roles pass.
    """
    if appointment.role != Role.ACTING_CHAIR:
        return
    first, last = appointment.starts_on, appointment.ends_on
    if not (first and last):
        raise ValidationError(_("Enter the first and the last day of an acting chair."))
    others = Appointment.objects.filter(
        organization=appointment.organization,
        role=Role.ACTING_CHAIR,
        starts_on__lte=last,
        ends_on__gte=first,
    ).exclude(pk=appointment.pk)
    if other := others.select_related("person").first():
        raise ValidationError(
            _("%(person)s acts as chair on one of these days.") % {"person": other.person},
            code="overlap",
        )
