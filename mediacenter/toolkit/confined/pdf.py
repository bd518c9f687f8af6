"""Judges a PDF from stdin by its structure: what its objects are and do, wherever they lie.

A word in a text is no program, and a name may be spelled in many ways and packed into a stream of
objects: so it is asked of a parser of PDF. Exit codes: 0 plain, 2 not a whole PDF, 3 locked by a
password, 4 it acts or holds a file, 5 it has more parts than can be looked through.
"""

import io
import sys

BROKEN, LOCKED, ACTIVE, TOO_MANY_PARTS = 2, 3, 4, 5
MOST_OBJECTS = 150_000  # a newspaper of 60 pages has some 5,000
MOST_PARTS = 1_500_000  # entries of all objects together
DEEPEST = 100  # within one object

# ISO 32000-2, 12.6.4: what runs, opens or fetches something; going to a page or a link does not.
ACTIONS = {
    "/JavaScript", "/Launch", "/GoToE", "/ImportData", "/SubmitForm", "/Rendition", "/Movie",
    "/Sound", "/RichMediaExecute", "/GoTo3DView",
}  # fmt: skip
ACTIVE_KEYS = {"/JS", "/EF", "/RichMediaContent", "/XFA"}
ACTIVE_KINDS = {
    "/EmbeddedFile", "/RichMedia", "/FileAttachment", "/Movie", "/Sound", "/Screen", "/3D",
}  # fmt: skip
UNASKED = {"/OpenAction", "/AA"}  # done without anybody's click: going to a page may be
AT_MOST = {"/GoTo", "/Named"}


class Refused(Exception):
    """`code` is that of the exit."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def judge(content):
    """Return once a PDF is found plain. Raises Refused, and whatever the parser says."""
    import pikepdf

    try:
        pdf = pikepdf.open(io.BytesIO(content), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Refused(LOCKED) from error
    with pdf:
        if len(pdf.objects) > MOST_OBJECTS:
            raise Refused(TOO_MANY_PARTS)
        left = [MOST_PARTS]
        for held in (*pdf.objects, pdf.trailer):
            look_through(held, left, pikepdf)
        if not len(pdf.pages):
            raise Refused(BROKEN)


def look_through(held, left, pikepdf, depth=0, is_unasked=False):
    """Refuse an object that acts or holds a file; `left` is how many parts may still be seen.

    Other objects that it names are looked through by themselves.
    """
    if not isinstance(held, (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)):
        return
    left[0] -= len(held.keys() if not isinstance(held, pikepdf.Array) else held)
    if left[0] < 0 or depth > DEEPEST:
        raise Refused(TOO_MANY_PARTS)
    if isinstance(held, pikepdf.Array):
        parts = [("", part) for part in held]
    else:
        parts = list(held.items())
        refuse_what_acts(held, {key for key, _part in parts}, is_unasked)
    for key, part in parts:
        is_there = isinstance(part, pikepdf.Object)
        if is_there and (key in UNASKED or not part.is_indirect):
            look_through(part, left, pikepdf, depth + 1, key in UNASKED)


def refuse_what_acts(held, keys, is_unasked):
    does = str(held.get("/S", ""))
    kinds = {str(held.get(key, "")) for key in ("/Type", "/Subtype")}
    if does in ACTIONS or kinds & ACTIVE_KINDS or keys & ACTIVE_KEYS:
        raise Refused(ACTIVE)
    if is_unasked and does and does not in AT_MOST:
        raise Refused(ACTIVE)


def main():
    try:
        judge(sys.stdin.buffer.read())
    except Refused as refusal:
        return refusal.code
    except Exception:  # noqa: BLE001  whatever a parser fed by strangers says
        return BROKEN
    return 0


if __name__ == "__main__":
    sys.exit(main())
