from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.dates import Dated
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.words import words_index


class Campaign(Dated):
    """An action of an organization under one name, in which its branches take part."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="campaigns",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    title = models.CharField(pgettext_lazy("field", "title"), max_length=200)
    about = models.TextField(_("what it is for"), blank=True)

    class Meta(Dated.Meta):
        verbose_name = pgettext_lazy("record", "campaign")
        verbose_name_plural = pgettext_lazy("record", "campaigns")
        indexes = [
            words_index(*in_each("title"), name="campaign_words"),
        ]

    def __str__(self):
        return self.title


class VisitMode(models.TextChoices):
    IN_PERSON = "in_person", pgettext_lazy("visit mode", "visit")
    ONLINE = "online", _("online meeting")


class Visit(Dated):
    """A meeting of an organization's staff with primaries, on the spot or online."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="visits_made",
        verbose_name=_("who visited"),
    )
    campaign = models.ForeignKey(
        Campaign,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name=pgettext_lazy("field", "campaign"),
    )
    mode = models.CharField(
        pgettext_lazy("field", "mode"),
        max_length=10,
        choices=VisitMode,
        default=VisitMode.IN_PERSON,
    )
    visited = models.ForeignKey(
        "unions.Organization",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="visits_received",
        verbose_name=_("organization visited"),
    )
    place = models.CharField(pgettext_lazy("field", "place"), max_length=200, blank=True)
    topic = models.CharField(pgettext_lazy("field", "topic"), max_length=300, blank=True)
    participants = models.CharField(_("with whom"), max_length=200, blank=True)

    class Meta(Dated.Meta):
        verbose_name = _("visit or meeting")
        verbose_name_plural = _("visits and meetings")
        indexes = [
            words_index(*in_each("place", "topic"), name="visit_words"),
        ]

    def __str__(self):
        return f"{self.when}: {self.place or self.visited or self.get_mode_display()}"
