"""Who gets the news by e-mail, of what, in which language and how often."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from publications.articles.models import ArticleText


class SubscriptionStatus(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("newsletter", "waits for confirmation")
    ACTIVE = "active", pgettext_lazy("newsletter", "gets the news")
    PAUSED = "paused", pgettext_lazy("newsletter", "paused")
    ENDED = "ended", pgettext_lazy("newsletter", "ended")


class Frequency(models.TextChoices):
    DAILY = "daily", _("every day there is news")
    WEEKLY = "weekly", _("once a week, on Mondays")


class NewsletterSubscriptionQuerySet(models.QuerySet):
    def confirmed(self):
        """Those whose reader has shown that the address is theirs: one an address."""
        return self.exclude(status=SubscriptionStatus.WAITING)

    def due(self, frequency, until):
        """Those to whom the news up to a moment is owed still."""
        return self.filter(
            status=SubscriptionStatus.ACTIVE, frequency=frequency, gathered_until__lt=until
        )

    def with_news(self, until):
        """Those for whom something has become public since the last digest."""
        topics = NewsletterTopic.objects.filter(subscription=OuterRef(OuterRef("pk")))
        texts = ArticleText.objects.published().filter(
            Exists(topics.covering()),
            published_at__gt=OuterRef("gathered_until"),
            published_at__lte=until,
        )
        return self.filter(Exists(texts))


class NewsletterSubscription(models.Model):
    """An address that gets the news; nobody but its owner sees it, and no name is kept.

    What was published up to `gathered_until` has been owed to it. Several may wait for
    confirmation under one address; the first that is confirmed takes the others' topics in.
    """

    email = models.EmailField(pgettext_lazy("field", "e-mail"))
    language = models.CharField(
        pgettext_lazy("field", "language"), max_length=2, choices=settings.LANGUAGES
    )
    frequency = models.CharField(
        _("how often"), max_length=6, choices=Frequency, default=Frequency.WEEKLY
    )
    status = models.CharField(
        pgettext_lazy("field", "status"),
        max_length=7,
        choices=SubscriptionStatus,
        default=SubscriptionStatus.WAITING,
    )
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    gathered_until = models.DateTimeField(null=True)
    mails = GenericRelation("outbox.Mail", "about_key", "about_type")

    objects = NewsletterSubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "newsletter subscription")
        verbose_name_plural = pgettext_lazy("record", "newsletter subscriptions")
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=~Q(status="waiting"),
                name="newsletter_once_an_address",
                violation_error_message=_("This address gets the news already."),
            ),
            models.CheckConstraint(
                condition=Q(status="waiting", confirmed_at=None, gathered_until=None)
                | ~Q(status="waiting")
                & Q(confirmed_at__isnull=False, gathered_until__isnull=False),
                name="newsletter_confirmed_before_news",
                violation_error_message=_("News is sent to confirmed addresses only."),
            ),
            models.CheckConstraint(
                condition=Q(status="ended", ended_at__isnull=False)
                | ~Q(status="ended") & Q(ended_at=None),
                name="newsletter_end_is_dated",
                violation_error_message=_("A subscription that has ended has the day of its end."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["frequency", "gathered_until"],
                name="newsletter_due",
                condition=Q(status="active"),
            ),
            models.Index(fields=["email"], name="newsletter_address"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class NewsletterTopicQuerySet(models.QuerySet):
    def covering(self):
        """Within a query of texts: those topics that the outer text belongs to."""
        place = ExpressionWrapper(OuterRef("article__organization__path"), models.CharField())
        return self.alias(place=place).filter(
            Q(rubric=None) | Q(rubric=OuterRef("article__rubric")),
            Q(organization=None) | Q(place__startswith=F("organization__path")),
        )


class NewsletterTopic(models.Model):
    """News of a rubric, of an organization with all below it, or of both; of neither: all news."""

    subscription = models.ForeignKey(NewsletterSubscription, models.CASCADE, related_name="topics")
    rubric = models.ForeignKey("publications.Rubric", models.CASCADE, null=True, related_name="+")
    organization = models.ForeignKey(
        "unions.Organization", models.CASCADE, null=True, related_name="+"
    )

    objects = NewsletterTopicQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "newsletter topic")
        verbose_name_plural = pgettext_lazy("record", "newsletter topics")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "rubric", "organization"],
                nulls_distinct=False,
                name="newsletter_topic_once",
                violation_error_message=_("This topic is chosen already."),
            )
        ]

    def __str__(self):
        """What it is called in the language of the page."""
        names = [str(one) for one in (self.rubric, self.organization) if one is not None]
        return " · ".join(names) or str(_("All news"))
