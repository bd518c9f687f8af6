"""Assignments that a text fulfils go where the text goes, and plan items follow their assignments.

A draft is in work, a text in review is handed in, a ready or scheduled one approved, a public one
done. Locks: occasion where needed, plan item, assignment.
"""

from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from mediacenter.services.journal.actions import log
from publications.articles.models import ArticleText, Status
from publications.plan.models import (
    Assignment,
    AssignmentStatus,
    InterruptedAt,
    NoticeEvent,
    Occasion,
    OccasionStatus,
    PlanItem,
    PlanStatus,
)
from publications.plan.models.plan import (
    OPEN_ASSIGNMENTS,
    OPEN_ITEMS,
    STANDING_STILL,
    WAY_OF_ASSIGNMENTS,
    WAY_OF_ITEMS,
)

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
            item.interrupted_by, item.status_before = InterruptedAt.OCCASION, PlanStatus.IN_WORK
            item.status, item.released_on = halted[item.occasion_id], None
            item.save()
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
            setattr(assignment, held_in, AssignmentStatus.OFFERED)
            bring(assignment, assignment.status)
            log(by, "assignment.offered", assignment)
            fall_back(item)
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
    found = list(assignments.order_by("pk").select_for_update(of=["self"]))
    for assignment in found:
        went_back = is_back(assignment.status, status)
        if item.status in STANDING_STILL:
            bring(
                assignment,
                item.status,
                done_at=done_at,
                status_before=status,
                interrupted_by=item.interrupted_by,
            )
        else:
            bring(assignment, status, done_at=done_at)
        log(None, f"assignment.{status}", assignment)
        if went_back:
            fall_back(item)
    if found:
        follow_assignments(item)


def is_back(was, status):
    return WAY_OF_ASSIGNMENTS.index(status) < WAY_OF_ASSIGNMENTS.index(was)


def bring(assignment, status, **fields):
    """Set the state of a locked assignment."""
    assignment.status = status
    assignment.sequence += 1
    for name, value in fields.items():
        setattr(assignment, name, value)
    assignment.save()


def fall_back(item):
    """What was approved, released or measured is in work again: some of its work is."""
    held_in = "status_before" if item.status in STANDING_STILL else "status"
    was = getattr(item, held_in)
    if was in WAY_OF_ITEMS and is_beyond(was, PlanStatus.IN_WORK):
        setattr(item, held_in, PlanStatus.IN_WORK)
        item.released_on = None
        item.save(update_fields=[held_in, "released_on"])
        log(None, "plan_item.moved", item, was=was, to=PlanStatus.IN_WORK)


def follow_assignments(item):
    """Let a locked plan item follow the work on it, forward only: an editor may be ahead of it."""
    if item.status not in OPEN_ITEMS:
        return
    work = item.assignments.exclude(status__in=STANDING_STILL)
    reached = reached_with(set(work.values_list("status", flat=True)))
    if reached and is_beyond(reached, item.status):
        item.status, item.released_on = reached, day_of_release(item, reached)
        item.save(update_fields=["status", "released_on"])


def day_of_release(item, status):
    """The day on which an item that comes into the state came out; None where it is not out."""
    if status not in (PlanStatus.RELEASED, PlanStatus.MEASURED):
        return None
    done = item.assignments.filter(status=AssignmentStatus.DONE)
    last = done.aggregate(last=Max("done_at"))["last"]
    return item.released_on or timezone.localdate(last)


def reached_with(states):
    """The state of a plan item by those of its assignments; None where nothing has begun."""
    if states <= {AssignmentStatus.OFFERED}:
        return None
    if states == {AssignmentStatus.DONE}:
        return PlanStatus.RELEASED
    if states <= {AssignmentStatus.APPROVED, AssignmentStatus.DONE}:
        return PlanStatus.APPROVED
    return PlanStatus.IN_WORK


def is_beyond(status, other):
    return WAY_OF_ITEMS.index(status) > WAY_OF_ITEMS.index(other)
