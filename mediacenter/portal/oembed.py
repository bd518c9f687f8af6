"""oEmbed for articles (https://oembed.com): whoever is given an address learns title and card."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, gettext, override
from django.views.decorators.http import require_safe

from mediacenter.portal.templatetags.heads import picture_to_share
from mediacenter.toolkit.structured import absolute
from publications.articles.models import ArticleText


@require_safe
def oembed(request):
    """Describe the published text at `url` as a link; 404 for whatever else stands there."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(status=501)  # as the specification asks
    language, slug = text_at(request.GET.get("url", ""))
    texts = ArticleText.objects.published().select_related("article__organization")
    text = get_object_or_404(texts, language=language, slug=slug)
    with override(language):
        organization = text.article.organization
        described = {
            "version": "1.0",
            "type": "link",
            "title": text.title,
            "author_name": organization.name,
            "author_url": absolute(organization.get_absolute_url()),
            "provider_name": gettext("Media centre"),
            "provider_url": absolute("/"),
            **thumbnail(request, text),
        }
    response = JsonResponse(described)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def text_at(address):
    """(language, slug) of the article's page that stands at a full address of this portal."""
    try:
        asked = urlsplit(address)
        language = get_language_from_path(asked.path)
        with override(language):
            found = resolve(asked.path)
    except (ValueError, Resolver404) as error:
        raise Http404 from error
    if asked.netloc != urlsplit(settings.PUBLIC_URL).netloc or language is None:
        raise Http404
    if found.view_name != "publications:article":
        raise Http404
    return language, found.kwargs["slug"]


def thumbnail(request, text):
    """The card, unless a smaller picture is asked for than we have."""
    picture = picture_to_share("publications", text)
    for name, side in (("maxwidth", "width"), ("maxheight", "height")):
        most = request.GET.get(name, "")
        if most.isascii() and most.isdigit() and len(most) < 6 and int(most) < picture[side]:
            return {}
    return {
        "thumbnail_url": picture["address"],
        "thumbnail_width": picture["width"],
        "thumbnail_height": picture["height"],
    }
