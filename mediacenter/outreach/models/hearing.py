from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.dates import Dated
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.words import words_index


class ParticipantLevel(models.TextChoices):
    PRIMARY = "primary", _("primary organizations")
    CITY = "city", _("city organizations")
    DISTRICT = "district", _("district organizations")


class CommitteeHearing(Dated):
    """A question that a committee considered, with whom, and what it resolved."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="hearings",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    body = models.CharField(pgettext_lazy("field", "committee"), max_length=200)
    question = models.CharField(pgettext_lazy("agenda", "question"), max_length=300)
    with_levels = ArrayField(
        models.CharField(max_length=10, choices=ParticipantLevel),
        verbose_name=_("with whom"),
        default=list,
        blank=True,
    )
    outcome = models.CharField(pgettext_lazy("field", "outcome"), max_length=300, blank=True)
    resolution = models.CharField(_("resolution, number and date"), max_length=200, blank=True)

    class Meta(Dated.Meta):
        verbose_name = _("committee hearing")
        verbose_name_plural = _("committee hearings")
        indexes = [
            words_index(*in_each("question", "body"), "resolution", name="committeehearing_words"),
        ]

    def __str__(self):
        return self.question
