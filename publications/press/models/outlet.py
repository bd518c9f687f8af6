from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.alphabetical import Alphabetical, AlphabeticalQuerySet
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.links import MAX_LENGTH
from mediacenter.toolkit.words import words_index


class Level(models.TextChoices):
    NATIONAL = "national", pgettext_lazy("outlet level", "national")
    REGIONAL = "regional", pgettext_lazy("outlet level", "regional")
    DISTRICT = "district", _("district and city")


class OutletKind(models.TextChoices):
    NEWSPAPER = "newspaper", pgettext_lazy("outlet kind", "newspaper")
    MAGAZINE = "magazine", pgettext_lazy("outlet kind", "magazine")
    TV = "tv", pgettext_lazy("outlet kind", "television")
    RADIO = "radio", pgettext_lazy("outlet kind", "radio")
    YOUTUBE = "youtube", _("YouTube channel")
    SITE = "site", pgettext_lazy("outlet kind", "website")


class OutletQuerySet(AlphabeticalQuerySet):
    def of_unions(self):
        """Newspapers and magazines that an organization of the register publishes itself."""
        return self.filter(
            kind__in=[OutletKind.NEWSPAPER, OutletKind.MAGAZINE], publisher__isnull=False
        )

    def named_as(self, outlet):
        """Outlets of the same kind that bear, in one of the languages, the same name."""
        names = filter(None, (getattr(outlet, column) for column in in_each("name")))
        same = (Q(**{f"{column}__iexact": name}) for name in names for column in in_each("name"))
        return self.filter(reduce(or_, same), kind=outlet.kind)

    def to_subscribe_to(self, organization):
        """The newspapers of unions, and what the organization and those below subscribe to."""
        subscribed = Q(subscriptions__organization__path__startswith=organization.path)
        known = self.model.objects.filter(subscribed).values("pk")
        return self.filter(Q(pk__in=self.model.objects.of_unions().values("pk")) | Q(pk__in=known))


class Outlet(Alphabetical):
    """A newspaper, station or channel that is not a page of the organization itself."""

    name = models.CharField(pgettext_lazy("field", "name"), max_length=200)
    kind = models.CharField(pgettext_lazy("field", "kind"), max_length=10, choices=OutletKind)
    level = models.CharField(pgettext_lazy("field", "level"), max_length=10, choices=Level)
    language = models.CharField(
        pgettext_lazy("field", "languages"), max_length=20, blank=True, help_text="kk, ru"
    )
    region = models.ForeignKey(
        "unions.Region",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="outlets",
        verbose_name=pgettext_lazy("field", "region"),
    )
    publisher = models.ForeignKey(
        "unions.Organization",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="outlets",
        verbose_name=_("published by the organization"),
    )
    url = models.URLField(pgettext_lazy("field", "link"), max_length=MAX_LENGTH, blank=True)

    objects = OutletQuerySet.as_manager()

    class Meta(Alphabetical.Meta):
        verbose_name = pgettext_lazy("record", "outlet")
        verbose_name_plural = pgettext_lazy("record", "outlets")
        indexes = [
            *Alphabetical.Meta.indexes,
            words_index(*in_each("name"), name="outlet_words"),
        ]

    def __str__(self):
        return self.name
