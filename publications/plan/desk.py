"""The desk: the texts of somebody's reach by what is to be done with them, in queues."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Now
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mediacenter.toolkit.bounded import BoundedPaginator, UpTo, say_up_to
from publications.articles.models import ArticleText, Remark, Revision, Status, TextState
from publications.articles.next_step import next_step
from unions.roles import EDITORS, WRITERS

ON_A_PAGE = 25
COUNTED = 100


@dataclass(frozen=True)
class Queue:
    """`texts` are those of everybody, for a user; `step` is said on the way to each.

    `is_for_editors`: an editor finds there what waits for themselves, a writer what waits at all.
    """

    code: str
    label: Promise
    step: Promise
    texts: Callable
    order: tuple
    is_for_editors: bool = False

    def of(self, scope):
        """The texts of the queue, as far as the roles of the scope's user reach."""
        edits = self.is_for_editors and scope.user.paths_of(*EDITORS)
        return scope.limit_texts(self.texts(scope.user), roles=EDITORS if edits else WRITERS)


def in_state(state):
    return lambda user: ArticleText.objects.in_state(state)


def returned_to(user):
    """Drafts that the user has written on and that somebody has remarked on."""
    remarks = Remark.objects.open().filter(text=OuterRef("pk"))
    written = Revision.objects.filter(text=OuterRef("pk"), saved_by=user)
    return ArticleText.objects.filter(Exists(remarks), Exists(written), status=Status.DRAFT)


def scheduled(user):
    """What goes out by itself; what stands under embargo lies in a queue of its own."""
    texts = ArticleText.objects.in_state(TextState.SCHEDULED)
    return texts.filter(Q(embargo_until=None) | Q(embargo_until__lte=Now()))


def embargoed(user):
    # its moment of publication is never before the end of its embargo, and is in an index
    return ArticleText.objects.under_embargo().filter(published_at__gt=Now())


LONGEST_WAITING, NEXT, NEWEST = (
    ("handed_in_at", "pk"),
    ("published_at", "pk"),
    ("-changed_at", "pk"),
)
OPEN = _("Open the text")
QUEUES = [
    Queue(
        "review",
        _("Waits for review"),
        _("Review it"),
        in_state(TextState.REVIEW),
        LONGEST_WAITING,
        is_for_editors=True,
    ),
    Queue("returned", _("Returned to me"), _("Fix the issues"), returned_to, NEWEST),
    Queue(
        "ready",
        _("Approved, without a day"),
        OPEN,
        in_state(TextState.READY),
        LONGEST_WAITING,
        is_for_editors=True,
    ),
    Queue("scheduled", _("Publishes automatically"), OPEN, scheduled, NEXT),
    Queue(
        "outdated",
        _("Outdated translations"),
        _("See what has changed"),
        in_state(TextState.OUTDATED),
        NEWEST,
    ),
    Queue("embargo", _("Under embargo"), OPEN, embargoed, NEXT),
]


@dataclass(frozen=True)
class Counted:
    queue: Queue
    number: int

    @property
    def count_in_words(self):
        return say_up_to(COUNTED, self.number)


def desk_of(scope, *, asked="", page=None):
    """Return what the desk shows: its queues with their numbers, and the texts of one of them.

    That is the queue asked for, or the first that is not empty. A fixed number of statements of
    a bounded size.
    """
    queues = counted(scope)
    shown = next((one for one in queues if one.queue.code == asked), None)
    shown = shown or next((one for one in queues if one.number), queues[0])
    texts = shown.queue.of(scope).order_by(*shown.queue.order)
    remarks = Remark.objects.open().filter(text=OuterRef("pk"))
    texts = texts.annotate(open_remarks=UpTo(COUNTED, remarks))
    texts = texts.select_related("article__organization", "source", "handed_in_by__person")
    texts = texts.defer("body", "source__body")
    found = BoundedPaginator(texts, ON_A_PAGE).get_page(page)
    for text in found:
        text.next_step = next_step(text, user=scope.user, remarks=text.open_remarks)
    return {"queues": queues, "shown": shown, "page": found}


def counted(scope):
    """Each queue with the number of its texts, counted so far, in one statement."""
    first, *others = (
        queue.of(scope)
        .order_by()
        .annotate(queue=Value(queue.code))
        .values_list("queue", "pk")[: COUNTED + 1]
        for queue in QUEUES
    )
    found = [code for code, _pk in first.union(*others, all=True)]
    return [Counted(queue, found.count(queue.code)) for queue in QUEUES]
