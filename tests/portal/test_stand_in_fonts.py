"""Until the site's own fonts have come, the page takes the room that it will take with them."""

import io
import re
from pathlib import Path

import pymupdf_fonts
import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from mediacenter.portal.fonts import FACES

CSS = (Path(settings.BASE_DIR) / "static/css/site.css").read_text()
WORDS = (
    "Кәсіподақ ұйымдарының төрағаларына арналған семинар аяқталды. "
    "Карагандинская областная организация работников просвещения и науки."
)


def room(face):
    font = TTFont(io.BytesIO(pymupdf_fonts.myfont(face)))
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    width = sum(advances[glyphs[ord(letter)]][0] for letter in WORDS)
    return width / font["head"].unitsPerEm, font["hhea"].ascent / font["head"].unitsPerEm


def stand_ins(weight):
    """{family: its rule}."""
    rules = re.findall(r'@font-face \{ font-family: "(Near [^"]+)"; ([^}]*)\}', CSS)
    return {family: rule for family, rule in rules if f"font-weight: {weight};" in rule}


def percent(rule, name):
    return float(re.search(rf"{name}: ([\d.]+)%", rule)[1]) / 100


@pytest.mark.parametrize(
    ("weight", "ours", "theirs"),
    [("400", "regular.woff2", "notos"), ("600 700", "bold.woff2", "notosbo")],
)
def test_a_stand_in_is_as_wide_and_high_as_the_font_that_comes(weight, ours, theirs):
    width, ascent = room(FACES[ours])
    width_of_stand_in, _ascent = room(theirs)
    rule = stand_ins(weight)["Near Noto Sans"]
    assert width_of_stand_in * percent(rule, "size-adjust") == pytest.approx(width, rel=0.01)
    for rule in stand_ins(weight).values():
        high = percent(rule, "size-adjust") * percent(rule, "ascent-override")
        assert high == pytest.approx(ascent, rel=0.01)


def test_every_stand_in_is_asked_for_before_the_fonts_of_the_system():
    asked = re.search(r"--sans: (.*?);", CSS)[1].replace('"', "").split(", ")
    near = [family for family in asked if family.startswith("Near ")]
    assert near == list(stand_ins("400")) == list(stand_ins("600 700"))
    assert asked.index("system-ui") > asked.index(near[-1])
