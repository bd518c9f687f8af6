"""Checks a document against its own type declarations, before paper is wasted on it."""

from functools import cache
from types import NoneType, UnionType
from typing import Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from .document import (
    ABSENT,
    ROW_BUDGET,
    Document,
    MalformedDocument,
    TooManyRows,
    blocks_of,
)
from .printable import safe_url
from .qr_code import LONGEST as LONGEST_CODE

IN_A_NEWSPAPER = {"paragraph", "list", "callout"}

_fields_of = cache(get_type_hints)


def check(document):
    """Raise MalformedDocument, naming the place, unless ``document`` is a Document."""
    check_shape(document, Document, "document")
    layout = document.get("layout", "book")
    if layout == "book" and (missing := ABSENT.keys() - {"layout"} - document.keys()):
        raise MalformedDocument(f"document: a book lacks {sorted(missing)}")
    if layout == "newspaper":
        _check_newspaper(document)
    if layout == "certificate" and not document.get("holder"):
        raise MalformedDocument("document: a certificate needs a holder")
    rows = 0
    for place, block in blocks_of(document):
        if layout == "newspaper" and block["kind"] not in IN_A_NEWSPAPER:
            raise MalformedDocument(f"{place}: no newspaper holds a {block['kind']}")
        if block["kind"] == "table":
            rows += len(block["rows"])
            _check_table(block, place)
        elif block["kind"] == "chart":
            _check_chart(block, place)
        elif block["kind"] == "tiles":
            _check_tiles(block, place)
        elif block["kind"] == "qr_code":
            _check_code(block, place)
        elif block["kind"] == "signature" and not {"signer", "place_date"} <= document.keys():
            raise MalformedDocument(f"{place}: a signature needs signer and place_date")
        elif block["kind"] in ("list", "tasks") and not block["items"]:
            raise MalformedDocument(f"{place}: a list without items")
    for number, section in enumerate(document["sections"]):
        if not section["heading"] and layout not in ("sheet", "certificate"):
            raise MalformedDocument(f"sections.{number}: a {layout} needs headings")
        if any("sections" in subsection for subsection in section.get("sections", [])):
            raise MalformedDocument(f"section «{section['heading']}»: sections nest once")
    if rows > ROW_BUDGET:
        raise TooManyRows(f"tables hold {rows} rows, {ROW_BUDGET} are allowed")


def _check_newspaper(newspaper):
    for name in ("key_figures", "appendices"):
        if newspaper.get(name):
            raise MalformedDocument(f"document: no newspaper holds {name}")
    if any(section.get("sections") for section in newspaper["sections"]):
        raise MalformedDocument("sections: no newspaper holds sections of sections")


def _check_table(table, place):
    width = len(table["columns"])
    if not width or any(column["share"] <= 0 for column in table["columns"]):
        raise MalformedDocument(f"{place}: a table needs columns with shares above 0")
    for number, row in enumerate(table["rows"]):
        if len(row) != width:
            raise MalformedDocument(f"{place}.rows.{number}: {len(row)} cells, {width} columns")


def _check_chart(chart, place):
    width = len(chart["categories"])
    if not width or not chart["series"] or not chart["alt"].strip():
        raise MalformedDocument(f"{place}: a chart needs categories, series and words (alt)")
    for number, series in enumerate(chart["series"]):
        if not len(series["values"]) == len(series["shown"]) == width:
            raise MalformedDocument(f"{place}.series.{number}: not one value a category")
        if any(value is not None and value < 0 for value in series["values"]):
            raise MalformedDocument(f"{place}.series.{number}: a value below 0")


def _check_tiles(tiles, place):
    places = {(tile["column"], tile["row"]) for tile in tiles["tiles"]}
    if not places or len(places) < len(tiles["tiles"]) or not tiles["alt"].strip():
        raise MalformedDocument(f"{place}: a map needs tiles, each in its place, and words (alt)")
    if len(tiles["scale"]) != 2 or any(
        tile["step"] is not None and not 1 <= tile["step"] <= 5 for tile in tiles["tiles"]
    ):
        raise MalformedDocument(f"{place}: a map has five shades, and words for both ends")


def _check_code(code, place):
    if not safe_url(code["url"]) or len(code["url"]) > LONGEST_CODE or not code["alt"].strip():
        raise MalformedDocument(f"{place}: a code needs a whole address and words (alt)")


def check_shape(value, kind, place):
    """Raise MalformedDocument unless `value` is what `kind`, a TypedDict or a part of one, says."""
    origin = get_origin(kind)
    if is_typeddict(kind):
        _check_fields(value, kind, place)
    elif origin is list:
        if not isinstance(value, list):
            raise MalformedDocument(f"{place}: a list is needed, not {value!r}")
        for number, item in enumerate(value):
            check_shape(item, get_args(kind)[0], f"{place}.{number}")
    elif origin is Literal:
        if value not in get_args(kind):
            raise MalformedDocument(f"{place}: {value!r} is none of {get_args(kind)}")
    elif origin in (Union, UnionType):
        check_shape(value, _choose(value, get_args(kind), place), place)
    elif not _is_plain(value, kind):
        raise MalformedDocument(f"{place}: {value!r} is no {kind.__name__}")


def _check_fields(value, kind, place):
    if not isinstance(value, dict):
        raise MalformedDocument(f"{place}: a {kind.__name__} is needed, not {value!r}")
    hints = _fields_of(kind)
    if missing := kind.__required_keys__ - value.keys():
        raise MalformedDocument(f"{place}: {kind.__name__} lacks {sorted(missing)}")
    if unknown := value.keys() - hints.keys():
        raise MalformedDocument(f"{place}: {kind.__name__} has no {sorted(unknown)}")
    for name, item in value.items():
        check_shape(item, hints[name], f"{place}.{name}")


def _choose(value, kinds, place):
    """Which of the alternatives is meant: a block says so by its kind."""
    if value is None and NoneType in kinds:
        return NoneType
    if isinstance(value, dict) and "kind" in value:
        for kind in kinds:
            if is_typeddict(kind) and value["kind"] in get_args(_fields_of(kind)["kind"]):
                return kind
        raise MalformedDocument(f"{place}: no block is of the kind {value['kind']!r}")
    return next(kind for kind in kinds if kind is not NoneType)


def _is_plain(value, kind):
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
