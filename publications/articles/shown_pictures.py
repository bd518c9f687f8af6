"""Articles show pictures as their cover, in their gallery and within their texts."""

from django.db.models import Q
from django.urls import reverse

from publications.articles.models import Article, ArticleText
from publications.pictures.use import Places, captioning, picture_goes, places_sought
from unions.access import GRANTS

MOST_NAMED = 20


@picture_goes.register
def lock_covered(picture_id):
    covered = Article.objects.filter(cover=picture_id)
    list(covered.order_by("pk").select_for_update(no_key=True))


@captioning.register
def may_change_texts_with(user, picture):
    """As the public texts with it; that hangs on their organizations: one of each is asked."""
    texts = ArticleText.objects.published().filter(article__in=articles_showing([picture]))
    one_each = texts.order_by("article__organization").distinct("article__organization")
    shown = one_each.select_related("article__organization").defer("body")
    return all(user.has_perm("publications.change_text", text) for text in shown)


@places_sought.register
def articles_with(user, pictures):
    articles = articles_showing(pictures)
    seen = GRANTS[Article].reached(articles, user).prefetch_related("texts")
    named = [
        (str(article), reverse("admin:publications_article_change", args=[article.pk]))
        for article in seen.order_by("-pk")[:MOST_NAMED]
    ]
    return Places(articles.count(), named)


def articles_showing(pictures):
    """The articles that have any of them as cover, in their gallery or in one of their texts."""
    texts = ArticleText.objects.showing(pictures)
    return Article.objects.filter(
        Q(cover__in=pictures) | Q(gallery__picture__in=pictures) | Q(pk__in=texts.values("article"))
    ).distinct()
