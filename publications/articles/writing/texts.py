"""The text that a page of the newsroom is about."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from mediacenter.toolkit.permissions import demand
from publications.articles.models import ArticleText


def text_for(user, verb, pk):
    """A text of an article on which `user` may do the verb. Raises Http404, PermissionDenied."""
    texts = ArticleText.objects.select_related("article__organization", "source")
    if not user.is_authenticated:
        raise PermissionDenied
    text = get_object_or_404(texts, pk=pk)
    demand(user, f"publications.{verb}_article", text.article)
    return text
