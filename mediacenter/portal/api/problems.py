"""What the API answers where it cannot answer: JSON, in the language that is asked for."""

from http import HTTPStatus

from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Schema
from ninja.errors import ValidationError
from pydantic import Field

from .asking import BadCursor, UnknownParameter

WORDS = {
    400: gettext_lazy("The address asks for something that the API does not know."),
    404: gettext_lazy("There is nothing at this address."),
    405: gettext_lazy("The API is read only: it is asked by GET or HEAD."),
    414: gettext_lazy("The address is too long."),
    429: gettext_lazy("Too many questions from your address. Ask again after a minute."),
    500: gettext_lazy("The portal has failed. The fault has been noted."),
    503: gettext_lazy("The portal is busy. Ask again a little later."),
}


class Problem(Schema):
    status: int = Field(description="The status of the answer.")
    message: str = Field(description="What it is, in the language that was asked for.")
    parameter: str | None = Field(description="The parameter that is at fault, where one is.")


PROBLEMS = {400: Problem, 404: Problem, 429: Problem}


def problem(status, message="", parameter=None):
    """The answer of a status; its usual words where no message is given."""
    told = message or WORDS.get(status) or WORDS[400 if status < 500 else 500]
    found = {"status": int(status), "message": str(told), "parameter": parameter}
    return JsonResponse(found, status=status, json_dumps_params={"ensure_ascii": False})


def refused(name):
    told = _("The parameter “%(name)s” does not take this value.")
    return problem(HTTPStatus.BAD_REQUEST, told % {"name": name}, name)


def tell_problems(api):
    """Have a NinjaAPI answer what its endpoints raise."""

    @api.exception_handler(Http404)
    def nothing_there(request, error):
        return problem(HTTPStatus.NOT_FOUND)

    @api.exception_handler(ValidationError)
    def not_taken(request, error):
        places = error.errors[0]["loc"]
        return refused(next((place for place in places if place in request.GET), places[-1]))

    @api.exception_handler(BadCursor)
    def no_cursor(request, error):
        return refused("cursor")

    @api.exception_handler(UnknownParameter)
    def not_known(request, error):
        told = _("The parameter “%(name)s” is not known here.") % {"name": error}
        return problem(HTTPStatus.BAD_REQUEST, told, str(error))
