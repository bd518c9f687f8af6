"""Pictures from upload to the sizes that the public gets.

The original is stored re-encoded and private. One size is made at once, so that the picture can
be shown from its first moment; a task makes the others, and a sweeper those whose task was lost.
"""

import logging
import time
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import PurePath

from celery import current_app
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from mediacenter.services.journal.actions import log
from mediacenter.toolkit import pictures
from mediacenter.toolkit.permissions import demand
from mediacenter.toolkit.pictures import card_size
from mediacenter.toolkit.storing import overwrite, write
from publications.pictures.models import Picture, Rendition, RenditionFormat, Shape
from publications.pictures.use import may_caption, picture_goes
from unions.access import require
from unions.actions import put_in_bin
from unions.deletion_registry import deletes

logger = logging.getLogger(__name__)

FIRST_WIDTH = 960  # px; the editor shows it, and a body of text holds it
AT_ONCE = 50  # pictures a round of the sweeper
MOST_AN_HOUR = 500  # pictures of one user
PATIENCE = 20  # seconds that a request may take for many pictures


class PictureInUse(Exception):
    """The picture stands in public texts that somebody may not change."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """`stored` are Pictures; `refused` says of each other file its name and why."""

    stored: list
    refused: list[tuple[str, str]]


def upload_pictures(*, files, organization, by=None, **fields):
    """Store many pictures of an organization, each by itself: a bad one does not lose the others.

    What is not reached in time is refused as well, to be sent again. `fields` are columns of
    Picture that they share. Returns Uploaded. Raises PermissionDenied.
    """
    stored, refused, begun = [], [], time.monotonic()
    for file in files:
        if (stored or refused) and time.monotonic() - begun > PATIENCE:
            refused.append((file.name, _("There was no time left for it. Please send it again.")))
            continue
        try:
            stored.append(upload_picture(file=file, organization=organization, by=by, **fields))
        except ValidationError as refusal:
            refused.append((file.name, " ".join(refusal.messages)))
    return Uploaded(stored, refused)


@transaction.atomic
def upload_picture(*, file, organization, by=None, **fields):
    """Store a picture of an organization and make its first size; return the Picture.

    `file` is open and binary, or what `pictures.reencode` has made of such a file; `fields` are
    columns of Picture (alt_kk, caption_ru, author ...). The name of the file is kept for whoever
    looks for it. Raises ValidationError, worded for the sender, and PermissionDenied.
    """
    fields.setdefault("file_name", name_of(file))
    picture = Picture(organization=organization, uploaded_by=by, **fields)
    demand(by, "publications.add_picture", picture)
    refuse_too_many(by)
    encoded = file if isinstance(file, pictures.Encoded) else pictures.reencode(file)
    write(picture.original, f"picture.{encoded.extension}", encoded.content)
    picture.width, picture.height = encoded.width, encoded.height
    picture.save()
    make(picture, encoded.content, RenditionFormat.WEBP, [FIRST_WIDTH])
    log(by, "picture.uploaded", picture)
    transaction.on_commit(partial(hand_over, picture.pk))
    return picture


def name_of(file):
    """The last part of the name that a file was sent under, in so many letters as are kept."""
    most = Picture._meta.get_field("file_name").max_length
    return PurePath(getattr(file, "name", None) or "").name[-most:]


def refuse_too_many(by):
    lately = Picture.objects.filter(uploaded_at__gt=timezone.now() - timedelta(hours=1))
    if by is not None and lately.filter(uploaded_by=by).count() >= MOST_AN_HOUR:
        raise ValidationError(
            _("You have sent %(limit)s pictures within an hour. Please go on a little later."),
            params={"limit": MOST_AN_HOUR},
        )


def hand_over(picture_id):
    """Put the rest into the queue; while it is away, the sweeper finds the picture later."""
    try:
        current_app.send_task("publications.pictures.tasks.make_renditions", args=[picture_id])
    except (OperationalError, OSError) as error:
        logger.warning("The queue did not take picture %s: %s", picture_id, error)


@transaction.atomic
def make_renditions(*, picture_id):
    """Make the public sizes that a picture lacks; return how many were made.

    Safe to repeat and to run twice at once. A worker killed in between leaves at most files,
    which the next attempt overwrites.
    """
    picture = Picture.objects.select_for_update(no_key=True).get(pk=picture_id)
    there = set(picture.renditions.values_list("shape", "format", "width"))
    lacking = {
        (shape, name): [
            width for width in picture.rendition_widths(shape) if (shape, name, width) not in there
        ]
        for shape in Shape
        for name in pictures.FORMATS
    }
    if not any(lacking.values()):
        return 0
    with picture.original.open() as original:
        content = original.read()
    return sum(
        make(picture, content, name, widths, shape)
        for (shape, name), widths in lacking.items()
        if widths
    )


def make(picture, content, name, widths, shape=Shape.WHOLE):
    focal = (picture.focal_x, picture.focal_y) if shape == Shape.CARD else None
    size = card_size(picture.width, picture.height) if focal else (picture.width, picture.height)
    made = pictures.renditions(content, widths=widths, image_format=name.upper(), focal=focal)
    for width, encoded in made.items():
        height = max(1, round(size[1] * width / size[0]))
        rendition = Rendition(picture=picture, shape=shape, width=width, height=height, format=name)
        overwrite(rendition.file, encoded)
        rendition.save()
    return len(made)


@transaction.atomic
def set_focal_point(*, picture_id, x, y, by=None):
    """Say what of a picture a card must show: a point in percent from the left and the top.

    The crops around the former point go; until the new ones are made, cards show the whole.
    """
    picture = Picture.objects.select_for_update(no_key=True).get(pk=picture_id)
    demand(by, "publications.change_picture", picture)
    if (picture.focal_x, picture.focal_y) == (x, y):
        return picture
    picture.focal_x, picture.focal_y = x, y
    picture.full_clean(validate_unique=False)
    picture.save(update_fields=["focal_x", "focal_y"])
    outdated = picture.renditions.filter(shape=Shape.CARD)
    files = [rendition.file for rendition in outdated]
    outdated.delete()
    log(by, "picture.focal_point_set", picture, x=x, y=y)
    transaction.on_commit(lambda: [file.storage.delete(file.name) for file in files])
    transaction.on_commit(partial(hand_over, picture.pk))
    return picture


def make_missing_renditions():
    """Hand over pictures whose sizes are still lacking, the newest first; return their number."""
    lacking = Picture.objects.lacking_renditions().order_by("-pk")[:AT_ONCE]
    keys = list(lacking.values_list("pk", flat=True))
    for picture_id in keys:
        hand_over(picture_id)
    return len(keys)


@deletes(Picture)
@transaction.atomic
def delete_picture(*, picture_id, by=None):
    """Put a picture into the bin: it is off the site at once, wherever it stands.

    Returns the BinEntry. Raises PictureInUse to whoever may not change a public text that shows
    it. Locks: what picture_goes takes, picture.
    """
    picture_goes(picture_id)
    picture = Picture.objects.select_for_update().get(pk=picture_id)
    require(by, "delete", picture)
    if by is not None and not may_caption(by, picture):
        raise PictureInUse
    return put_in_bin(record=picture, by=by, original=picture.original.name)
