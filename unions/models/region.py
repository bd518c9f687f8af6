from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.alphabetical import Alphabetical, AlphabeticalQuerySet
from mediacenter.toolkit.dates import in_order
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.words import words_index


def without_kind(name):
    """Return the name alone, where its kind stands before it: Алматы of «город Алматы»."""
    return name.removeprefix("город ").removeprefix("область ")


class RegionKind(models.TextChoices):
    REGION = "region", pgettext_lazy("region kind", "region")
    CITY = "city", _("city of republican significance")


class Region(Alphabetical):
    """A region of Kazakhstan or one of its three chief cities, by ISO 3166-2 and KATO code."""

    iso = models.CharField("ISO 3166-2", max_length=6, unique=True)
    kato = models.CharField(_("KATO code"), max_length=9, unique=True)
    kind = models.CharField(pgettext_lazy("field", "kind"), max_length=10, choices=RegionKind)
    name = models.CharField(pgettext_lazy("field", "name"), max_length=100)
    centre = models.CharField(_("administrative centre"), max_length=100, blank=True)
    since = models.DateField(_("exists since"), null=True, blank=True)
    until = models.DateField(_("existed until"), null=True, blank=True)

    objects = AlphabeticalQuerySet.as_manager()

    class Meta(Alphabetical.Meta):
        verbose_name = pgettext_lazy("record", "region")
        verbose_name_plural = pgettext_lazy("record", "regions")
        indexes = [
            *Alphabetical.Meta.indexes,
            words_index(*in_each("name"), "iso", "kato", name="region_words"),
        ]
        constraints = [in_order("since", "until", name="region_span")]

    def sorted_by(self, name):
        return without_kind(name)

    def __str__(self):
        return self.name
