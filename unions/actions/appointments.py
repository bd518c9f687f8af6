"""Posts: who is appointed where, and until when."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from unions.access import require
from unions.deputies.fitness import acting_without_post, refuse_overlap, refuse_stranger
from unions.models import Appointment

from .acting import cut_short


@transaction.atomic
def appoint(
    *,
    person,
    organization,
    posts,
    role="",
    starts_on=None,
    ends_on=None,
    is_public=True,
    by=None,
):
    """Appoint a person to a post, which may give a role that reaches what lies below.

    `posts`: {"post_kk": …, "post_ru": …, "post_en": …}. Raises PermissionDenied outside the
    reach, ValidationError for a closed organization, a span that ends before it begins, and, by
    field, for who is unfit to act as chair then.
    """
    appointment = Appointment(
        person=person,
        organization=organization,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        is_public=is_public,
        **posts,
    )
    require(by, "add", appointment)
    return store_appointment(appointment, code="appointment.made", by=by, role=role)


def store_appointment(appointment, *, code, by, **details):
    """Store a new Appointment under the code of the journal; who may do so is the caller's to ask.

    Raises ValidationError as appoint does.
    """
    refuse_closed_then(appointment.organization, appointment.ends_on)
    refuse_reversed(appointment.starts_on, appointment.ends_on)
    refuse_stranger(appointment)
    refuse_overlap(appointment)
    appointment.save()
    log(by, code, appointment, organization=appointment.organization.slug, **details)
    return appointment


@transaction.atomic
def change_appointment(*, appointment, posts, starts_on, is_public, by=None):
    """Change what a post is called, since when it is held and whether the public sees it.

    `posts` are the post's names by column. Raises as appoint does.
    """
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    require(by, "change", appointment)
    refuse_reversed(starts_on, appointment.ends_on)
    for column, name in posts.items():
        setattr(appointment, column, name)
    appointment.starts_on, appointment.is_public = starts_on, is_public
    refuse_overlap(appointment)
    appointment.save()
    log(by, "appointment.changed", appointment, starts_on=str(starts_on or ""))
    return appointment


@transaction.atomic
def end_appointment(*, appointment, ends_on, by=None):
    """End a post with a day, which is its last. Raises as appoint does.

    Whoever holds no other post in the organization then acts as its chair no longer, either; what
    they did until today they did as such, whatever the day.
    """
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    require(by, "change", appointment)
    refuse_closed_then(appointment.organization, ends_on)
    refuse_reversed(appointment.starts_on, ends_on)
    appointment.ends_on = ends_on
    refuse_overlap(appointment)
    appointment.save(update_fields=["ends_on"])
    log(by, "appointment.ended", appointment, on=str(ends_on))
    last_day = max(ends_on, timezone.localdate() - dt.timedelta(days=1))
    for acting in acting_without_post(appointment, last_day):
        cut_short(acting, last_day, by=by)
    return appointment


def refuse_closed_then(organization, ends_on):
    """Refuse a post that would outlast its organization."""
    if organization.closed_on and not (ends_on and ends_on <= organization.closed_on):
        raise ValidationError(
            _("“%(organization)s” was closed on %(day)s.")
            % {"organization": organization, "day": date_format(organization.closed_on)}
        )


def refuse_reversed(starts_on, ends_on):
    if starts_on and ends_on and ends_on < starts_on:
        raise ValidationError(_("The end is before the beginning."))
