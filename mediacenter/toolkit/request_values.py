"""What an address or a body asks for, read at one place: anybody may write anything there."""

import datetime as dt
import json
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpResponseRedirect, RawPostDataException
from django.utils.http import url_has_allowed_host_and_scheme

from .date_limits import FIRST_YEAR, LAST_YEAR
from .plain_text import cleaned

LARGEST = 2**63 - 1  # of a key in PostgreSQL
NUL = "\0"


def whole_number(written, *, least=0, most=LARGEST):
    """The number that ASCII digits tell, at most 19 of them; None for anything else."""
    digits = str(written)
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 19):
        return None
    number = int(digits)
    return number if least <= number <= most else None


def is_written_key(model, written):
    """Whether this is how addresses write a key: " 3 " and Arabic figures lead nowhere."""
    try:
        return str(model._meta.pk.to_python(written)) == str(written)
    except ValidationError:
        return False


def year_in(written):
    """A year of four digits that the portal may hold; None for anything else."""
    return whole_number(written, least=FIRST_YEAR, most=LAST_YEAR)


def day_in(written):
    """The day of an ISO date that the portal may hold; None for anything else."""
    try:
        day = dt.date.fromisoformat(written)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def json_object(request):
    """The JSON object that a request carries, its texts clean. Raises BadRequest for all else."""
    try:
        sent = cleaned(json.loads(request.body, parse_constant=refused, parse_float=finite))
    except (ValueError, RecursionError, RawPostDataException) as error:  # the last: of files
        raise BadRequest("no JSON") from error
    if not isinstance(sent, dict):
        raise BadRequest("no JSON object")
    return sent


def refused(constant):
    """NaN and Infinity are no JSON, and PostgreSQL takes none of them."""
    raise ValueError(constant)


def finite(written):
    number = float(written)
    return number if abs(number) != float("inf") else refused(written)


def redirect_back(request, otherwise):
    """Lead to the page of this portal that a form names in `next`, or else to `otherwise`."""
    back = request.POST.get("next", "")
    return HttpResponseRedirect(back if is_own_address(request, back) else otherwise)


def is_own_address(request, written):
    """Whether this is the address of a page of this portal, of less than 2,000 characters."""
    hosts = {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(written, hosts, require_https=request.is_secure())
    return is_ours and len(written) < 2_000


def is_from_own_page(request):
    """Whether a page of this portal leads here. Browsers say so; of those that do not, nobody knows
    it, and the answer is no.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    host = request.headers.get("Referer", "").partition("://")[2].partition("/")[0]
    return host == request.get_host()


def is_text(sent):
    """Whether bytes of an address, percent-encoded or not, are UTF-8 and hold no NUL."""
    try:
        return NUL not in unquote_to_bytes(sent).decode()
    except UnicodeDecodeError:
        return False
