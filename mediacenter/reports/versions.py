"""How two signed versions of a report differ: their figures, and line by line their words."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from .changes import changed_figures
from .composing import compose

MOST = 200  # differences told of two versions
WORD_BY_WORD = 1_000  # words on either side that are compared one by one
ALIKE = 0.4  # of 1: the share that two texts must have in common for that


@dataclass(frozen=True)
class Piece:
    """A stretch of text, and whether it stands in this version alone."""

    text: str
    is_changed: bool


@dataclass(frozen=True)
class Difference:
    """Lines of a section that one version has in the place of the other's; either may be none."""

    heading: str
    before: list[Piece]
    after: list[Piece]


@dataclass(frozen=True)
class Comparison:
    """What differs between two Signatures, in a language; `more` than MOST: not all is told.

    `signers` are post and name of who signed either, `figures` are Changes.
    """

    signers: list[str]
    figures: list
    texts: list[Difference]
    more: bool


def compare(before, after, language):
    """The Comparison of two Signatures of one report."""
    documents = [document_of(signature, language) for signature in (before, after)]
    found = list(islice(differences(*documents), MOST + 1))
    return Comparison(
        signers=[signer_in(document) for document in documents],
        figures=changed_figures(before.snapshot.facts, after.snapshot.facts, after.report.year),
        texts=found[:MOST],
        more=len(found) > MOST,
    )


def signer_in(document):
    signer = document["signer"]
    return ", ".join(filter(None, (signer["post"], signer["name"])))


def document_of(signature, language):
    """What was signed, as it was printed; while it is being printed, as it will be."""
    files = signature.files.filter(language=language)
    printed = files.values_list("signed_document", flat=True).first()
    return printed or compose(
        signature.snapshot.facts,
        language,
        identifier=signature.number,
        issued=signature.signed_on,
        signature={"signer": signature.signer, "explanations": signature.explanations},
    )


def differences(before, after):
    """Yield the Differences of two Documents, section by section in the order of the second."""
    old, new = sections_of(before), sections_of(after)
    for heading in dict.fromkeys([*new, *old]):
        was, now = old.get(heading, []), new.get(heading, [])
        for kind, i, j, m, n in SequenceMatcher(None, was, now).get_opcodes():
            if kind != "equal":
                yield Difference(heading, *marked("\n".join(was[i:j]), "\n".join(now[m:n])))


def sections_of(document):
    """{heading: lines of text} of all sections, those within others too, and of the appendices."""
    found = {}
    for section in [*document["sections"], *document["appendices"]]:
        for part in [section, *section.get("sections", [])]:
            lines = found.setdefault(part["heading"], [])
            for block in part["blocks"]:
                lines += lines_of(block, document["labels"]["not_stated"])
    return found


def lines_of(block, not_stated):
    """What a block says; a row of a table is a line."""
    match block["kind"]:
        case "list" | "tasks":
            return [text_of(item) for item in block["items"]]
        case "definitions":
            return [f"{pair['term']}: {text_of(pair['runs'])}" for pair in block["pairs"]]
        case "table":
            rows = (
                " · ".join(text_of(cell) or not_stated for cell in row) for row in block["rows"]
            )
            return [block["caption"], *rows, *filter(None, [block.get("note")])]
        case "chart":
            return [block["caption"], block["alt"]]
        case "signature":
            return []
    return [text_of(block["runs"])]


def text_of(runs):
    return "".join(run["text"] for run in runs)


def marked(before, after):
    """The Pieces of two texts, in which the words are marked that the other has not.

    Texts that have little in common are marked as a whole.
    """
    old, new = (re.findall(r"\S+\s*", text) for text in (before, after))
    if max(len(old), len(new)) <= WORD_BY_WORD:
        matcher = SequenceMatcher(None, bare(old), bare(new), autojunk=False)
        if matcher.ratio() > ALIKE:
            found = matcher.get_opcodes()
            return (
                pieces((old[i:j], kind != "equal") for kind, i, j, _m, _n in found),
                pieces((new[m:n], kind != "equal") for kind, _i, _j, m, n in found),
            )
    return pieces([(old, True)]), pieces([(new, True)])


def bare(words):
    return [word.rstrip() for word in words]


def pieces(stretches):
    """The Pieces of stretches of words; no space at their ends is marked."""
    made = []
    for words, is_changed in stretches:
        text = "".join(words)
        parts = [(text.rstrip(), is_changed), (text[len(text.rstrip()) :], False)]
        made += [Piece(*part) for part in parts if part[0]]
    return made
