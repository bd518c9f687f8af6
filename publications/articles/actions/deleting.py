"""Deleting what was written: an article with its texts, or one of its languages."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mediacenter.toolkit.permissions import demand
from publications.articles.hooks import writing_goes
from publications.articles.models import Article, ArticleText, GalleryPicture, Presence, Status
from unions.access import require
from unions.actions import put_in_bin
from unions.deletion_registry import deletes, gone_at_once, left_out_of_bin, locks_for_return

left_out_of_bin(Presence)
gone_at_once(GalleryPicture, why="The picture stays in the library, to be chosen again.")


@deletes(Article)
@transaction.atomic
def delete_article(*, article_id, by=None):
    """Put an article with its texts into the bin.

    Returns the BinEntry. Raises PermissionDenied for one that is public or scheduled in some
    language. Locks: article, texts, and what writing_goes takes.
    """
    articles = Article.objects.select_related("organization")
    article = articles.select_for_update(of=["self"], no_key=True).get(pk=article_id)
    texts = list(article.texts.order_by("pk").select_for_update())
    require(by, "delete", article)
    writing_goes(article, language=None, by=by)
    return put_in_bin(record=article, by=by, titles=[text.title for text in texts])


@deletes(ArticleText)
@transaction.atomic
def delete_text(*, text_id, by=None):
    """Put one language of an article into the bin.

    Returns the BinEntry. Raises PermissionDenied, and ValidationError for a text that is public or
    scheduled, or the only one of its article. Locks: article, texts, and what writing_goes takes.
    """
    articles = Article.objects.select_related("organization").filter(texts=text_id)
    article = articles.select_for_update(of=["self"], no_key=True).get()
    texts = list(article.texts.order_by("pk").select_for_update())
    text = next(text for text in texts if text.pk == text_id)
    text.article = article
    demand(by, "publications.delete_text", text)
    if text.status == Status.PUBLISHED:
        raise ValidationError(_("Take the text off the site first."))
    if len(texts) == 1:
        raise ValidationError(_("It is the only text of the article: delete the article itself."))
    writing_goes(article, language=text.language, by=by)
    return put_in_bin(record=text, by=by, title=text.title, language=text.language)


@locks_for_return(ArticleText)
def lock_article(entry):
    """The article, if it is there."""
    [row] = entry.rows[ArticleText._meta.label]
    list(Article.objects.filter(pk=row["article_id"]).select_for_update(no_key=True))
