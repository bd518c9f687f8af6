"""Composes the report: from frozen facts to the document that is printed and shown."""


def compose(facts, language, *, identifier, issued):
    """Return a Document (printing.document) in `language` from a Snapshot's facts.

    `identifier` names this version of the report, `issued` is the moment of the print as text.
    """
    raise NotImplementedError
