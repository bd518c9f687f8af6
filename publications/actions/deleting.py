"""Deleting what was written: the media plan learns that its work has to be done after all."""

from django.db import transaction

from publications.models import (
    Article,
    Assignment,
    Card,
    GalleryPicture,
    Notice,
    Presence,
    PressInvitation,
)
from unions.access import require
from unions.actions import put_in_bin
from unions.actions.bin_rows import keys_tied
from unions.deleting import brings_back, deletes, gone_at_once, left_out_of_bin, locks_for_return

from .fulfilling import begin_anew, follow_text, locked_items

# Their notices would tell of what is over; a card is drawn anew.
left_out_of_bin(Card, Notice, Presence)
gone_at_once(GalleryPicture, why="The picture stays in the library, to be chosen again.")
gone_at_once(PressInvitation, why="It was not sent yet, and the journalist is invited again.")


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


@locks_for_return(Article)
def lock_work(*, links):
    """The work that will name the article again: plan items, assignments."""
    work = Assignment.objects.filter(pk__in=keys_tied(links, Assignment))
    list(locked_items(work))
    list(work.order_by("pk").select_for_update(of=["self"]))


@brings_back(Article)
def take_up_again(article, *, by):
    """Let the work that nobody has begun anew meanwhile be where its texts are."""
    for text in article.texts.order_by("pk"):
        follow_text(text=text)
