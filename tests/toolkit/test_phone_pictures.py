"""Photos as phones and programs write them: with films, texts, profiles and broken notes."""

import io
import struct
import zlib
from pathlib import Path

import pillow_heif
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from mediacenter.toolkit.picture_files import bare
from mediacenter.toolkit.pictures import Encoded, Framing, reencode
from tests.toolkit.test_pictures import drawn, opened, red_is_blue, refusal, saved

CASES = Path(__file__).parent.parent / "cases"
MEGABYTE = 1024 * 1024


def heic(image=None, **options):
    stream = io.BytesIO()
    pillow_heif.from_pillow(image or drawn()).save(stream, quality=90, **options)
    return stream.getvalue()


def is_gold(pixel):
    return pixel[0] > 180 and pixel[2] < 80


@pytest.mark.parametrize(
    ("name", "size"),
    [("exif_min.jpg", (48, 64)), ("motion_min.jpg", (64, 48)), ("png_itxt_min.png", (64, 48))],
)
def test_what_phones_and_programs_write_is_taken_upright_and_stripped(name, size):
    encoded = reencode(io.BytesIO((CASES / name).read_bytes()))

    assert (encoded.width, encoded.height) == size
    assert b"ftyp" not in encoded.content
    assert not opened(encoded).getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("below", [0, -1])
def test_a_fraction_of_nothing_in_the_notes_of_a_camera_loses_no_picture(kind, below):
    notes = struct.pack("<HHLL", 0x0112, 3, 1, 6) + struct.pack("<HHLL", 0x011A, 10, 1, 38)
    exif = b"Exif\0\0II*\0" + struct.pack("<LH", 8, 2) + notes + b"\0" * 4
    encoded = reencode(saved(drawn(), kind, exif=exif + struct.pack("<ll", -1, below)))

    assert (encoded.width, encoded.height) == (48, 64)
    assert is_gold(opened(encoded).convert("RGB").getpixel((24, 8)))


def png_with(kind, body):
    whole = saved(drawn(colour="red"), "PNG").getvalue()
    checksum = struct.pack(">I", zlib.crc32(kind + body))
    return whole[:33] + struct.pack(">I", len(body)) + kind + body + checksum + whole[33:]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (b"tEXt", lambda: b"Comment\0" + b"a" * 2 * MEGABYTE),
        (b"zTXt", lambda: b"Comment\0\0" + zlib.compress(b"a" * 70 * MEGABYTE)),
        (b"iCCP", lambda: b"a\0\0" + zlib.compress(b"a" * 70 * MEGABYTE)),
        (b"iCCP", lambda: b"a\0\0broken"),
    ],
)
def test_megabytes_of_text_or_profile_are_left_behind(kind, body):
    image = opened(reencode(io.BytesIO(png_with(kind, body()))))

    assert image.getpixel((8, 8)) == (255, 0, 0)


def test_only_the_first_profile_of_a_picture_is_unfolded():
    first, second = (b"a\0\0" + zlib.compress(bytes([n]) * MEGABYTE) for n in (1, 2))
    one = png_with(b"iCCP", first)
    kept = bare(one[: 45 + len(first)] + png_with(b"iCCP", second)[33:])

    assert first in kept
    assert second not in kept


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_profile_of_two_megabytes_still_tells_the_colours(kind):
    profile = red_is_blue() + bytes(2 * MEGABYTE)
    profile = struct.pack(">I", len(profile)) + profile[4:]
    image = opened(reencode(saved(drawn(colour="red"), kind, icc_profile=profile)))

    assert image.convert("RGB").getpixel((8, 8)) == pytest.approx((0, 0, 255), abs=6)


def test_how_the_camera_was_held_is_read_from_the_notes_of_a_program_too():
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("XML:com.adobe.xmp", '<x:xmpmeta tiff:Orientation="6"/>')
    assert reencode(saved(drawn(), "PNG", pnginfo=notes)).width == 48


# --- HEIC ---


def test_the_photo_of_an_iphone_becomes_a_jpeg():
    file = io.BytesIO(heic())
    file.name = "IMG_0001.HEIC"
    encoded = reencode(file)

    assert (encoded.extension, encoded.width, encoded.height) == ("jpg", 64, 48)
    assert is_gold(opened(encoded).getpixel((8, 24)))
    assert not is_gold(opened(encoded).getpixel((56, 24)))


def test_a_photo_of_an_iphone_held_sideways_stands_upright_without_its_notes():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Secret Camera"
    content = heic(exif=exif.tobytes())
    assert b"Secret" in content
    encoded = reencode(io.BytesIO(content))

    assert b"Secret" not in encoded.content
    assert encoded.width < encoded.height
    assert is_gold(opened(encoded).getpixel((24, 8)))


def test_the_colours_of_an_iphone_are_converted():
    image = drawn(colour="red")
    image.info["icc_profile"] = red_is_blue()
    assert opened(reencode(io.BytesIO(heic(image)))).getpixel((8, 8))[2] > 200


def test_several_photos_in_one_file_give_the_first_of_them():
    several = pillow_heif.from_pillow(drawn(colour="red"))
    several.add_from_pillow(drawn(colour="blue"))
    stream = io.BytesIO()
    several.save(stream, quality=90, primary_index=1)
    assert opened(reencode(stream)).getpixel((8, 8))[2] > 200


def test_a_photo_of_an_iphone_over_the_limit_is_refused_undrawn():
    content = heic(drawn(8000, 64))
    wide = content.replace(struct.pack(">II", 8000, 64), struct.pack(">II", 8000, 8000))
    assert wide != content
    assert refusal(io.BytesIO(wide)).code == "too_many_pixels"


@pytest.mark.parametrize("cut", [20, 300, 1000])
def test_a_broken_photo_of_an_iphone_is_refused(cut):
    assert refusal(io.BytesIO(heic(Image.effect_noise((90, 90), 90))[:cut])).code == "damaged"


def test_a_decoder_that_takes_all_memory_is_stopped(monkeypatch):
    monkeypatch.setattr("django.conf.settings.READER_MEMORY", 2**25)
    assert refusal(io.BytesIO(heic())).code == "damaged"


# --- What a document shows of a picture ---


def quarters():
    """Gold, red above navy, white."""
    image = Image.new("RGB", (80, 40))
    for number, colour in enumerate(["gold", "red", "navy", "white"]):
        left, top = 40 * (number % 2), 20 * (number // 2)
        image.paste(colour, (left, top, left + 40, top + 20))
    return image


def corner_of(file, framing):
    image = opened(reencode(file, framing)).convert("RGB")
    return image.size, image.getpixel((0, 0))


@pytest.mark.parametrize(
    ("framing", "size", "corner"),
    [
        (Framing(left=0.5), (40, 40), (255, 0, 0)),
        (Framing(top=0.5, right=0.5), (40, 20), (0, 0, 128)),
        (Framing(left=0.5, degrees=90), (40, 40), (255, 255, 255)),
        (Framing(degrees=90), (40, 80), (0, 0, 128)),
        (Framing(is_mirrored=True), (80, 40), (255, 0, 0)),
        (Framing(is_upside_down=True), (80, 40), (0, 0, 128)),
        (Framing(left=-0.5, top=-2), (80, 40), (255, 215, 0)),
        (Framing(left=1, top=0.9, bottom=0.9), (1, 1), (255, 255, 255)),
    ],
)
def test_a_picture_is_cut_and_turned_as_a_document_shows_it(framing, size, corner):
    found, pixel = corner_of(saved(quarters(), "PNG"), framing)
    assert (found, pixel) == (size, corner)


def test_what_a_document_cuts_away_is_measured_in_the_file_and_not_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    file = saved(quarters(), "PNG", exif=exif)
    # in the file the right half is red above white; upright white lies to the left
    assert corner_of(file, Framing(left=0.5)) == ((40, 40), (255, 255, 255))
    assert corner_of(file, Framing(left=0.5, degrees=180)) == ((40, 40), (255, 255, 255))


# --- Whatever somebody sends ---


def whole(kind):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x011A] = 72.0
    return saved(drawn(), kind, exif=exif, icc_profile=profile).getvalue()


WHOLE = [whole(kind) for kind in ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "MPO")]
edits = st.lists(
    st.tuples(st.floats(0, 1), st.one_of(st.binary(min_size=1, max_size=8), st.none())), max_size=6
)


def edited(content, changes):
    """The bytes with pieces written over; None cuts the rest off."""
    content = bytearray(content)
    for place, piece in changes:
        at = int(place * len(content))
        if piece is None:
            del content[at:]
        else:
            content[at : at + len(piece)] = piece
    return bytes(content)


def given_picture_or_refusal(content):
    try:
        return isinstance(reencode(io.BytesIO(content)), Encoded)
    except ValidationError as refusal:
        return bool(refusal.code and refusal.messages)


@given(st.sampled_from(WHOLE), edits)
@settings(max_examples=300, deadline=None)
def test_a_picture_changed_anywhere_gives_a_picture_or_a_refusal(content, changes):
    assert given_picture_or_refusal(edited(content, changes))


@given(edits)
@settings(max_examples=12, deadline=None)
def test_a_photo_of_an_iphone_changed_anywhere_gives_a_picture_or_a_refusal(changes):
    assert given_picture_or_refusal(edited(heic(), changes))
