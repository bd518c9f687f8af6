"""The shapes that facts share: texts in all languages, spans, lists with a bound."""

from mediacenter.toolkit.alphabetical import LANGUAGES

LIST_ROWS = 100  # of one list of records; a register holds the rest
APPENDIX_ROWS = 5_000  # organizations; the print holds fewer, the workbook all of them


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
