"""How a reader wants the pages: larger, wider, in other colours, without pictures, with less data.

What is chosen stands in one cookie, as `size-large.colours-black`; it holds on every page and in
each language, and needs neither an account nor a script.
"""

import re
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from mediacenter.toolkit.request_values import is_from_own_page, is_own_address

COOKIE = "reading"
COOKIE_SECONDS = 60 * 60 * 24 * 365
USUAL = "usual"

MODES = {
    "size": {
        "name": _("Size of the text"),
        "values": {
            USUAL: pgettext_lazy("size", "Usual"),
            "large": pgettext_lazy("size", "Large"),
            "largest": pgettext_lazy("size", "Very large"),
        },
    },
    "spacing": {
        "name": _("Space between letters and lines"),
        "values": {
            USUAL: pgettext_lazy("spacing", "Usual"),
            "wide": pgettext_lazy("spacing", "Wide"),
            "widest": pgettext_lazy("spacing", "Very wide"),
        },
    },
    "colours": {
        "name": pgettext_lazy("reading", "Colours"),
        "values": {
            USUAL: pgettext_lazy("colours", "Those of the site"),
            "white": _("Black on white"),
            "black": _("White on black"),
            "blue": _("Dark blue on light blue"),
            "beige": _("Brown on beige"),
        },
    },
    "letters": {
        "name": pgettext_lazy("reading", "Letters"),
        "values": {USUAL: _("Without serifs"), "serif": _("With serifs")},
    },
    "pictures": {
        "name": pgettext_lazy("reading", "Pictures"),
        "values": {USUAL: pgettext_lazy("reading", "Shown"), "off": _("Told in words")},
    },
    "data": {
        "name": _("Amount of data"),
        "values": {
            USUAL: pgettext_lazy("data", "Usual"),
            "low": _("Little: no pictures, the letters of your device"),
        },
    },
}
# What one link turns on, for those who see badly, or off; each part of it can be changed.
AT_ONCE = {
    "large": {
        "name": _("Large text, black on white"),
        "modes": {"size": "large", "spacing": "wide", "colours": "white"},
    },
    USUAL: {"name": _("Usual version"), "modes": {}},
}

# A code to be scanned stays: no words stand for it.
PICTURE = re.compile(
    r'<picture>.*?</picture>|<img (?!class="code-picture")(?:[^>"]|"[^"]*")*>', re.DOTALL
)
ALT = re.compile(r' alt="([^"]*)"( lang="[a-z]+")?')


def chosen_modes(request):
    """Return {mode: value} of what is not as usual. What the cookie holds else is ignored."""
    parts = (part.partition("-") for part in request.COOKIES.get(COOKIE, "")[:200].split("."))
    return {
        mode: value
        for mode, _dash, value in parts
        if mode in MODES and value in MODES[mode]["values"] and value != USUAL
    }


def classes(modes):
    """The classes of <html> under which site.css holds what is chosen; "" as usual."""
    return " ".join(f"{mode}-{value}" for mode, value in modes.items())


def reading(request):
    """The page on which a reader chooses. `next` is the page to go back to."""
    back = own_address(request)
    modes = chosen_modes(request)
    here = request.path + (f"?{urlencode({'next': back})}" if back else "")
    rows = [
        {
            "name": mode["name"],
            "choices": [
                {
                    "name": name,
                    "address": address_of(code, value, here),
                    "is_chosen": modes.get(code, USUAL) == value,
                }
                for value, name in mode["values"].items()
            ],
        }
        for code, mode in MODES.items()
    ]
    return render(
        request,
        "portal/reading.html",
        {
            "rows": rows,
            "back": back,
            "at_once": address_of("all", "large", back or here),
            "as_usual": address_of("all", USUAL, back or here),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def read_as(request, mode, value):
    """Remember one choice, or "all" of them at once, and lead back to where it was made.

    A link does that on the pages of this portal alone. Who comes from elsewhere, or from a browser
    that does not say from where, is asked by a form first.
    """
    if mode == "all" and value in AT_ONCE:
        modes, words = AT_ONCE[value]["modes"], AT_ONCE[value]["name"]
    elif mode in MODES and value in MODES[mode]["values"]:
        modes = {**chosen_modes(request), mode: value}
        words = f"{MODES[mode]['name']}: {MODES[mode]['values'][value]}"
    else:
        raise Http404
    back = own_address(request)
    if request.method != "POST" and not is_from_own_page(request):
        return render(request, "portal/read_as.html", {"words": words, "back": back})
    response = HttpResponseRedirect(back or reverse("portal:reading"))
    remember(response, {code: one for code, one in modes.items() if one != USUAL})
    return response


def remember(response, modes):
    if not modes:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_cookie(
        COOKIE,
        ".".join(f"{code}-{one}" for code, one in modes.items()),
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def address_of(mode, value, back):
    return reverse("portal:read_as", args=[mode, value]) + f"?{urlencode({'next': back})}"


def own_address(request):
    """The page of this portal that `next` names, or ""."""
    back = request.GET.get("next", "")
    return back if is_own_address(request, back) else ""


class PicturesInWords:
    """Whoever wants no pictures gets their alternative texts, and none of the files: neither of
    photographs nor of the emblem. Ornaments of the stylesheet are left out there (site.css).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        modes = chosen_modes(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if not (is_page and not response.streaming and ("pictures" in modes or "data" in modes)):
            return response
        if not request.path.startswith("/admin/"):
            response.content = PICTURE.sub(in_words, response.content.decode())
        return response


def in_words(picture):
    told = ALT.search(picture[0])
    if not (told and told[1]):
        return ""
    return f'<span class="picture-words"{told[2] or ""}>{told[1]}</span>'
