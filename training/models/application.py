from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.authorship import done_by

from .programme import Cohort
from .sign_up import Named, Registration


class Decision(models.TextChoices):
    """What has become of an application to an intake."""

    OPEN = "open", _("waits for a decision")
    PLACED = "placed", pgettext_lazy("application", "has a place")
    REFUSED = "refused", pgettext_lazy("application", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "taken back")


class IntakeApplicationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(decision=Decision.OPEN)

    def placed(self):
        """Those that hold a place: they are never more than the intake has."""
        return self.filter(decision=Decision.PLACED)

    def standing(self):
        return self.filter(decision__in=[Decision.OPEN, Decision.PLACED])

    def in_turn(self):
        """First whom organizations name first, by the time of the application; then the second."""
        return self.order_by("rank", "applied_at", "pk")


class IntakeApplication(Named):
    """That an organization asks for a place at an intake of a sanatorium, for one of its members.

    `rank`: 1 for whom the organization names first. `because`: why it is refused, or why it was
    placed out of turn. `registration`: at the lessons of the intake. Who it was is purged: see
    retained.py.
    """

    intake = models.ForeignKey(Cohort, models.PROTECT, related_name="applications")
    organization = models.ForeignKey(
        "unions.Organization",
        models.PROTECT,
        related_name="intake_applications",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    rank = models.PositiveSmallIntegerField(_("order of priority"), default=1)
    reason = models.CharField(
        _("why they are to go"),
        max_length=500,
        blank=True,
        help_text=_(
            "Years of work, harmful conditions, work for the union. No diagnosis, please: nobody"
            " needs it here."
        ),
    )
    decision = models.CharField(
        pgettext_lazy("field", "state"), max_length=10, choices=Decision, default=Decision.OPEN
    )
    because = models.CharField(_("reason of the decision"), max_length=300, blank=True)
    registration = models.OneToOneField(
        Registration, models.SET_NULL, null=True, related_name="intake_application"
    )
    applied_by = done_by(_("applied by"))
    applied_at = models.DateTimeField(pgettext_lazy("field", "applied"), default=timezone.now)

    objects = IntakeApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application to an intake")
        verbose_name_plural = _("applications to intakes")
        ordering = ["intake", "rank", "pk"]
        indexes = [models.Index(fields=["intake", "decision"], name="intake_places")]
        constraints = [
            models.CheckConstraint(
                condition=Q(rank__gt=0),
                name="intake_rank_from_one",
                violation_error_message=_("The order begins with 1."),
            )
        ]

    def __str__(self):
        return f"{_('application to an intake')} {self.pk}"
