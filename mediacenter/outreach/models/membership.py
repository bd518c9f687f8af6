"""Applications for membership, sent through the website without an account."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.services.register.codes import new_code
from mediacenter.toolkit.phones import PhoneField
from mediacenter.toolkit.words import words_index

ANSWERED_WITHIN = dt.timedelta(days=14)


class ApplicationStatus(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("application", "waits for an answer")
    ACCEPTED = "accepted", pgettext_lazy("application", "accepted")
    DECLINED = "declined", pgettext_lazy("application", "declined")


class MembershipApplication(models.Model):
    """Who wants to join an organization: read by those alone who answer, and by its code."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="membership_applications",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    code = models.CharField(
        pgettext_lazy("field", "code"), max_length=14, unique=True, default=new_code
    )
    name = models.CharField(_("surname, first name and patronymic"), max_length=150)
    workplace = models.CharField(pgettext_lazy("field", "workplace"), max_length=200)
    post = models.CharField(pgettext_lazy("applicant", "post or profession"), max_length=150)
    email = models.EmailField(pgettext_lazy("field", "e-mail"), blank=True)
    phone = PhoneField(pgettext_lazy("field", "phone"), max_length=50, blank=True)
    language = models.CharField(
        pgettext_lazy("field", "language"), max_length=2, choices=settings.LANGUAGES
    )
    consented_at = models.DateTimeField(_("consent given"), default=timezone.now)
    status = models.CharField(
        pgettext_lazy("field", "status"),
        max_length=10,
        choices=ApplicationStatus,
        default=ApplicationStatus.RECEIVED,
    )
    received_on = models.DateField(_("received on"), default=timezone.localdate)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(pgettext_lazy("application", "answer"), max_length=2000, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("record", "application for membership")
        verbose_name_plural = pgettext_lazy("record", "applications for membership")
        indexes = [
            words_index("code", "name", name="application_words"),
            models.Index(fields=["organization", "status"], name="application_of_organization"),
            models.Index(fields=["-received_on", "-id"], name="application_newest_first"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(email="", phone=""),
                name="application_can_be_answered",
                violation_error_message=_("Write your e-mail or your phone, to be answered."),
            ),
            models.CheckConstraint(
                condition=models.Q(answered_on=None, status="received")
                | models.Q(answered_on__gte=models.F("received_on")) & ~models.Q(status="received"),
                name="application_answered_after_receipt",
                violation_error_message=_("The answer is dated before the receipt."),
            ),
        ]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("membership:application", args=[self.code])

    @property
    def answer_due_on(self):
        return self.received_on + ANSWERED_WITHIN

    @property
    def is_answered(self):
        return self.status != ApplicationStatus.RECEIVED
