from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.authorship import done_by
from mediacenter.toolkit.words import words_index
from unions.access import GRANTS


class CrisisLevel(models.TextChoices):
    LOCAL = "local", pgettext_lazy("crisis level", "local")
    REGIONAL = "regional", pgettext_lazy("crisis level", "regional")
    NATIONAL = "national", pgettext_lazy("crisis level", "national")


class CrisisCardQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)

    def visible_to(self, user):
        return GRANTS[self.model].reached(self, user)


class CrisisCard(models.Model):
    """A difficult situation: what set it off, who speaks, what is said, until it is closed."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="crisis_cards",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    title = models.CharField(pgettext_lazy("field", "situation"), max_length=250)
    trigger = models.TextField(_("what set it off"))
    level = models.CharField(pgettext_lazy("field", "level"), max_length=10, choices=CrisisLevel)
    spokesperson = models.ForeignKey(
        "unions.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="crisis_cards",
        verbose_name=pgettext_lazy("field", "spokesperson"),
    )
    statement = models.TextField(
        _("holding statement"), blank=True, help_text=_("What may be said at once.")
    )
    opened_at = models.DateTimeField(
        pgettext_lazy("field", "opened"), default=timezone.now, editable=False
    )
    closed_at = models.DateTimeField(
        pgettext_lazy("field", "closed"), null=True, blank=True, editable=False
    )
    outcome = models.CharField(_("how it ended"), max_length=500, blank=True)
    alerts = GenericRelation("outbox.Mail", "about_key", "about_type")

    objects = CrisisCardQuerySet.as_manager()

    class Meta:
        verbose_name = _("crisis card")
        verbose_name_plural = _("crisis cards")
        ordering = ["-opened_at"]
        indexes = [
            words_index("title", "trigger", name="crisiscard_words"),
            models.Index(fields=["-opened_at"], name="crisiscard_newest_first"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("crises:card", args=[self.pk])


class CrisisAnswer(models.Model):
    """A question that will be asked, and the answer to it."""

    card = models.ForeignKey(CrisisCard, models.CASCADE, related_name="answers")
    question = models.CharField(pgettext_lazy("field", "question"), max_length=300)
    answer = models.TextField(pgettext_lazy("field", "answer"))
    number = models.PositiveSmallIntegerField(pgettext_lazy("field", "No."), default=1)

    class Meta:
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")
        ordering = ["number", "pk"]

    def __str__(self):
        return self.question


class CrisisLogEntry(models.Model):
    """What happened and was done in a crisis; entries are added, never changed."""

    card = models.ForeignKey(CrisisCard, models.CASCADE, related_name="log")
    at = models.DateTimeField(pgettext_lazy("field", "when"), default=timezone.now)
    words = models.TextField(_("what happened, what was done"), max_length=2000)
    written_by = done_by(_("entered by"), editable=False)

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = pgettext_lazy("record", "log")
        ordering = ["at", "pk"]

    def __str__(self):
        return self.words[:60]
