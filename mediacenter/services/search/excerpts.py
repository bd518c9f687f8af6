"""The passage of a text in which the words of a question stand, with these marked."""

import html
from functools import cache

from django.utils.safestring import mark_safe

from mediacenter.toolkit.stemming.folding import fold
from mediacenter.toolkit.stemming.forms import WORD, forms_of

BEFORE, LONGEST = 60, 240  # characters


def excerpts(asked, texts):
    """[(title, text)] -> [(title, excerpt)] as safe HTML with <mark>; one statement at most.

    Only words that begin as one of the forms does are brought to forms: stems are beginnings.
    """
    beginnings = {fold(form)[:2] for form in asked.forms}
    begins_so = cache(lambda letters: fold(letters)[:2] in beginnings)
    spans = [(places(title, begins_so), places(text, begins_so)) for title, text in texts]
    words = [word for pair in spans for some in pair for _at, _end, word in some]
    known = forms_of(asked.language, words)
    wanted = {word for word, forms in known.items() if asked.forms & set(forms)}
    return [
        (
            marked(title, wanted, of_title, 0, len(title)),
            marked(text, wanted, of_text, *passage(text, wanted, of_text)),
        )
        for (title, text), (of_title, of_text) in zip(texts, spans, strict=True)
    ]


def places(text, begins_so):
    """[(from, to, word)] of the words of whose first two letters this is true."""
    return [
        (match.start(), match.end(), match[0].lower().replace("ё", "е"))
        for match in WORD.finditer(text)
        if begins_so(match[0][:2])
    ]


def passage(text, wanted, spans):
    """From where to where to show: the first of the words, a little before it, whole words."""
    first = next((at for at, _end, word in spans if word in wanted), 0)
    start = max(0, first - BEFORE)
    if start:
        start = text.find(" ", start) + 1 or start
    end = min(len(text), start + LONGEST)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    return start, end


def marked(text, wanted, spans, start, end):
    parts, at = ["…" if start else ""], start
    for begins, ends, word in spans:
        if word in wanted and begins >= at and ends <= end:
            parts += [
                html.escape(text[at:begins]),
                f"<mark>{html.escape(text[begins:ends])}</mark>",
            ]
            at = ends
    parts += [html.escape(text[at:end]), "…" if end < len(text) else ""]
    return mark_safe("".join(parts))  # noqa: S308  each part is escaped
