"""The library for everybody: documents and guides by kind, year and language."""

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import F
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from mediacenter.toolkit.documents import handed_out
from mediacenter.toolkit.request_values import year_in
from publications.printed.models import DocumentKind, LibraryDocument

ON_A_PAGE = 30
LANGUAGES = dict(settings.LANGUAGES)


def library(request):
    """All that is shown to the public, the newest first; without a year, last."""
    shown = LibraryDocument.objects.published()
    chosen = {
        "kind": choice(request, "kind", DocumentKind.values),
        "language": choice(request, "language", LANGUAGES),
        "year": year_asked_for(request),
    }
    found = shown
    if chosen["kind"]:
        found = found.filter(kind=chosen["kind"])
    if chosen["language"]:
        found = found.filter(languages__contains=[chosen["language"]])
    if chosen["year"]:
        last = Coalesce("last_year", "year")
        found = found.alias(last=last).filter(year__lte=chosen["year"], last__gte=chosen["year"])
    found = found.select_related("organization").order_by(
        F("year").desc(nulls_last=True), f"sort_{get_language()}", "pk"
    )
    years = shown.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()
    return render(
        request,
        "publications/library/list.html",
        {
            "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
            "chosen": chosen,
            "kinds": DocumentKind.choices,
            "years": years,
            "languages": settings.LANGUAGES,
        },
    )


def choice(request, name, known):
    """What the address asks for, "" for nothing. Raises Http404 for what there is not."""
    asked = request.GET.get(name, "")
    if asked and asked not in known:
        raise Http404
    return asked


def year_asked_for(request):
    asked = request.GET.get("year", "")
    if not asked:
        return None
    year = year_in(asked)
    if year is None:
        raise Http404
    return year


def document(request, slug):
    shown = LibraryDocument.objects.published().select_related("organization")
    found = get_object_or_404(shown, slug=slug)
    continues = LibraryDocument.objects.published().filter(pk=found.continues_id).first()
    return render(
        request,
        "publications/library/document.html",
        {
            "document": found,
            "continues": continues,
            "continued_by": found.continued_by.published().order_by("year", "pk"),
            "languages": [LANGUAGES.get(code, code) for code in found.languages],
        },
    )


def file(request, slug):
    """The PDF; of what is not shown to the public, for those who see its record."""
    found = get_object_or_404(LibraryDocument, slug=slug)
    shown = found.is_published or request.user.has_perm("publications.view_librarydocument", found)
    if not found.file or not shown:
        raise Http404
    return handed_out(found.file, found.slug)
