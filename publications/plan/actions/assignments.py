"""Assignments: who makes what, by when. Their states: publications.plan.transitions.

One that has an article follows the text in its language: see fulfilling.py.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from mediacenter.services.transitions.steps import take, taking
from mediacenter.toolkit.permissions import demand
from publications.articles.actions.texts import save_article
from publications.articles.models import Article
from publications.plan.models import (
    Assignment,
    AssignmentStatus,
    NoticeEvent,
    OccasionStatus,
)
from publications.plan.models.plan import KIND_OF_FORMAT, OPEN_ASSIGNMENTS, STANDING_STILL
from publications.plan.transitions import (
    APPROVE,
    ASSIGNMENT,
    CANCEL,
    FINISH,
    GIVE_BACK,
    HAND_IN,
    REOPEN,
    RESUME,
    TAKE,
    fall_back,
    lock_assignment,
    lock_item_of_work,
)
from unions.access import require
from unions.roles import WRITERS

from .fulfilling import follow_texts_of
from .noticing import tell_assignee

OF_THE_RECORD = ("status", "status_before", "interrupted_by", "done_at")  # no form sets these


@transaction.atomic
def save_assignment(*, assignment, by=None):
    """Store a new or changed assignment; whose it is now is told so, and of a new deadline.

    With new work, an item that had come further is in work again.
    """
    item = lock_item_of_work(assignment.plan_item_id)
    stored = None
    if assignment._state.adding:
        refuse_on_hold(item)
        require(by, "add", assignment)
        assignment.article = assignment.article or article_of_siblings(item, assignment)
    else:
        stored = lock_assignment(assignment.pk)
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
    assignment = lock_assignment(assignment_id)
    item = assignment.plan_item
    if assignment.status == AssignmentStatus.OFFERED:
        assignment = take_assignment(assignment_id=assignment_id, by=by)
    demand(by, "publications.work_on_assignment", assignment)
    ASSIGNMENT.refuse_others(assignment, OPEN_ASSIGNMENTS)
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


def take_assignment(*, assignment_id, by):
    """Take up an assignment that is one's own or nobody's yet."""
    with taking(TAKE, assignment_id, by=by) as assignment:
        assignment.assignee = by
    return assignment


def hand_in_assignment(*, assignment_id, by):
    """Say that a material which is no text of the portal is made and waits for approval."""
    return take_by_hand(HAND_IN, assignment_id, by)


def approve_assignment(*, assignment_id, by):
    """Find a material good that was handed in and is no text of the portal."""
    return take_by_hand(APPROVE, assignment_id, by)


def give_back_assignment(*, assignment_id, by):
    """Give a material that was handed in back to whoever made it; or take it back oneself."""
    return take_by_hand(GIVE_BACK, assignment_id, by)


def finish_assignment(*, assignment_id, by):
    """Say that a material which is no text of the portal is out: a post, a broadcast, a print."""
    return take_by_hand(FINISH, assignment_id, by, done_at=timezone.now())


def reopen_assignment(*, assignment_id, by):
    """Take back that a material is out which is no text of the portal: it is in work again."""
    return take_by_hand(REOPEN, assignment_id, by, done_at=None)


def cancel_assignment(*, assignment_id, by):
    return take(CANCEL, assignment_id, by=by)


@transaction.atomic
def resume_assignment(*, assignment_id, by=None):
    """Take the cancelling of an assignment back: it goes on where it stood, or where its text is.

    Raises ValidationError: it is not cancelled, or its item or occasion stands still, with which it
    goes on.
    """
    with taking(RESUME, assignment_id, by=by) as assignment:
        refuse_on_hold(assignment.plan_item)
    follow_texts_of([assignment.plan_item])
    return assignment


def take_by_hand(step, assignment_id, by, **fields):
    """Take a step with what is no text of the portal; `fields`: of the record, new with it."""
    with taking(step, assignment_id, by=by) as assignment:
        if assignment.article_id:
            raise ValidationError(_("The assignment goes with its text: go on there."))
        if step is REOPEN:
            refuse_on_hold(assignment.plan_item)
        for name, value in fields.items():
            setattr(assignment, name, value)
    return assignment


def refuse_on_hold(item):
    if item.status in STANDING_STILL or item.occasion.status != OccasionStatus.OPEN:
        raise ValidationError(_("The plan item is on hold: resume it first."))
