"""Deleting in the media plan, and its part where an article goes or comes back.

What was to be fulfilled has to be done after all.
"""

from django.db import transaction

from publications.articles.hooks import writing_goes
from publications.articles.models import Article, ArticleText
from publications.plan.models import Assignment, Notice, Occasion, PlanItem
from unions.access import require
from unions.actions import put_in_bin
from unions.actions.bin_rows import keys_tied
from unions.deletion_registry import brings_back, deletes, left_out_of_bin, locks_for_return

from .fulfilling import begin_anew, follow_text, locked_items, of_text

left_out_of_bin(Notice)  # they would tell of what is over


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


@writing_goes.register
def begin_its_work_anew(article, *, language, by):
    work = of_text(article, language) if language else Assignment.objects.filter(article=article)
    begin_anew(work=work, by=by)


@locks_for_return(Article)
def lock_work(entry):
    """The work that will name the article again: plan items, assignments."""
    lock(Assignment.objects.filter(pk__in=keys_tied(entry.links, Assignment)))


@locks_for_return(ArticleText)
def lock_work_of_text(entry):
    """The work that the text will fulfil again."""
    [row] = entry.rows[ArticleText._meta.label]
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
