from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.alphabetical import Alphabetical, AlphabeticalQuerySet
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.links import MAX_LENGTH
from mediacenter.toolkit.storing import HandedOutField, RandomName
from mediacenter.toolkit.words import words_index


class DocumentKind(models.TextChoices):
    CHARTER = "charter", pgettext_lazy("document kind", "charter")
    STRATEGY = "strategy", pgettext_lazy("document kind", "strategy")
    CONCEPT = "concept", pgettext_lazy("document kind", "concept")
    GUIDE = "guide", pgettext_lazy("document kind", "guide")
    AGREEMENT = "agreement", pgettext_lazy("document kind", "agreement")
    REGULATION = "regulation", pgettext_lazy("document kind", "regulation")
    OTHER = "other", _("other document")


class LibraryDocumentQuerySet(AlphabeticalQuerySet):
    def published(self):
        """What everybody reads."""
        return self.filter(is_published=True)


class LibraryDocument(Alphabetical):
    """A document or guide: who issued it, in which series, what it continues."""

    kind = models.CharField(pgettext_lazy("field", "kind"), max_length=12, choices=DocumentKind)
    slug = models.SlugField(pgettext_lazy("field", "address"), max_length=120, unique=True)
    name = models.CharField(pgettext_lazy("field", "title"), max_length=300)
    about = models.TextField(_("what it is about"), blank=True)
    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="library_documents",
        verbose_name=pgettext_lazy("library document", "kept by"),
    )
    issuer = models.CharField(
        _("issued by"),
        max_length=250,
        blank=True,
        help_text=_("Left blank where the organization that keeps it has issued it."),
    )
    series = models.CharField(pgettext_lazy("field", "series"), max_length=250, blank=True)
    number_in_series = models.PositiveSmallIntegerField(
        _("number in the series"), null=True, blank=True
    )
    continues = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name=pgettext_lazy("field", "continues"),
    )
    year = models.PositiveSmallIntegerField(pgettext_lazy("field", "year"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(
        _("in force until the year"), null=True, blank=True
    )
    languages = ArrayField(
        models.CharField(max_length=2, choices=settings.LANGUAGES),
        verbose_name=pgettext_lazy("field", "languages"),
        default=list,
        blank=True,
    )
    file = HandedOutField(
        pgettext_lazy("field", "file"), upload_to=RandomName("library"), blank=True
    )
    url = models.URLField(pgettext_lazy("field", "link"), max_length=MAX_LENGTH, blank=True)
    is_published = models.BooleanField(_("shown to the public"), default=True)

    objects = LibraryDocumentQuerySet.as_manager()

    class Meta(Alphabetical.Meta):
        verbose_name = pgettext_lazy("record", "document")
        verbose_name_plural = pgettext_lazy("record", "library")
        indexes = [
            *Alphabetical.Meta.indexes,
            words_index(*in_each("name"), "issuer", "series", "slug", name="librarydocument_words"),
            models.Index(fields=["year"], name="librarydocument_year"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("library:document", args=[self.slug])

    @property
    def file_address(self):
        return reverse("library:file", args=[self.slug])

    @property
    def years(self):
        """ "2018" or "2020–2025"; "" where it is not stated."""
        if self.last_year and self.last_year != self.year:
            return f"{self.year or ''}–{self.last_year}"
        return f"{self.year or ''}"
