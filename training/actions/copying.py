"""Last year's seminar, held again."""

import re

from django.db import transaction

from mediacenter.services.journal.actions import log
from mediacenter.toolkit.dates import Precision
from mediacenter.toolkit.permissions import demand
from training.models import Seminar
from training.transitions import locked_seminar

from .seminars import save_seminar

LONGEST_ADDRESS = Seminar._meta.get_field("slug").max_length
YEAR = re.compile(r"-[0-9]{4}(-[0-9]+)?$")  # at the end of an address, put there by a copy


@transaction.atomic
def copy_seminar(*, seminar_id, starts_on, by=None):
    """Enter a seminar anew for another day: its words, places, agenda, lecturers and materials.

    Sign-up and sessions are moved by as many days as the seminar. People, figures, the group and
    the link to take part stay with the original, and the public is not shown the copy yet. Returns
    the copy. Raises PermissionDenied.
    """
    original = locked_seminar(seminar_id)  # who copies it meanwhile has another address
    demand(by, "training.change_seminar", original)
    later = days_between(original, starts_on)
    seminar = as_new(Seminar.objects.get(pk=seminar_id))
    seminar.slug = free_address(original.slug, starts_on.year)
    seminar.starts_on, seminar.precision = starts_on, Precision.DAY
    seminar.ends_on = moved(original.ends_on, later)
    seminar.sign_up_opens_at = moved(original.sign_up_opens_at, later)
    seminar.sign_up_closes_at = moved(original.sign_up_closes_at, later)
    seminar.sequence, seminar.is_published, seminar.cohort, seminar.link = 0, False, None, ""
    seminar.cancelled_at, seminar.cancelled_because = None, ""
    save_seminar(seminar=seminar, by=by)
    copy_agenda(original, seminar, later)
    for material in original.materials.all():
        as_part(material, seminar).save()
    log(by, "seminar.copied", seminar, original=original.pk)
    return seminar


def days_between(original, starts_on):
    """By how much it moves; None where nobody knows on which day the original began."""
    if original.begins_at is None:
        return None
    return starts_on - original.starts_on


def moved(moment, later):
    return moment + later if moment is not None and later is not None else None


def copy_agenda(original, seminar, later):
    copies = {None: None}
    for session in original.sessions.all():
        key = session.pk
        session.starts_at = moved(session.starts_at, later)
        copies[key] = as_part(session, seminar)
        session.save()
    for lecture in original.lectures.all():
        lecture.session = copies[lecture.session_id]
        as_part(lecture, seminar).save()


def as_part(record, seminar):
    record.seminar = seminar
    return as_new(record)


def as_new(record):
    record.pk, record._state.adding = None, True
    return record


def free_address(slug, year):
    """The address with its year, and a number where it is taken."""
    base = YEAR.sub("", slug)[: LONGEST_ADDRESS - len("-2027-999")]
    taken = set(
        Seminar.objects.filter(slug__startswith=f"{base}-{year}").values_list("slug", flat=True)
    )
    address, number = f"{base}-{year}", 1
    while address in taken:
        number += 1
        address = f"{base}-{year}-{number}"
    return address
