"""What mammoth has read, judged before it makes markup of it: a document of a few kilobytes may
show one long address at each of its words, or one long note at each of its numbers."""

from mammoth.documents import NoteReference

from mediacenter.toolkit.markup_bounds import MOST_CHARACTERS

from .checking import TAG, too_large

WRITTEN = ("value", "href", "anchor", "name")  # what becomes a part of the markup as it stands


def demand_fit(document):
    """Return a document of mammoth. Raises ValidationError where no text could hold it."""
    weights = {}

    def weight_of_note(reference):
        key = reference.note_type, reference.note_id
        if key not in weights:
            weights[key] = weight(document.notes.resolve(reference).body)
        return weights[key]

    if weight(document.children, weight_of_note) > MOST_CHARACTERS:
        raise too_large()
    return document


def weight(elements, weight_of_note=lambda reference: 0) -> int:
    """How many characters of markup elements come to, about; notes as often as they are shown."""
    total, to_come = 0, list(elements)
    while to_come:
        one = to_come.pop()
        total += TAG + sum(len(getattr(one, part, None) or "") for part in WRITTEN)
        if isinstance(one, NoteReference):
            total += weight_of_note(one)
        to_come += getattr(one, "children", ())
    return total
