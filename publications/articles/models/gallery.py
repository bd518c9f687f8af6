from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class GalleryPicture(models.Model):
    """A picture's place in an article's gallery."""

    article = models.ForeignKey(
        "publications.Article",
        models.CASCADE,
        related_name="gallery",
        verbose_name=pgettext_lazy("field", "article"),
    )
    picture = models.ForeignKey(
        "publications.Picture",
        models.CASCADE,
        related_name="gallery_places",
        verbose_name=pgettext_lazy("field", "picture"),
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("field", "No."), default=1)

    class Meta:
        verbose_name = _("picture of the gallery")
        verbose_name_plural = pgettext_lazy("record", "gallery")
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "picture"],
                name="gallery_picture_once",
                violation_error_message=_("This picture is in the gallery already."),
            )
        ]

    def __str__(self):
        return f"{self.picture}"
