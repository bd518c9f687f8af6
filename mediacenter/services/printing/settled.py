"""ZIP-based office files that are the same bytes for the same content: no moment of the writing."""

import io
import re
import zipfile

PROPERTIES = "docProps/core.xml"
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
OLDEST = (1980, 1, 1, 0, 0, 0)  # that a ZIP can say


def settled(content, moment):
    """The archive with `moment`, an aware datetime, as the only one that it tells."""
    written = io.BytesIO()
    said = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(content)) as found, zipfile.ZipFile(written, "w") as made:
        for one in found.infolist():
            part = found.read(one)
            if one.filename == PROPERTIES:
                part = MODIFIED.sub(rb"\g<1>" + said, part)
            entry = zipfile.ZipInfo(one.filename, OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, part)
    return written.getvalue()
