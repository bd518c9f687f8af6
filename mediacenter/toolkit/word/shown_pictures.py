"""The pictures of a document as it shows them: what its writer cut away and turned.

Mammoth gives a picture and its alternative text, so that text carries the number of the picture
until it is read.
"""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from django.utils.translation import gettext_lazy as _

from mediacenter.toolkit.pictures import Framing

from .xml import attribute, child, local, within

MARK = "word-picture:"
TITLE = "{urn:schemas-microsoft-com:office:office}title"
WHOLE = 100_000  # thousandths of a percent
DEGREE = 60_000
OLD_WHOLE = 65_536
SIDES = ("left", "top", "right", "bottom")
YES = {"1", "true"}
# Shapes that show a picture to its corners, or nearly.
RECTANGULAR = re.compile(r"rect|(round|snip)\w*Rect")
OUTLINED = _("It is cut to a shape, which is not kept here. Cut it to a rectangle.")
UNCLEAR = _("How it is cut or turned is not understood. Save it as a picture of its own.")


@dataclass(frozen=True, slots=True)
class Shown:
    """`refusal` says why a picture cannot be shown as its writer shows it; else it is None."""

    name: str
    alt: str
    framing: Framing | None = None
    refusal: str | None = None


def mark_pictures(body, shown: list[Shown]) -> None:
    """Number the pictures of a part of a document, and note how each is shown."""
    for element in list(within(body)):
        name = local(element)
        if name in {"inline", "anchor"}:
            described = child(element, "docPr")
            picture = child(element, "graphic", "graphicData", "pic")
            if picture is not None and described is not None:
                shown.append(of_drawing(picture, described))
                described.set("descr", f"{MARK}{len(shown) - 1}")
        for place, held in enumerate(list(element)):
            relation = attribute(held, "id") if local(held) == "imagedata" else None
            if relation is not None:
                shown.append(of_old_drawing(held, element))
                element[place] = drawing_of(relation, f"{MARK}{len(shown) - 1}")


def drawing_of(relation, mark):
    """The picture of an old drawing as a new one, whose text mammoth hands on."""
    office = "http://schemas.openxmlformats.org"
    drawing = f"{{{office}/drawingml/2006/main}}"
    inline = ElementTree.Element(f"{{{office}/drawingml/2006/wordprocessingDrawing}}inline")
    ElementTree.SubElement(inline, inline.tag.replace("}inline", "}docPr")).set("descr", mark)
    data = ElementTree.SubElement(
        ElementTree.SubElement(inline, f"{drawing}graphic"), f"{drawing}graphicData"
    )
    picture = ElementTree.SubElement(data, f"{{{office}/drawingml/2006/picture}}pic")
    fill = ElementTree.SubElement(picture, picture.tag.replace("}pic", "}blipFill"))
    blip = ElementTree.SubElement(fill, f"{drawing}blip")
    blip.set(f"{{{office}/officeDocument/2006/relationships}}embed", relation)
    return inline


def number_of(alt_text) -> int | None:
    mark, _colon, number = (alt_text or "").partition(MARK)
    return int(number) if not mark and number.isdecimal() else None


def pictures_drawn(body) -> int:
    """How many pictures a part of a document has, those that mammoth does not read among them."""
    return sum(local(one) in {"blip", "imagedata"} for one in within(body))


def of_drawing(picture, described) -> Shown:
    alt = described.get("descr") or described.get("title") or ""
    file_name = attribute(child(picture, "nvPicPr", "cNvPr"), "name") or ""
    name = file_name if "." in file_name else alt or described.get("name") or ""
    properties = child(picture, "spPr")
    outline = attribute(child(properties, "prstGeom"), "prst") or "rect"
    if child(properties, "custGeom") is not None or not RECTANGULAR.fullmatch(outline):
        return Shown(name, alt, refusal=OUTLINED)
    cut, turned = child(picture, "blipFill", "srcRect"), child(properties, "xfrm")
    try:
        framing = Framing(
            **{side: share(attribute(cut, side[0])) for side in SIDES},
            is_mirrored=attribute(turned, "flipH") in YES,
            is_upside_down=attribute(turned, "flipV") in YES,
            degrees=int(attribute(turned, "rot") or 0) / DEGREE,
        )
    except ValueError:
        return Shown(name, alt, refusal=UNCLEAR)
    return Shown(name, alt, framing)


def of_old_drawing(image, shape) -> Shown:
    alt = shape.get("alt") or image.get(TITLE) or ""
    style = {
        name.strip().lower(): value.strip()
        for name, _colon, value in (one.partition(":") for one in shape.get("style", "").split(";"))
    }
    flipped = style.get("flip", "")
    try:
        framing = Framing(
            **{side: share_of_old(image.get(f"crop{side}")) for side in SIDES},
            is_mirrored="x" in flipped,
            is_upside_down="y" in flipped,
            degrees=degrees_of_old(style.get("rotation")),
        )
    except ValueError:
        return Shown(alt, alt, refusal=UNCLEAR)
    return Shown(alt, alt, framing)


def share(written: str | None) -> float:
    """A share of a side: "50000" or, in the other dialect, "50%"."""
    if written is None:
        return 0
    return float(written[:-1]) / 100 if written.endswith("%") else int(written) / WHOLE


def share_of_old(written: str | None) -> float:
    """A share of a side: "0.5", "50%", or "32768f", of which 65536 are the whole."""
    if not written:
        return 0
    if written.endswith("f"):
        return int(written[:-1]) / OLD_WHOLE
    return float(written[:-1]) / 100 if written.endswith("%") else float(written)


def degrees_of_old(written: str | None) -> float:
    """Degrees: "90", or "5898240fd", of which 65536 are one."""
    if not written:
        return 0
    return int(written[:-2]) / OLD_WHOLE if written.endswith("fd") else float(written)
