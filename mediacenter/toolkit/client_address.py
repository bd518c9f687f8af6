"""From where a request comes."""

import ipaddress

from django.conf import settings

NETWORK_OF_ONE = 64  # bits of an IPv6 address that a household or a phone has for itself
UNKNOWN = "0.0.0.0"  # noqa: S104  nobody's address: a proxy on a socket that names nobody


def client_address(request):
    """The address of the browser, as the proxies that are trusted tell it.

    Each proxy adds whom it heard from; what stands before the entries of the trusted ones anybody
    may have written.
    """
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    heard = [one.strip() for one in (*forwarded, request.META.get("REMOTE_ADDR", "")) if one]
    nearest = heard[-1 - settings.TRUSTED_HOPS :][:1]
    try:
        return str(ipaddress.ip_address(nearest[0]))
    except (IndexError, ValueError):
        return UNKNOWN


def client_network(request):
    """What is counted as one sender: the address, of IPv6 its network, as text."""
    address = ipaddress.ip_address(client_address(request))
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, NETWORK_OF_ONE), strict=False))
