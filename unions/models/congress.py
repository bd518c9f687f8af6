from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.words import words_index


class Congress(models.Model):
    """A congress of a federation or industry union, known by its ordinal number."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="congresses",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    ordinal = models.CharField(
        pgettext_lazy("of a congress", "number"), max_length=10, help_text=_("Roman, as in XV.")
    )
    held_on = models.DateField(_("held on"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("record", "congress")
        verbose_name_plural = pgettext_lazy("record", "congresses")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "ordinal"],
                name="congress_once_an_ordinal",
                violation_error_message=_(
                    "The organization has a congress of this number already."
                ),
            )
        ]
        indexes = [
            words_index("ordinal", name="congress_words"),
        ]

    def __str__(self):
        return self.ordinal


class ActivityProgramme(models.Model):
    """A programme of activity or strategy that binds an organization and all below it."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="activity_programmes",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    congress = models.ForeignKey(
        Congress,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="activity_programmes",
        verbose_name=_("adopted by the congress"),
    )
    title = models.CharField(pgettext_lazy("field", "title"), max_length=300)
    first_year = models.PositiveSmallIntegerField(_("from year"))
    last_year = models.PositiveSmallIntegerField(_("to year"))

    class Meta:
        verbose_name = _("programme of activity")
        verbose_name_plural = _("programmes of activity")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_year__gte=models.F("first_year")),
                name="activity_programme_years",
                violation_error_message=_("The last year is before the first."),
            )
        ]
        indexes = [
            words_index(*in_each("title"), name="activityprogramme_words"),
        ]

    def __str__(self):
        return f"{self.title} ({self.first_year}–{self.last_year})"
