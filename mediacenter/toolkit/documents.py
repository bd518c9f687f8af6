"""Documents that people send, a PDF or a picture of paper: told by the content, not by the name.

A PDF is kept as it is, since only its own bytes prove what was printed; so it is never shown by
the browser inside the portal, only handed out (`handed_out`). A picture is encoded anew.
"""

import re

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.http import FileResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from . import pictures

MOST_BYTES = 25 * 1024 * 1024
HEADER = re.compile(rb"%PDF-[12]\.\d")
ARCHIVE_END = b"PK\x05\x06"  # of a ZIP, which is read from its end
ARCHIVE_TAIL = 66_000  # bytes from the end in which a ZIP is looked for
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia)\b")
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
    if file.read(1024).lstrip().startswith(b"%PDF"):
        return pdf(file)
    encoded = pictures.reencode(file)
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
    if not HEADER.match(content) or not content.rstrip(b"\0\t\n\f\r ").endswith(b"%%EOF"):
        raise ValidationError(
            _("This is not a whole PDF: its beginning or its end is missing."), code="not_a_pdf"
        )
    if ARCHIVE_END in content[-ARCHIVE_TAIL:]:
        raise ValidationError(
            _("Another file is hidden in this PDF. Print it to PDF anew and send that."),
            code="polyglot",
        )
    if ACTIVE.search(content):
        raise ValidationError(
            _("This PDF holds a program or a file. Print it to PDF anew and send that."),
            code="active",
        )
    return ContentFile(content, name="scan.pdf")


def handed_out(file, name):
    """Answer with a stored file to be saved, under `name` and its own extension."""
    extension = file.name.rpartition(".")[2]
    response = FileResponse(
        file.open(),
        as_attachment=True,
        filename=f"{name}.{extension}",
        content_type=CONTENT_TYPES.get(extension, "application/octet-stream"),
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
