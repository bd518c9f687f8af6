"""Deleting what was written: the media plan learns that its work has to be done after all."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from publications.models import (
    Article,
    ArticleText,
    Assignment,
    Card,
    GalleryPicture,
    Notice,
    Occasion,
    PlanItem,
    Presence,
    PressInvitation,
    Status,
)
from unions.access import require
from unions.actions import put_in_bin
from unions.actions.bin_rows import keys_tied
from unions.deletion_registry import (
    brings_back,
    deletes,
    gone_at_once,
    left_out_of_bin,
    locks_for_return,
)

from .fulfilling import begin_anew, follow_text, locked_items, of_text
from .texts import demand

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
    begin_anew(work=Assignment.objects.filter(article=article), by=by)
    return put_in_bin(record=article, by=by, titles=[text.title for text in texts])


@deletes(ArticleText)
@transaction.atomic
def delete_text(*, text_id, by=None):
    """Put one language of an article into the bin; the work that it was to fulfil starts anew.

    Returns the BinEntry. Raises PermissionDenied, and ValidationError for a text that is public or
    scheduled, or the only one of its article. Locks: article, texts, plan items, assignments.
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
    begin_anew(work=of_text(article, text.language), by=by)
    return put_in_bin(record=text, by=by, title=text.title, language=text.language)


@deletes(Occasion)
@transaction.atomic
def delete_occasion(*, occasion_id, by=None):
    """Put an occasion with all that is planned for it into the bin; return the BinEntry.

    Raises PermissionDenied. Locks: occasion, plan items, assignments.
    """
    occasions = Occasion.objects.select_related("organization")
    occasion = occasions.select_for_update(of=["self"]).get(pk=occasion_id)
    require(by, "delete", occasion)
    items = PlanItem.objects.filter(occasion=occasion).order_by("pk").select_for_update()
    work = Assignment.objects.filter(plan_item__in=list(items))
    list(work.order_by("pk").select_for_update(of=["self"]))
    return put_in_bin(record=occasion, by=by, was=str(occasion))


@locks_for_return(Article)
def lock_work(entry):
    """The work that will name the article again: plan items, assignments."""
    lock(Assignment.objects.filter(pk__in=keys_tied(entry.links, Assignment)))


@locks_for_return(ArticleText)
def lock_article(entry):
    """The article, if it is there, and the work that the text will fulfil again."""
    [row] = entry.rows[ArticleText._meta.label]
    list(Article.objects.filter(pk=row["article_id"]).select_for_update(no_key=True))
    lock(of_text(row["article_id"], row["language"]))


def lock(work):
    list(locked_items(work))
    list(work.order_by("pk").select_for_update(of=["self"]))


@brings_back(Article)
def take_up_again(article, *, by):
    """Let the work that nobody has begun anew meanwhile be where its texts are."""
    for text in article.texts.order_by("pk"):
        follow_text(text=text)


@brings_back(ArticleText)
def take_up_text(text, *, by):
    follow_text(text=text)
