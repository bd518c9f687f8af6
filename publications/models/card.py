from django.db import models
from django.utils.translation import gettext_lazy as _


class CardSize(models.TextChoices):
    """The usual sizes of pictures in social networks, in pixels."""

    SQUARE = "square", _("square, for a post")
    TALL = "tall", _("tall, for a story or status")
    WIDE = "wide", _("wide, for a link")

    @property
    def pixels(self):
        return {"square": (1080, 1080), "tall": (1080, 1920), "wide": (1200, 630)}[self.value]


def card_path(card, filename):
    return f"pictures/cards/{card.digest}-{card.size}.png"


class Card(models.Model):
    """A picture with a text's title to share it with; `digest` tells of which words it is made."""

    text = models.ForeignKey("publications.ArticleText", models.CASCADE, related_name="cards")
    size = models.CharField(_("size"), max_length=6, choices=CardSize)
    digest = models.CharField(max_length=40)
    file = models.FileField(upload_to=card_path)
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("card to share")
        verbose_name_plural = _("cards to share")
        indexes = [models.Index(fields=["file"], name="card_file")]
        constraints = [models.UniqueConstraint(fields=["text", "size"], name="card_once_a_size")]

    def __str__(self):
        return self.get_size_display()
