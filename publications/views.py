from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from unions.models import Organization

from .models import ArticleText, FormerAddress, Rubric
from .paging import BadCursor, page_of
from .previews import previewed

RELATED = 3


def news(request):
    return list_page(request, published())


def rubric(request, slug):
    rubric = get_object_or_404(Rubric.objects.select_related("organization"), slug=slug)
    return list_page(request, published().filter(article__rubric=rubric), rubric=rubric)


def organization_news(request, slug):
    """News of an organization and of everything below it."""
    organization = get_object_or_404(Organization, slug=slug)
    return list_page(request, published().within(organization), organization=organization)


def article(request, slug):
    """A text; where it is missing in this language, a page that says so and leads to the others."""
    text = (
        published()
        .filter(slug=slug)
        .select_related("article__organization", "article__rubric", "article__cover")
        .prefetch_related("article__cover__renditions")
        .first()
    )
    if text is None:
        return article_elsewhere(request, slug)
    return render(request, "publications/article.html", page_of_text(text))


def page_of_text(text):
    """What the page of a text shows around it."""
    versions = versions_of(text.article)
    return {
        "text": text,
        "article": text.article,
        "versions": addresses(versions),
        "other_versions": [version for version in versions if version.pk != text.pk],
        "corrections": text.corrections.all(),
        "related": related_to(text),
    }


@never_cache
def preview(request, token):
    """A text as its reader will see it, whatever its state; 410 where the link has expired."""
    text = previewed(token)
    if text is None or text.language != get_language():
        response = render(request, "publications/preview_expired.html", status=410)
    else:
        context = {**page_of_text(text), "is_preview": True}
        response = render(request, "publications/article.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"  # the address is a key
    return response


def article_elsewhere(request, slug):
    former = FormerAddress.objects.filter(language=get_language(), slug=slug)
    moved = published().filter(former_addresses__in=former).defer("body").first()
    if moved is not None:
        return redirect(moved, permanent=True)
    texts = ArticleText.objects.published().filter(slug=slug).select_related("article")
    found = texts.order_by("pk").first()
    if found is None:
        raise Http404
    versions = versions_of(found.article)
    for version in versions:
        if version.language == get_language():
            return redirect(version)
    return render(
        request,
        "publications/missing.html",
        {"versions": addresses(versions), "other_versions": versions},
    )


def list_page(request, texts, *, rubric=None, organization=None):
    cursors = {name: request.GET.get(name, "") for name in ("before", "after")}
    try:
        page = page_of(texts.for_lists(), **cursors)
    except BadCursor as error:
        raise Http404 from error
    rubrics = Rubric.objects.in_use().of(organization).alphabetical()
    return render(
        request,
        "publications/news.html",
        {
            "page": page,
            "is_first_page": not any(cursors.values()),
            "rubrics": rubrics,
            "rubric": rubric,
            "organization": organization,
        },
    )


def published():
    return ArticleText.objects.published().filter(language=get_language())


def versions_of(article):
    """The published language versions of an article, in the order of the site's languages."""
    texts = article.texts.published().defer("body")
    order = [code for code, _ in settings.LANGUAGES]
    return sorted(texts, key=lambda text: order.index(text.language))


def addresses(versions):
    """Return {language code: address, or None where the version is missing}."""
    known = {version.language: version.get_absolute_url() for version in versions}
    return {code: known.get(code) for code, _ in settings.LANGUAGES}


def related_to(text):
    article = text.article
    if article.rubric_id:
        near = published().filter(article__rubric=article.rubric_id)
    else:
        near = published().filter(article__organization=article.organization_id)
    return near.exclude(pk=text.pk).for_lists().newest_first()[:RELATED]
