"""The work of what reads typed text grows no faster than the text: by ratio, not by seconds."""

import re
import time
import unicodedata
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError

from mediacenter.toolkit import picture_files, plain_text, richtext
from mediacenter.toolkit.tables import columns, workbook
from publications import merging
from publications.sharing import networks

FASTEST_GROWTH = 25  # of ten times as much; work that grows as the square is at 100


def spent(work, text):
    began = time.process_time()
    work(text)
    return time.process_time() - began


def growth(work, piece, times):
    """How many times more of the processor ten times as much text takes; the least of three."""
    return min(
        spent(work, piece * times * 10 + "x") / max(spent(work, piece * times + "x"), 1e-3)
        for _time in range(3)
    )


def sanitized_or_refused(text):
    with suppress(ValidationError):
        richtext.sanitize(text)


def brought_to_one_order(text):
    unicodedata.normalize("NFC", plain_text.lines(text))


def column_named(text):
    workbook.column_of(text, 0)


def heading(text):
    columns.Columns(dict).name_of(text)


def bare_jpeg(text):
    picture_files.bare(b"\xff\xd8\xff" + text.removesuffix("x").encode("latin-1"))


def rewritten_throughout(markup):
    base = merging.blocks_of(markup)
    mine, theirs = ([f"{block}{who}" for block in base] for who in "mt")
    merging.merge_blocks("body", base, [*mine, "more"], [*theirs, "more"])


@pytest.mark.parametrize(
    ("work", "piece"),
    [
        (plain_text.line, " "),
        (plain_text.line, " \n"),
        (plain_text.lines, "\r"),
        (brought_to_one_order, "\u0315\u0301"),
        (networks.weight_on_x, "a"),
        (networks.weight_on_x, "a."),
        (networks.weight_on_x, "-"),
        (richtext._PICTURE_ELSEWHERE.findall, "<img "),
        (sanitized_or_refused, "<b>"),
        (sanitized_or_refused, "<"),
        (sanitized_or_refused, "&" * 10),
        (sanitized_or_refused, "&a" * 5),
        (sanitized_or_refused, "&#"),
        (sanitized_or_refused, "&#xA0;"),
        (sanitized_or_refused, "<div>"),
        (sanitized_or_refused, "<ul><li>"),
        (sanitized_or_refused, "<ul><li><p>a</p></li></ul>"),
        (sanitized_or_refused, "<p "),
        (sanitized_or_refused, "<p><!--"),
        (sanitized_or_refused, "<p a='\""),
        (richtext.legible, "<"),
        (merging.squeezed, "<"),
        (merging.squeezed, ' a="b"'),
        (merging.blocks_of, "<p "),
        (column_named, "A"),
        (heading, "\u0315\u0301"),
        (bare_jpeg, "\xff"),
        (bare_jpeg, "\xff\xda\x00\x02"),
    ],
)
def test_ten_times_as_much_is_no_more_than_ten_times_the_work(work, piece):
    assert growth(work, piece, 2_000) < FASTEST_GROWTH


def test_ten_times_as_many_rewritten_blocks_are_merged_with_ten_times_the_work():
    assert growth(rewritten_throughout, "<p>a b</p>", 95) < FASTEST_GROWTH


def test_what_grows_as_the_square_is_found_out():
    assert growth(re.compile(r"\s*\n").search, " ", 2_000) > FASTEST_GROWTH
