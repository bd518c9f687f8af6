from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.alphabetical import Alphabetical, AlphabeticalQuerySet
from mediacenter.toolkit.dates import Dated
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.words import words_index


class ProgrammeKind(models.TextChoices):
    SCHOOL = "school", pgettext_lazy("programme kind", "school")
    MARATHON = "marathon", _("educational marathon")
    SANATORIUM = "sanatorium", _("sanatorium course")
    INTERNATIONAL = "international", _("international course")
    CYCLE = "cycle", _("training cycle")


class Programme(Alphabetical):
    """A series of seminars under one name."""

    kind = models.CharField(pgettext_lazy("field", "kind"), max_length=15, choices=ProgrammeKind)
    slug = models.SlugField(pgettext_lazy("field", "address"), max_length=120, unique=True)
    name = models.CharField(pgettext_lazy("field", "name"), max_length=250)
    about = models.TextField(_("what it is for"), blank=True)
    organizer = models.ForeignKey(
        "unions.Organization",
        models.PROTECT,
        related_name="programmes",
        verbose_name=pgettext_lazy("field", "organizer"),
    )
    outside_organizer = models.CharField(
        _("outside organizer"),
        max_length=250,
        blank=True,
        help_text=_("Who holds the courses, where it is no organization of the federation."),
    )
    started_on = models.DateField(_("began on"), null=True, blank=True)
    days = models.PositiveSmallIntegerField(_("length, days"), null=True, blank=True)
    hours = models.PositiveSmallIntegerField(_("training, hours"), null=True, blank=True)
    planned = models.PositiveSmallIntegerField(
        _("seminars planned"),
        null=True,
        blank=True,
        help_text=_("How many seminars the whole programme is to have."),
    )

    certificate_share = models.PositiveSmallIntegerField(
        _("share of the hours for a certificate, %"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("0: whoever was there at all has earned one. Left blank, nobody earns one."),
    )

    objects = AlphabeticalQuerySet.as_manager()

    class Meta(Alphabetical.Meta):
        verbose_name = pgettext_lazy("record", "programme")
        verbose_name_plural = pgettext_lazy("record", "programmes")
        indexes = [
            *Alphabetical.Meta.indexes,
            words_index(*in_each("name"), name="programme_words"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("training:programme", args=[self.slug])


class Module(models.Model):
    """A part of a programme, with its hours: what each of its groups is taught."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="modules")
    number = models.PositiveSmallIntegerField(pgettext_lazy("field", "No."), default=1)
    name = models.CharField(pgettext_lazy("field", "name"), max_length=250)
    hours = models.DecimalField(
        _("academic hours"), max_digits=5, decimal_places=1, null=True, blank=True
    )

    class Meta:
        verbose_name = pgettext_lazy("record", "module")
        verbose_name_plural = pgettext_lazy("record", "modules")
        ordering = ["number", "pk"]

    def __str__(self):
        return self.name


class Cohort(Dated):
    """A group that goes through a programme: those of a school's year, an intake of a sanatorium.

    For an intake the days are those of arrival and departure.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="cohorts")
    name = models.CharField(pgettext_lazy("field", "name"), max_length=250)
    place = models.CharField(
        pgettext_lazy("field", "place"),
        max_length=250,
        blank=True,
        help_text=_("Of an intake, the sanatorium."),
    )
    places = models.PositiveSmallIntegerField(
        pgettext_lazy("field", "places"), null=True, blank=True
    )
    applications_close_on = models.DateField(
        _("last day of applications"),
        null=True,
        blank=True,
        help_text=_("Of an intake. Left blank, organizations apply until the day of arrival."),
    )

    class Meta(Dated.Meta):
        verbose_name = pgettext_lazy("record", "group of a programme")
        verbose_name_plural = pgettext_lazy("record", "groups of a programme")
        ordering = [models.F("starts_on").desc(nulls_last=True), "-pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("training:intake", args=[self.pk])

    @property
    def is_intake(self):
        """Whether it has a page of its own, where organizations apply for their members."""
        return self.programme.kind == ProgrammeKind.SANATORIUM
