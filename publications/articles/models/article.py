from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from mediacenter.toolkit.authorship import done_by
from mediacenter.toolkit.links import MAX_LENGTH
from mediacenter.toolkit.richtext import RichTextField
from mediacenter.toolkit.words import words_index
from unions.access import in_subtrees

from .accreditation import Accreditation


class Status(models.TextChoices):
    """The state that people set. Empty, scheduled, outdated follow from it: `ArticleText.state`."""

    DRAFT = "draft", pgettext_lazy("article status", "draft")
    REVIEW = "review", _("in review")
    READY = "ready", pgettext_lazy("article status", "ready")
    PUBLISHED = "published", pgettext_lazy("article status", "published")


class TextState(models.TextChoices):
    """What a list shows of a text, or of its absence."""

    EMPTY = "empty", pgettext_lazy("text state", "empty")
    DRAFT = "draft", pgettext_lazy("text state", "draft")
    REVIEW = "review", _("in review")
    READY = "ready", pgettext_lazy("text state", "ready")
    SCHEDULED = "scheduled", pgettext_lazy("text state", "scheduled")
    PUBLISHED = "published", pgettext_lazy("text state", "published")
    OUTDATED = "outdated", pgettext_lazy("text state", "outdated")


class ArticleKind(models.TextChoices):
    NEWS = "news", pgettext_lazy("article kind", "news")
    PRESS_RELEASE = "press_release", _("press release")
    ANNOUNCEMENT = "announcement", pgettext_lazy("article kind", "announcement")
    INTERVIEW = "interview", pgettext_lazy("article kind", "interview")
    PHOTO = "photo", _("photo report")
    VIDEO = "video", _("video report")


class Audience(models.TextChoices):
    """The groups that the federation wants to reach, after the guide of the ILO."""

    YOUTH = "youth", pgettext_lazy("audience", "youth")
    WOMEN = "women", pgettext_lazy("audience", "women")
    MIGRANTS = "migrants", _("migrant workers")
    INFORMAL = "informal", _("workers of the informal economy")
    DIGITAL = "digital", _("workers of the digital economy")


class Article(models.Model):
    """A material of an organization; what it says stands in a text per language."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.PROTECT,
        related_name="articles",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    rubric = models.ForeignKey(
        "publications.Rubric",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=pgettext_lazy("field", "rubric"),
    )
    cover = models.ForeignKey(
        "publications.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="covers",
        verbose_name=_("cover picture"),
    )
    kind = models.CharField(
        pgettext_lazy("field", "kind"), max_length=15, choices=ArticleKind, default=ArticleKind.NEWS
    )
    tags = models.ManyToManyField(
        "publications.Tag",
        blank=True,
        related_name="articles",
        verbose_name=pgettext_lazy("field", "tags"),
    )
    audiences = ArrayField(
        models.CharField(max_length=10, choices=Audience),
        verbose_name=_("audience groups"),
        default=list,
        blank=True,
    )
    related = models.ManyToManyField(
        "self", blank=True, symmetrical=False, related_name="+", verbose_name=_("related articles")
    )
    video_url = models.URLField(
        pgettext_lazy("field", "video"),
        max_length=MAX_LENGTH,
        blank=True,
        help_text=_("Of a video report: its page."),
    )
    created_by = done_by(editable=False)
    created_at = models.DateTimeField(pgettext_lazy("field", "created"), auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("record", "article")
        verbose_name_plural = pgettext_lazy("record", "articles")
        indexes = [models.Index(fields=["kind", "-id"], name="article_kind")]

    def __str__(self):
        titles = {text.language: text.title for text in self.texts.all()}
        preferred = [get_language(), *(code for code, _name in settings.LANGUAGES)]
        untitled = gettext("without a title, %(day)s")
        return next(
            (titles[code] for code in preferred if titles.get(code)),
            untitled % {"day": date_format(timezone.localdate(self.created_at))}
            if self.created_at
            else gettext("without a title"),
        )


NOT_WITHDRAWN = Q(withdraw_at=None) | Q(withdraw_at__gt=Now())


# the tokens of the pictures that a text shows
SHOWN_PICTURES = Func(
    F("body"),
    function="publications_pictures_in",
    output_field=ArrayField(models.TextField()),
)


class ArticleTextQuerySet(models.QuerySet):
    def published(self):
        """What everybody reads, by the clock: nothing has to run at the moment itself."""
        return self.filter(
            NOT_WITHDRAWN,
            Q(embargo_until=None) | Q(embargo_until__lte=Now()),
            status=Status.PUBLISHED,
            published_at__lte=Now(),
        )

    def under_embargo(self):
        """What an editor has let go and accredited journalists read before its moment."""
        return self.filter(NOT_WITHDRAWN, status=Status.PUBLISHED, embargo_until__gt=Now())

    def opened_to(self, user):
        """What stands under embargo and the user's accreditations of today open; None: no such."""
        paths = Accreditation.objects.current().of(user).paths()
        if not paths:
            return None
        return self.under_embargo().filter(in_subtrees(paths, "article__organization__path"))

    def visible_to(self, user):
        """What a visitor of the site reads, and a journalist before its moment."""
        opened = self.opened_to(user)
        return self.published() if opened is None else self.published() | opened

    def due_to_leave(self):
        """What the clock has taken off the site, but whose state does not say so yet."""
        return self.filter(status=Status.PUBLISHED, withdraw_at__lte=Now())

    def in_state(self, state):
        """What a list shows in a TextState; an outdated text is in its other state as well."""
        if state == TextState.OUTDATED:
            return self.filter(source__version__gt=F("source_version"))
        if state == TextState.SCHEDULED:
            return self.filter(status=Status.PUBLISHED, published_at__gt=Now())
        if state == TextState.PUBLISHED:
            return self.filter(status=Status.PUBLISHED, published_at__lte=Now())
        return self.filter(status=state)

    def showing(self, pictures):
        """Texts within which any of the pictures stands, as the files in its addresses tell."""
        return self.alias(shown_pictures=SHOWN_PICTURES).filter(
            shown_pictures__overlap=[picture.token for picture in pictures]
        )

    def within(self, organization):
        return self.filter(article__organization__path__startswith=organization.path)

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def older_than(self, published_at, pk):
        """What stands below (published_at, pk) in newest-first order."""
        return self.filter(
            Q(published_at__lt=published_at) | Q(published_at=published_at, pk__lt=pk),
            published_at__lte=published_at,  # bounds the index scan, which the OR alone does not
        )

    def newer_than(self, published_at, pk):
        """What stands above (published_at, pk) in newest-first order."""
        return self.filter(
            Q(published_at__gt=published_at) | Q(published_at=published_at, pk__gt=pk),
            published_at__gte=published_at,
        )

    def for_lists(self):
        """With all that a list shows of each text, in two queries whatever their number."""
        return (
            self.defer("body")
            .select_related("article__organization", "article__rubric", "article__cover")
            .prefetch_related("article__cover__renditions")
        )


class ArticleText(models.Model):
    """One language version, with its own address, state and moment of publication."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="texts")
    language = models.CharField(
        pgettext_lazy("field", "language"), max_length=2, choices=settings.LANGUAGES
    )
    title = models.CharField(pgettext_lazy("article", "title"), max_length=250)
    slug = models.SlugField(pgettext_lazy("field", "address"), max_length=160, blank=True)
    lead = models.TextField(
        pgettext_lazy("field", "lead"),
        max_length=600,
        blank=True,
        help_text=_("The news in two or three sentences."),
    )
    body = RichTextField(pgettext_lazy("field", "text"), blank=True)
    status = models.CharField(
        pgettext_lazy("field", "state"),
        max_length=10,
        choices=Status,
        default=Status.DRAFT,
        editable=False,
    )
    published_at = models.DateTimeField(
        pgettext_lazy("field", "published"), null=True, blank=True, editable=False
    )
    withdraw_at = models.DateTimeField(_("leaves the site"), null=True, blank=True, editable=False)
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Before this moment accredited journalists read it, nobody else."),
    )
    quote = models.TextField(pgettext_lazy("field", "quotation"), max_length=1000, blank=True)
    quoted = models.CharField(
        _("who is quoted or interviewed"), max_length=250, blank=True, help_text=_("Name and post.")
    )
    about_us = models.TextField(_("about the organization"), max_length=1000, blank=True)
    press_contact = models.CharField(_("contact for the press"), max_length=300, blank=True)
    version = models.PositiveIntegerField(
        pgettext_lazy("field", "version"), default=1, editable=False
    )
    source = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="translations",
        verbose_name=_("translated from"),
    )
    source_version = models.PositiveIntegerField(null=True, editable=False)
    handed_in_by = done_by(editable=False)
    handed_in_at = models.DateTimeField(_("submitted for review"), null=True, editable=False)
    changed_at = models.DateTimeField(pgettext_lazy("field", "changed"), auto_now=True)

    objects = ArticleTextQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "text")
        verbose_name_plural = pgettext_lazy("record", "texts")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language"],
                name="text_once_a_language",
                violation_error_message=_("The article has a text in this language already."),
            ),
            models.UniqueConstraint(
                fields=["language", "slug"],
                name="text_address_unique",
                violation_error_message=_("This address is taken."),
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False),
                name="published_text_has_its_moment",
                violation_error_message=_("A published text has the time of its publication."),
            ),
            models.CheckConstraint(
                condition=Q(withdraw_at__isnull=True) | Q(withdraw_at__gt=F("published_at")),
                name="text_is_withdrawn_after_publication",
                violation_error_message=_(
                    "A text leaves the site after it has become public, not before."
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["language", "-published_at", "-id"],
                name="text_newest_first",
                condition=Q(status="published"),
            ),
            GinIndex(SHOWN_PICTURES, name="text_by_pictures"),
            words_index("title", name="text_words"),
            models.Index(
                fields=["status", "-changed_at"],
                name="text_not_public",
                condition=~Q(status="published"),
            ),
            # what the reports count and what is outdated is found in these alone, not in the texts
            models.Index(
                fields=["published_at", "id"],
                include=["article", "language", "withdraw_at", "embargo_until"],
                name="text_published",
                condition=Q(status="published"),
            ),
            models.Index(
                fields=["source"],
                include=["article", "source_version"],
                name="text_translations",
                condition=Q(source__isnull=False),
            ),
            models.Index(fields=["id"], include=["version"], name="text_versions"),
        ]

    # What the writer writes and a revision keeps; the rest is state.
    PARTS = ("title", "slug", "lead", "body", "quote", "quoted", "about_us", "press_contact")

    def __str__(self):
        return self.title

    @property
    def parts(self):
        """What is written, by column."""
        return {name: getattr(self, name) for name in self.PARTS}

    @property
    def state(self):
        """The state as people see it, apart from `is_outdated`."""
        now = timezone.now()
        if self.status == Status.PUBLISHED and self.withdraw_at and self.withdraw_at <= now:
            return TextState.DRAFT
        if self.status == Status.PUBLISHED and self.published_at > now:
            return TextState.SCHEDULED
        return TextState(self.status) if self.status in TextState.values else TextState.DRAFT

    @property
    def is_under_embargo(self):
        return self.embargo_until is not None and self.embargo_until > timezone.now()

    @property
    def is_outdated(self):
        """Whether the text that this one was translated from has changed since."""
        return self.source is not None and self.source.version > (self.source_version or 0)

    @property
    def form_address(self):
        """The path of its tab in the form of the article."""
        url = reverse("admin:publications_article_change", args=[self.article_id])
        return f"{url}#text-{self.language}"

    def get_absolute_url(self):
        with override(self.language):
            return reverse("publications:article", args=[self.slug])
