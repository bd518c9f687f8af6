"""Word documents as Word writes them, in as few parts as it can read."""

import io
import zipfile
from xml.sax.saxutils import escape

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.publications.factories import picture_file

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="jpg" ContentType="image/jpeg"/>'
    '<Default Extension="emf" ContentType="image/x-emf"/></Types>'
)
STYLES = {
    "a3": "Title",
    "a4": "Subtitle",
    "1": "heading 1",
    "2": "heading 2",
    "10": "toc 1",
    "a5": "Quote",
}
POINTS, BULLETS, POINTS_ANEW = 2, 1, 3  # lists; the last counts as the first does, from 1 again
NUMBERING = (
    f"<w:numbering {SPACES}>"
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%2)"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
)


def run(words, bold=False):
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(words="", style="", of_list=None, level=0, inside=""):
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if of_list:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of_list}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside or run(words)}</w:p>"


def link(words, relation="link"):
    return f'<w:hyperlink r:id="{relation}">{run(words)}</w:hyperlink>'


def table(*rows):
    made = ""
    for number, row in enumerate(rows):
        header = "<w:trPr><w:tblHeader/></w:trPr>" if number == 0 else ""
        cells = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row)
        made += f"<w:tr>{header}{cells}</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def picture(relation="photo", alt=""):
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="100" cy="100"/>'
        f'<wp:docPr id="1" name="Picture" descr="{escape(alt)}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def word_file(*body, before="", parts=None, footnotes=None, name="text.docx"):
    """A document of these paragraphs; `before` stands in front of its root element."""
    notes = "".join(
        f'<w:footnote w:id="{key}">{paragraph(words)}</w:footnote>'
        for key, words in (footnotes or {}).items()
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{words}"/></w:style>'
        for key, words in STYLES.items()
    )
    relations = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
        for key, kind, target, mode in [
            ("styles", "styles", "styles.xml", ""),
            ("numbering", "numbering", "numbering.xml", ""),
            ("notes", "footnotes", "footnotes.xml", ""),
            ("photo", "image", "media/photo.jpg", ""),
            ("drawing", "image", "media/drawing.emf", ""),
            ("elsewhere", "image", "https://example.org/photo.jpg", ' TargetMode="External"'),
            ("link", "hyperlink", "https://example.org/law", ' TargetMode="External"'),
            ("script", "hyperlink", "javascript:alert(1)", ' TargetMode="External"'),
        ]
    )
    root = f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    written = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{root}</Relationships>',
        "word/document.xml": (
            f"{before}<w:document {SPACES}><w:body>{''.join(body)}</w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
        ),
        "word/styles.xml": f"<w:styles {SPACES}>{styles}</w:styles>",
        "word/numbering.xml": NUMBERING,
        "word/footnotes.xml": f"<w:footnotes {SPACES}>{notes}</w:footnotes>",
        "word/media/photo.jpg": picture_file(600, 400).read(),
        "word/media/drawing.emf": b"\x01\x00\x00\x00 a vector drawing of Windows",
        **(parts or {}),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in written.items():
            archive.writestr(path, content)
    return SimpleUploadedFile(name, stream.getvalue())
