"""The shapes that facts share: texts in all languages, spans, lists with a bound."""

from mediacenter.services.printing.document import ROW_BUDGET
from mediacenter.toolkit.alphabetical import LANGUAGES

LIST_ROWS = 100  # of one list of records; a register holds the rest
LISTS = 13  # that can be full at once
APPENDIX_ROWS = ROW_BUDGET - LIST_ROWS * LISTS


def texts(record, field):
    """Return {language: text} of a translated field, without the languages that lack it."""
    columns = {language: getattr(record, f"{field}_{language}") for language in LANGUAGES}
    return {language: text for language, text in columns.items() if text}


def span(record):
    return {
        "starts_on": record.starts_on,
        "ends_on": record.ends_on,
        "precision": record.precision,
    }


def bounded(records, shape, rows=LIST_ROWS):
    """Return {"rows": [...], "is_cut": bool} of records in their order; a QuerySet is read once."""
    found = list(records[: rows + 1])
    return {"rows": [shape(record) for record in found[:rows]], "is_cut": len(found) > rows}
