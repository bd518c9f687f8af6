"""Who may act as chair of an organization, and when."""

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


def refuse_stranger(appointment):
    """Refuse to let somebody act as chair who is not of the organization's own people then.

    Raises ValidationError, by field. Posts of other roles pass.
    """
    if appointment.role != Role.ACTING_CHAIR or appointment.starts_on is None:
        return
    people = own_people(appointment.organization, appointment.starts_on)
    if not people.filter(pk=appointment.person_id).exists():
        raise ValidationError(
            {
                "person": _(
                    "Only somebody can act as chair who holds another post in the organization "
                    "on the first day."
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
