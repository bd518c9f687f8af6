"""What stays together where a page ends: wherever on it a block happens to stand."""

from datetime import UTC, datetime

import pypdfium2

from mediacenter.services.printing import blocks
from mediacenter.services.printing.pdf import print_pdf

MOMENT = datetime(2026, 1, 15, tzinfo=UTC)
PLACES = range(60)
TEXT_BEGINS = 842 - 27 / 25.4 * 72  # points above the foot of the page


def sheet(*content, **more):
    return blocks.sheet(
        "Есеп",
        [blocks.section("", list(content))],
        language="kk",
        organization="Қарағанды облыстық кәсіподағы",
        signer={"post": "Төраға", "name": "А. Ракишева"},
        place_date="Қарағанды",
        **more,
    )


def pages_of(*content):
    pdf = pypdfium2.PdfDocument(print_pdf(sheet(*content), moment=MOMENT).content)
    return [page.get_textpage() for page in pdf]


def page_with(pages, words):
    (found,) = [number for number, page in enumerate(pages) if words in page.get_text_range()]
    return found


def parted(make, *words):
    """At which of the places the words of a group of blocks do not stand on one page.

    Between the groups stand texts of differing length, so that pages end within all of a group.
    """
    content = []
    for place in PLACES:
        content += [blocks.paragraph("Аралық. " * (12 + 7 * place % 40))] * 2 + make(place)
    pages = pages_of(*content)
    assert len(pages) > 6
    return [
        place
        for place in PLACES
        if len({page_with(pages, f"{word}{place:02}") for word in words}) > 1
    ]


def lead(place):
    return blocks.paragraph(f"Бастау{place:02}:")


def test_a_short_list_stays_whole_and_with_the_words_that_lead_to_it():
    def group(place):
        items = [f"бірінші{place:02}", "екінші", "үшінші", f"соңғы{place:02}"]
        return [lead(place), blocks.bullets(items)]

    assert parted(group, "Бастау", "бірінші", "соңғы") == []


def test_short_definitions_stay_whole_and_with_the_words_that_lead_to_them():
    def group(place):
        pairs = [(f"Бірінші{place:02}", "мән"), ("Екінші", "мән"), (f"Соңғы{place:02}", "мән")]
        return [lead(place), blocks.definitions(pairs)]

    assert parted(group, "Бастау", "Бірінші", "Соңғы") == []


def test_a_table_stays_with_the_sentence_above_it_and_its_note():
    def group(place):
        columns = [blocks.column("Баған", 1)]
        table = blocks.table(f"Атауы{place:02}", columns, [["мән"]], note=f"Ескерту{place:02}")
        return [lead(place), table]

    assert parted(group, "Бастау", "Атауы", "Ескерту") == []


def test_the_note_of_a_table_that_breaks_stands_with_its_caption():
    def group(place):
        rows = [["мән"]] * (9 + place % 7)
        columns = [blocks.column("Баған", 1)]
        return [blocks.table(f"Атауы{place:02}", columns, rows, note=f"Ескерту{place:02}")]

    assert parted(group, "Атауы", "Ескерту") == []


def test_a_remark_stays_with_the_sentence_that_it_is_about():
    def group(place):
        return [lead(place), blocks.missing(f"Мәлімет{place:02} ұсынылмаған.")]

    assert parted(group, "Бастау", "Мәлімет") == []


def test_nobody_signs_a_page_on_which_nothing_else_stands():
    def group(place):
        closing = blocks.paragraph(f"Қорытынды{place:02}.")
        return [blocks.tasks([f"міндет{place:02}"]), closing, {"kind": "signature"}]

    def signed(page):
        text = page.get_text_range()
        return text.count("Ракишева") == text.count("Қорытынды") == text.count("міндет")

    content = []
    for place in PLACES:
        content += [blocks.paragraph("Аралық. " * 12)] * (1 + place % 4) + group(place)
    assert all(signed(page) for page in pages_of(*content))


def test_no_line_ends_between_a_number_and_its_ending_or_within_a_span():
    words = "14,2\u00a0%-ға", "2024–2029"
    texts = [f"{'а' * length} {word}" for length in range(50, 90) for word in words]
    columns = [blocks.column("Баған", 1)]
    pages = pages_of(*map(blocks.paragraph, texts), blocks.table("Атауы", columns, []))
    text = "".join(page.get_text_range() for page in pages).replace("\u00a0", " ")
    for word in words:
        assert text.count(word.replace("\u00a0", " ")) == len(texts) / 2


def test_a_long_name_takes_two_lines_of_the_running_head():
    document = sheet(blocks.paragraph("Аралық. " * 900), short_title="Ұзақ атау сөздері " * 8)
    page = pypdfium2.PdfDocument(print_pdf(document, moment=MOMENT).content)[1]
    text = page.get_textpage()
    height = page.get_height()
    picture = page.render().to_pil().convert("L")
    head = [text.get_charbox(n) for n in range(text.count_chars())]
    lines = {round(bottom) for _left, bottom, _right, _top in head if bottom > TEXT_BEGINS}
    for bottom in lines:
        left, right = 75, 400
        line = picture.crop((left, int(height - bottom - 5), right, int(height - bottom)))
        assert line.getextrema()[0] < 200, "a line of the name is cut off"
    assert max(lines) - min(lines) > 8
