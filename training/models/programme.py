from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.alphabetical import Alphabetical, AlphabeticalQuerySet
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
    started_on = models.DateField(_("began on"), null=True, blank=True)
    days = models.PositiveSmallIntegerField(_("length, days"), null=True, blank=True)
    hours = models.PositiveSmallIntegerField(_("training, hours"), null=True, blank=True)

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
