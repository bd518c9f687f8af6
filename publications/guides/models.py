import datetime as dt

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.language import LANGUAGES, in_each
from mediacenter.toolkit.links import MAX_LENGTH
from mediacenter.toolkit.words import words_index

REVIEW_HOLDS = dt.timedelta(days=365)  # laws change: after that a reader is warned


class GuideTopic(models.TextChoices):
    PAY = "pay", pgettext_lazy("guide topic", "pay")
    DISMISSAL = "dismissal", pgettext_lazy("guide topic", "dismissal")
    LEAVE = "leave", pgettext_lazy("guide topic", "leave")
    SAFETY = "safety", pgettext_lazy("guide topic", "safety at work")
    DISPUTES = "disputes", pgettext_lazy("guide topic", "labour dispute")
    AGREEMENT = "agreement", pgettext_lazy("guide topic", "collective agreement")


class GuideStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("guide", "draft")
    PUBLISHED = "published", pgettext_lazy("guide", "published")


class GuideQuerySet(models.QuerySet):
    def published(self):
        """What everybody reads."""
        return self.filter(status=GuideStatus.PUBLISHED)


class Guide(models.Model):
    """What somebody may do who is in trouble at work: information, and no advice."""

    WORDS = ("question", "answer", "steps")

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="guides",
        verbose_name=pgettext_lazy("library document", "kept by"),
    )
    topic = models.CharField(pgettext_lazy("guide", "topic"), max_length=10, choices=GuideTopic)
    slug = models.SlugField(pgettext_lazy("field", "address"), max_length=120, unique=True)
    question = models.CharField(pgettext_lazy("guide", "question"), max_length=200)
    answer = models.TextField(
        _("short answer"), max_length=1000, help_text=_("Two or three sentences, in plain words.")
    )
    steps = models.TextField(
        _("what to do, step by step"), max_length=4000, help_text=_("A step a line.")
    )
    status = models.CharField(
        pgettext_lazy("field", "status"),
        max_length=10,
        choices=GuideStatus,
        default=GuideStatus.DRAFT,
        editable=False,
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True, editable=False)
    reviewed_by = models.CharField(_("reviewed by"), max_length=250, blank=True, editable=False)

    objects = GuideQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "guide to rights")
        verbose_name_plural = pgettext_lazy("record", "guides to rights")
        indexes = [words_index(*in_each("question"), "slug", name="guide_words")]

    def __str__(self):
        return self.question or self.slug

    def get_absolute_url(self):
        return reverse("guides:guide", args=[self.slug])

    @property
    def is_review_old(self):
        return self.reviewed_on is None or self.reviewed_on < timezone.localdate() - REVIEW_HOLDS

    def is_written_in(self, language):
        return all(getattr(self, f"{name}_{language}") for name in self.WORDS)

    def written_in(self, language):
        """That language, or the first in which the whole guide is written."""
        return next(filter(self.is_written_in, (language, *LANGUAGES)), language)

    def in_language(self, language):
        """{question, answer, steps: a list} in one language."""
        words = {name: getattr(self, f"{name}_{language}") or "" for name in self.WORDS}
        lines = map(str.strip, words["steps"].splitlines())
        return {**words, "steps": [line for line in lines if line]}


class GuideLaw(models.Model):
    """A piece of law that a guide rests on, where it was read, and on which day."""

    guide = models.ForeignKey(Guide, models.CASCADE, related_name="laws")
    name = models.CharField(
        _("law and article"), max_length=200, help_text=_("Labour Code, article 113")
    )
    says = models.TextField(_("what it says, in brief"), max_length=1000, blank=True)
    url = models.URLField(pgettext_lazy("field", "link"), max_length=MAX_LENGTH)
    checked_on = models.DateField(_("checked on"), default=timezone.localdate)

    class Meta:
        verbose_name = pgettext_lazy("record", "law of a guide")
        verbose_name_plural = pgettext_lazy("record", "laws of the guide")
        ordering = ["pk"]

    def __str__(self):
        return self.name


class GuideOpinion(models.Model):
    """That somebody found a guide helpful or not; who it was is not kept."""

    guide = models.ForeignKey(Guide, models.CASCADE, related_name="opinions")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    is_helpful = models.BooleanField()
    given_on = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = pgettext_lazy("record", "opinion on a guide")
        verbose_name_plural = pgettext_lazy("record", "opinions on guides")

    def __str__(self):
        return f"{self.guide_id}: {self.is_helpful}"
