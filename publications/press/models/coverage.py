from hashlib import sha256

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.dates import Dated, DatedQuerySet
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.link_keys import LinkKeyField, link_key
from mediacenter.toolkit.links import MAX_LENGTH
from mediacenter.toolkit.storing import HandedOutField, RandomName, private_storage
from mediacenter.toolkit.words import words_index
from unions.access import in_subtrees

LANGUAGES = ("kk", "ru", "en")
# What another organization has agreed to by confirming a joint piece.
AGREED_TO = (
    *("organization_id", "medium", "outlet_id", "title", *in_each("topic")),
    *("url", "tone", "starts_on"),
)


class Medium(models.TextChoices):
    PRESS = "press", _("press publication")
    BROADCAST = "broadcast", pgettext_lazy("medium", "broadcast")
    PARTNER = "partner", _("mention by a social partner")


class Tone(models.TextChoices):
    POSITIVE = "positive", pgettext_lazy("tone", "positive")
    NEUTRAL = "neutral", pgettext_lazy("tone", "neutral")
    NEGATIVE = "negative", pgettext_lazy("tone", "negative")


def piece(prefix=""):
    """What tells a piece from the others: its link, where there is none its record."""
    link = Cast(f"{prefix}link_key", models.TextField())
    link = NullIf(link, Value("", output_field=models.TextField()))
    return Coalesce(link, Cast(f"{prefix}pk", models.TextField()))


class CoverageQuerySet(DatedQuerySet):
    def press(self):
        return self.filter(medium=Medium.PRESS)

    def broadcasts(self):
        return self.filter(medium=Medium.BROADCAST)

    def partners(self):
        return self.filter(medium=Medium.PARTNER)

    def duplicates_of(self, coverage):
        """What looks like the same piece: by its link, or by outlet, date and title.

        Whoever has entered it: a piece about two organizations is one joint publication. A
        broadcast without a title is known by its topic.
        """
        same = Q(pk__in=[])
        if coverage.url:
            same |= Q(link_key=link_key(coverage.url))
        if coverage.starts_on:
            same |= coverage.named_alike() & Q(
                outlet=coverage.outlet_id,
                starts_on=coverage.starts_on,
                precision=coverage.precision,
            )
        return self.filter(same).exclude(pk=coverage.pk)

    def within(self, organization):
        return self.filter(organization__path__startswith=organization.path)

    def about(self, paths):
        """What is entered by or shared with the organizations of the paths and those below."""
        shares = self.model.shared_with.through.objects.filter(
            in_subtrees(paths, "organization__path"), coverage=OuterRef("pk")
        )
        return self.filter(in_subtrees(paths, "organization__path") | Exists(shares))

    def with_piece(self):
        """With `piece`: records that agree in it are one piece, entered twice."""
        return self.annotate(piece=piece())

    def for_reading(self):
        """What the organization's public page leads to: a link, a date, no bad word about it."""
        return (
            self.exclude(url="")
            .exclude(tone=Tone.NEGATIVE)
            .filter(starts_on__isnull=False)
            .select_related("outlet")
            .order_by("-starts_on", "-pk")
        )


class Coverage(Dated):
    """A publication or broadcast about an organization, or with its people."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="coverage",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    shared_with = models.ManyToManyField(
        "unions.Organization",
        blank=True,
        related_name="coverage_shared",
        verbose_name=_("jointly with"),
        help_text=_(
            "Other organizations of a joint publication; their common parent counts it once. Those "
            "that you do not write for are asked first."
        ),
    )
    medium = models.CharField(pgettext_lazy("field", "kind"), max_length=10, choices=Medium)
    outlet = models.ForeignKey(
        "publications.Outlet",
        models.PROTECT,
        related_name="coverage",
        verbose_name=pgettext_lazy("field", "outlet"),
    )
    programme = models.CharField(_("programme or column"), max_length=200, blank=True)
    topic = models.CharField(pgettext_lazy("field", "topic"), max_length=300, blank=True)
    title = models.CharField(pgettext_lazy("field", "title"), max_length=300, blank=True)
    url = models.URLField(pgettext_lazy("field", "link"), max_length=MAX_LENGTH, blank=True)
    link_key = LinkKeyField(default="")
    scan = HandedOutField(
        pgettext_lazy("field", "scan"),
        storage=private_storage,
        upload_to=RandomName("coverage"),
        blank=True,
    )
    tone = models.CharField(pgettext_lazy("field", "tone"), max_length=10, choices=Tone, blank=True)
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
        verbose_name=pgettext_lazy("field", "journalist"),
    )
    speakers = models.ManyToManyField(
        "unions.Person",
        blank=True,
        related_name="coverage",
        verbose_name=pgettext_lazy("field", "speakers"),
    )
    speakers_post = models.CharField(
        _("in what post they spoke"),
        max_length=200,
        blank=True,
        help_text=_("When it differs from their appointments or none is known."),
    )

    objects = CoverageQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = pgettext_lazy("record", "coverage")
        verbose_name_plural = pgettext_lazy("records", "coverage")
        indexes = [
            models.Index(fields=["organization", "medium", "starts_on"]),
            models.Index(fields=["link_key"], name="coverage_link_key"),
            words_index(*in_each("topic"), "title", "programme", "url", name="coverage_words"),
        ]

    def __str__(self):
        return f"{self.when}: {self.outlet}"

    @property
    def file_address(self):
        return reverse("press:scan", args=[self.pk])

    @property
    def title_and_outlet(self):
        """What it is, in a line: its title, topic or link, and where it came out."""
        return f"{self.title or self.topic or self.url} ({self.outlet})"

    @property
    def agreed_to(self):
        """A digest of what another organization agrees to: changed, it is to be asked again."""
        values = [str(getattr(self, name) or "") for name in AGREED_TO]
        return sha256(repr(values).encode()).hexdigest()

    def named_alike(self):
        """A condition: the same title, or, where there is none, the same topic in a language."""
        if self.title.strip():
            return Q(title__iexact=self.title.strip())
        alike = Q(pk__in=[])
        for column in (f"topic_{language}" for language in LANGUAGES):
            if topic := (getattr(self, column) or "").strip():
                alike |= Q(title="", **{f"{column}__iexact": topic})
        return alike


class MediaPartnership(models.Model):
    """An outlet that keeps writing about an organization."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="media_partnerships",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    outlet = models.ForeignKey(
        "publications.Outlet",
        models.CASCADE,
        related_name="partnerships",
        verbose_name=pgettext_lazy("field", "outlet"),
    )
    first_year = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("to year"), null=True, blank=True)

    class Meta:
        verbose_name = _("outlet that writes about us")
        verbose_name_plural = _("outlets that write about us")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "outlet"],
                name="media_partnership_once",
                violation_error_message=_("The organization has this partnership already."),
            )
        ]

    def __str__(self):
        return f"{self.outlet}"
