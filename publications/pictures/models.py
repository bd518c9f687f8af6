import secrets

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Case, Count, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.authorship import done_by
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.pictures import CARD_WIDTHS, FORMATS, WIDTHS, card_height, card_size
from mediacenter.toolkit.storing import RandomName, private_storage, public_address
from mediacenter.toolkit.words import words_index

# What a picture is found by: what it shows, whose it is, what its file was called.
SOUGHT = (*in_each("alt", "caption"), "author", "file_name")


def new_token():
    return secrets.token_hex(16)


def rendition_path(rendition, filename):
    """A name that tells nothing, but is the same in every attempt to make the rendition."""
    picture = rendition.picture
    token = picture.token
    extension = {"avif": "avif", "webp": "webp", "jpeg": "jpg"}[rendition.format]
    # another focal point makes another file: nobody's browser keeps showing the old crop
    cut = f"{picture.focal_x}x{picture.focal_y}-" if rendition.shape == Shape.CARD else ""
    return f"pictures/{token[:2]}/{token[2:]}-{cut}{rendition.width}.{extension}"


rendition_path.folder = "pictures"


class PictureQuerySet(models.QuerySet):
    def lacking_renditions(self):
        """Pictures that do not have every shape and size in every format (yet)."""
        wanted = Value(2)
        for width in sorted(WIDTHS)[:-1]:
            wanted += Case(When(width__gt=width, then=1), default=0)
        for width in sorted(CARD_WIDTHS)[:-1]:
            wider = {"width__gt": width, "height__gt": card_height(width)}
            wanted += Case(When(**wider, then=1), default=0)
        counted = self.order_by().annotate(made=Count("renditions"))
        return counted.filter(made__lt=wanted * len(FORMATS))


class Picture(models.Model):
    """A re-encoded picture without metadata. The public gets renditions, not the original."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="pictures",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    original = models.ImageField(
        pgettext_lazy("field", "picture"),
        storage=private_storage,
        upload_to=RandomName("originals"),
        width_field="width",
        height_field="height",
    )
    # what the names of its renditions begin with; the original's own name stays secret
    token = models.CharField(max_length=32, default=new_token, unique=True, editable=False)
    width = models.PositiveIntegerField(_("width, px"), editable=False)
    height = models.PositiveIntegerField(_("height, px"), editable=False)
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What somebody who cannot see the picture needs to know."),
    )
    caption = models.CharField(pgettext_lazy("field", "caption"), max_length=300, blank=True)
    author = models.CharField(pgettext_lazy("field", "author"), max_length=150, blank=True)
    licence = models.CharField(pgettext_lazy("field", "licence"), max_length=100, blank=True)
    file_name = models.CharField(
        _("name of the file"), max_length=200, blank=True, editable=False, default=""
    )
    focal_x = models.PositiveSmallIntegerField(
        _("focal point from the left, %"), default=50, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point from the top, %"), default=50, validators=[MaxValueValidator(100)]
    )
    uploaded_by = done_by(editable=False)
    uploaded_at = models.DateTimeField(pgettext_lazy("field", "uploaded"), auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "picture")
        verbose_name_plural = pgettext_lazy("record", "pictures")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["original"],
                name="picture_original_once",
                violation_error_message=_("This file belongs to another picture."),
            ),
        ]
        indexes = [
            words_index(*SOUGHT, name="picture_words"),
            models.Index(fields=["-uploaded_at", "-id"], name="picture_newest_first"),
        ]

    def __str__(self):
        return self.alt or self.caption or f"{self.pk}"

    def rendition_widths(self, shape):
        """The widths in pixels that the public gets: never wider than the original."""
        if shape == Shape.CARD:
            widest, _height = card_size(self.width, self.height)
            return sorted({min(width, widest) for width in CARD_WIDTHS})
        return sorted({min(width, self.width) for width in WIDTHS})


class RenditionFormat(models.TextChoices):
    AVIF = "avif", "AVIF"
    WEBP = "webp", "WebP"
    JPEG = "jpeg", "JPEG"


class Shape(models.TextChoices):
    """The whole picture, or what a card shows of it: 16 by 9 around the focal point."""

    WHOLE = "whole"
    CARD = "card"


class Rendition(models.Model):
    """A picture in one shape, width and format, made outside the request."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")
    shape = models.CharField(max_length=5, choices=Shape, default=Shape.WHOLE)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    format = models.CharField(max_length=4, choices=RenditionFormat)
    file = models.FileField(upload_to=rendition_path)

    class Meta:
        verbose_name = pgettext_lazy("record", "rendition")
        verbose_name_plural = pgettext_lazy("record", "renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "shape", "width", "format"],
                name="rendition_once_a_size",
                violation_error_message=_("There is a rendition of this size already."),
            ),
            models.UniqueConstraint(
                fields=["file"],
                name="rendition_file_once",
                violation_error_message=_("This file belongs to another picture."),
            ),
        ]

    def __str__(self):
        return f"{self.width} px {self.format}"

    @property
    def address(self):
        return public_address(self.file)
