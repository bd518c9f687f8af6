"""What a rich text may be before it is parsed: a parser's work on nested or unclosed elements
grows as their square. Counted in one pass, by the rules for tags of the HTML standard
(https://html.spec.whatwg.org/multipage/parsing.html#tokenization).
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_CHARACTERS = 1_000_000  # a table of 3,000 rows has about 300,000
DEEPEST = 200  # elements within each other; a list of nine levels has 18
MOST_ATTRIBUTES = 100  # of one tag
MOST_REPEATED = 300_000  # times that a parser may open anew what was never closed: `<p><b></p>`

VOID = {"br", "hr", "img", "col", "input", "meta", "link", "wbr", "embed", "area", "base", "source"}
FORMATTING = {
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
}  # fmt: skip
# What ends where the next of its kind begins, or where what holds it ends.
CLOSED_BY_NEXT = {
    "p": {"p"}, "li": {"p", "li"}, "dt": {"p", "dt", "dd"}, "dd": {"p", "dt", "dd"},
    "td": {"p", "td", "th"}, "th": {"p", "td", "th"}, "tr": {"p", "td", "th", "tr"},
}  # fmt: skip
CLOSED_WITHIN = {
    "ul": {"p", "li"}, "ol": {"p", "li"}, "dl": {"p", "dt", "dd"}, "li": {"p"}, "td": {"p"},
    "th": {"p"}, "tr": {"p", "td", "th"}, "tbody": {"p", "td", "th", "tr"},
    "thead": {"p", "td", "th", "tr"}, "table": {"p", "td", "th", "tr", "tbody", "thead", "tfoot"},
    "div": {"p"}, "blockquote": {"p"},
}  # fmt: skip
# In these no tag is read until their own end; within drawings and formulas it is.
RAW = {"style", "script", "xmp", "iframe", "noembed", "noframes", "textarea", "title"}
FOREIGN = {"svg", "math"}
READ_IN_TWO_WAYS = {"noscript"}

_SPACE = r"[\t\n\f\r ]"
_NAME = r"[^\t\n\f\r />]"
_ATTRIBUTE = re.compile(
    rf"""[\t\n\f\r /]*+{_NAME}[^\t\n\f\r />=]*+"""
    rf"""(?:{_SPACE}*+={_SPACE}*+(?:"[^"]*+"|'[^']*+'|[^\t\n\f\r >"'][^\t\n\f\r >]*+))?+"""
)
# what does not end is read to the end of the text, so that no place is looked at twice
_TOKEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    rf"|<(/?)([A-Za-z]{_NAME}*+)((?:{_ATTRIBUTE.pattern})*+)[\t\n\f\r /]*+(?:>|\Z)"
    r"|<(!\[CDATA\[)"
    r"|<[!?/][^>]*+(?:>|\Z)",
    re.DOTALL,
)
_BEGINS_ELEMENT = re.compile(r"<[A-Za-z]")


def demand_bounds(text):
    """Raise ValidationError, worded for its writer, for a text that is not to be parsed."""
    if len(text) > MOST_CHARACTERS:
        raise too_long(MOST_CHARACTERS)
    open_elements, is_formatted, repeated, place = [], 0, 0, 0
    while token := _TOKEN.search(text, place):
        place = token.end()
        closes, name, attributes, is_data = token.groups()
        if is_data or (name and name.lower() in READ_IN_TWO_WAYS):
            demand_few_elements(text, place, open_elements)
        if not name:
            continue
        name = name.lower()
        if attributes and len(_ATTRIBUTE.findall(attributes)) > MOST_ATTRIBUTES:
            raise ValidationError(
                _("A tag of the text has more than %(limit)s attributes. Paste it as plain text."),
                code="too_many_attributes",
                params={"limit": MOST_ATTRIBUTES},
            )
        if closes:
            left = ended(name, open_elements)
        else:
            left = len(open_elements)
            while left and open_elements[left - 1] in CLOSED_BY_NEXT.get(name, ()):
                left -= 1
        is_formatted -= sum(one in FORMATTING for one in open_elements[left:])
        del open_elements[left:]
        if not closes and name not in VOID:
            open_elements.append(name)
            is_formatted += name in FORMATTING
        repeated += is_formatted
        if len(open_elements) > DEEPEST or repeated > MOST_REPEATED:
            raise too_deep()
        if not closes and name in RAW:
            if FOREIGN.intersection(open_elements):
                demand_few_elements(text, place, open_elements)
                continue
            end = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE).search(text, place)
            place = end.start() if end else len(text)


def ended(name, open_elements):
    """The number of elements that a closing tag leaves open; one out of its place closes none."""
    left = len(open_elements)
    while left and open_elements[left - 1] != name:
        if open_elements[left - 1] not in CLOSED_WITHIN.get(name, ()):
            return len(open_elements)
        left -= 1
    return left - 1 if left else len(open_elements)


def demand_few_elements(text, place, open_elements):
    """Where parsers may differ in what is a tag: all that could begin an element counts."""
    if len(open_elements) + len(_BEGINS_ELEMENT.findall(text, place)) > DEEPEST:
        raise too_deep()


def too_long(limit):
    return ValidationError(
        _("The text is longer than %(limit)s characters. Divide it into several texts."),
        code="too_long",
        params={"limit": limit},
    )


def too_deep():
    return ValidationError(
        _(
            "The text has more than %(limit)s elements within each other, or tags that nothing "
            "closes. Paste it as plain text."
        ),
        code="too_deep",
        params={"limit": DEEPEST},
    )
