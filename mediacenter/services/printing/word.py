"""Writes a document as a Word file (DOCX): the same blocks as the PDF, the same bytes each time.

Made of real headings, lists and tables, with the language, a title, and words for every picture,
so that it can be worked on and is read out as it is seen.
"""

import io
import re

import docx
import segno
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from .document import Document
from .pdf import draw_charts
from .printable import safe_url
from .settled import settled

LANGUAGES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
FONT = "Times New Roman"  # which every office has, with all Kazakh letters
TEAL, GOLD, GREY, LINK = "0B4A58", "B4852B", "566366", "134B86"
PALE, WARM, FAINT = "E7EFF0", "FAF4E6", "F3F4F4"
TONES = {"note": (TEAL, PALE), "warning": (GOLD, WARM), "missing": (GREY, FAINT)}
SIDES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}
TEXT_WIDTH, CODE_SIZE = Mm(165), Mm(32)
# What XML cannot hold, and the places to break that only the press needs.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\u200b\ufffe\uffff\ud800-\udfff]")


def write_word(document: Document, *, moment, beat=None):
    """The bytes of the DOCX of a numbered Document of the layout "book".

    `moment`, an aware datetime, is the one that the file carries. Its charts are drawn by Typst:
    raises PrintFailed.
    """
    return _Writer(document, draw_charts(document, beat=beat)).written(moment)


class _Writer:
    def __init__(self, document, charts):
        self.document = document
        self.charts = iter(charts)
        self.labels = document["labels"]
        self.file = docx.Document()
        self.links, self.keys = {}, {}
        self.bookmarks = 0
        self.breaks = False  # whether the next heading begins a page

    def written(self, moment):
        self._describe(moment)
        self._style()
        self._frame()
        self._title_page()
        self._contents()
        self._key_figures()
        for section in self.document["sections"]:
            self._part(section)
        for appendix in self.document.get("appendices", []):
            self._part(appendix, starts_page=True)
        content = io.BytesIO()
        self.file.save(content)
        return settled(content.getvalue(), moment)

    # --- The file as a whole ----------------------------------------------------------------------

    def _describe(self, moment):
        about = self.file.core_properties
        document, naive = self.document, moment.replace(tzinfo=None)
        about.title = f"{document['title']} · {document['organization']}"
        about.author = about.last_modified_by = document["organization"]
        about.subject = document.get("subtitle", "")
        about.language = LANGUAGES[document["language"]]
        about.identifier = document.get("identifier", "")
        about.comments, about.keywords, about.revision = "", "", 1
        about.created = about.modified = naive

    def _style(self):
        styles = self.file.styles
        language = OxmlElement("w:lang")
        for name in ("val", "eastAsia", "bidi"):
            language.set(qn(f"w:{name}"), LANGUAGES[self.document["language"]])
        defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        for old in defaults.findall(qn("w:lang")):
            defaults.remove(old)
        defaults.append(language)
        for name in ("Normal", "Title", "Heading 1", "Heading 2", "Caption", "Header", "Footer"):
            self._set_font(styles[name])
        normal = styles["Normal"]
        normal.font.size = Pt(12)
        normal.paragraph_format.space_after = Pt(6)
        normal.paragraph_format.line_spacing = 1.1
        for name, size in (("Title", 26), ("Heading 1", 16), ("Heading 2", 13)):
            style = styles[name]
            style.font.size, style.font.bold = Pt(size), True
            style.font.color.rgb = RGBColor.from_string(TEAL)
            style.paragraph_format.keep_with_next = True
        styles["Heading 1"].paragraph_format.space_before = Pt(18)
        styles["Heading 1"].paragraph_format.space_after = Pt(8)
        styles["Heading 2"].paragraph_format.space_before = Pt(12)
        styles["Heading 2"].paragraph_format.space_after = Pt(6)
        caption = styles["Caption"]
        caption.font.size, caption.font.bold = Pt(10), False
        caption.font.color.rgb = RGBColor(0x1C, 0x24, 0x26)
        small = styles.add_style("Small", WD_STYLE_TYPE.PARAGRAPH)
        small.base_style = normal
        small.font.size, small.font.color.rgb = Pt(9), RGBColor.from_string(GREY)
        cell = styles.add_style("Cell", WD_STYLE_TYPE.PARAGRAPH)
        cell.base_style = normal
        cell.font.size = Pt(9.5)
        cell.paragraph_format.space_after, cell.paragraph_format.line_spacing = Pt(0), 1.0

    def _set_font(self, style):
        style.font.name = FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in list(fonts.attrib):
            if name.endswith("Theme"):
                del fonts.attrib[name]
        for name in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{name}"), FONT)

    def _new(self, style=None):
        """A paragraph at the end of the file."""
        made = Paragraph(self.file.element.body.add_p(), self.file._body)
        return self._in_style(made, style) if style else made

    def _in_style(self, paragraph, name):
        """By the key of the style, which python-docx would seek for each paragraph anew."""
        if name not in self.keys:
            self.keys[name] = self.file.styles[name].style_id
        paragraph._p.style = self.keys[name]
        return paragraph

    def _frame(self):
        """The paper, the running head and the numbers of pages."""
        page = self.file.sections[0]
        page.orientation = WD_ORIENT.PORTRAIT
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin, page.right_margin = Mm(25), Mm(20)
        page.top_margin, page.bottom_margin = Mm(25), Mm(22)
        page.different_first_page_header_footer = True
        head = page.header.paragraphs[0]
        self._in_style(head, "Small")
        self._run(head, {"text": self.document["short_title"]})
        _border(head, "bottom", GOLD)
        line = self._in_style(page.footer.paragraphs[0], "Small")
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._page_of(line)

    def _page_of(self, paragraph):
        fields = {"page": "PAGE", "pages": "NUMPAGES"}
        for n, piece in enumerate(re.split(r"%\((\w+)\)s", self.labels["page_of"])):
            if n % 2:
                _field(paragraph, fields[piece])
            elif piece:
                paragraph.add_run(piece)

    # --- What stands before the sections ----------------------------------------------------------

    def _title_page(self):
        document = self.document
        for parent in document.get("parents", []):
            self._line(parent, "Small")
        self._line(document["organization"], size=15, bold=True, after=90)
        self._line(document["title"], "Title")
        self._line(document.get("subtitle"), size=14, color=GREY)
        self._line(
            document["year"] and str(document["year"]), size=40, bold=True, color=GOLD, after=90
        )
        self._line(document.get("place_date"))
        self._signs()
        if verification := document.get("verification"):
            self._qr_code(verification)
        self.breaks = True

    def _signs(self):
        for name in ("identifier", "issued"):
            if said := self.document.get(name):
                self._line(f"{self.labels[name]}: {said}", "Small")

    def _line(self, text, style=None, *, size=None, bold=False, color=None, after=None):
        if not text:
            return
        paragraph = self._new(style)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        self._run(paragraph, {"text": text}, size=size, bold=bold, color=color)
        if after:
            paragraph.paragraph_format.space_after = Pt(after)

    def _contents(self):
        """Links to the headings, within a field: a word processor adds the pages when asked to."""
        self._heading(self.labels["contents"], 1, is_listed=False)
        headings = [
            (level, _numbered(part))
            for section in (*self.document["sections"], *self.document.get("appendices", []))
            for level, part in ((1, section), *((2, one) for one in section.get("sections", [])))
        ]
        for n, (level, text) in enumerate(headings):
            paragraph = self._new()
            paragraph.paragraph_format.left_indent = Mm(8 * (level - 1))
            paragraph.paragraph_format.space_after = Pt(3)
            if n == 0:
                _field_mark(paragraph, "begin")
                _instruction(paragraph, r'TOC \o "1-2" \h')
                _field_mark(paragraph, "separate")
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), _bookmark_name(n + 1))
            paragraph._p.append(link)
            link.append(_text_run(text, color=LINK))
            if n == len(headings) - 1:
                _field_mark(paragraph, "end")

    def _key_figures(self):
        figures = self.document.get("key_figures", [])
        if not figures:
            return
        self._heading(self.labels["key_figures"], 1, is_listed=False, starts_page=False)
        columns = min(len(figures), 4)
        table = self.file.add_table(rows=0, cols=columns)
        _about_table(table, self.labels["key_figures"])
        for first in range(0, len(figures), columns):
            row = table.add_row()
            _keep_row(row)
            for cell, figure in zip(row.cells, figures[first : first + columns], strict=False):
                _shade(cell, PALE)
                value = cell.paragraphs[0]
                self._in_style(value, "Cell")
                if figure["value"]:
                    self._run(value, {"text": figure["value"]}, size=16, bold=True, color=TEAL)
                else:
                    said = {"text": self.labels["not_stated"]}
                    self._run(value, said, size=10, italic=True, color=GREY)
                label = self._in_style(cell.add_paragraph(), "Cell")
                self._run(label, {"text": figure["label"]})
                if figure.get("note"):
                    note = self._in_style(cell.add_paragraph(), "Small")
                    self._run(note, {"text": figure["note"]})
        self._new()

    # --- Sections -------------------------------------------------------------------------------

    def _part(self, part, level=1, *, starts_page=False):
        if part["heading"]:
            self._heading(_numbered(part), level, starts_page=starts_page)
        for block in part["blocks"]:
            getattr(self, f"_{block['kind']}")(block)
        for section in part.get("sections", []):
            self._part(section, 2)

    def _heading(self, text, level, *, is_listed=True, starts_page=False):
        heading = self._new(f"Heading {level}")
        heading.paragraph_format.page_break_before = starts_page or self.breaks
        self.breaks = False
        if not is_listed:  # looks like one, and is in no list of contents
            _outline(heading, 9)
            self._run(heading, {"text": text})
            return
        self.bookmarks += 1
        for tag, name in (
            ("w:bookmarkStart", _bookmark_name(self.bookmarks)),
            ("w:bookmarkEnd", ""),
        ):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(self.bookmarks))
            if name:
                mark.set(qn("w:name"), name)
                heading._p.append(mark)
                self._run(heading, {"text": text})
            else:
                heading._p.append(mark)

    def _runs(self, paragraph, runs):
        for run in runs:
            self._run(paragraph, run)

    def _run(self, paragraph, run, *, bold=False, italic=False, size=None, color=None):
        """Add a run; a link stands in the hyperlink that Word knows. `size` in points."""
        url = run.get("url") and safe_url(run["url"])
        made = _text_run(
            run["text"],
            bold=bold or run.get("bold", False),
            italic=italic or run.get("italic", False),
            color=LINK if url else color,
            size=size,
            underlined=bool(url),
        )
        if url:
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), self._link(url))
            link.append(made)
            made = link
        paragraph._p.append(made)

    def _link(self, url):
        if url not in self.links:
            self.links[url] = f"rIdLink{len(self.links) + 1}"
            self.file.part.rels.add_relationship(
                RELATIONSHIP_TYPE.HYPERLINK, url, self.links[url], is_external=True
            )
        return self.links[url]

    def _paragraph(self, block):
        paragraph = self._new()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        self._runs(paragraph, block["runs"])

    def _list(self, block):
        style = "List Number" if block["ordered"] else "List Bullet"
        numbering = self._numbering() if block["ordered"] else None
        for item in block["items"]:
            paragraph = self._new(style)
            if numbering:
                numbers = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                numbers.get_or_add_ilvl().val = 0
                numbers.get_or_add_numId().val = numbering
            self._runs(paragraph, item)

    def _tasks(self, block):
        self._list({**block, "ordered": True})
        for paragraph in self.file.paragraphs[-len(block["items"]) :]:
            paragraph.paragraph_format.keep_with_next = True

    def _numbering(self):
        """The key of a list that begins at 1 anew."""
        numbering = self.file.part.numbering_part.element
        style = self.file.styles["List Number"].element
        of_style = style.pPr.numPr.numId.val
        abstract = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == of_style)
        made = numbering.add_num(abstract)
        made.add_lvlOverride(0).add_startOverride(1)
        return made.numId

    def _definitions(self, block):
        for pair in block["pairs"]:
            paragraph = self._new()
            paragraph.paragraph_format.left_indent = Mm(6)
            paragraph.paragraph_format.first_line_indent = Mm(-6)
            self._run(paragraph, {"text": f"{pair['term']}: ", "bold": True})
            self._runs(paragraph, pair["runs"])

    def _callout(self, block):
        edge, ground = TONES[block["tone"]]
        paragraph = self._new()
        paragraph.paragraph_format.left_indent = Mm(3)
        _border(paragraph, "left", edge, size=18)
        _fill(paragraph._p.get_or_add_pPr(), ground)
        for run in block["runs"]:
            self._run(paragraph, run, italic=block["tone"] == "missing")

    def _table(self, block):
        caption = self._new("Caption")
        caption.paragraph_format.keep_with_next = True
        self._run(caption, {"text": f"{block['number']}. ", "bold": True})
        self._run(caption, {"text": block["caption"]})
        columns = block["columns"]
        table = self.file.add_table(rows=1, cols=len(columns))
        table.style, table.autofit = "Table Grid", False
        _about_table(table, block["caption"])
        whole = sum(column["share"] for column in columns)
        widths = [int(TEXT_WIDTH * column["share"] / whole) for column in columns]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for cell, column, width in zip(table.rows[0].cells, columns, widths, strict=True):
            cell.width = width
            _shade(cell, TEAL)
            label = self._in_style(cell.paragraphs[0], "Cell")
            self._run(label, {"text": column["label"]}, bold=True, color="FFFFFF")
        _repeat_row(table.rows[0])
        for row in block["rows"]:
            self._row(table, block, row, widths)
        note = self._new("Small")
        self._run(note, {"text": block.get("note", "")})

    def _row(self, table, block, row, widths):
        made = table._tbl.add_tr()
        for n, (runs, width) in enumerate(zip(row, widths, strict=True)):
            cell = made.add_tc()
            cell.width = width
            paragraph = self._in_style(Paragraph(cell.p_lst[0], table), "Cell")
            paragraph.alignment = SIDES[block["columns"][n]["align"]]
            if not runs:
                self._run(paragraph, {"text": self.labels["not_stated"]}, italic=True)
            for run in runs:
                self._run(paragraph, run, color=TEAL if n == 0 and block["row_headers"] else None)
        _no_split(made)

    def _chart(self, block):
        paragraph = self._new()
        paragraph.paragraph_format.keep_with_next = True
        self._picture(paragraph, next(self.charts), TEXT_WIDTH, block["alt"])
        caption = self._new("Caption")
        self._run(caption, {"text": f"{block['number']}. ", "bold": True})
        self._run(caption, {"text": block["caption"]})

    def _qr_code(self, block):
        drawn = io.BytesIO()
        segno.make(block["url"], micro=False, error="m", boost_error=False).save(
            drawn, kind="png", scale=8, border=4
        )
        table = self.file.add_table(rows=1, cols=2)
        _about_table(table, block["alt"])
        picture, beside = table.rows[0].cells
        picture.width, beside.width = CODE_SIZE + Mm(4), TEXT_WIDTH - CODE_SIZE - Mm(4)
        self._picture(picture.paragraphs[0], drawn.getvalue(), CODE_SIZE, block["alt"])
        self._runs(self._in_style(beside.paragraphs[0], "Small"), block["runs"])

    def _picture(self, paragraph, content, width, alt):
        shape = paragraph.add_run().add_picture(io.BytesIO(content), width=width)
        shape._inline.docPr.set("descr", UNWRITABLE.sub("", alt))

    def _signature(self, _block):
        signer = self.document["signer"]
        if signer is None:
            return
        table = self.file.add_table(rows=1, cols=3)
        _about_table(table, self.labels["signature"])
        row = table.rows[0]
        _keep_row(row)
        for cell, width in zip(row.cells, (Mm(70), Mm(45), Mm(50)), strict=True):
            cell.width = width
            cell.paragraphs[0].paragraph_format.space_before = Pt(36)
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        post, line, name = (cell.paragraphs[0] for cell in row.cells)
        self._run(post, {"text": signer["post"]})
        _border(line, "bottom", "1C2426")
        self._run(name, {"text": signer["name"], "bold": True})
        hint = self._in_style(row.cells[1].add_paragraph(), "Small")
        hint.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._run(hint, {"text": self.labels["signature"]})
        self._line(self.document.get("place_date"))


def _numbered(part):
    number = part.get("number", "")
    return f"{number}. {part['heading']}" if number else part["heading"]


def _bookmark_name(number):
    return f"_section{number}"


# --- What python-docx has no words for ----------------------------------------------------------


def _element(parent, tag, **attributes):
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    parent.append(made)
    return made


def _text_run(text, *, bold=False, italic=False, color=None, size=None, underlined=False):
    run = OxmlElement("w:r")
    if bold or italic or color or size:
        looks = _element(run, "w:rPr")
        if bold:
            _element(looks, "w:b")
        if italic:
            _element(looks, "w:i")
        if color:
            _element(looks, "w:color", val=color)
        if size:
            _element(looks, "w:sz", val=str(round(size * 2)))
        if underlined:
            _element(looks, "w:u", val="single")
    for n, line in enumerate(UNWRITABLE.sub("", text).split("\n")):
        if n:
            _element(run, "w:br")
        said = _element(run, "w:t")
        said.text = line
        said.set(qn("xml:space"), "preserve")
    return run


def _field(paragraph, instruction):
    _field_mark(paragraph, "begin")
    _instruction(paragraph, instruction)
    _field_mark(paragraph, "separate")
    paragraph.add_run("1")
    _field_mark(paragraph, "end")


def _field_mark(paragraph, kind):
    _element(paragraph.add_run()._r, "w:fldChar", fldCharType=kind)


def _instruction(paragraph, instruction):
    said = _element(paragraph.add_run()._r, "w:instrText")
    said.text = f" {instruction} "
    said.set(qn("xml:space"), "preserve")


def _outline(paragraph, level):
    _element(paragraph._p.get_or_add_pPr(), "w:outlineLvl", val=str(level))


def _border(paragraph, side, color, size=6):
    properties = paragraph._p.get_or_add_pPr()
    made = OxmlElement("w:pBdr")
    _element(made, f"w:{side}", val="single", sz=str(size), space="4", color=color)
    properties.insert_element_before(
        made,
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:jc",
        "w:outlineLvl",
    )


def _fill(properties, color):
    made = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", color)):
        made.set(qn(f"w:{name}"), value)
    properties.insert_element_before(
        made, "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _shade(cell, color):
    _element(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=color)


def _repeat_row(row):
    _element(row._tr.get_or_add_trPr(), "w:tblHeader")


def _no_split(tr):
    properties = tr.get_or_add_trPr()
    properties.insert(0, OxmlElement("w:cantSplit"))


def _keep_row(row):
    _no_split(row._tr)


def _about_table(table, words):
    """What a table is of, for whoever has it read out."""
    _element(table._tbl.tblPr, "w:tblCaption", val=UNWRITABLE.sub("", words))
