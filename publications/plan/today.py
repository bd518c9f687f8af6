"""My work: what waits for a person now, the most pressing first; a bounded number of each kind."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from mediacenter.toolkit.first_of import FirstOf
from publications.articles.models import ArticleText, Status
from publications.plan.desk import returned_to
from publications.plan.models import Assignment, AssignmentStatus, Occasion
from unions.models import Organization
from unions.roles import EDITORS, WRITERS

SHOWN = 30
SHOWN_BESIDE = 10
AHEAD = dt.timedelta(days=7)
BEHIND = dt.timedelta(days=14)


@dataclass
class Deadlines:
    """A person's open assignments by their deadline."""

    overdue: list = field(default_factory=list)
    today: list = field(default_factory=list)
    soon: list = field(default_factory=list)
    later: list = field(default_factory=list)

    def add(self, assignment, now):
        day, today = timezone.localdate(assignment.due_at), timezone.localdate(now)
        owed = assignment.status in (AssignmentStatus.OFFERED, AssignmentStatus.TAKEN)
        if assignment.due_at < now and owed:
            self.overdue.append(assignment)
        elif day <= today:
            self.today.append(assignment)
        elif day <= today + AHEAD:
            self.soon.append(assignment)
        else:
            self.later.append(assignment)


def work_of(user, *, now=None):
    """Return what the page "My work" shows, in a fixed number of statements."""
    now = now or timezone.now()
    deadlines = Deadlines()
    own = Assignment.objects.open().filter(assignee=user)
    nearest = FirstOf(with_occasion(own).order_by("due_at", "pk"), SHOWN)
    for assignment in nearest:
        deadlines.add(assignment, now)
    edits = user.reach(*EDITORS)
    return {
        "deadlines": deadlines,
        "nearest": nearest,
        "returned": FirstOf(
            for_a_list(returned_to(user)).order_by("-changed_at", "pk"), SHOWN_BESIDE
        ),
        "to_take": to_take(user, now),
        "handed_in": handed_in(user, edits),
        "in_review": texts_in(Status.REVIEW, edits),
        "ready": texts_in(Status.READY, edits),
        "scheduled": scheduled_in(user.reach(*WRITERS), now),
        "occasions": occasions_of_today(user),
    }


def with_occasion(assignments):
    return assignments.select_related("plan_item__occasion__organization")


def to_take(user, now):
    """Nobody's work of the organizations where the user writes."""
    free = Assignment.objects.filter(
        assignee=None,
        status=AssignmentStatus.OFFERED,
        due_at__gte=now - BEHIND,
        plan_item__occasion__organization__in=user.reach(*WRITERS),
    )
    return FirstOf(with_occasion(free).order_by("due_at", "pk"), SHOWN_BESIDE)


def handed_in(user, organizations):
    """What others have made and handed in that is no text of the portal: posts, videos, prints."""
    made = Assignment.objects.filter(
        status=AssignmentStatus.HANDED_IN,
        article=None,
        plan_item__occasion__organization__in=organizations,
    )
    of_others = with_occasion(made.exclude(assignee=user))
    return FirstOf(of_others.order_by("due_at", "pk"), SHOWN_BESIDE)


def texts_in(status, organizations):
    texts = ArticleText.objects.filter(status=status, article__organization__in=organizations)
    return FirstOf(for_a_list(texts).order_by("handed_in_at", "pk"), SHOWN_BESIDE)


def scheduled_in(organizations, now):
    texts = ArticleText.objects.filter(
        status=Status.PUBLISHED,
        published_at__gt=now,
        published_at__lte=now + AHEAD,
        article__organization__in=organizations,
    )
    return FirstOf(for_a_list(texts).order_by("published_at", "pk"), SHOWN_BESIDE)


def for_a_list(texts):
    return texts.defer("body").select_related("article__organization", "handed_in_by__person")


def occasions_of_today(user):
    """What happens today where the user holds a post, and what they have to do with."""
    today = timezone.localdate()
    held = Organization.objects.filter(path__in=[path for _role, path in user.posts_held])
    occasions = Occasion.objects.filter(starts_on__lte=today, ends_on__gte=today, precision="day")
    concerning = occasions.filter(organization__in=held) | occasions.of(user)
    found = concerning.select_related("organization").order_by("starts_at_time", "pk")
    return FirstOf(found, SHOWN_BESIDE)
