"""Reports in other forms, read back by the programs that open them, and the numbers in them."""

import io
import json
import zipfile

import openpyxl

from mediacenter.reports.actions.freezing import freeze
from mediacenter.reports.actions.outputs import output_of
from tests.reports.access import report_file

MARKS = ("=", "+", "-", "@")


def frozen(organization, year, language="ru"):
    """A ReportFile of the year as it stands; its own bytes are of no matter here."""
    return report_file(organization, freeze(organization=organization, year=year), language)


def made(file, form):
    with output_of(file=file, form=form).file.open() as stored:
        return stored.read()


def data_in(file):
    return json.loads(made(file, "json"))


def workbook_in(file):
    return openpyxl.load_workbook(io.BytesIO(made(file, "xlsx")))


def cells(book):
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


def values_in_book(book, years):
    """{(code, year): number or words} of the sheet of figures."""
    lines = book.worksheets[1].iter_rows(values_only=True)
    head = next(line for line in lines if str(years[0]) in line)
    at = {year: head.index(str(year)) for year in years}
    return {
        (line[1], year): line[place]
        for line in lines
        for year, place in at.items()
        if line[place] is not None
    }


def values_in_data(data):
    """{(code, year): (number, words)}."""
    return {
        (figure["code"], int(year)): (one["value"], one["said"])
        for figure in data["figures"]
        for year, one in figure["years"].items()
    }


def dates_in_archive(content):
    return {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(content)).infolist()}
