"""Assignments that a text fulfils go where the text goes, and plan items follow their assignments.

A draft is in work, a text in review is handed in, a public one is done. Locks: plan item, then
assignment.
"""

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from publications.models import (
    ArticleText,
    Assignment,
    AssignmentStatus,
    MaterialFormat,
    PlanItem,
    PlanStatus,
    Status,
)
from publications.models.plan import OPEN_ITEMS
from unions.models.journal import log

# A text for the site; the kinds of articles are called as the formats that they fulfil.
IS_ARTICLE = Q(outlet=None) & (
    Q(format=MaterialFormat.TEXT) | Q(format=F("plan_item__article__kind"))
)
STANDS_STILL = [AssignmentStatus.POSTPONED, AssignmentStatus.CANCELLED]


@transaction.atomic
def follow_text(*, text):
    """Bring the open assignments that a text fulfils to where the text is now.

    A text that becomes public later is handed in until then: see `complete_released`.
    """
    waiting = fulfilled_by(text.article_id, text.language)
    items = PlanItem.objects.filter(pk__in=waiting.values("plan_item")).order_by("pk")
    for item in items.select_for_update():
        status, done_at = reached_by(text)
        assignments = waiting.filter(plan_item=item).exclude(status=status).order_by("pk")
        for assignment in assignments.select_for_update(of=["self"]):
            bring(assignment, status, text=text, done_at=done_at)
            log(None, f"assignment {status}", assignment, text=text.pk)
        follow_assignments(item)


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


def fulfilled_by(article, language):
    return Assignment.objects.open().filter(
        IS_ARTICLE, plan_item__article=article, language=language
    )


def reached_by(text):
    """The state that a text gives to an assignment, and the moment when it was done."""
    if ArticleText.objects.published().filter(pk=text.pk).exists():
        return AssignmentStatus.DONE, text.published_at
    if text.status == Status.DRAFT:
        return AssignmentStatus.TAKEN, None
    return AssignmentStatus.HANDED_IN, None


def bring(assignment, status, **fields):
    """Set the state of a locked assignment."""
    assignment.status = status
    assignment.sequence += 1
    for name, value in fields.items():
        setattr(assignment, name, value)
    assignment.save()


def follow_assignments(item):
    """Let a locked plan item follow the work on it, forward only."""
    if item.status not in OPEN_ITEMS:
        return
    states = set(item.assignments.exclude(status__in=STANDS_STILL).values_list("status", flat=True))
    if states == {AssignmentStatus.DONE}:
        item.status = PlanStatus.RELEASED
    elif states - {AssignmentStatus.OFFERED} and item.status != PlanStatus.APPROVED:
        item.status = PlanStatus.IN_WORK
    else:
        return
    item.save(update_fields=["status"])
