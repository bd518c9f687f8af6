"""Makes documents and their blocks; what these may hold is said in document.py."""

import re
from itertools import pairwise

from mediacenter.toolkit.full_stops import one_stop

from .words import labels

PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def run(text, *, bold=False, url=""):
    made = {"text": text}
    if bold:
        made["bold"] = True
    if url:
        made["url"] = url
    return made


def sentence(pattern, **parts):
    """The runs of a sentence: `%(name)s` stands for a text or for a run."""
    made = []
    for place, piece in enumerate(PLACEHOLDER.split(pattern)):
        part = parts[piece] if place % 2 else piece.replace("%%", "%")
        made.append(run(part) if isinstance(part, str) else part)
    for before, after in pairwise(made):
        both = before["text"] + after["text"]
        if after["text"] and one_stop(both) != both:
            after["text"] = after["text"].removeprefix(".")
    return [one for one in made if one["text"]]


def words(text):
    """The runs of a plain text; an empty text has none, which says that nobody stated it."""
    return [run(one_stop(text))] if text else []


def address(url):
    """A link that is written out, so that it can be read off paper."""
    return [run(url, url=url)] if url else []


def paragraph(content):
    """`content` is a text, or the runs of one."""
    return {"kind": "paragraph", "runs": _runs(content)}


def bullets(items):
    """`items` of texts, or the runs of them."""
    return {"kind": "list", "ordered": False, "items": [_runs(item) for item in items]}


def definitions(pairs):
    """`pairs` of a term and a text, or the runs of one."""
    return {
        "kind": "definitions",
        "pairs": [{"term": term, "runs": _runs(content)} for term, content in pairs],
    }


def callout(tone, text):
    return {"kind": "callout", "tone": tone, "runs": [run(text)]}


def missing(text, *codes):
    """Says in the tone of what is missing that nobody stated something: figures by their codes."""
    made = callout("missing", text)
    return {**made, "unstated": list(codes)} if codes else made


def tasks(items):
    return {"kind": "tasks", "items": [words(item) for item in items]}


def column(label, share, align="left"):
    return {"label": label, "align": align, "share": share}


def table(caption, columns, rows, *, row_headers=True, note=""):
    """`rows` of cells: a text, the runs of one, or None where nobody stated it."""
    made = {
        "kind": "table",
        "caption": caption,
        "columns": columns,
        "rows": [[_runs(cell) for cell in row] for row in rows],
        "row_headers": row_headers,
    }
    return {**made, "note": note} if note else made


def chart(kind, caption, *, alt, unit, categories, series):
    """`series` of (label, values, shown, figures): for every category a value, its words, and
    which number it is."""
    return {
        "kind": "chart",
        "type": kind,
        "caption": caption,
        "alt": alt,
        "unit": unit,
        "categories": categories,
        "series": [
            {"label": label, "values": values, "shown": shown, "figures": figures}
            for label, values, shown, figures in series
        ],
    }


def tiles(caption, *, alt, unit, scale, places):
    """A map; `places` of Tile, `scale` the words for the lightest and the darkest."""
    return {
        "kind": "tiles",
        "caption": caption,
        "alt": alt,
        "unit": unit,
        "scale": list(scale),
        "tiles": list(places),
    }


def qr_code(url, *, alt, beside=""):
    """`beside` the code stands a text, or the runs of one."""
    return {"kind": "qr_code", "url": url, "alt": alt, "runs": _runs(beside)}


def section(heading, blocks, sections=()):
    made = {"heading": heading, "blocks": blocks}
    return {**made, "sections": list(sections)} if sections else made


def sheet(title, sections, *, language, organization, **more):
    """A document of one or more pages without a title page; `more` are other fields of it."""
    return {
        "layout": "sheet",
        "language": language,
        "title": title,
        "short_title": title,
        "organization": organization,
        "sections": sections,
        "labels": labels(),
        **more,
    }


def _runs(content):
    if content is None:
        return []
    return words(content) if isinstance(content, str) else content
