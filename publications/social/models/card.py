from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.storing import public_address


class CardSize(models.TextChoices):
    """The usual sizes of pictures in social networks, in pixels.

    Instagram shows posts from 1.91:1 to 3:4, and on a profile their middle in 3:4 since January
    2025: of 4:5 that leaves all but 34 pixels on each side (Instagram's help, retold by
    recurpost.com). Stories and statuses are 9:16. A link's picture is 1.91:1, 1200 × 630 or more
    (developers.facebook.com: images in link shares); X crops it to 2:1 (developer.x.com: summary
    card with large image); for WhatsApp it stays below 300 kB. Seen in November 2026.
    """

    PORTRAIT = "portrait", _("upright, for a post on Instagram")
    SQUARE = "square", _("square, for a post")
    TALL = "tall", _("tall, for a story or status")
    WIDE = "wide", _("wide, for a link")

    @property
    def pixels(self):
        return {
            "portrait": (1080, 1350),
            "square": (1080, 1080),
            "tall": (1080, 1920),
            "wide": (1200, 630),
        }[self.value]


def card_path(card, filename):
    return f"pictures/cards/{card.digest}-{card.size}.png"


card_path.folder = "pictures"


class Card(models.Model):
    """A picture with a text's title to share it with; `digest` tells of which words it is made."""

    text = models.ForeignKey("publications.ArticleText", models.CASCADE, related_name="cards")
    size = models.CharField(pgettext_lazy("field", "size"), max_length=8, choices=CardSize)
    digest = models.CharField(max_length=40)
    file = models.FileField(upload_to=card_path)
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("card to share")
        verbose_name_plural = _("cards to share")
        indexes = [models.Index(fields=["file"], name="card_file")]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "size"],
                name="card_once_a_size",
                violation_error_message=_("There is a card of this size already."),
            )
        ]

    def __str__(self):
        return self.get_size_display()

    @property
    def address(self):
        return public_address(self.file)
