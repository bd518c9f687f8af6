from urllib.parse import urlencode

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override, pgettext_lazy
from django.views.decorators.http import require_safe

from .asking import LONGEST_QUERY
from .finding import NARROWED_BY, find, in_other_languages, meant_instead, suggestions
from .kinds import FACETS, KINDS

NAMES = {"kind": pgettext_lazy("facet", "What"), "year": pgettext_lazy("facet", "Year")}
SHORTEST_BEGINNING = 2  # letters before something is suggested


@require_safe
def results(request):
    """What is found for ?q=, narrowed by kind, rubric, region, union and year; page by page."""
    text = " ".join(request.GET.get("q", "").split())
    is_cut, text = len(text) > LONGEST_QUERY, text[:LONGEST_QUERY]
    narrowed = narrowed_by(request.GET)
    language = get_language()
    found = find(
        text, language, narrowed=narrowed, page=number(request.GET.get("page"), most=1_000) or 1
    )
    instead, elsewhere = "", []
    if text and not found.results and not narrowed:
        instead = meant_instead(text, language)
        elsewhere = in_other_languages(text, language, dict(settings.LANGUAGES))
    address = reverse("search:results")
    kept = {"q": text, **narrowed}
    return render(
        request,
        "search/results.html",
        {
            "asked": text,
            "is_cut": is_cut,
            "narrowed": narrowed,
            "found": found,
            "facets": [shown(facet, kept, address) for facet in found.facets],
            "whole": f"{address}?{urlencode({'q': text})}",
            "newer": at_page(address, kept, found.page - 1) if found.page > 1 else "",
            "older": at_page(address, kept, found.page + 1) if found.page < found.pages else "",
            "instead": instead,
            "instead_address": f"{address}?{urlencode({'q': instead})}",
            "elsewhere": [
                {"code": code, "name": name, "address": in_language(code, text)}
                for code, name in settings.LANGUAGES
                if code in elsewhere
            ],
        },
    )


@require_safe
def suggest(request):
    """Titles that go on as somebody types ?q=: [{"title", "address"}]."""
    text = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    found = suggestions(text, get_language()) if len(text) >= SHORTEST_BEGINNING else []
    return JsonResponse([{"title": t, "address": a} for t, a in found], safe=False)


def narrowed_by(asked):
    """What of ?kind=&rubric=&region=&union=&year= is a narrowing; the rest is passed over."""
    narrowed = {}
    for name in NARROWED_BY:
        value = asked.get(name, "")
        if name == "kind" and value in KINDS:
            narrowed[name] = value
        elif name == "year" and number(value, most=9_999) > 0:
            narrowed[name] = number(value, most=9_999)
        elif name not in ("kind", "year") and number(value, most=2**62):
            narrowed[name] = number(value, most=2**62)
    return narrowed


def number(typed, *, most):
    """The number that is typed, or 0."""
    typed = typed or ""
    if not (typed.isascii() and typed.isdigit() and len(typed) < 20):
        return 0
    return min(int(typed), most)


def shown(facet, kept, address):
    """A facet with its name and the address of each value; that of the chosen one widens again."""
    code = facet["code"]
    others = {name: value for name, value in kept.items() if name != code}
    return {
        "code": code,
        "name": NAMES.get(code) or FACETS[code].name,
        "values": [
            {
                **value,
                "address": f"{address}?"
                + urlencode(others if value["is_chosen"] else {**others, code: value["key"]}),
            }
            for value in facet["values"]
        ],
    }


def at_page(address, kept, page):
    return f"{address}?{urlencode({**kept, 'page': page})}"


def in_language(code, text):
    with override(code):
        return f"{reverse('search:results')}?{urlencode({'q': text})}"
