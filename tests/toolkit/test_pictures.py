"""Only the picture itself is kept of what somebody sends as a picture."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from PIL import Image, ImageCms, PngImagePlugin

from mediacenter.toolkit import pictures
from mediacenter.toolkit.pictures import reencode, renditions


def drawn(width=64, height=48, mode="RGB", colour=None):
    """A picture whose left half differs from its right half, so that turning it shows."""
    image = Image.new(mode, (width, height), colour if colour is not None else "navy")
    if colour is None:
        image.paste("gold", (0, 0, width // 2, height))
    return image


def saved(image, image_format, **options):
    stream = io.BytesIO()
    image.save(stream, image_format, **options)
    stream.seek(0)
    return stream


def opened(encoded):
    image = Image.open(io.BytesIO(encoded.content))
    image.load()
    return image


def refusal(file):
    with pytest.raises(ValidationError) as refused:
        reencode(file)
    return refused.value


def red_is_blue():
    """A profile that swaps the two."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"?XYZ").replace(b"bXYZ", b"rXYZ")
    return swapped.replace(b"?XYZ", b"bXYZ")


def png_header(width, height):
    def chunk(kind, body):
        checksum = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + checksum

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 100_000))
    return b"\x89PNG\r\n\x1a\n" + header + pixels + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("kind", "extension"),
    [("JPEG", "jpg"), ("PNG", "png"), ("GIF", "png"), ("WEBP", "webp"), ("AVIF", "webp")],
)
def test_the_usual_kinds_are_taken(kind, extension):
    encoded = reencode(saved(drawn(), kind))
    image = opened(encoded)
    assert (encoded.extension, encoded.width, encoded.height) == (extension, 64, 48)
    assert (image.size, image.format) == ((64, 48), encoded.format)
    red, _green, blue = image.convert("RGB").getpixel((8, 8))
    assert red > 200
    assert blue < 60


@pytest.mark.parametrize("name", ["photo.jpg", "PHOTO.JPEG", "photo.jfif", "blob", ""])
def test_a_name_may_end_in_any_spelling_of_the_kind_or_in_none(name):
    file = saved(drawn(), "JPEG")
    file.name = name
    assert reencode(file).content_type == "image/jpeg"


@pytest.mark.parametrize("name", ["photo.png", "photo.jpg.php", "photo.exe", "photo.svg", "a.heic"])
def test_a_name_that_ends_in_something_else_is_refused_with_the_right_ending(name):
    error = refusal(SimpleUploadedFile(name, saved(drawn(), "JPEG").read(), "image/png"))
    assert error.code == "wrong_name"
    assert error.params["right"] == ".jpg"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_no_word_that_came_with_the_picture_is_left(kind):
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (49.8, 4.0, 0.0)
    options = {"exif": exif, "icc_profile": b"Secret profile" * 20}
    if kind == "JPEG":
        options["comment"] = b"Secret comment"
    if kind == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Author", "Secret author")
    if kind == "WEBP":
        options["xmp"] = b"<x:xmpmeta>Secret place</x:xmpmeta>"
    source = saved(drawn(), kind, **options)
    assert b"Secret" in source.getvalue()
    encoded = reencode(source)
    assert b"Secret" not in encoded.content
    assert not opened(encoded).getexif()
    assert set(opened(encoded).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density",
                                         "progressive", "progression", "loop", "background",
                                         "timestamp", "duration"}  # fmt: skip


def test_a_photo_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned a quarter to the right
    encoded = reencode(saved(drawn(64, 48), "JPEG", exif=exif))
    assert (encoded.width, encoded.height) == (48, 64)
    top, bottom = (opened(encoded).getpixel((24, y)) for y in (8, 56))
    assert top[0] > 200
    assert bottom[0] < 60


def test_colours_of_another_profile_are_converted_before_it_is_dropped():
    image = opened(reencode(saved(drawn(colour="red"), "PNG", icc_profile=red_is_blue())))
    assert image.getpixel((8, 8)) == pytest.approx((0, 0, 255), abs=3)


def archive():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        written.writestr("run.class", b"1")
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
@pytest.mark.parametrize(
    "hidden",
    [b"<script>alert(1)</script>", b"<?PHP system($_GET[1]) ?>", b"<!DOCTYPE html>", archive()],
)
def test_a_picture_that_is_another_file_as_well_is_refused(kind, hidden):
    behind = io.BytesIO(saved(drawn(), kind).read() + hidden)
    assert refusal(behind).code == "polyglot"


def test_another_file_within_a_comment_is_refused():
    for hidden in (b"<script>alert(1)</script>", b"%PDF-1.4 1 0 obj"):
        assert refusal(saved(drawn(), "JPEG", comment=hidden)).code == "polyglot"


def test_the_film_that_a_phone_puts_behind_a_photo_is_dropped():
    film = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 50
    content = reencode(io.BytesIO(saved(drawn(), "JPEG").read() + film)).content
    assert b"ftypmp42" not in content


def test_paint_for_printing_becomes_light_for_screens():
    encoded = reencode(saved(drawn().convert("CMYK"), "JPEG"))
    image = opened(encoded)
    assert image.mode == "RGB"
    assert image.getpixel((8, 8))[0] > 200


@pytest.mark.parametrize("kind", ["PNG", "GIF"])
def test_a_palette_with_a_transparent_colour_stays_transparent(kind):
    image = Image.new("P", (10, 10), 1)
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.paste(0, (0, 0, 5, 10))
    result = opened(reencode(saved(image, kind, transparency=0)))
    assert result.mode == "RGBA"
    assert result.getpixel((2, 2))[3] == 0
    assert result.getpixel((8, 8)) == (0, 0, 255, 255)


def test_grey_with_transparency_and_sixteen_bits_keep_their_tones():
    faint = opened(reencode(saved(drawn(8, 8, "LA", (100, 50)), "PNG")))
    assert faint.getpixel((1, 1)) == (100, 100, 100, 50)
    deep = opened(reencode(saved(Image.new("I;16", (8, 8), 128 * 256), "PNG")))
    assert deep.getpixel((1, 1)) == (128, 128, 128)


def test_a_profile_holds_for_the_colours_of_a_palette_too():
    image = opened(
        reencode(saved(drawn(colour="red").quantize(4), "PNG", icc_profile=red_is_blue()))
    )
    assert image.getpixel((8, 8)) == pytest.approx((0, 0, 255), abs=3)


def test_an_opaque_alpha_channel_is_not_kept():
    assert opened(reencode(saved(drawn(mode="RGBA"), "PNG"))).mode == "RGB"


def test_one_pixel_is_a_picture():
    encoded = reencode(saved(drawn(1, 1, colour="red"), "PNG"))
    assert (encoded.width, encoded.height) == (1, 1)
    assert set(renditions(encoded.content)) == {1}


def test_a_strip_of_film_keeps_at_least_one_pixel_of_height():
    encoded = reencode(saved(drawn(9000, 2), "PNG"))
    assert (encoded.width, encoded.height) == (pictures.LONGEST_SIDE, 1)
    assert set(renditions(encoded.content)) == {480, 960, 1600}


def test_two_shots_in_one_file_of_a_phone_give_the_first():
    file = saved(drawn(), "MPO", save_all=True, append_images=[drawn(colour="red")])
    encoded = reencode(file)
    assert encoded.extension == "jpg"
    assert opened(encoded).getpixel((60, 8))[2] > 100


@pytest.mark.parametrize(
    "drawing",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a -->\n<SVG onload='x()'/>",
    ],
)
def test_svg_is_refused_by_name(drawing):
    assert refusal(io.BytesIO(drawing)).code == "svg"


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"%PDF-1.7", b"<html>", b"\0" * 5000, saved(drawn(), "BMP").getvalue(),
     saved(drawn(), "TIFF").getvalue(), b"%!PS-Adobe-3.0 EPSF-3.0"],
)  # fmt: skip
def test_what_is_no_picture_for_the_web_is_refused(content):
    assert refusal(SimpleUploadedFile("a.png", content)).code == "not_a_picture"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_cut_off_in_the_middle_is_refused(kind):
    whole = saved(Image.effect_noise((300, 300), 90).convert("RGB"), kind).getvalue()
    assert refusal(io.BytesIO(whole[: len(whole) // 2])).code in {"damaged", "not_a_picture"}


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_moving_pictures_are_refused(kind):
    file = saved(drawn(), kind, save_all=True, append_images=[drawn(colour="red")], duration=50)
    assert refusal(file).code == "animated"


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_small_file_that_unfolds_to_gigabytes_is_refused_unread():
    for width, height in ((8000, 8000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)):
        bomb = png_header(width, height)
        assert refusal(io.BytesIO(bomb)).code in {"too_many_pixels", "not_a_picture"}


def test_a_jpeg_that_is_drawn_over_and_over_is_refused_undrawn():
    """Each scan is a few bytes and minutes of drawing: 15 MB of them would take hours."""
    whole = saved(drawn(4000, 4000), "JPEG", progressive=True).getvalue()
    last = whole[whole.rindex(b"\xff\xda") : -2]
    file = io.BytesIO(whole[:-2] + last * 100_000 + b"\xff\xd9")
    assert refusal(file).code == "damaged"


def test_a_file_over_the_limit_is_refused_without_being_read_whole(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", 100)
    file = saved(drawn(), "PNG")
    error = refusal(file)
    assert error.code == "too_large"
    assert file.tell() == 101


def test_the_refusal_is_said_in_the_language_of_the_person():
    with override("en"):
        message = refusal(io.BytesIO(b"x")).messages[0]
    assert message == "This is not a picture of a known kind: JPEG, PNG, WebP, AVIF, HEIC or GIF."


def test_renditions_are_narrower_copies_and_never_enlarged():
    content = reencode(saved(drawn(1200, 800), "JPEG")).content
    made = renditions(content)
    sizes = {width: Image.open(io.BytesIO(file)).size for width, file in made.items()}
    assert sizes == {480: (480, 320), 960: (960, 640), 1200: (1200, 800)}
    assert {Image.open(io.BytesIO(file)).format for file in made.values()} == {"WEBP"}


def test_a_jpeg_rendition_shows_transparency_as_white():
    clear = reencode(saved(drawn(20, 20, "RGBA", (255, 0, 0, 0)), "PNG")).content
    (file,) = renditions(clear, image_format="JPEG").values()
    image = Image.open(io.BytesIO(file))
    assert image.format == "JPEG"
    assert image.getpixel((5, 5)) == pytest.approx((255, 255, 255), abs=2)
