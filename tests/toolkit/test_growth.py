"""The work of what reads typed text grows no faster than the text: by ratio, not by seconds."""

import datetime as dt
import io
import re
import time
import unicodedata
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from mediacenter.services.calendars.events import feed
from mediacenter.toolkit import (
    documents,
    grids,
    language,
    link_keys,
    links,
    phones,
    picture_files,
    plain_text,
    richtext,
    when,
    words,
)
from mediacenter.toolkit.tables import columns, reading, workbook
from publications.articles import merging
from publications.plan.feed import event_of_note
from publications.plan.models import DayNote
from publications.social.sharing import networks
from unions.models import Organization

FASTEST_GROWTH = 25  # of ten times as much; work that grows as the square is at 100


def spent(work, text):
    began = time.process_time()
    work(text)
    return time.process_time() - began


def grows_no_faster(work, piece, times):
    """Whether ten times as much text takes no more than some ten times as much of the processor.

    Once of three times is enough: whatever else the machine does only makes work longer.
    """
    return any(
        spent(work, piece * times * 10 + "x") < FASTEST_GROWTH * max(spent(work, little), 1e-3)
        for little in [piece * times + "x"] * 3
    )


def sanitized_or_refused(text):
    with suppress(ValidationError):
        richtext.sanitize(text)


def brought_to_one_order(text):
    unicodedata.normalize("NFC", plain_text.lines(text))


def named_and_sorted(text):
    """As a name goes: through the door of plain text first."""
    language.sort_key(plain_text.line(text))
    language.slug_for(plain_text.line(text))


def day_note(text):
    """A line of a calendar, folded."""
    today = dt.date(2026, 3, 12)
    note = DayNote(
        pk=1,
        organization=Organization(name_kk="a"),
        words=text,
        starts_on=today,
        ends_on=today,
        sequence=0,
        changed_at=timezone.now(),
    )
    feed([event_of_note(note)], name="plan")


def refused_or_taken(work):
    def read(text):
        with suppress(ValidationError):
            work(text)

    return read


def text_table(text):
    heading = columns.Columns(lambda: {"name": "name", "link": "link"})
    content = f"name,link\n{text}".encode()
    reading.read_table(io.BytesIO(content), columns=heading, most_rows=100_000)


phone = refused_or_taken(phones.read_phone)
date = refused_or_taken(when.read_when)
cell_of_a_grid = refused_or_taken(grids.NumberCell(max_value=10**10).clean)
table = refused_or_taken(text_table)


@refused_or_taken
def scan(text):
    content = b"%PDF-1.7\n" + text.encode("latin-1")
    documents.pdf_or_picture(io.BytesIO(content))


def column_named(text):
    workbook.column_of(text, 0)


def heading(text):
    columns.Columns(dict).name_of(text)


def bare_jpeg(text):
    picture_files.bare(b"\xff\xd8\xff" + text.removesuffix("x").encode("latin-1"))


def bare_png(text):
    picture_files.bare(b"\x89PNG\r\n\x1a\n" + text.removesuffix("x").encode("latin-1"))


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
        (bare_png, "\0\0\0\0iCCP\0\0\0\0"),
        (bare_png, "\0\0\0\0tEXt\0\0\0\0"),
        (scan, "endobj"),
        (scan, "<" * 10),
        (phone, "7"),
        (phone, " ("),
        (phone, " ext"),
        (date, "1"),
        (date, " - "),
        (date, "1.2"),
        (cell_of_a_grid, "1 "),
        (cell_of_a_grid, "9"),
        (named_and_sorted, "9"),
        (named_and_sorted, "9a"),
        (named_and_sorted, "\u0315\u0301"),
        (named_and_sorted, "ә "),
        (words.words_in, "a."),
        (table, '"'),
        (table, '""'),
        (table, '"a",'),
        (table, ","),
        (table, ";,|\t"),
        (table, "\n"),
        (table, "a,b\n"),
        (day_note, "a"),
        (day_note, "ә"),
        (day_note, ";,\\\n"),
    ],
)
def test_ten_times_as_much_is_no_more_than_ten_times_the_work(work, piece):
    assert grows_no_faster(work, piece, 2_000)


@pytest.mark.parametrize(
    "piece",
    [")", "».", ");", "/", "%D1%91", "%25", "&utm_a=b", "&a=b", "a.", "?", "#", " ", "\u0301"],
)
@pytest.mark.parametrize("begins", ["https://site.kz/", "https://t.me/", "https://site.kz/?a=b"])
def test_ten_times_as_long_a_link_is_no_more_than_ten_times_the_work(begins, piece):
    """What lies behind the last letter counts, too: so none is put there."""

    def pasted(text):
        with suppress(links.NotALink):
            links.normalize(text.removesuffix("x"))
        link_keys.link_key(text.removesuffix("x"))

    longest = (links.MOST_ENTERED - len(begins)) // len(piece)
    assert grows_no_faster(lambda text: pasted(begins + text), piece, longest // 10)


def test_ten_times_as_many_rewritten_blocks_are_merged_with_ten_times_the_work():
    assert grows_no_faster(rewritten_throughout, "<p>a b</p>", 95)


def test_what_grows_as_the_square_is_found_out():
    assert not grows_no_faster(re.compile(r"\s*\n").search, " ", 800)
