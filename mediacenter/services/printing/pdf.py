"""Prints a document as PDF/A-2a and PDF/UA-1, the same bytes for the same document."""

import base64
import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from .document import MalformedDocument, TooManyRows, blocks_of, numbered
from .printable import printable
from .qr_code import with_codes
from .schema import check
from .typesetting import PrintFailed, typeset

TEMPLATES = Path(__file__).parent / "typst"
PICTURE_DOTS = 200  # an inch


@dataclass(frozen=True)
class Printed:
    """A PDF, and the places of the document where characters or links were lost."""

    content: bytes
    replaced: list[str]


def print_pdf(
    document, *, moment, beat=None, seconds=None, memory=None, templates=TEMPLATES
) -> Printed:
    """Print a document; ``moment``, an aware datetime, is the date that the PDF carries.

    ``beat`` is called about once a second while the child works. ``seconds`` bound the wall clock,
    ``memory`` the child's address space in bytes; without them TYPST_SECONDS and TYPST_MEMORY do.
    Raises PrintFailed.
    """
    try:
        check(document)
    except TooManyRows as refusal:
        raise PrintFailed("too_many_rows", str(refusal)) from refusal
    except MalformedDocument as refusal:
        raise PrintFailed("malformed", str(refusal)) from refusal
    ready, replaced = printable(numbered(document))
    order = {
        "document": as_text(with_codes(ready)),
        "template": str(templates / "document.typ"),
        "root": str(templates),
        "timestamp": int(moment.timestamp()),
        "seconds": seconds or settings.TYPST_SECONDS,
    }
    pdf = typeset(order, beat=beat, folder=templates, memory=memory or settings.TYPST_MEMORY)
    from .finishing import finished  # which loads a library that only printing needs

    return Printed(finished(pdf, ready), replaced)


def draw_charts(document, *, beat=None):
    """The charts of a Document as pictures (PNG), in their order. Raises PrintFailed."""
    ready, _replaced = printable(document)
    charts = [block for _place, block in blocks_of(ready) if block["kind"] == "chart"]
    if not charts:
        return []
    order = {
        "document": as_text(
            {"charts": charts, "labels": ready["labels"], "language": ready["language"]}
        ),
        "template": str(TEMPLATES / "pictures.typ"),
        "root": str(TEMPLATES),
        "dots_an_inch": PICTURE_DOTS,
        "seconds": settings.TYPST_SECONDS,
    }
    made = typeset(order, beat=beat, folder=TEMPLATES, memory=settings.TYPST_MEMORY)
    return [base64.b64decode(one) for one in json.loads(made)]


def as_text(document):
    return json.dumps(document, ensure_ascii=False)
