"""Holds off whoever tries codes: some that no entry has, and their address is asked to wait.

Counted in the cache, and in a table while Redis is away (toolkit.limits).
"""

import time

from django.core.cache import cache

from mediacenter.toolkit.client_address import client_network

MOST, WITHIN = 20, 600  # unknown codes of one address, in so many seconds
COUNTED = "tried codes:"


def has_tried_too_many(request):
    return cache.get(place_of(request, MOST - 1)) is not None


def count_try(request):
    """Take the next free place of this span of time; each is taken once, by whomever."""
    for number in range(MOST):
        if cache.add(place_of(request, number), 1, WITHIN):
            return


def place_of(request, number):
    span = int(time.time()) // WITHIN
    return f"{COUNTED}{client_network(request)}:{span}:{number}"
