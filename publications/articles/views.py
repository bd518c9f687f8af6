from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from mediacenter.toolkit.videos import video_of
from publications.articles.kinds import video_site
from publications.articles.models import (
    Accreditation,
    ArticleKind,
    ArticleText,
    Audience,
    FormerAddress,
    Rubric,
    Tag,
)
from publications.articles.paging import BadCursor, page_of
from publications.articles.previews import previewed
from publications.articles.reading import reading_minutes
from unions.models import Organization

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


def tag(request, slug):
    tag = get_object_or_404(Tag, slug=slug)
    return list_page(request, published().filter(article__tags=tag), tag=tag)


def audience(request, code):
    """News for one of the groups that the federation wants to reach."""
    if code not in Audience:
        raise Http404
    texts = published().filter(article__audiences__contains=[code])
    return list_page(request, texts, audience=Audience(code))


@never_cache
@login_required
def under_embargo(request):
    """What journalists read before its moment; whoever never was accredited finds none."""
    accreditation = Accreditation.objects.of(request.user).order_by("ends_on").last()
    if accreditation is None:
        raise Http404
    texts = ArticleText.objects.opened_to(request.user)
    if texts is not None:
        texts = texts.for_lists().order_by("embargo_until", "article", "language")
    context = {"texts": texts, "accreditation": accreditation}
    return render(request, "publications/under_embargo.html", context)


def article(request, slug):
    """A text; where it is missing in this language, a page that says so and leads to the others."""
    text = (
        ArticleText.objects.visible_to(request.user)
        .filter(language=get_language(), slug=slug)
        .select_related("article__organization", "article__rubric", "article__cover")
        .prefetch_related("article__cover__renditions")
        .first()
    )
    if text is None:
        return article_elsewhere(request, slug)
    response = render(request, "publications/article.html", page_of_text(text, request.user))
    if text.is_under_embargo:
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def page_of_text(text, reader):
    """What the page of a text shows around it."""
    versions = versions_of(text.article, reader)
    return {
        "text": text,
        "shared_text": text,
        "article": text.article,
        "minutes": reading_minutes(text),
        "gallery": gallery_of(text.article),
        "tags": text.article.tags.alphabetical(),
        "audiences": [Audience(code) for code in text.article.audiences],
        "video": video_of(text.article.video_url),
        "video_site": video_site(text.article.video_url),
        "versions": addresses(versions),
        "other_versions": [version for version in versions if version.pk != text.pk],
        "corrections": text.corrections.all(),
        "related": related_to(text),
    }


@never_cache
def preview(request, token):
    """A text as its reader will see it, or sees it by now; 410 where the link has expired."""
    text = previewed(token)
    if text is not None and ArticleText.objects.published().filter(pk=text.pk).exists():
        return redirect(text)
    if text is None or text.language != get_language():
        response = render(request, "publications/preview_expired.html", status=410)
    else:
        context = {**page_of_text(text, request.user), "is_preview": True}
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
    versions = versions_of(found.article, request.user)
    for version in versions:
        if version.language == get_language():
            return redirect(version)
    return render(
        request,
        "publications/missing.html",
        {"versions": addresses(versions), "other_versions": versions},
    )


def list_page(request, texts, *, rubric=None, organization=None, **of):
    """A page of a list; `of` names a tag or an audience that it is limited to."""
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
            **of,
        },
    )


def published():
    return ArticleText.objects.published().filter(language=get_language())


def versions_of(article, reader):
    """The language versions that somebody may read, in the order of the site's languages."""
    texts = article.texts.visible_to(reader).defer("body")
    order = [code for code, _ in settings.LANGUAGES]
    return sorted(texts, key=lambda text: order.index(text.language))


def addresses(versions):
    """Return {language code: address, or None where the version is missing}."""
    known = {version.language: version.get_absolute_url() for version in versions}
    return {code: known.get(code) for code, _ in settings.LANGUAGES}


def gallery_of(article):
    if article.kind != ArticleKind.PHOTO:
        return []
    return article.gallery.select_related("picture").prefetch_related("picture__renditions")


def related_to(text):
    """What the editors have picked, then the newest of the same rubric or organization."""
    article = text.article
    picked = published().filter(article__in=article.related.values("pk")).exclude(pk=text.pk)
    picked = list(picked.for_lists().newest_first()[:RELATED])
    if len(picked) == RELATED:
        return picked
    if article.rubric_id:
        near = published().filter(article__rubric=article.rubric_id)
    else:
        near = published().filter(article__organization=article.organization_id)
    near = near.exclude(pk__in=[text.pk, *(one.pk for one in picked)])
    return picked + list(near.for_lists().newest_first()[: RELATED - len(picked)])
