"""Deleting what was written: the media plan learns that its work has to be done after all."""

from django.db import transaction

from publications.models import (
    Article,
    Assignment,
    Card,
    Coverage,
    DayNote,
    MediaPartnership,
    Notice,
    Occasion,
    PlanItem,
    Presence,
    PressEvent,
    SocialPost,
)
from unions.access import require
from unions.actions import put_in_bin
from unions.deleting import brings_back, deletes, keep_in_bin

from .fulfilling import begin_anew, follow_text

# Their notices would tell of what is over; a card is drawn anew.
keep_in_bin(
    Article,
    Assignment,
    Coverage,
    DayNote,
    MediaPartnership,
    Occasion,
    PlanItem,
    PressEvent,
    SocialPost,
    without=[Card, Notice, Presence],
)


@deletes(Article)
@transaction.atomic
def delete_article(*, article_id, by=None):
    """Put an article with its texts into the bin; the work that they were to fulfil starts anew.

    Returns the BinEntry.
    Raises PermissionDenied for one that is public or scheduled in some language. Locks: article,
    texts, plan items, assignments.
    """
    articles = Article.objects.select_related("organization")
    article = articles.select_for_update(of=["self"], no_key=True).get(pk=article_id)
    texts = list(article.texts.order_by("pk").select_for_update())
    require(by, "delete", article)
    begin_anew(article=article, by=by)
    return put_in_bin(record=article, by=by, titles=[text.title for text in texts])


@brings_back(Article)
def take_up_again(article, *, by):
    """Let the work that nobody has begun anew meanwhile be where its texts are."""
    for text in article.texts.order_by("pk"):
        follow_text(text=text)
