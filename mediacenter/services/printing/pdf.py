"""Prints a document as PDF/A-2a and PDF/UA-1, the same bytes for the same document."""

import base64
import json
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from .document import MalformedDocument, TooManyRows, blocks_of, numbered
from .printable import printable
from .qr_code import with_codes
from .schema import check
from .typesetter import TEMPLATE_FAILED

TEMPLATES = Path(__file__).parent / "typst"
TYPESETTER = Path(__file__).parent / "typesetter.py"
PICTURE_DOTS = 200  # an inch
OUT_OF_TIME = {-signal.SIGALRM, -signal.SIGXCPU}


@dataclass(frozen=True)
class Printed:
    """A PDF, and the places of the document where characters or links were lost."""

    content: bytes
    replaced: list[str]


class PrintFailed(Exception):
    """No PDF came out. ``cause`` is for the log, ``code`` for the words to the reader:

    ``malformed`` the document breaks the schema, ``too_many_rows`` it is over the row budget,
    ``template`` Typst refused or warned, ``timeout`` it took too long, ``crashed`` the child
    ended otherwise, most likely out of its memory, ``killed`` somebody or the kernel ended it,
    which says nothing about the document: it may be printed at the next try.
    """

    def __init__(self, code, cause):
        super().__init__(f"{code}: {cause}")
        self.code, self.cause = code, cause


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
    seconds = seconds or settings.TYPST_SECONDS
    order = {
        "document": with_codes(ready),
        "template": str(templates / "document.typ"),
        "root": str(templates),
        "timestamp": int(moment.timestamp()),
        "seconds": seconds,
        "memory": memory or settings.TYPST_MEMORY,
    }
    pdf = _typeset(order, beat=beat, seconds=seconds, folder=templates)
    from .finishing import finished  # which loads a library that only printing needs

    return Printed(finished(pdf, ready), replaced)


def draw_charts(document, *, beat=None):
    """The charts of a Document as pictures (PNG), in their order. Raises PrintFailed."""
    ready, _replaced = printable(document)
    charts = [block for _place, block in blocks_of(ready) if block["kind"] == "chart"]
    if not charts:
        return []
    order = {
        "document": {
            "charts": charts,
            "labels": ready["labels"],
            "language": ready["language"],
        },
        "template": str(TEMPLATES / "pictures.typ"),
        "root": str(TEMPLATES),
        "dots_an_inch": PICTURE_DOTS,
        "seconds": settings.TYPST_SECONDS,
        "memory": settings.TYPST_MEMORY,
    }
    made = _typeset(
        order, beat=beat, seconds=settings.TYPST_SECONDS, folder=TEMPLATES, beginning=b"["
    )
    return [base64.b64decode(one) for one in json.loads(made)]


def _typeset(order, *, beat, seconds, folder, beginning=b"%PDF"):
    child = subprocess.Popen(  # noqa: S603 - our own file, no word of the document in the call
        [sys.executable, "-I", str(TYPESETTER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env={},
    )
    with child:
        try:
            pdf, complaint = _wait(child, json.dumps(order).encode(), beat=beat, seconds=seconds)
        finally:
            child.kill()
    cause = complaint.decode(errors="replace").strip()[-4_000:]
    if child.returncode == TEMPLATE_FAILED:
        raise PrintFailed("template", cause)
    if child.returncode in OUT_OF_TIME:
        raise PrintFailed("timeout", f"stopped after {seconds} s")
    if child.returncode == -signal.SIGKILL:
        raise PrintFailed("killed", "ended by a signal from outside")
    if child.returncode or not pdf.startswith(beginning):
        raise PrintFailed("crashed", f"ended with {child.returncode}: {cause}")
    return pdf


def _wait(child, order, *, beat, seconds):
    end = time.monotonic() + seconds
    while True:
        try:
            return child.communicate(order, timeout=min(1, max(end - time.monotonic(), 0.01)))
        except subprocess.TimeoutExpired:
            order = None  # communicate takes the input once
            if time.monotonic() >= end:
                raise PrintFailed("timeout", f"stopped after {seconds} s") from None
            if beat:
                beat()
