"""Which words differ between two states of a text, for people to see.

for part in differences(before, after): ...
[Difference(name="lead", words=[(SAME, "Семинар "), (GONE, "открыт"), (NEW, "закрыт")])]
"""

import html
import re
from dataclasses import dataclass

from diff_match_patch import diff_match_patch
from django.utils.html import format_html, format_html_join

from mediacenter.toolkit.richtext import legible
from publications.articles.merging import same
from publications.articles.models import ArticleText

GONE, SAME, NEW = -1, 0, 1
LIMIT = 1.0  # seconds for one comparison; what is left then is shown as changed whole
FIRST_SIGN = 0x10000  # signs that stand for words: beyond all surrogates

_MARKED = {GONE: "<del>{}</del>", SAME: "{}", NEW: "<ins>{}</ins>"}
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_END_OF_BLOCK = re.compile(r"</(?:p|h[2-4]|div|li|tr|caption|figcaption|blockquote)>|<br>|<hr>")
_END_OF_CELL = re.compile(r"</t[hd]>")
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"[^\S\n]+")


@dataclass(frozen=True)
class Difference:
    """A part of a text (`name`: the column) that two states have unlike each other.

    `words`: (GONE | SAME | NEW, text) in reading order.
    """

    name: str
    words: list

    @property
    def label(self):
        return ArticleText._meta.get_field(self.name).verbose_name

    @property
    def is_of_form_only(self):
        """Whether a reader sees the same words: links, headings or pictures have changed."""
        return all(kind == SAME for kind, _text in self.words)

    @property
    def markup(self):
        """Escaped markup, in which <del> and <ins> mark the words."""
        return marked(self.words)


def differences(before, after):
    """Compare two dicts of parts by column; return a Difference for each part that changed."""
    return [
        Difference(name, word_differences(*(shown(name, parts) for parts in (before, after))))
        for name in ArticleText.PARTS
        if not same(before.get(name), after.get(name))
    ]


def word_differences(before, after):
    """Return [(GONE | SAME | NEW, text)] that lead from one plain text to the other."""
    signs = {}

    def signed(text):
        return "".join(
            signs.setdefault(word, chr(FIRST_SIGN + len(signs))) for word in _WORD.findall(text)
        )

    compared = diff_match_patch()
    compared.Diff_Timeout = LIMIT
    found = compared.diff_main(signed(before), signed(after), False)
    compared.diff_cleanupSemantic(found)
    words = list(signs)
    return [(kind, "".join(words[ord(sign) - FIRST_SIGN] for sign in part)) for kind, part in found]


def marked(words):
    return format_html_join("", "{}", ((format_html(_MARKED[kind], text),) for kind, text in words))


def shown(name, parts):
    value = parts.get(name) or ""
    return readable(value) if name == "body" else value


def readable(body):
    """Return a rich text as plain lines, a line a block."""
    text = _END_OF_CELL.sub(" ", _END_OF_BLOCK.sub("\n", _BLANKS.sub(" ", legible(body))))
    lines = html.unescape(_TAG.sub("", text)).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())
