from django.db import models
from django.utils.translation import gettext_lazy as _

from mediacenter.toolkit.dates import Dated
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.words import words_index


class Campaign(Dated):
    """An action of an organization under one name, in which its branches take part."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="campaigns",
        verbose_name=_("organization"),
    )
    title = models.CharField(_("title"), max_length=200)
    about = models.TextField(_("what it is for"), blank=True)

    class Meta(Dated.Meta):
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        indexes = [
            words_index(*in_each("title"), name="campaign_words"),
        ]

    def __str__(self):
        return self.title


class VisitMode(models.TextChoices):
    IN_PERSON = "in_person", _("visit")
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
        verbose_name=_("campaign"),
    )
    mode = models.CharField(
        _("mode"), max_length=10, choices=VisitMode, default=VisitMode.IN_PERSON
    )
    visited = models.ForeignKey(
        "unions.Organization",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="visits_received",
        verbose_name=_("organization visited"),
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    topic = models.CharField(_("topic"), max_length=300, blank=True)
    participants = models.CharField(_("with whom"), max_length=200, blank=True)

    class Meta(Dated.Meta):
        verbose_name = _("visit or meeting")
        verbose_name_plural = _("visits and meetings")
        indexes = [
            words_index(*in_each("place", "topic"), name="visit_words"),
        ]

    def __str__(self):
        return f"{self.when}: {self.place or self.visited or self.get_mode_display()}"
