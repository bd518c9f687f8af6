"""No request brings to a view what is no text (NUL, bytes that are not UTF-8), is too long or lacks
its body.
"""

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponseNotAllowed, QueryDict
from django.http.request import parse_header_parameters

from mediacenter.toolkit.request_values import NUL, is_text

from . import bodies
from .views import long_address, no_room, not_so, too_long, unreadable

METHODS = ("GET", "HEAD", "POST")  # each page is opened, or takes a form


class Request(WSGIRequest):
    def _set_content_type_params(self, meta):
        """Leave the charset to the middleware: a codec that is none of texts breaks Django here."""
        content_type = meta.get("CONTENT_TYPE", "")
        self.content_type, self.content_params = parse_header_parameters(content_type)


class Application(WSGIHandler):
    request_class = Request


class ReadableRequests:
    """Refuses an address that is no text; takes NUL out of forms, so that nothing typed is lost.

    A cookie that is no text is passed over. Views, forms and filters need not think of any of it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.COOKIES = {name: one for name, one in request.COOKIES.items() if NUL not in one}
        return self.get_response(request)

    def process_view(self, request, _view, _args, _kwargs):
        # here, where the language and the visitor are known already: the answer is a whole page
        match request.headers.get(bodies.REFUSED):
            case bodies.NO_ROOM:
                return no_room()
            case str():
                return too_long(request)
        if len(request.META.get("QUERY_STRING", "")) > bodies.MOST_QUERY:
            request.META["QUERY_STRING"] = ""  # what leads on from the page begins without it
            return long_address(request)
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if request.content_params.get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
            raise BadRequest("a charset other than UTF-8")
        # WSGI hands over the bytes of an address as Latin-1
        parts = (request.META.get(name, "") for name in ("PATH_INFO", "QUERY_STRING"))
        if not all(is_text(part.encode("latin-1", "replace")) for part in parts):
            raise BadRequest("an address that is no text")
        if request.method == "POST":
            return self.read_form(request)

    def read_form(self, request):
        try:
            sent = request.POST
        except RequestDataTooBig:
            return too_long(request)
        if any(map(holds_nul, sent.lists())):
            request._post = without_nul(sent)  # what request.POST hands out


class RefusalsInWords:
    """A view may refuse by its status alone; people read why, in their language."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        page = {400: unreadable, 405: not_so}.get(response.status_code)
        if page is None or response.streaming or response.content:
            return response
        answer = page(request)
        if "Allow" in response:
            answer["Allow"] = response["Allow"]
        return answer


def holds_nul(field):
    name, values = field
    return NUL in name or any(NUL in value for value in values)


def without_nul(sent):
    clean = QueryDict(mutable=True)
    for name, values in sent.lists():
        clean.setlist(name.replace(NUL, ""), [value.replace(NUL, "") for value in values])
    clean._mutable = False
    return clean
