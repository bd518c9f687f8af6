"""Pictures with the rows of their renditions; the files themselves are not there."""

from datetime import UTC, date, datetime, time

from mediacenter.toolkit.pictures import card_height
from publications.pictures.models import Picture, Rendition, RenditionFormat, Shape

from .copying import copy_in
from .words import MARK

ARTICLES_A_PICTURE = 10
SIZES = ((1600, 1000), (1600, 1200), (960, 960), (480, 320))


def fill_pictures(scale, tree, owners, say):
    """Return the keys of the pictures: each tenth article's organization has one more."""
    pictures = list(pictures_of(scale, tree, owners[::ARTICLES_A_PICTURE]))
    say(f"pictures: {copy_in(Picture, pictures)}")
    say(f"renditions: {copy_in(Rendition, renditions_of(pictures))}")
    return [picture.pk for picture in pictures]


def pictures_of(scale, tree, owners):
    rng = scale.rng("pictures")
    first, last = scale.days
    for key, owner in enumerate(owners, start=1):
        width, height = rng.choice(SIZES)
        day = date.fromordinal(rng.randint(first, last))
        yield Picture(
            pk=key,
            organization_id=owner,
            original=f"pictures/synthetic-{key}.jpg",
            token=f"{rng.getrandbits(128):032x}",
            width=width,
            height=height,
            author=MARK["ru"],
            uploaded_by_id=tree.desks[owner],
            uploaded_at=datetime.combine(day, time(12, tzinfo=UTC)),
            **{f"alt_{language}": f"№\u00a0{key} ({mark})" for language, mark in MARK.items()},
        )


def renditions_of(pictures):
    for picture in pictures:
        for shape in Shape:
            for width in picture.rendition_widths(shape):
                height = round(picture.height * width / picture.width)
                for form in RenditionFormat:
                    yield Rendition(
                        picture_id=picture.pk,
                        shape=shape,
                        width=width,
                        height=card_height(width) if shape == Shape.CARD else height,
                        format=form,
                        file=f"pictures/synthetic-{picture.pk}-{shape}-{width}.{form}",
                    )
