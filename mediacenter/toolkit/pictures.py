"""Pictures as they may be published: decoded and encoded anew, with nothing else in the file.

A new encoding is what drops the place where a photo was taken, the program hidden behind the
last pixel, and the name that promises another kind of file.
"""

import base64
import io
import json
import re
import threading
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, PngImagePlugin, features

from .confined import read_confined
from .confined.heic import MOST_PIXELS, TOO_MANY_PIXELS
from .picture_files import MOST_PROFILE, bare, scans

MOST_BYTES = 15 * 1024 * 1024
MOST_SCANS = 60  # of a JPEG; a dozen is usual, and each is drawn over the whole picture
LONGEST_SIDE = 3200  # px; enough for a printed page, and below what WebP can hold
WIDTHS = (480, 960, 1600)  # px
CARD_WIDTHS = (480, 960)  # px, of what a card shows of a picture
CARD_SIDES = (16, 9)

# What the public may get, the smallest files first; AVIF where Pillow was built with it.
FORMATS = (*(("avif",) if features.check("avif") else ()), "webp", "jpeg")

# For the choosers of files; not every system knows the kind of a photo of an iPhone.
ACCEPTED = "image/jpeg,image/png,image/webp,image/avif,image/gif,image/heic,image/heif,.heic,.heif"

KINDS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
_SAVED_AS = {"JPEG": "JPEG", "HEIC": "JPEG", "PNG": "PNG", "GIF": "PNG"}  # the others as WebP
_EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}
_OPTIONS = {
    "JPEG": {"quality": 85, "progressive": True, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 82, "method": 4},
    "AVIF": {"quality": 60, "speed": 8},
}
_ENDINGS = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "AVIF": (".avif",),
    "GIF": (".gif",),
    "HEIC": (".heic", ".heif", ".hif"),
}
_HEIC = re.compile(rb"....ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)", re.DOTALL)
_BRANDS = 64  # bytes, in which a file of that family says what else it is
_PAGE_OR_PROGRAM = re.compile(rb"<\?php|<script|<html|<!doctype html", re.IGNORECASE)
_PDF_BEGINS_WITHIN = 1024  # bytes
_SRGB = ImageCms.createProfile("sRGB")
_ORIENTATION = 0x0112  # the tag of EXIF that says how the camera was held
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# A decoded picture and what is made of it take some 500 MB: one at a time in each process.
_one_at_a_time = threading.Lock()

# Second line behind the check of the size in `_opened`: Pillow refuses twice this by itself.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
PngImagePlugin.MAX_TEXT_CHUNK = MOST_PROFILE  # Pillow bounds profiles by it, too


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture file: `content` in bytes, `width` and `height` in pixels as seen upright."""

    content: bytes
    width: int
    height: int
    format: str

    @property
    def extension(self) -> str:
        return _EXTENSIONS[self.format]

    @property
    def content_type(self) -> str:
        return f"image/{self.format.lower()}"


@dataclass(frozen=True, slots=True)
class Framing:
    """What a document shows of a picture: its edges, each moved inward by a fraction of the side,
    then mirrored left to right or top to bottom, then turned clockwise.
    """

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0
    is_mirrored: bool = False
    is_upside_down: bool = False
    degrees: float = 0

    @property
    def turns(self) -> bool:
        return bool(self.is_mirrored or self.is_upside_down or self.degrees % 360)


def reencode(file, framing: Framing | None = None) -> Encoded:
    """Return the picture in an open binary file, upright, in sRGB, without any metadata.

    What it is follows from its content; a name that says otherwise is refused. JPEG stays JPEG and
    HEIC becomes it, PNG and GIF become PNG, WebP and AVIF become WebP; sides are at most
    LONGEST_SIDE pixels. What `framing` cuts away is nowhere in the file. Raises ValidationError,
    worded for the person who sent it.
    """
    content = _read(file)
    try:
        with _one_at_a_time:
            image = _decoded(content, enough=(LONGEST_SIDE, LONGEST_SIDE))
            _refuse_what_hides(content)
            _refuse_wrong_name(getattr(file, "name", None), image.format)
            target = _SAVED_AS.get(image.format, "WEBP")
            image = _plain(image, framing)
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
            return _encoded(image, target)
    except ValidationError:
        raise
    except Exception as error:  # a decoder fed by strangers fails in many ways, all the same here
        raise _damaged() from error


def renditions(
    content: bytes, *, widths=WIDTHS, image_format="WEBP", focal=None
) -> dict[int, bytes]:
    """Return the picture at several widths: {width in pixels: file}, never enlarged.

    A picture narrower than a wanted width comes once, at its own. `image_format` is "AVIF",
    "WEBP", or "JPEG" for readers of old (transparency turns white). With `focal`, a point in
    percent from the left and from the top, it is cropped around it to the sides of a card.
    """
    with _one_at_a_time:
        image = _plain(_decoded(content))
        if focal is not None:
            image = image.crop(card_box(image.width, image.height, focal))
        made = {}
        for width in sorted({min(width, image.width) for width in widths}):
            height = max(1, round(image.height * width / image.width))
            resized = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)
            made[width] = _encoded(resized, image_format).content
        return made


def card_height(width: int) -> int:
    return width * CARD_SIDES[1] // CARD_SIDES[0]


def card_size(width: int, height: int) -> tuple[int, int]:
    """The largest card, in pixels, that a picture of this size holds."""
    across, down = CARD_SIDES
    if width * down > height * across:
        return max(1, height * across // down), height
    return width, max(1, card_height(width))


def card_box(width: int, height: int, focal) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of that card, as near around the focal point as edges allow."""
    across, down = card_size(width, height)
    left = min(max(0, round(width * focal[0] / 100 - across / 2)), width - across)
    top = min(max(0, round(height * focal[1] / 100 - down / 2)), height - down)
    return left, top, left + across, top + down


def _read(file) -> bytes:
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValidationError(
            _("The picture is larger than %(limit)s. Make it smaller and send it again."),
            code="too_large",
            params={"limit": filesizeformat(MOST_BYTES)},
        )
    return content


def _decoded(content: bytes, enough=None) -> Image.Image:
    """The picture in memory; a JPEG may be decoded smaller, where sides of `enough` px suffice."""
    if _HEIC.match(content) and b"avif" not in content[:_BRANDS]:
        return _decoded_heic(content)
    content = bare(content)
    image = _opened(content)
    if getattr(image, "is_animated", False):
        raise ValidationError(
            _("Animated pictures are not accepted. Save one frame of it as a picture."),
            code="animated",
        )
    image.verify()
    image = Image.open(io.BytesIO(content), formats=KINDS)
    if enough is not None:
        image.draft(None, enough)
    image.load()
    return image


def _decoded_heic(content: bytes) -> Image.Image:
    answer = read_confined("heic", content)
    if answer.code == TOO_MANY_PIXELS:
        raise _too_many_pixels()
    if answer.code:
        raise _damaged()
    header, _end, pixels = answer.content.partition(b"\n")
    header = json.loads(header)
    image = Image.frombytes(header["mode"], tuple(header["size"]), pixels)
    image.format = "HEIC"
    image.info["icc_profile"] = base64.b64decode(header["profile"])
    return image


def _opened(content: bytes) -> Image.Image:
    if b"<svg" in content[:2048].lower():
        raise ValidationError(
            _("SVG drawings are not accepted, because they can carry programs. Save it as PNG."),
            code="svg",
        )
    try:
        image = Image.open(io.BytesIO(content), formats=KINDS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except Exception as error:  # see reencode
        raise ValidationError(
            _("This is not a picture of a known kind: JPEG, PNG, WebP, AVIF, HEIC or GIF."),
            code="not_a_picture",
        ) from error
    if image.width * image.height > MOST_PIXELS:
        raise _too_many_pixels()
    if image.format == "JPEG" and scans(content) > MOST_SCANS:
        raise _damaged()
    return image


def _refuse_what_hides(content: bytes) -> None:
    """Refuse a picture that is a page, a program, a PDF or an archive as well."""
    if (
        _PAGE_OR_PROGRAM.search(content)
        or b"%PDF-" in content[:_PDF_BEGINS_WITHIN]
        or zipfile.is_zipfile(io.BytesIO(content))
    ):
        raise ValidationError(
            _("Another file is hidden in this picture. Open it, save it again and send that."),
            code="polyglot",
        )


def _refuse_wrong_name(name: str | None, kind: str) -> None:
    endings = _ENDINGS[kind]
    ending = PurePath(name or "").suffix.lower()
    if ending and ending not in endings:
        raise ValidationError(
            _(
                "This is a picture of the kind %(kind)s, but its name ends in %(wrong)s. Let it end"
                " in %(right)s and send it again."
            ),
            code="wrong_name",
            params={"kind": kind, "wrong": ending, "right": endings[0]},
        )


def _damaged() -> ValidationError:
    return ValidationError(
        _("The picture is damaged and cannot be read to the end."), code="damaged"
    )


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("The picture has more than %(limit)s megapixels. Make it smaller and send it again."),
        code="too_many_pixels",
        params={"limit": MOST_PIXELS // 1_000_000},
    )


def _plain(image: Image.Image, framing: Framing | None = None) -> Image.Image:
    """Return the picture upright, as 8-bit RGB or RGBA in sRGB, with no metadata attached."""
    way_up = _UPRIGHT.get(_orientation(image))
    if image.mode == "P":  # a profile says nothing of a palette's numbers
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image = _in_srgb(image)
    if image.mode.startswith("I;16"):  # Pillow would cut 16 bits off at white instead of scaling
        image = image.point(lambda level: level / 256, "L")
    image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    if image.mode == "RGBA" and image.getchannel("A").getextrema()[0] == 255:
        image = image.convert("RGB")
    image.info = {}  # the savers would write comments and profiles found here
    if framing is not None:
        image = _cut(image, framing)
        if framing.turns:  # a document turns the pixels as they lie in the file
            return _turned(image, framing)
    return image if way_up is None else image.transpose(way_up)


def _orientation(image: Image.Image) -> int | None:
    try:
        return image.getexif().get(_ORIENTATION)
    except Exception:  # noqa: BLE001  the notes may be broken, and the picture whole
        return None


def _cut(image: Image.Image, framing: Framing) -> Image.Image:
    """The part within the edges; at least a pixel, and never more than there is."""
    width, height = image.size
    left = min(width - 1, round(width * max(0, framing.left)))
    top = min(height - 1, round(height * max(0, framing.top)))
    right = max(left + 1, width - round(width * max(0, framing.right)))
    bottom = max(top + 1, height - round(height * max(0, framing.bottom)))
    return image.crop((left, top, right, bottom))


def _turned(image: Image.Image, framing: Framing) -> Image.Image:
    if framing.is_mirrored:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if framing.is_upside_down:
        image = image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    corners = (255, 255, 255, 0)[: len(image.mode)]
    return image.rotate(-framing.degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=corners)


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "RGBA", "CMYK"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, source, _SRGB, outputMode=mode)
    except Exception:  # noqa: BLE001  see reencode
        return image  # a broken profile says nothing about the colours


def _encoded(image: Image.Image, image_format: str) -> Encoded:
    if image_format == "JPEG" and image.mode == "RGBA":
        on_white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(on_white, image).convert("RGB")
    stream = io.BytesIO()
    image.save(stream, image_format, **_OPTIONS[image_format])
    return Encoded(stream.getvalue(), image.width, image.height, image_format)
