from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from mediacenter.toolkit.richtext import RichTextField


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    REVIEW = "review", _("in review")
    PUBLISHED = "published", _("published")


class Article(models.Model):
    """A material of an organization; what it says stands in a text per language."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.PROTECT,
        related_name="articles",
        verbose_name=_("organization"),
    )
    rubric = models.ForeignKey(
        "publications.Rubric",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("rubric"),
    )
    cover = models.ForeignKey(
        "publications.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="covers",
        verbose_name=_("cover picture"),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def __str__(self):
        titles = {text.language: text.title for text in self.texts.all()}
        preferred = [get_language(), *(code for code, _name in settings.LANGUAGES)]
        return next((titles[code] for code in preferred if code in titles), f"{self.pk}")


class ArticleTextQuerySet(models.QuerySet):
    def published(self):
        return self.filter(status=Status.PUBLISHED, published_at__lte=Now())

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
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=250)
    slug = models.SlugField(_("address"), max_length=160, blank=True)
    lead = models.TextField(
        _("lead"), max_length=600, blank=True, help_text=_("The news in two or three sentences.")
    )
    body = RichTextField(_("text"), blank=True)
    status = models.CharField(
        _("state"), max_length=10, choices=Status, default=Status.DRAFT, editable=False
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ArticleTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [
            models.UniqueConstraint(fields=["article", "language"], name="text_once_a_language"),
            models.UniqueConstraint(fields=["language", "slug"], name="text_address_unique"),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False),
                name="published_text_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["language", "-published_at", "-id"],
                name="text_newest_first",
                condition=Q(status="published"),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        with override(self.language):
            return reverse("publications:article", args=[self.slug])
