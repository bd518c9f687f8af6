"""The figures of three years, each with its qualifier, coverage and source."""

from mediacenter.reports.rolling_up import figures_of
from mediacenter.reports.same_reporters import compare_with_year_before

from .shapes import texts


def facts(organization, years):
    """Return {code: {year: figure}}; a code or a year that nobody stated is not there."""
    stated = {
        code: {str(year): _figure(cell) for year, cell in cells.items() if cell.number is not None}
        for code, cells in figures_of(organization, years).items()
    }
    return {code: by_year for code, by_year in stated.items() if by_year}


def same_reporters(organization, year):
    """{code: what those say who stated both the year and the one before}, where others did, too."""
    compared = compare_with_year_before(organization, year)
    return {code: one._asdict() for code, one in compared.items()}


def _figure(cell):
    return {
        "number": cell.number,
        "qualifier": cell.qualifier,
        "as_of": cell.as_of,
        "stated_by": cell.stated_by,
        "of": cell.of,
        "basis": cell.basis,
        "own_number": cell.own_number,
        "own_qualifier": cell.own_qualifier,
        "declared": cell.declared and _declared(cell),
    }


def _declared(cell):
    figure = cell.declared
    return {
        "scope": figure.scope,
        "as_of": figure.as_of,
        "precision": figure.precision,
        "source": texts(figure, "source"),
        "note": texts(figure, "note"),
        "in_register": cell.in_register and cell.in_register._asdict(),
        "difference": texts(figure, "difference"),
    }
