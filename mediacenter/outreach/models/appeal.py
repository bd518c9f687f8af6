from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.phones import PhoneField
from mediacenter.toolkit.words import words_index


class AppealKind(models.TextChoices):
    QUESTION = "question", pgettext_lazy("appeal kind", "question")
    MESSAGE = "message", pgettext_lazy("appeal kind", "message")
    APPEAL = "appeal", pgettext_lazy("appeal kind", "appeal")
    COMMENT = "comment", pgettext_lazy("appeal kind", "comment")


class Way(models.TextChoices):
    """By which way members reach an organization."""

    WHATSAPP = "whatsapp", "WhatsApp"
    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    SITE = "site", pgettext_lazy("appeal way", "website")
    EMAIL = "email", pgettext_lazy("appeal way", "e-mail")
    PHONE = "phone", pgettext_lazy("appeal way", "phone")
    VISIT = "visit", _("in person")
    LETTER = "letter", pgettext_lazy("appeal way", "letter")


class AppealQuerySet(models.QuerySet):
    def unanswered(self):
        return self.filter(answered_on__isnull=True)


class Appeal(models.Model):
    """What somebody asked an organization. Who asked is not kept here."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="appeals",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    kind = models.CharField(pgettext_lazy("field", "kind"), max_length=10, choices=AppealKind)
    way = models.CharField(_("received via"), max_length=10, choices=Way)
    received_on = models.DateField(_("received on"), default=timezone.localdate)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    subject = models.CharField(pgettext_lazy("field", "subject"), max_length=200)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "appeal")
        verbose_name_plural = pgettext_lazy("record", "appeals")
        indexes = [
            models.Index(fields=["organization", "answered_on"]),
            words_index("subject", name="appeal_words"),
            models.Index(fields=["-received_on", "-id"], name="appeal_newest_first"),
            models.Index(
                fields=["received_on", "id"],
                condition=models.Q(answered_on__isnull=True),
                name="appeal_unanswered",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_on__isnull=True)
                | models.Q(answered_on__gte=models.F("received_on")),
                name="appeal_answered_after_receipt",
                violation_error_message=_("The answer is dated before the receipt."),
            )
        ]

    def __str__(self):
        return self.subject


class AppealLetter(models.Model):
    """What somebody wrote by the form of the site, and who: for those alone who answer it."""

    appeal = models.OneToOneField(Appeal, models.CASCADE, related_name="letter")
    name = models.CharField(pgettext_lazy("sender", "your name"), max_length=150)
    email = models.EmailField(pgettext_lazy("field", "e-mail"), blank=True)
    phone = PhoneField(pgettext_lazy("field", "phone"), max_length=50, blank=True)
    words = models.TextField(pgettext_lazy("field", "message"), max_length=10_000)
    language = models.CharField(
        pgettext_lazy("field", "language"), max_length=2, choices=settings.LANGUAGES
    )
    consented_at = models.DateTimeField(_("consent given"), default=timezone.now)

    class Meta:
        verbose_name = pgettext_lazy("record", "letter of an appeal")
        verbose_name_plural = pgettext_lazy("record", "letters of appeals")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(email="", phone=""),
                name="appeal_letter_can_be_answered",
                violation_error_message=_("Write your e-mail or your phone, to be answered."),
            )
        ]

    def __str__(self):
        return f"{self.appeal_id}"


class FeedbackChannel(models.Model):
    """A kind of appeal that an organization takes, and by which way."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="feedback_channels",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    kind = models.CharField(pgettext_lazy("field", "kind"), max_length=10, choices=AppealKind)
    way = models.CharField(_("received via"), max_length=10, choices=Way)
    since = models.DateField(pgettext_lazy("field", "since"), null=True, blank=True)

    class Meta:
        verbose_name = _("feedback channel")
        verbose_name_plural = _("feedback channels")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "way"],
                name="feedback_channel_once",
                violation_error_message=_("The organization has this way of feedback already."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.get_way_display()}"
