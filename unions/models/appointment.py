from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.dates import SPAN
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.words import words_index


class Role(models.TextChoices):
    """What a holder may do; reaches the organization of the appointment and all below it."""

    PRESS_OFFICER = "press_officer", _("press officer")
    EDITOR = "editor", pgettext_lazy("role", "editor")
    CHAIR = "chair", pgettext_lazy("role", "chair")
    ACTING_CHAIR = "acting_chair", pgettext_lazy("role", "acting chair")
    TRAINING_ORGANIZER = "training_organizer", _("training organizer")
    APPEALS_OFFICER = "appeals_officer", _("appeals officer")
    ADMINISTRATOR = "administrator", pgettext_lazy("role", "administrator")


# A range of one key: core PostgreSQL excludes by ranges alone.
ITS_ORGANIZATION = Func(
    F("organization"),
    F("organization"),
    Value("[]"),
    function="int8range",
    output_field=BigIntegerRangeField(),
)


class AppointmentQuerySet(models.QuerySet):
    def on(self, date):
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=date),
            Q(ends_on__isnull=True) | Q(ends_on__gte=date),
        )

    def current(self):
        return self.on(timezone.localdate())

    def for_reading(self):
        """What the public sees of an organization's people, its chair first."""
        return self.current().public().select_related("person")

    def public(self):
        """What is shown to everybody, whenever it was; chairs first."""
        chair_first = models.Case(models.When(role=Role.CHAIR, then=0), default=1)
        return self.filter(is_public=True).order_by(chair_first, "pk")


class Appointment(models.Model):
    """A person's post in an organization, dated, with the role that it gives here, if any."""

    person = models.ForeignKey(
        "unions.Person",
        models.CASCADE,
        related_name="appointments",
        verbose_name=pgettext_lazy("field", "person"),
    )
    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="appointments",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    post = models.CharField(pgettext_lazy("field", "post"), max_length=200)
    role = models.CharField(_("role in the portal"), max_length=20, choices=Role, blank=True)
    starts_on = models.DateField(pgettext_lazy("field", "starts"), null=True, blank=True)
    ends_on = models.DateField(pgettext_lazy("field", "ends"), null=True, blank=True)
    is_public = models.BooleanField(_("shown on the organization's page"), default=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "appointment")
        verbose_name_plural = pgettext_lazy("record", "appointments")
        indexes = [
            models.Index(fields=["organization", "role"]),
            words_index(*in_each("post"), name="appointment_words"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=models.F("starts_on")),
                name="appointment_span",
                violation_error_message=_("The end is before the beginning."),
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.ACTING_CHAIR)
                | Q(starts_on__isnull=False, ends_on__isnull=False),
                name="acting_chair_dated",
                violation_error_message=_("Enter the first and the last day of an acting chair."),
            ),
            ExclusionConstraint(
                name="acting_chairs_one_at_a_time",
                expressions=[
                    (ITS_ORGANIZATION, RangeOperators.OVERLAPS),
                    (SPAN, RangeOperators.OVERLAPS),
                ],
                condition=Q(role=Role.ACTING_CHAIR),
                violation_error_message=_("Somebody else acts as chair on one of these days."),
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.post}"

    def holds_on(self, day):
        """As AppointmentQuerySet.on."""
        began = self.starts_on is None or self.starts_on <= day
        return began and (self.ends_on is None or self.ends_on >= day)
