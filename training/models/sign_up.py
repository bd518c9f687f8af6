import base64

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.authorship import done_by
from mediacenter.toolkit.phones import PhoneField

from .seminar import Seminar


class Standing(models.TextChoices):
    """How far somebody is who was signed up for a seminar."""

    REQUESTED = "requested", _("waits for approval")
    CONFIRMED = "confirmed", _("takes part")
    WAITING = "waiting", _("on the waiting list")
    OFFERED = "offered", _("a place is offered")
    LEAVING = "leaving", _("asks to cancel")
    REFUSED = "refused", pgettext_lazy("registration", "refused")
    LAPSED = "lapsed", _("the offer has lapsed")
    CANCELLED = "cancelled", pgettext_lazy("registration", "cancelled")


PURPOSE = "training.pass"
SIGNS_OF_PASS = 24  # of 64 kinds: not to be guessed, and few enough for a code read at once

HOLDING = (Standing.REQUESTED, Standing.CONFIRMED, Standing.OFFERED, Standing.LEAVING)
STANDING = (*HOLDING, Standing.WAITING)


class Delegation(models.Model):
    """Whom an organization signs up for a seminar in one act.

    Of a delegation that `takes_some`, as many come in as there are places for; of any other all or
    none. Those of a seminar wait in the order of their keys. A seminar that has some is cancelled,
    and not deleted.
    """

    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="delegations")
    organization = models.ForeignKey(
        "unions.Organization",
        models.PROTECT,
        related_name="delegations",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    takes_some = models.BooleanField(_("as many as there are places for"), default=False)
    signed_up_by = done_by(_("signed up by"))
    signed_up_at = models.DateTimeField(_("signed up"), default=timezone.now)

    class Meta:
        verbose_name = pgettext_lazy("record", "delegation")
        verbose_name_plural = pgettext_lazy("record", "delegations")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.organization}: {self.seminar}"


class RegistrationQuerySet(models.QuerySet):
    def holding(self):
        """Those that hold a place: they are never more than the seminar has."""
        return self.filter(status__in=HOLDING)

    def standing(self):
        """Those that hold a place or wait for one."""
        return self.filter(status__in=STANDING)

    def waiting(self):
        return self.filter(status=Standing.WAITING).order_by("delegation", "pk")

    def overdue(self, now):
        """Offers that nobody has answered in time."""
        return self.filter(status=Standing.OFFERED, offered_until__lte=now)

    def with_overdue_offers(self):
        """The keys of the seminars that have some."""
        overdue = self.overdue(timezone.now()).order_by("seminar")
        return overdue.values_list("seminar", flat=True).distinct()


class Named(models.Model):
    """Somebody whom an organization names, no account needed."""

    name = models.CharField(_("full name"), max_length=200)
    post = models.CharField(pgettext_lazy("field", "post"), max_length=200, blank=True)
    email = models.EmailField(pgettext_lazy("field", "e-mail"), blank=True)
    phone = PhoneField(pgettext_lazy("field", "phone"), max_length=50, blank=True)
    language = models.CharField(
        pgettext_lazy("field", "language"),
        max_length=2,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )

    class Meta:
        abstract = True


class Registration(Named):
    """Somebody who was signed up: a record of its own, seen by who signed up and who organizes.

    `sequence` counts what became of it, for calendars. Who it was is purged: see retained.py.
    """

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="registrations")
    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="registrations")
    status = models.CharField(
        pgettext_lazy("field", "state"), max_length=10, choices=Standing, default=Standing.WAITING
    )
    offered_until = models.DateTimeField(_("the offer stands until"), null=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(pgettext_lazy("field", "changed"), auto_now=True)

    mails = GenericRelation("outbox.Mail", "about_key", "about_type")

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "registration")
        verbose_name_plural = pgettext_lazy("record", "registrations")
        ordering = ["delegation", "pk"]
        indexes = [models.Index(fields=["seminar", "status"], name="registration_places")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=Standing.OFFERED) | Q(offered_until__isnull=False),
                name="registration_offer_ends",
                violation_error_message=_("An offer has a deadline."),
            )
        ]

    def __str__(self):
        return f"{pgettext_lazy('record', 'registration')} {self.pk}"

    @property
    def pass_address(self):
        """The page of who takes part, in the active language; their code leads there."""
        return reverse("training:pass", args=[pass_of(self)])


def pass_of(registration, *, secret=None):
    """The secret that is theirs as long as their e-mail stays: see passes.py."""
    whose = f"{registration.pk}:{registration.email.casefold()}"
    digest = salted_hmac(PURPOSE, whose, secret=secret, algorithm="sha256").digest()
    return f"{registration.pk}-{base64.urlsafe_b64encode(digest).decode()[:SIGNS_OF_PASS]}"
