"""Finding pages and what somebody works on by words of the name: a bounded number of each kind."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import admin
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import pgettext

from mediacenter.toolkit.words import words_in
from publications.articles.models import Article
from publications.plan.models import Occasion
from unions.models import Organization, Person

from .sidebar import all_pages

SHOWN = 8  # of each kind of records; the list shows the rest
PAGES_SHOWN = 20
FOUND = (Article, Occasion, Organization, Person)


@dataclass(frozen=True)
class Found:
    """Records of a kind as (name, address); `rest` leads to the list with the same question.

    Pages have no such list.
    """

    title: Promise
    records: list
    rest: str = ""


def found_for(request, asked):
    """Return a Found a kind that has something: the pages of the sidebar, and records.

    Records come by the search of their list in the admin: so they lie within the reach of who
    asks, and are read from the indexes of words.
    """
    found = [pages(request, asked), *(of_kind(model, request, asked) for model in FOUND)]
    return [kind for kind in found if kind and kind.records]


def pages(request, asked):
    words = words_in(asked)
    records = [
        (title, address)
        for address, title in (all_pages(request) if words else {}).items()
        if all(any(one.startswith(word) for one in words_in(title)) for word in words)
    ]
    return Found(pgettext("heading", "Pages of the portal"), records[:PAGES_SHOWN])


def of_kind(model, request, asked):
    model_admin = admin.site.get_model_admin(model)
    if not model_admin.has_view_permission(request):
        return None
    records = model_admin.get_queryset(request).order_by(*model_admin.get_ordering(request))
    records, _several = model_admin.get_search_results(request, records, asked)
    page = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    return Found(
        capfirst(model._meta.verbose_name_plural),
        [(str(record), address_of(record, page)) for record in records[:SHOWN]],
        f"{reverse(f'{page}_changelist')}?{urlencode({'q': asked})}",
    )


def address_of(record, page):
    if isinstance(record, Occasion):
        return reverse("plan:occasion", args=[record.pk])
    return reverse(f"{page}_change", args=[record.pk])
