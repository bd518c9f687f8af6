"""Rich text that is safe wherever it came from: form, import, task or shell.

The editor is the customer's django-ckeditor. Its CKEditor 4.22.1 gets no more fixes, so nothing
it sends is trusted: the model field itself keeps only what the policy below allows.
"""

import html
import re
from html.entities import html5

import nh3
from ckeditor.fields import RichTextField as CKEditorField
from ckeditor.fields import RichTextFormField as CKEditorFormField
from ckeditor.widgets import CKEditorWidget
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .markup_bounds import demand_bounds
from .plain_text import lines

ALIGNABLE = ("p", "h2", "h3", "h4", "div", "li", "th", "td", "caption")
BLOCKS = {"p", "h2", "h3", "h4", "div", "blockquote", "figure", "figcaption", "hr", "br"}
INLINE = {"a", "abbr", "b", "cite", "em", "i", "img", "s", "span", "strong", "sub", "sup", "u"}
LISTS = {"ul", "ol", "li"}
TABLES = {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"}
DROPPED_WITH_CONTENT = {
    "del", "script", "style", "noscript", "template", "title", "textarea", "select", "iframe",
    "object", "svg", "math", "xmp", "noembed", "noframes",
}  # fmt: skip
# Writing an ampersand or a no-break space, nh3 looks through the rest of the words each time: it is
# given characters that no text of ours holds.
STAND_INS = {"&": "\ufdd0", "\xa0": "\ufdd1"}
ESCAPED = {"&": "&amp;", "\xa0": "&nbsp;"}
MOST_ROUNDS = 4  # one is what every text tried so far has needed
PICTURE_PLACES = {"align-left", "align-center", "align-right"}

_COUNTS = {"width", "height", "colspan", "rowspan", "span", "start", "value"}
_COUNT = re.compile(r"\d{1,4}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ALIGNMENT = re.compile(r"text-align\s*:\s*(left|right|center|justify)\s*(?:;|$)")
_PICTURE_PATH = re.compile(r"(?!.*\.\.)[A-Za-z0-9_./-]+")
_PICTURE_WITHOUT_SOURCE = re.compile(r'<img(?![^>]* src=")[^>]*>')
_PICTURE_ELSEWHERE = re.compile(
    r"<img\b[^<>]*?\ssrc\s*=\s*[\"']?\s*(https?:|file:|//)", re.IGNORECASE
)
_REFERENCE = re.compile(r"&(?:#([0-9]{1,40}|[xX][0-9A-Fa-f]{1,40});?|([A-Za-z0-9]{0,40};?))")
_LINK_TAG = re.compile(r"<(/?)a\b[^>]*>")
_SOMETHING_TO_SEE = re.compile(r"<(img|hr)[ >]")
_TAG = re.compile(r"<[^<>]*>")
_PARAGRAPH_END = re.compile(r"<br */?>|</(?:p|h[2-4]|div|li|tr|caption|figcaption)>")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_BLOCK_TAG = re.compile(rf"</?({'|'.join((BLOCKS | LISTS | TABLES) - {'br'})})\b", re.IGNORECASE)


class SanitizedHTML(str):
    """A text that has passed `sanitize` in this process, so that it is not parsed again.

    Every string operation returns a plain `str`, which is no longer taken for clean.
    """

    __slots__ = ()


def sanitize(text: str) -> SanitizedHTML:
    """Keep headings, paragraphs, lists, quotes, tables, links and the portal's own pictures.

    Everything else goes, with its content where that is code or was deleted by its writer. A text
    in which nothing is left to see is the empty string. Sanitizing twice changes nothing more.
    Raises ValidationError for a text beyond `markup_bounds`.
    """
    if isinstance(text, SanitizedHTML):
        return text
    text = lines(str(text))
    demand_bounds(text)
    cleaned = _clean(text)
    # a second reading settles what the first has rearranged, such as a link within a link
    for _round in range(MOST_ROUNDS):
        before, cleaned = cleaned, _clean(cleaned)
        if cleaned == before:
            break
    return SanitizedHTML(cleaned.strip() if _is_visible(cleaned) else "")


def legible(text: str) -> SanitizedHTML:
    """As `sanitize`, for a page: of a text that no form would have taken, all its words."""
    try:
        return sanitize(text)
    except ValidationError:
        words = html.unescape(_TAG.sub(" ", lines(str(text))))
        return SanitizedHTML(f"<p>{html.escape(words)}</p>")


def in_paragraphs(typed: str) -> str:
    """Mark the paragraphs that somebody without the editor has parted by blank lines."""

    parts = [part.strip() for part in _BLANK_LINE.split(lines(typed))]
    return "\n\n".join(
        part if _BLOCK_TAG.search(part) else f"<p>{part.replace(chr(10), '<br>')}</p>"
        for part in parts
        if part
    )


def plain_text(text: str) -> str:
    """Return what a reader sees of a rich text, one space between words, without markup."""
    return _words(legible(text))


def plain_paragraphs(text: str) -> str:
    """As `plain_text`, with a blank line between paragraphs, items and rows of tables."""
    return "\n\n".join(filter(None, map(_words, _PARAGRAPH_END.split(legible(text)))))


def _words(marked: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", marked)).split())


def _standing_in(found) -> str:
    """What a reference to a character is for the parser; an ampersand that begins none is one."""
    number, name = found.groups()
    if number:
        code = int(f"0{number}", 16 if number[0] in "xX" else 10)
        known, character = number, chr(code) if code in (0x26, 0xA0) else ""
    else:
        lengths = (len(name), *range(6, 1, -1))  # a name without its semicolon has 2 to 6 letters
        known = next((name[:length] for length in lengths if name[:length] in html5), "")
        character = html5.get(known, "&")
    if character not in STAND_INS:
        return found[0]
    return STAND_INS[character] + ("" if number else name[len(known) :])


def _clean(text: str) -> str:
    text = _REFERENCE.sub(_standing_in, text).replace("\xa0", STAND_INS["\xa0"])
    cleaned = _cleaner.clean(text)
    for character, stand_in in STAND_INS.items():
        cleaned = cleaned.replace(stand_in, ESCAPED[character])
    # what was written as an entity (&#8;) is a character now
    cleaned = _PICTURE_WITHOUT_SOURCE.sub("", cleaned)
    return lines(_without_dead_links(cleaned))


def _without_dead_links(cleaned: str) -> str:
    """Keep the words of links that lead nowhere, such as those between footnotes."""
    leads = []

    def judged(tag):
        if tag[1]:
            return tag[0] if not leads or leads.pop() else ""
        leads.append(' href="' in tag[0])
        return tag[0] if leads[-1] else ""

    return _LINK_TAG.sub(judged, cleaned)


def _is_visible(cleaned: str) -> bool:
    words = html.unescape(_TAG.sub("", cleaned)).strip()
    return bool(words or _SOMETHING_TO_SEE.search(cleaned))


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        alignment = _ALIGNMENT.search(value)
        return alignment and f"text-align:{alignment[1]}"
    if name == "src":
        # a picture elsewhere tells that server who reads, and may be swapped; a path that climbs
        # out of the media folder may be any address of this portal
        path = value.removeprefix(settings.MEDIA_URL)
        return value if path != value and _PICTURE_PATH.fullmatch(path) else None
    if name == "href" and value.lstrip().startswith("#"):
        return None  # nothing in a text bears a name that it could lead to
    if name in _COUNTS:
        return value if _COUNT.fullmatch(value) else None
    if name == "lang":
        return value if _LANGUAGE.fullmatch(value) else None
    return value


_cleaner = nh3.Cleaner(
    tags=BLOCKS | INLINE | LISTS | TABLES,
    clean_content_tags=DROPPED_WITH_CONTENT,
    attributes={
        **{tag: {"style"} for tag in ALIGNABLE},
        "*": {"lang"},
        "a": {"href", "hreflang", "title"},
        "abbr": {"title"},
        "img": {"src", "alt", "width", "height"},
        "ol": {"start"},
        "li": {"style", "value"},
        "col": {"span"},
        "colgroup": {"span"},
        "th": {"style", "colspan", "rowspan"},
        "td": {"style", "colspan", "rowspan"},
    },
    attribute_filter=_attribute,
    tag_attribute_values={
        "th": {"scope": {"col", "row", "colgroup", "rowgroup"}},
        "span": {"dir": {"ltr", "rtl"}},
    },
    allowed_classes={"figure": {"image", "video", *PICTURE_PLACES}, "img": PICTURE_PLACES},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener",
)


class RichTextWidget(CKEditorWidget):
    """CKEditor that is only ever given sanitized text: it acts on what it loads, too."""

    def format_value(self, value):
        value = super().format_value(value)
        return value and legible(value)


class RichTextFormField(CKEditorFormField):
    """Says which pictures will not be shown, before they are dropped: what comes back in the form
    has none of them, and is saved as it stands.
    """

    widget = RichTextWidget

    def to_python(self, value):
        value = super().to_python(value)
        demand_bounds(value or "")
        elsewhere = {kind.lower() for kind in _PICTURE_ELSEWHERE.findall(value or "")}
        if elsewhere:
            names = ["foreign"] * bool(elsewhere - {"file:"}) + ["local"] * ("file:" in elsewhere)
            raise ValidationError([PASTE_REMARKS[name] for name in names])
        return sanitize(in_paragraphs(value or ""))


class RichTextField(CKEditorField):
    """A column of sanitized HTML, edited in CKEditor.

    Whatever way a value takes to the database (save, bulk_create, update, import), it is
    sanitized on the way; after `save` the instance holds what was stored. A text beyond
    `markup_bounds` raises ValidationError on each of these ways. Only an SQL expression is the
    database's own affair: do not fill this column from one that holds foreign markup.
    """

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else sanitize(value)

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if value is not None and not hasattr(value, "as_sql"):
            value = sanitize(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value):
        # a lookup compares with what was asked for, not with what would be stored
        return super(models.TextField, self).get_prep_value(value)

    def get_db_prep_save(self, value, connection):
        if value is not None and not hasattr(value, "as_sql"):
            value = str(sanitize(value))
        return super().get_db_prep_save(value, connection)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": RichTextFormField, **kwargs})


# The signs that a press officer misses on a keyboard; CKEditor's own list has no Kazakh names.
SIGNS = [
    ("«", pgettext_lazy("character", "Opening quotation mark")),
    ("»", pgettext_lazy("character", "Closing quotation mark")),
    ("„", pgettext_lazy("character", "Opening inner quotation mark")),
    ("“", pgettext_lazy("character", "Closing inner quotation mark")),
    ("–", pgettext_lazy("character", "Short dash")),
    ("—", pgettext_lazy("character", "Long dash")),
    ("…", pgettext_lazy("character", "Ellipsis")),
    ("№", pgettext_lazy("character", "Number sign")),
    ("§", pgettext_lazy("character", "Section sign")),
    ("•", pgettext_lazy("character", "Bullet")),
    ("→", pgettext_lazy("character", "Arrow")),
    ("°", pgettext_lazy("character", "Degree sign")),
    ("×", pgettext_lazy("character", "Multiplication sign")),
    ("±", pgettext_lazy("character", "Plus or minus")),
    ("≈", pgettext_lazy("character", "About equal")),
    ("≤", pgettext_lazy("character", "At most")),
    ("≥", pgettext_lazy("character", "At least")),
    ("‰", pgettext_lazy("character", "Per mille")),
    ("½", pgettext_lazy("character", "One half")),
    ("₸", pgettext_lazy("character", "Tenge")),
    ("₽", pgettext_lazy("character", "Rouble")),
    ("€", pgettext_lazy("character", "Euro")),
    ("©", pgettext_lazy("character", "Copyright sign")),
    ("\xa0", pgettext_lazy("character", "Non-breaking space")),
]

# What the editor says of what it does not take over of a paste: plugins/tidypaste.
PASTE_REMARKS = {
    "hidden": _("Hidden text was left out."),
    "deleted": _("Text that was deleted with its changes tracked was left out."),
    "comments": _("Comments of the document were left out."),
    "files": _("Links to files on your computer became plain words."),
    "local": _("Pictures that lie on your computer did not come along. Insert each from its file."),
    "foreign": _("Pictures of other sites are not shown here. Save them and insert the files."),
}

# What static/ckeditor/ckeditor/plugins/portal/plugin.js says.
PORTAL_LABELS = {
    "library": _("Picture from the library"),
    "ownLink": _("Link to an article or a document of the portal"),
    "video": pgettext_lazy("to watch", "Video"),
    "videoAddress": _("Address of the video on YouTube, Vimeo or Facebook"),
    "videoWords": _("What the video shows"),
    "videoUnknown": _("This is no address of a video on YouTube, Vimeo or Facebook."),
}

# For settings.CKEDITOR_CONFIGS; django-ckeditor adds the active language itself. Which markup
# the editor lets through follows from its toolbar: never set allowedContent here.
CKEDITOR_CONFIGS = {
    "default": {
        "versionCheck": False,
        "width": "100%",
        "height": 420,
        "toolbar": [
            ["Format", "Bold", "Italic", "Underline", "Strike", "Subscript", "Superscript"],
            ["RemoveFormat"],
            ["NumberedList", "BulletedList", "Outdent", "Indent", "Blockquote"],
            ["JustifyLeft", "JustifyCenter", "JustifyRight", "JustifyBlock"],
            ["Link", "OwnLink", "Unlink"],
            ["Library", "Image", "Video", "Table", "HorizontalRule", "SpecialChar", "Language"],
            ["PasteText", "PasteFromWord", "Undo", "Redo", "Find", "Maximize"],
        ],
        "format_tags": "p;h2;h3;h4",
        "extraPlugins": "image2,uploadimage,autolink,tidypaste,portal",
        "pasteRemarks": PASTE_REMARKS,
        "removePlugins": (
            "about,a11yhelp,bidi,colorbutton,colordialog,copyformatting,dialogadvtab,div,"
            "editorplaceholder,exportpdf,flash,font,forms,iframe,image,liststyle,magicline,"
            "newpage,pagebreak,preview,print,save,scayt,selectall,showblocks,smiley,sourcearea,"
            "stylescombo,templates,wsc"
        ),
        "disallowedContent": (
            "script style iframe object embed form input button textarea select svg math;"
            " *[on*]; img{*}; table{*}; table[border,cellpadding,cellspacing,align,summary]"
        ),
        # lists go on counting where a paragraph stands between their points
        "extraAllowedContent": "ol[start]; li[value]",
        "removeDialogTabs": "link:advanced;link:target;table:advanced",
        "linkDefaultProtocol": "https://",
        "entities": False,
        "stylesSet": False,
        "disableNativeSpellChecker": False,
        "image2_altRequired": True,
        "image2_captionedClass": "image",
        "image2_alignClasses": ["align-left", "align-center", "align-right"],
        "specialChars": SIGNS,
        "portalLabels": PORTAL_LABELS,
        "language_list": ["kk:Қазақша", "ru:Русский", "en:English"],
        "filebrowserUploadMethod": "xhr",
        "filebrowserImageUploadUrl": reverse_lazy("newsroom:upload_picture"),
        "clipboard_handleImages": False,  # uploadimage does that
        "imageUploadUrl": reverse_lazy("newsroom:upload_picture"),
        "contentsCss": lazy(static, str)("ckeditor/writing.css"),
    }
}
