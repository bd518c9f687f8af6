"""Who may see how the portal is doing, in figures: whoever operates it, and nobody else."""

from ipaddress import ip_address

from django.conf import settings
from django.utils.crypto import constant_time_compare


def may_see_figures(request):
    """Whether it comes with the secret METRICS_TOKEN, or from this very machine."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN and constant_time_compare(given, settings.METRICS_TOKEN):
        return True
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    # A proxy on this machine speaks for others: everybody on the way must be of this machine.
    return all(map(is_loopback, (request.META.get("REMOTE_ADDR", ""), *filter(None, forwarded))))


def is_loopback(address):
    try:
        return ip_address(address.strip()).is_loopback
    except ValueError:
        return False
