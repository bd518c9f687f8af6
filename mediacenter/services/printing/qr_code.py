"""QR codes as rows of modules, for the templates to draw."""

import segno

from .document import blocks_of

LONGEST = 300  # characters: more gives modules too small for a phone on paper


def modules_of(url):
    """The code of an address: rows of "1" for dark and "0" for light, without the quiet zone.

    A fifteenth of it may be unreadable ("M").
    """
    code = segno.make(url, micro=False, error="m", boost_error=False)
    return ["".join("1" if module else "0" for module in row) for row in code.matrix]


def with_codes(document):
    """The document, in whose codes stand their ``modules``; it is changed in place."""
    for _place, block in blocks_of(document):
        if block["kind"] == "qr_code":
            block["modules"] = modules_of(block["url"])
    return document


def picture_of(url):
    """The code as the address of a picture (data:), dark on light with its quiet zone."""
    code = segno.make(url, micro=False, error="m", boost_error=False)
    return code.svg_data_uri(scale=6, border=4, dark="#000", light="#fff")
