"""What holds for every answer of the API: limits, language, ETag, other sites, errors as JSON."""

import hashlib
import time

from django.conf import settings
from django.core.cache import cache
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import override

from mediacenter.toolkit.client_address import client_network
from mediacenter.toolkit.limits import API

from .problems import problem

PREFIX = "/api/"
MOST, SECONDS = 300, 60  # questions of one network within a minute
METHODS = "GET, HEAD, OPTIONS"
LANGUAGES = dict(settings.LANGUAGES)


class OpenData:
    """Behind the middleware of languages, whose choice by cookie and browser it overrides."""

    def __init__(self, get_response):
        self.get_response = get_response
        # counting asks Redis or the database, and either may be away
        self.within_limits = convert_exception_to_response(self.count_and_ask)

    def __call__(self, request):
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        asked = request.GET.get("language")
        language = asked if asked in LANGUAGES else settings.LANGUAGE_CODE
        with override(language):
            response = self.answer(request)
        response["Content-Language"] = language
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Retry-After"
        return response

    def answer(self, request):
        if request.method == "OPTIONS":
            return for_other_sites()
        if request.method not in ("GET", "HEAD"):
            response = problem(405)
            response["Allow"] = METHODS
            return response
        request.method = "GET"  # to a HEAD the server sends the head alone
        response = self.within_limits(request)
        if response.status_code >= 400:
            return in_json(response)
        return unless_known(request, response)

    def count_and_ask(self, request):
        if places_left(request) >= 0:
            return self.get_response(request)
        response = problem(429)
        response["Retry-After"] = SECONDS
        return response


def places_left(request):
    """How often the network that asks may still ask within this minute; below 0: no more."""
    key = f"{API}{client_network(request)}:{int(time.time()) // SECONDS}"
    cache.add(key, 0, 2 * SECONDS)
    return MOST - cache.incr(key)


def for_other_sites():
    """What a browser asks before a page of another site may ask."""
    response = HttpResponse(status=204)
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "If-None-Match"
    response["Access-Control-Max-Age"] = 24 * 60 * 60
    return response


def in_json(response):
    """A refusal by one of the portal's pages, as a Problem."""
    if response["Content-Type"].startswith("application/json"):
        return response
    told = problem(response.status_code)
    for header in ("Allow", "Retry-After"):
        if header in response:
            told[header] = response[header]
    return told


def unless_known(request, response):
    """304 where whoever asks has the same already; nobody shows it again without asking."""
    if response.status_code != 200:
        return response
    patch_cache_control(response, public=True, no_cache=True)
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)
