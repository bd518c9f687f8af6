"""The share kit of an article: words and cards for the social networks."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render

from publications import actions
from publications.doors import asks_for
from publications.models import Article, CardSize

from .kit import shared_texts


@asks_for("publications.view_article")
def kit(request, pk):
    article = get_object_or_404(Article.objects.select_related("organization", "rubric"), pk=pk)
    if not request.user.has_perm("publications.view_article", article):
        raise PermissionDenied
    texts = article.texts.exclude(title="").defer("body").prefetch_related("cards")
    found = {text.language: text for text in texts}
    in_order = [found[code] for code, _name in settings.LANGUAGES if code in found]
    parts = []
    for text in in_order:
        text.article = article
        link = urljoin(settings.PUBLIC_URL, text.get_absolute_url())
        cards = actions.ask_for_cards(text=text)
        parts.append({"text": text, "shared": shared_texts(text, link=link), "cards": cards})
    are_all_drawn = all(len(part["cards"]) == len(CardSize) for part in parts)
    context = {"article": article, "parts": parts, "are_all_drawn": are_all_drawn}
    return render(request, "publications/sharing/kit.html", context)
