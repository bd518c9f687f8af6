from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from mediacenter.toolkit.dates import Dated, DatedQuerySet


class Medium(models.TextChoices):
    PRESS = "press", _("press publication")
    BROADCAST = "broadcast", _("broadcast")
    PARTNER = "partner", _("mention by a social partner")


class Tone(models.TextChoices):
    POSITIVE = "positive", _("positive")
    NEUTRAL = "neutral", _("neutral")
    NEGATIVE = "negative", _("negative")


def private_storage():
    return storages["private"]


class CoverageQuerySet(DatedQuerySet):
    def press(self):
        return self.filter(medium=Medium.PRESS)

    def broadcasts(self):
        return self.filter(medium=Medium.BROADCAST)

    def partners(self):
        return self.filter(medium=Medium.PARTNER)


class Coverage(Dated):
    """A publication or broadcast about an organization, or with its people."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="coverage",
        verbose_name=_("organization"),
    )
    shared_with = models.ManyToManyField(
        "unions.Organization",
        blank=True,
        related_name="coverage_shared",
        verbose_name=_("jointly with"),
        help_text=_(
            "Other organizations of a joint publication; their common parent counts it once."
        ),
    )
    medium = models.CharField(_("kind"), max_length=10, choices=Medium)
    outlet = models.ForeignKey(
        "publications.Outlet", models.PROTECT, related_name="coverage", verbose_name=_("outlet")
    )
    programme = models.CharField(_("programme or column"), max_length=200, blank=True)
    topic = models.CharField(_("topic"), max_length=300, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    url = models.URLField(_("link"), max_length=500, blank=True)
    scan = models.FileField(_("scan"), storage=private_storage, upload_to="coverage/", blank=True)
    tone = models.CharField(_("tone"), max_length=10, choices=Tone, blank=True)
    article = models.ForeignKey(
        "publications.Article",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="coverage",
        verbose_name=_("from our material"),
    )
    journalist = models.ForeignKey(
        "publications.Journalist",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="coverage",
        verbose_name=_("journalist"),
    )
    speakers = models.ManyToManyField(
        "unions.Person", blank=True, related_name="coverage", verbose_name=_("speakers")
    )
    speakers_post = models.CharField(
        _("in what post they spoke"),
        max_length=200,
        blank=True,
        help_text=_("When it differs from their appointments or none is known."),
    )

    objects = CoverageQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("coverage")
        verbose_name_plural = _("coverage")
        indexes = [models.Index(fields=["organization", "medium", "starts_on"])]

    def __str__(self):
        return f"{self.when}: {self.outlet}"


class MediaPartnership(models.Model):
    """An outlet that keeps writing about an organization."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="media_partnerships",
        verbose_name=_("organization"),
    )
    outlet = models.ForeignKey(
        "publications.Outlet",
        models.CASCADE,
        related_name="partnerships",
        verbose_name=_("outlet"),
    )
    first_year = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("to year"), null=True, blank=True)

    class Meta:
        verbose_name = _("outlet that writes about us")
        verbose_name_plural = _("outlets that write about us")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "outlet"], name="media_partnership_once"
            )
        ]

    def __str__(self):
        return f"{self.outlet}"
