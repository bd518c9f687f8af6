"""A line of the log for each request, with the id by which all that it caused is found."""

import logging
import re
import time
import uuid

from django.conf import settings

from mediacenter.toolkit.logs import working_on
from unions.sign_in import origin

from . import counters

GIVEN = re.compile(r"[\w-]{8,64}", re.ASCII)
logger = logging.getLogger("mediacenter.requests")


class RequestsLog:
    """The middleware; a proxy that is trusted may give the id (X-Request-ID), nobody else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        begin = time.monotonic()
        with working_on(request_id=id_of(request)) as work:
            response = self.get_response(request)
            response["X-Request-ID"] = work["request_id"]
            seconds = time.monotonic() - begin
            counters.count_request(response.status_code, seconds)
            self.tell(request, response, seconds)
        return response

    def tell(self, request, response, seconds):
        fields = {
            "method": request.method,
            "path": request.get_full_path(),
            "status": response.status_code,
            "milliseconds": round(seconds * 1000),
            "ip": origin(request)["ip"],
        }
        logger.info(
            "%(ip)s %(method)s %(path)s %(status)s %(milliseconds)s ms", fields, extra=fields
        )


def id_of(request):
    given = request.headers.get("X-Request-ID", "")
    if settings.TRUSTED_HOPS and GIVEN.fullmatch(given):
        return given
    return uuid.uuid4().hex
