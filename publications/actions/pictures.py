"""Pictures from upload to the sizes that the public gets.

The original is stored re-encoded and private. One size is made at once, so that the picture can
be shown from its first moment; a task makes the others, and a sweeper those whose task was lost.
"""

import logging
from functools import partial

from celery import current_app
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from kombu.exceptions import OperationalError

from mediacenter.toolkit import pictures
from publications.models import ArticleText, Picture, Rendition, RenditionFormat
from publications.models.picture import rendition_path
from unions.models.journal import log

logger = logging.getLogger(__name__)

FIRST_WIDTH = 960  # px; the editor shows it, and a body of text holds it
AT_ONCE = 50  # pictures a round of the sweeper


class PictureInUse(Exception):
    """The picture stands in a text or on an article and is not deleted."""


@transaction.atomic
def upload_picture(*, file, organization, by=None, **fields):
    """Store a picture of an organization and make its first size; return the Picture.

    `file` is open and binary, or what `pictures.reencode` has made of such a file; `fields` are
    columns of Picture (alt_kk, caption_ru, author ...). Raises ValidationError, worded for the
    sender, and PermissionDenied.
    """
    picture = Picture(organization=organization, uploaded_by=by, **fields)
    if by is not None and not by.has_perm("publications.add_picture", picture):
        raise PermissionDenied
    encoded = file if isinstance(file, pictures.Encoded) else pictures.reencode(file)
    picture.original = ContentFile(encoded.content, name=f"picture.{encoded.extension}")
    try:
        with transaction.atomic():
            picture.save()
            make(picture, encoded.content, RenditionFormat.WEBP, [FIRST_WIDTH])
            log(by, "uploaded", picture)
    except BaseException:
        picture.original.storage.delete(picture.original.name)
        raise
    transaction.on_commit(partial(hand_over, picture.pk))
    return picture


def hand_over(picture_id):
    """Put the rest into the queue; while it is away, the sweeper finds the picture later."""
    try:
        current_app.send_task("publications.tasks.make_renditions", args=[picture_id])
    except (OperationalError, OSError) as error:
        logger.warning("The queue did not take picture %s: %s", picture_id, error)


@transaction.atomic
def make_renditions(*, picture_id):
    """Make the public sizes that a picture lacks; return how many were made.

    Safe to repeat and to run twice at once. A worker killed in between leaves at most files,
    which the next attempt overwrites.
    """
    picture = Picture.objects.select_for_update(no_key=True).get(pk=picture_id)
    there = set(picture.renditions.values_list("format", "width"))
    lacking = {
        name: [width for width in picture.rendition_widths() if (name, width) not in there]
        for name in RenditionFormat
    }
    if not any(lacking.values()):
        return 0
    with picture.original.open() as original:
        content = original.read()
    return sum(make(picture, content, name, widths) for name, widths in lacking.items() if widths)


def make(picture, content, name, widths):
    made = pictures.renditions(content, widths=widths, image_format=name.upper())
    for width, encoded in made.items():
        height = max(1, round(picture.height * width / picture.width))
        rendition = Rendition(picture=picture, width=width, height=height, format=name)
        path = rendition_path(rendition, "")
        rendition.file.storage.delete(path)  # of an attempt that was lost
        rendition.file.save(path, ContentFile(encoded))
    return len(made)


def make_missing_renditions():
    """Hand over pictures whose sizes are still lacking, the newest first; return their number."""
    lacking = Picture.objects.lacking_renditions().order_by("-pk")[:AT_ONCE]
    keys = list(lacking.values_list("pk", flat=True))
    for picture_id in keys:
        hand_over(picture_id)
    return len(keys)


@transaction.atomic
def delete_picture(*, picture_id, by=None):
    """Delete a picture with its files. Raises PictureInUse while an article shows it."""
    picture = Picture.objects.select_for_update().get(pk=picture_id)
    if by is not None and not by.has_perm("publications.delete_picture", picture):
        raise PermissionDenied
    if is_used(picture):
        raise PictureInUse
    files = [rendition.file for rendition in picture.renditions.all()] + [picture.original]
    log(by, "deleted", picture, original=picture.original.name)
    picture.delete()
    transaction.on_commit(lambda: [file.storage.delete(file.name) for file in files])


def is_used(picture):
    shown = ArticleText.objects.filter(body__contains=picture.public_token[2:])
    return picture.covers.exists() or shown.exists()
