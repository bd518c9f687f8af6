from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.dates import Precision, in_order, say_date
from mediacenter.toolkit.link_keys import LinkKeyField
from mediacenter.toolkit.links import MAX_LENGTH, MOST_ENTERED
from mediacenter.toolkit.quantity import Quantity
from mediacenter.toolkit.words import words_index


class Network(models.TextChoices):
    INSTAGRAM = "instagram", "Instagram"
    FACEBOOK = "facebook", "Facebook"
    YOUTUBE = "youtube", "YouTube"
    TELEGRAM = "telegram", "Telegram"
    TIKTOK = "tiktok", "TikTok"
    WHATSAPP = "whatsapp", "WhatsApp"
    SITE = "site", pgettext_lazy("network", "website")
    NEWSPAPER = "newspaper", pgettext_lazy("network", "newspaper")


class ChannelQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_on__isnull=True)

    def for_reading(self):
        """With what a page shows of each: `is_doubtful`, and the newest count in `newest_counts`.

        Two queries whatever their number.
        """
        doubts = ChannelFlag.objects.filter(channel=models.OuterRef("pk"), settled_on=None)
        newest = FollowerCount.objects.order_by("channel", "-counted_on").distinct("channel")
        return (
            self.annotate(is_doubtful=models.Exists(doubts))
            .prefetch_related(models.Prefetch("follower_counts", newest, "newest_counts"))
            .order_by("network", "pk")
        )


class Channel(models.Model):
    """A page, site or newspaper by which an organization speaks.

    `url` is canonical (host and path, no tracking keys); `entered` is what was typed.
    """

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="channels",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    network = models.CharField(pgettext_lazy("field", "network"), max_length=12, choices=Network)
    url = models.URLField(pgettext_lazy("field", "link"), max_length=MAX_LENGTH)
    link_key = LinkKeyField(default="")
    entered = models.CharField(_("as it was entered"), max_length=MOST_ENTERED, editable=False)
    title = models.CharField(pgettext_lazy("field", "title"), max_length=200, blank=True)
    since = models.DateField(pgettext_lazy("field", "since"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "channel")
        verbose_name_plural = pgettext_lazy("record", "channels")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "url"],
                name="channel_once_an_organization",
                violation_error_message=_("The organization has this channel already."),
            ),
            in_order("since", "closed_on", name="channel_span"),
        ]
        indexes = [
            models.Index(fields=["link_key"], name="channel_link_key"),
            words_index("url", "title", name="channel_words"),
        ]

    def __str__(self):
        return f"{self.get_network_display()}: {self.url}"

    def clean(self):
        super().clean()
        if self.since and self.closed_on and self.closed_on < self.since:
            raise ValidationError({"since": _("The end is before the beginning.")})


class FlagKind(models.TextChoices):
    SHARED = "shared", _("another organization lists the same page")
    POST = "post", _("a single post, not a page")
    SHARE_LINK = "share_link", _("a share link, not a page")
    PERSONAL = "personal", _("looks like a personal account")


class ChannelFlag(models.Model):
    """A doubt about a channel. Nobody repairs it silently; a person settles it."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="flags")
    kind = models.CharField(pgettext_lazy("field", "doubt"), max_length=10, choices=FlagKind)
    raised_on = models.DateField(_("raised on"), default=timezone.localdate)
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    settlement = models.CharField(_("how it was settled"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("doubt about a channel")
        verbose_name_plural = _("doubts about channels")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "kind"],
                condition=Q(settled_on__isnull=True),
                name="channel_flag_open_once",
                violation_error_message=_("This doubt has been raised already."),
            )
        ]

    def __str__(self):
        return self.get_kind_display()


class FollowerCount(Quantity):
    """How many followed a channel on a day."""

    channel = models.ForeignKey(
        Channel,
        models.CASCADE,
        related_name="follower_counts",
        verbose_name=pgettext_lazy("field", "channel"),
    )
    counted_on = models.DateField(_("as of"))
    precision = models.CharField(
        _("known to the"), max_length=10, choices=Precision, default=Precision.DAY
    )
    source = models.CharField(pgettext_lazy("field", "source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("number of followers")
        verbose_name_plural = _("numbers of followers")
        ordering = ["-counted_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "counted_on"],
                name="followers_once_a_day_and_channel",
                violation_error_message=_(
                    "The followers of this channel were counted on this day already."
                ),
            )
        ]

    def __str__(self):
        return f"{self.quantity} ({self.day_in_words})"

    @property
    def day_in_words(self):
        """The day of the count as far as it is known, in the active language."""
        return say_date(self.counted_on, self.precision)
