"""How much may be sent to which address. What is more ends before it is stored.

docs/nginx.conf says the same to nginx, place by place; a test compares them.
"""

import re
from contextlib import suppress

from django.conf import settings
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

from mediacenter.toolkit import documents, pictures
from mediacenter.toolkit.tables import sheet
from mediacenter.toolkit.whole_files import lacks_room
from mediacenter.toolkit.word import checking as word

MEGABYTE = 1024 * 1024
FIELDS = settings.DATA_UPLOAD_MAX_MEMORY_SIZE  # of a form, beside its files


def with_file(most):
    """Twice the largest file: who sends one a little too large is told so in the form itself."""
    return 2 * most + FIELDS


# (pattern of the path, bytes): the first that matches.
ROOM = [
    ("^/admin/publications/picture/many/", 100 * MEGABYTE),
    ("^/admin/publications/(picture/add|upload-picture)/", with_file(pictures.MOST_BYTES)),
    (
        r"^/admin/publications/(coverage|librarydocument|newspaperissue|printedmatter)/"
        r"(add|\d+/change)/",
        with_file(documents.MOST_BYTES),
    ),
    (r"^/admin/reports/figure/(add|\d+/change)/", with_file(documents.MOST_BYTES)),
    (r"^/admin/publications/article/(\d+/)?word/", with_file(word.MOST_BYTES)),
    (r"^/admin/\w+/\w+/import/", with_file(sheet.MOST_BYTES)),
    ("^/(kk|ru|en)/verify/", with_file(documents.MOST_BYTES)),
    ("^/(admin|(kk|ru|en)/cabinet)/", FIELDS),
    ("^/", MEGABYTE),
]
MOST_QUERY = 8 * 1024  # bytes of an address after "?", which lists carry into each of their links
REFUSED = "X-Body-Refused"  # says a proxy, or the parser, of a request whose body is not there
TOO_LONG, NO_ROOM = "yes", "no room"


def most_bytes(path):
    """How long the body of a request to this path may be."""
    return next(room for pattern, room in ROOM if re.match(pattern, path))


class BoundedRequest(HTTPRequestParser):
    """Stores no body that is too long, and reads on no further: the portal answers without it."""

    def received(self, data):
        try:
            consumed = super().received(data)
        except OSError as error:
            if not lacks_room(error):
                raise
            self.refuse(NO_ROOM)
            return len(data)
        if self.error or self.body_rcv is None:
            return consumed
        length = self.content_length or self.body_bytes_received  # the latter where it is chunked
        if length <= most_bytes("/" + self.path.lstrip("/")):
            return consumed
        self.refuse(TOO_LONG)
        return len(data)  # the beginning of the body is no further request

    def refuse(self, why):
        with suppress(OSError):  # what was not written out cannot be now
            self.close()
        self.body_rcv, self.expect_continue, self.completed = None, False, True
        no_body = {"CONTENT_LENGTH": "0", "CONNECTION": "close"}
        self.headers |= {**no_body, REFUSED.upper().replace("-", "_"): why}


class Channel(HTTPChannel):
    parser_class = BoundedRequest
