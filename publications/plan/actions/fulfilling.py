"""Assignments that a text fulfils go where the text goes, and plan items follow their assignments.

A draft is in work, a text in review is handed in, a ready or scheduled one approved, a public one
done. Locks: occasion where needed, plan item, assignment.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef

from mediacenter.services.transitions.steps import arrive
from publications.articles.models import ArticleText, Status
from publications.plan.models import (
    Assignment,
    AssignmentStatus,
    NoticeEvent,
    Occasion,
    OccasionStatus,
    PlanItem,
)
from publications.plan.models.plan import (
    OPEN_ASSIGNMENTS,
    STANDING_STILL,
)
from publications.plan.transitions import STOP_WITH_OCCASION, move_work

from .noticing import tell_assignee

STATUS_OF_TEXT = {
    Status.DRAFT: AssignmentStatus.TAKEN,
    Status.REVIEW: AssignmentStatus.HANDED_IN,
    Status.READY: AssignmentStatus.APPROVED,
    Status.PUBLISHED: AssignmentStatus.APPROVED,  # its hour has not come: see `complete_released`
}

BEGUN = set(OPEN_ASSIGNMENTS) - {AssignmentStatus.OFFERED}


@transaction.atomic
def follow_text(*, text):
    """Bring the open assignments that a text fulfils to where the text is now."""
    follow(text, fulfilled_by(text.article_id, text.language))


def complete_released():
    """End the assignments whose texts have become public by the clock. Returns the texts' number.

    Each text is a transaction of its own: who is stopped in the middle has done the first ones,
    and the next run does the others.
    """
    waiting = fulfilled_by(OuterRef("article"), OuterRef("language"))
    texts = list(ArticleText.objects.published().filter(Exists(waiting)))
    for text in texts:
        follow_text(text=text)
    return len(texts)


@transaction.atomic
def complete_leaving(*, text):
    """End what a text fulfils that leaves the site at its time: it has stood there."""
    waiting = fulfilled_by(text.article_id, text.language)
    for item in locked_items(waiting):
        carry(item, waiting.filter(plan_item=item), AssignmentStatus.DONE, text.published_at)


@transaction.atomic
def reopen_fulfilled(*, text):
    """Put in work again what a text had ended that was taken off the site by hand.

    A measured item is in work again as well; what came of it stays noted. Under what stands still
    the work waits for its resuming.
    """
    ended = of_text(text.article_id, text.language).filter(status=AssignmentStatus.DONE)
    occasions = Occasion.objects.filter(plan_items__in=ended.values("plan_item"))
    halted = {
        occasion.pk: occasion.status
        for occasion in occasions.order_by("pk").select_for_update(of=["self"])
        if occasion.status != OccasionStatus.OPEN
    }
    for item in locked_items(ended):
        if item.occasion_id in halted and item.status not in STANDING_STILL:
            arrive(STOP_WITH_OCCASION[halted[item.occasion_id]], item)
        carry(item, ended.filter(plan_item=item), AssignmentStatus.TAKEN, None)


@transaction.atomic
def begin_anew(*, work, by):
    """Put assignments, a QuerySet, back to where they start: what was to fulfil them goes.

    What stands still will start there when it is resumed; what is done stays so.
    """
    for item in locked_items(work):
        begun = work.filter(plan_item=item).order_by("pk").select_for_update(of=["self"])
        for assignment in begun:
            held_in = "status_before" if assignment.status in STANDING_STILL else "status"
            if getattr(assignment, held_in) not in BEGUN:
                continue
            assignment.plan_item = item
            move_work(assignment, AssignmentStatus.OFFERED, by=by)
            if assignment.is_open:
                tell_assignee(NoticeEvent.GIVEN, assignment, by=by)


def follow_texts_of(items):
    """Let the open work of plan items catch up with its texts, which went on meanwhile."""
    texts = ArticleText.objects.filter(article__assignments__plan_item__in=items)
    for text in texts.distinct().order_by("pk"):
        follow(text, fulfilled_by(text.article_id, text.language).filter(plan_item__in=items))


def of_text(article, language):
    return Assignment.objects.filter(article=article, language=language)


def fulfilled_by(article, language):
    return of_text(article, language).open()


def follow(text, waiting):
    for item in locked_items(waiting):
        status, done_at = reached_by(text)
        carry(item, waiting.filter(plan_item=item).exclude(status=status), status, done_at)


def locked_items(assignments):
    items = PlanItem.objects.filter(pk__in=assignments.values("plan_item"))
    return items.order_by("pk").select_for_update()


def reached_by(text):
    """The state that a text gives to an assignment, and the moment when it was done.

    Asked of the database: who waited for a lock knows the text as it was before.
    """
    stored = ArticleText.objects.filter(pk=text.pk)
    if public_from := stored.published().values_list("published_at", flat=True).first():
        return AssignmentStatus.DONE, public_from
    return STATUS_OF_TEXT[stored.values_list("status", flat=True).get()], None


def carry(item, assignments, status, done_at):
    for assignment in assignments.order_by("pk").select_for_update(of=["self"]):
        assignment.plan_item, assignment.done_at = item, done_at
        move_work(assignment, status)
