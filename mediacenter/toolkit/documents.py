"""Documents that people send, a PDF or a picture of paper: told by the content, not by the name.

A PDF is kept as it is, since only its own bytes prove what was printed; so it is never shown by
the browser inside the portal, only handed out (`handed_out`). A picture is encoded anew.
"""

import re

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.http import FileResponse, Http404
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from . import pictures
from .confined import NOT_READ, read_confined
from .confined.pdf import ACTIVE, LOCKED, TOO_MANY_PARTS

MOST_BYTES = 25 * 1024 * 1024
PDF_ACCEPTED = "application/pdf,.pdf"
ACCEPTED = f"{PDF_ACCEPTED},{pictures.ACCEPTED}"
HEADER = re.compile(rb"%PDF-[12]\.\d")
HEADER_WITHIN = 1024  # bytes; readers skip what a mail or a scanner has put before it
# What a file may be besides, by its first bytes or as a page anywhere before the header.
OTHER_FILE = re.compile(
    rb"\s*(GIF8|\x89PNG|\xff\xd8\xff|RIFF|PK|MZ|\x7fELF|#!)|.*<([a-z]|[!?])",
    re.IGNORECASE | re.DOTALL,
)
ARCHIVE_END = b"PK\x05\x06"  # of a ZIP, which is read from its end
ARCHIVE_TAIL = 66_000  # bytes from the end in which a ZIP is looked for
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}


def pdf_or_picture(file):
    """Return the scan in an open binary file as a ContentFile with the extension that it earns.

    Raises ValidationError, worded for whoever sent it.
    """
    file.seek(0)
    if HEADER.search(file.read(HEADER_WITHIN)):
        return pdf(file)
    try:
        encoded = pictures.reencode(file)
    except ValidationError as refused:
        if refused.code != "not_a_picture":
            raise
        raise ValidationError(
            _("This is neither a PDF nor a picture of a known kind."), code="neither"
        ) from refused
    return ContentFile(encoded.content, name=f"scan.{encoded.extension}")


def pdf(file):
    """Return a PDF as a ContentFile. Raises ValidationError for none, or more than one file."""
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValidationError(
            _("The file is larger than %(limit)s. Make it smaller and send it again."),
            code="too_large",
            params={"limit": filesizeformat(MOST_BYTES)},
        )
    header = HEADER.search(content[:HEADER_WITHIN])
    if not header or content.rfind(b"%%EOF") < content.rfind(b"endobj"):
        raise not_whole()
    if OTHER_FILE.match(content[: header.start()]) or ARCHIVE_END in content[-ARCHIVE_TAIL:]:
        raise ValidationError(
            _("Another file is hidden in this PDF. Print it to PDF again and send that."),
            code="polyglot",
        )
    refuse_what_acts(content)
    return ContentFile(content, name="scan.pdf")


def refuse_what_acts(content: bytes) -> None:
    """Refuse a PDF that cannot be read, is locked, or is more than pages to read."""
    code = read_confined("pdf", content).code
    if code == ACTIVE:
        raise ValidationError(
            _("This PDF contains a program or a file. Print it to PDF again and send that."),
            code="active",
        )
    if code == LOCKED:
        raise ValidationError(
            _("This PDF is locked by a password. Take the password off and send it again."),
            code="locked",
        )
    if code in {TOO_MANY_PARTS, NOT_READ}:
        raise ValidationError(
            _("This PDF is too complicated to be checked. Print it to PDF again."),
            code="too_complicated",
        )
    if code:
        raise not_whole()


def not_whole() -> ValidationError:
    return ValidationError(
        _("This is not a whole PDF: its beginning or its end is missing."), code="not_a_pdf"
    )


def opened(file):
    """A stored file, open; 404 where it is gone."""
    try:
        return file.open()
    except (OSError, ValueError) as error:
        raise Http404 from error


def handed_out(file, name):
    """Answer with a stored file to be saved, under `name` and its own extension."""
    extension = file.name.rpartition(".")[2]
    response = FileResponse(
        opened(file),
        as_attachment=True,
        filename=f"{name}.{extension}",
        content_type=CONTENT_TYPES.get(extension, "application/octet-stream"),
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
