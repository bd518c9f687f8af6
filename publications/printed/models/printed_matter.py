from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.dates import Dated
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.storing import HandedOutField, RandomName
from mediacenter.toolkit.words import words_index


class PrintedMatterKind(models.TextChoices):
    MEMO = "memo", _("fact sheet")
    BROCHURE = "brochure", pgettext_lazy("printed matter kind", "brochure")
    LEAFLET = "leaflet", pgettext_lazy("printed matter kind", "leaflet")
    POSTER = "poster", pgettext_lazy("printed matter kind", "poster")
    BOOKLET = "booklet", pgettext_lazy("printed matter kind", "booklet")
    BULLETIN = "bulletin", _("information bulletin")
    EXPRESS = "express", _("express information")
    METHODS = "methods", _("methodological recommendations")
    OTHER = "other", _("other printed matter")


class PrintedMatter(Dated):
    """A printed product of an organization. A blank title means only the kind is known."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="printed_matter",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    kind = models.CharField(
        pgettext_lazy("field", "kind"), max_length=10, choices=PrintedMatterKind
    )
    title = models.CharField(pgettext_lazy("field", "title"), max_length=250, blank=True)
    copies = models.PositiveIntegerField(pgettext_lazy("field", "copies"), null=True, blank=True)
    languages = models.CharField(
        pgettext_lazy("field", "languages"), max_length=20, blank=True, help_text="kk, ru"
    )
    file = HandedOutField(
        pgettext_lazy("field", "file"), upload_to=RandomName("printed"), blank=True
    )

    class Meta(Dated.Meta):
        verbose_name = _("printed matter")
        verbose_name_plural = _("printed matter")
        indexes = [
            words_index(*in_each("title"), name="printedmatter_words"),
        ]

    def __str__(self):
        return self.title or self.get_kind_display()

    @property
    def file_address(self):
        return reverse("admin:publications_printedmatter_open_file", args=[self.pk])


class Subscription(models.Model):
    """An organization's subscription to an outlet for a year; copies None: not stated."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="subscriptions",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    outlet = models.ForeignKey(
        "publications.Outlet",
        models.PROTECT,
        related_name="subscriptions",
        verbose_name=pgettext_lazy("field", "outlet"),
    )
    year = models.PositiveSmallIntegerField(pgettext_lazy("field", "year"))
    copies = models.PositiveIntegerField(pgettext_lazy("field", "copies"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("record", "subscription")
        verbose_name_plural = pgettext_lazy("record", "subscriptions")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "outlet", "year"],
                name="subscription_once_a_year",
                violation_error_message=_("The subscription of this year is entered already."),
            )
        ]
        indexes = [
            models.Index(fields=["-year", "-id"], name="subscription_newest_first"),
        ]

    def __str__(self):
        return f"{self.outlet} {self.year}"


class NewspaperIssue(models.Model):
    """One issue of a union newspaper, as PDF."""

    outlet = models.ForeignKey(
        "publications.Outlet",
        models.CASCADE,
        related_name="issues",
        verbose_name=pgettext_lazy("field", "newspaper"),
    )
    number = models.CharField(pgettext_lazy("newspaper issue", "number"), max_length=20)
    published_on = models.DateField(_("published on"))
    file = HandedOutField(
        pgettext_lazy("field", "PDF"), upload_to=RandomName("newspapers"), blank=True
    )
    copies = models.PositiveIntegerField(pgettext_lazy("field", "copies"), null=True, blank=True)

    class Meta:
        verbose_name = _("issue of a newspaper")
        verbose_name_plural = _("issues of newspapers")
        ordering = ["-published_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["outlet", "published_on", "number"],
                name="newspaper_issue_once",
                violation_error_message=_("This issue is entered already."),
            )
        ]
        indexes = [
            words_index("number", name="newspaperissue_words"),
            models.Index(fields=["-published_on", "-id"], name="newspaperissue_newest_first"),
        ]

    def __str__(self):
        return f"{self.outlet} № {self.number}"

    @property
    def file_address(self):
        return reverse("newspapers:file", args=[self.pk])
