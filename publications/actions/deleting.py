"""Deleting what was written: the media plan learns that its work has to be done after all."""

from django.db import transaction

from publications.models import Article
from unions.access import require
from unions.deleting import deletes
from unions.models.journal import log

from .fulfilling import begin_anew


@deletes(Article)
@transaction.atomic
def delete_article(*, article_id, by=None):
    """Delete an article with its texts; the work that they were to fulfil starts anew.

    Raises PermissionDenied for one that is public or scheduled in some language. Locks: article,
    texts, plan items, assignments.
    """
    articles = Article.objects.select_related("organization")
    article = articles.select_for_update(of=["self"], no_key=True).get(pk=article_id)
    texts = list(article.texts.order_by("pk").select_for_update())
    require(by, "delete", article)
    begin_anew(article=article, by=by)
    log(by, "deleted", article, titles=[text.title for text in texts])
    article.delete()
