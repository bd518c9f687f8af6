"""What a page tells machines: schema.org data, which no browser runs."""

import json
from urllib.parse import urljoin

from django.conf import settings
from django.utils.safestring import mark_safe

# Inside a <script>, nothing may end it or open a comment.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def absolute(address):
    """Turn the address of a page or file of this portal into one for other sites."""
    return urljoin(settings.PUBLIC_URL, str(address))


def in_script(kind, **described):
    """Return the element that describes a page as a schema.org `kind`; what is empty is left out.

    The policy for scripts concerns what browsers run, and no browser runs this one.
    """
    told = {key: value for key, value in described.items() if value not in (None, "", [])}
    whole = {"@context": "https://schema.org", "@type": kind, **told}
    written = json.dumps(whole, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{written}</script>')  # noqa: S308
