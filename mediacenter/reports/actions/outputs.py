"""A report in its other forms: made of its frozen facts when somebody first asks, and kept."""

import hashlib

from django.db import transaction

from mediacenter.reports.composing.document import TABLE_LINES
from mediacenter.reports.models import OutputForm, ReportOutput
from mediacenter.reports.outputs.book import book_of
from mediacenter.reports.outputs.consolidated import consolidated
from mediacenter.reports.outputs.data import data_of, write_data
from mediacenter.reports.outputs.short_form import short_form
from mediacenter.services.printing.document import blocks_of, numbered
from mediacenter.services.printing.pdf import PrintFailed, print_pdf
from mediacenter.services.printing.word import write_word
from mediacenter.toolkit.storing import hold, overwrite

from .report_files import document_of, is_whole


@transaction.atomic
def output_of(*, file, form):
    """Return the ReportOutput of a ReportFile, making it where it is not there or not whole.

    Whoever asks for the same meanwhile waits for it. Raises PrintFailed, also where what is stored
    is no report: facts and documents of long ago are read as they are.
    """
    hold(f"output {file.key} {form}")
    output = file.outputs.filter(form=form).first()
    if output and is_whole(output):
        return output
    try:
        content = MAKERS[form](file)
    except (AttributeError, LookupError, TypeError, ValueError) as failure:
        raise PrintFailed("malformed", repr(failure)) from failure
    output = output or ReportOutput(report_file=file, form=form)
    output.file_sha, output.size = hashlib.sha256(content).hexdigest(), len(content)
    overwrite(output.file, content, f"{file.key}.{form}")
    output.save()
    return output


def moment_of(file):
    return file.snapshot.taken_at.replace(microsecond=0)


def whole_document(file):
    """The numbered Document of a ReportFile, whose tables hold all that was frozen.

    What was signed or published is taken as it was composed then, unless a table of it is cut.
    """
    document = file.signed_document or file.published_document
    if document and not any(is_full(block) for _place, block in blocks_of(document)):
        return document
    return numbered(document_of(file.snapshot, file.language, file.key, file.signature, lines=None))


def is_full(block):
    return block["kind"] == "table" and len(block["rows"]) >= TABLE_LINES


def _xlsx(file):
    return book_of(whole_document(file), file.snapshot.facts, moment=moment_of(file))


def _json(file):
    snapshot = file.snapshot
    return write_data(data_of(whole_document(file), snapshot.facts, snapshot.facts_sha))


def printed_document(file):
    """The numbered Document that the PDF of a ReportFile says."""
    return (
        file.signed_document
        or file.published_document
        or numbered(document_of(file.snapshot, file.language, file.key, file.signature))
    )


def _docx(file):
    return write_word(printed_document(file), moment=moment_of(file))


def _short(file):
    document = short_form(printed_document(file), file.snapshot.facts)
    return print_pdf(document, moment=moment_of(file)).content


def _consolidated(file):
    document = consolidated(printed_document(file), file.snapshot.facts, lines=TABLE_LINES)
    return print_pdf(document, moment=moment_of(file)).content


MAKERS = {
    OutputForm.DOCX: _docx,
    OutputForm.XLSX: _xlsx,
    OutputForm.JSON: _json,
    OutputForm.SHORT: _short,
    OutputForm.CONSOLIDATED: _consolidated,
}
