"""Assignments: offered → taken → handed in → approved → done; aside: postponed, cancelled.

Where it has an article, it follows the text in its language: see fulfilling.py. Locks: plan item,
then assignment.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from publications.articles.actions.texts import save_article
from publications.articles.models import Article
from publications.plan.models import (
    Assignment,
    AssignmentStatus,
    InterruptedAt,
    NoticeEvent,
    OccasionStatus,
    PlanItem,
)
from publications.plan.models.plan import KIND_OF_FORMAT, OPEN_ASSIGNMENTS, STANDING_STILL
from unions.access import require
from unions.roles import WRITERS

from .fulfilling import bring, fall_back, follow_assignments, follow_texts_of, is_back
from .noticing import tell_assignee

OF_THE_RECORD = ("status", "status_before", "interrupted_by", "done_at")  # no form sets these


@transaction.atomic
def save_assignment(*, assignment, by=None):
    """Store a new or changed assignment; whose it is now is told so, and of a new deadline.

    With new work, an item that had come further is in work again.
    """
    item = locked_plan_item(assignment.plan_item_id)
    stored = None
    if assignment._state.adding:
        refuse_on_hold(item)
        require(by, "add", assignment)
        assignment.article = assignment.article or article_of_siblings(item, assignment)
    else:
        stored = locked(assignment.pk)
        require(by, "change", stored)
        keep_record(assignment, stored)
    if assignment.article and assignment.article_id != (stored and stored.article_id):
        require(by, "view", assignment.article)
    assignment.save()
    if stored is None:
        fall_back(item)
    if assignment.assignee_id != (stored and stored.assignee_id):
        tell_assignee(NoticeEvent.GIVEN, assignment, by=by)
    elif stored and assignment.due_at != stored.due_at:
        tell_assignee(NoticeEvent.MOVED, assignment, by=by)
    log(by, "assignment.saved", assignment)
    follow_texts_of([item])
    return assignment


def keep_record(assignment, stored):
    for name in OF_THE_RECORD:
        setattr(assignment, name, getattr(stored, name))
    if not stored.is_open:
        assignment.article_id = stored.article_id
    assignment.sequence = stored.sequence + 1


@transaction.atomic
def start_article(*, assignment_id, by=None):
    """Return the article of an assignment, begun now where there is none; it is in work then.

    The languages of one format are texts of one article.
    """
    item, assignment = locked_with_item(assignment_id)
    if assignment.status == AssignmentStatus.OFFERED:
        assignment = take_assignment(assignment_id=assignment_id, by=by)
    demand(by, "work_on", assignment)
    refuse_other_states(assignment, OPEN_ASSIGNMENTS)
    if assignment.article is None:
        article = Article(
            organization=writing_for(item.occasion, by),
            rubric=item.occasion.rubric,
            kind=KIND_OF_FORMAT[assignment.format],
        )
        require(by, "add", article)
        assignment.article = save_article(article=article, by=by)
        assignment.save(update_fields=["article"])
        share_article(item, assignment)
        follow_texts_of([item])
    return assignment.article


def writing_for(occasion, by):
    """The organization of the occasion; for somebody from elsewhere, where they write."""
    if by is None or by.has_role_at(occasion.organization, *WRITERS):
        return occasion.organization
    return by.reach(*WRITERS).order_by("path").first() or occasion.organization


def share_article(item, assignment):
    """Give the article of an assignment to its siblings in other languages."""
    siblings = siblings_of(item, assignment).open().filter(article=None).order_by("pk")
    taken = {assignment.language}
    for sibling in siblings.select_for_update(of=["self"]):
        if sibling.language not in taken:
            taken.add(sibling.language)
            sibling.article = assignment.article
            sibling.save(update_fields=["article"])


def article_of_siblings(item, assignment):
    """The article that the other languages of a new assignment are written in."""
    if not assignment.is_article:
        return None
    siblings = siblings_of(item, assignment).exclude(article=None).order_by("pk")
    same = siblings.filter(language=assignment.language).values("article")
    sibling = siblings.exclude(article__in=same).select_related("article").first()
    return sibling and sibling.article


def siblings_of(item, assignment):
    same = Assignment.objects.filter(plan_item=item, format=assignment.format, outlet=None)
    return same.exclude(pk=assignment.pk)


@transaction.atomic
def take_assignment(*, assignment_id, by):
    """Take up an assignment that is one's own or nobody's yet."""
    return step(
        assignment_id, by, "take", [AssignmentStatus.OFFERED], AssignmentStatus.TAKEN, assignee=by
    )


@transaction.atomic
def hand_in_assignment(*, assignment_id, by):
    """Say that a material which is no text of the portal is made and waits for approval."""
    starts_from = [AssignmentStatus.OFFERED, AssignmentStatus.TAKEN]
    return step_by_hand(assignment_id, by, "work_on", starts_from, AssignmentStatus.HANDED_IN)


@transaction.atomic
def approve_assignment(*, assignment_id, by):
    """Find a material good that was handed in and is no text of the portal."""
    starts_from = [AssignmentStatus.HANDED_IN]
    approved = step_by_hand(assignment_id, by, "approve", starts_from, AssignmentStatus.APPROVED)
    tell_assignee(NoticeEvent.APPROVED, approved, by=by)
    return approved


@transaction.atomic
def give_back_assignment(*, assignment_id, by):
    """Give a material that was handed in back to whoever made it; or take it back oneself."""
    starts_from = [AssignmentStatus.HANDED_IN, AssignmentStatus.APPROVED]
    returned = step_by_hand(assignment_id, by, "work_on", starts_from, AssignmentStatus.TAKEN)
    tell_assignee(NoticeEvent.RETURNED, returned, by=by)
    return returned


@transaction.atomic
def finish_assignment(*, assignment_id, by):
    """Say that a material which is no text of the portal is out: a post, a broadcast, a print."""
    return step_by_hand(
        assignment_id,
        by,
        "work_on",
        OPEN_ASSIGNMENTS,
        AssignmentStatus.DONE,
        done_at=timezone.now(),
    )


@transaction.atomic
def reopen_assignment(*, assignment_id, by):
    """Take back that a material is out which is no text of the portal: it is in work again."""
    item, _assignment = locked_with_item(assignment_id)
    refuse_on_hold(item)
    return step_by_hand(
        assignment_id, by, "work_on", [AssignmentStatus.DONE], AssignmentStatus.TAKEN, done_at=None
    )


@transaction.atomic
def cancel_assignment(*, assignment_id, by):
    cancelled = step(
        assignment_id,
        by,
        "change",
        OPEN_ASSIGNMENTS,
        AssignmentStatus.CANCELLED,
        interrupted_by=InterruptedAt.ASSIGNMENT,
    )
    tell_assignee(NoticeEvent.STOPPED, cancelled, by=by)
    return cancelled


@transaction.atomic
def resume_assignment(*, assignment_id, by=None):
    """Take the cancelling of an assignment back: it goes on where it stood, or where its text is.

    Raises ValidationError: it was not cancelled by itself, or its item or occasion stands still.
    """
    item, assignment = locked_with_item(assignment_id)
    demand(by, "change", assignment)
    refuse_other_states(assignment, [AssignmentStatus.CANCELLED])
    refuse_on_hold(item)
    if assignment.interrupted_by != InterruptedAt.ASSIGNMENT:
        raise ValidationError(_("It was stopped together with its plan item: resume that."))
    bring(assignment, assignment.status_before, status_before="", interrupted_by="")
    fall_back(item)
    follow_texts_of([item])
    tell_assignee(NoticeEvent.RESUMED, assignment, by=by)
    log(by, "assignment.resumed", assignment)
    return assignment


def refuse_on_hold(item):
    if item.status in STANDING_STILL or item.occasion.status != OccasionStatus.OPEN:
        raise ValidationError(_("The plan item is on hold: resume it first."))


def step_by_hand(assignment_id, by, permission, starts_from, leads_to, **fields):
    if Assignment.objects.filter(pk=assignment_id).exclude(article=None).exists():
        raise ValidationError(_("The assignment goes with its text: go on there."))
    return step(assignment_id, by, permission, starts_from, leads_to, **fields)


def step(assignment_id, by, permission, starts_from, leads_to, **fields):
    item, assignment = locked_with_item(assignment_id)
    demand(by, permission, assignment)
    refuse_other_states(assignment, starts_from)
    if leads_to == AssignmentStatus.CANCELLED:
        assignment.status_before = assignment.status
    elif is_back(assignment.status, leads_to):
        fall_back(item)
    bring(assignment, leads_to, **fields)
    follow_assignments(item)
    log(by, f"assignment.{leads_to}", assignment)
    return assignment


def demand(by, permission, assignment):
    if by is not None and not by.has_perm(f"publications.{permission}_assignment", assignment):
        raise PermissionDenied


def refuse_other_states(assignment, starts_from):
    if assignment.status not in starts_from:
        raise ValidationError(
            _("The assignment is now “%(state)s”: someone else has already changed it."),
            params={"state": assignment.get_status_display()},
        )


def locked_with_item(assignment_id):
    known = Assignment.objects.only("plan_item_id").get(pk=assignment_id)
    item = locked_plan_item(known.plan_item_id)
    assignment = locked(assignment_id)
    assignment.plan_item = item
    return item, assignment


def locked_plan_item(item_id):
    items = PlanItem.objects.select_related("occasion__organization", "occasion__rubric")
    return items.select_for_update(of=["self"]).get(pk=item_id)


def locked(assignment_id):
    assignments = Assignment.objects.select_related("plan_item__occasion__organization", "article")
    return assignments.select_for_update(of=["self"]).get(pk=assignment_id)
