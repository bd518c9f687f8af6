"""Somebody acts as chair of an organization while its chair is absent."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.toolkit.permissions import demand
from unions.models import Appointment, Role

from .acting import cut_short
from .appointments import store_appointment


@transaction.atomic
def name_deputy(*, organization, person, starts_on, ends_on, posts, by=None):
    """Let one of the organization's own people act as chair from a day to a day.

    `posts`: {"post_kk": …, "post_ru": …, "post_en": …}, as a signature reads. Raises
    PermissionDenied, and ValidationError, by field, for a day that has passed, for somebody from
    elsewhere, and where somebody else acts on one of the days.
    """
    demand(by, "unions.name_deputy", organization)
    if starts_on < timezone.localdate():
        raise ValidationError({"starts_on": _("This day has passed.")})
    acting = Appointment(
        person=person,
        organization=organization,
        role=Role.ACTING_CHAIR,
        starts_on=starts_on,
        ends_on=ends_on,
        is_public=False,
        **posts,
    )
    days = {"starts_on": str(starts_on), "ends_on": str(ends_on)}
    return store_appointment(acting, code="appointment.deputy_named", by=by, **days)


@transaction.atomic
def recall_deputy(*, appointment_id, by=None):
    """Let somebody act as chair no longer, from this moment on.

    What has lasted some days ends with yesterday; what begins today or later goes into the bin.
    Raises PermissionDenied, Appointment.DoesNotExist, and ValidationError for what is over.
    """
    acting = Appointment.objects.select_for_update(of=["self"]).select_related("organization")
    acting = acting.get(pk=appointment_id, role=Role.ACTING_CHAIR)
    demand(by, "unions.name_deputy", acting.organization)
    today = timezone.localdate()
    if acting.ends_on < today:
        raise ValidationError(_("This is over already."), code="over")
    cut_short(acting, today - dt.timedelta(days=1), by=by)
