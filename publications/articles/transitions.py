"""The states of a text, and each step between them: who may take which, from where.

draft → review (submit) → ready (approve) → published (publish, now or later) → draft (withdraw);
review and ready → draft (return, take back). Each language version goes its own way.
Remarks on a text: open → settled.
"""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from mediacenter.services.transitions.steps import DatedStates, States, Transition
from publications.articles.actions import versions
from publications.articles.hooks import step_taken
from publications.articles.models import ArticleText, Remark, Status

# Columns that the steps set, and saving leaves alone.
SET_BY_STEPS = ("status", "published_at", "withdraw_at", "handed_in_by", "handed_in_at")


def lock_text(key):
    texts = ArticleText.objects.select_related("article__organization", "article__cover")
    return texts.select_for_update(of=["self"]).get(pk=key)


def enter_text(text, *, was, by):
    text.save(update_fields=SET_BY_STEPS)
    if text.status == Status.PUBLISHED and was != Status.PUBLISHED:
        versions.open_period(text, by=by)


TEXT = States(
    lock=lock_text,
    enter=enter_text,
    details=lambda text: {"language": text.language},
    taken=step_taken,
    refusal=_("This text is now “%(state)s”: someone else has already changed it."),
)
SUBMIT = Transition(
    TEXT,
    code="text.submitted",
    permission="publications.submit_text",
    starts_from=frozenset({Status.DRAFT}),
    leads_to=Status.REVIEW,
)
APPROVE = Transition(
    TEXT,
    code="text.approved",
    permission="publications.approve_text",
    starts_from=frozenset({Status.REVIEW}),
    leads_to=Status.READY,
)
RETURN = Transition(
    TEXT,
    code="text.returned",
    permission="publications.return_text",
    starts_from=frozenset({Status.REVIEW, Status.READY}),
    leads_to=Status.DRAFT,
)
TAKE_BACK = Transition(
    TEXT,
    code="text.taken_back",
    permission="publications.take_back_text",
    starts_from=frozenset({Status.REVIEW, Status.READY}),
    leads_to=Status.DRAFT,
)
PUBLISH = Transition(
    TEXT,
    code="text.published",
    permission="publications.publish_text",
    starts_from=frozenset({Status.DRAFT, Status.REVIEW, Status.READY}),
    leads_to=Status.PUBLISHED,
)
WITHDRAW = Transition(
    TEXT,
    code="text.withdrawn",
    permission="publications.withdraw_text",
    starts_from=frozenset({Status.PUBLISHED}),
    leads_to=Status.DRAFT,
)
RESCHEDULE = Transition(
    TEXT,
    code="text.rescheduled",
    permission="publications.publish_text",
    starts_from=frozenset({Status.PUBLISHED}),
)
LIMIT = Transition(
    TEXT,
    code="text.withdrawal_scheduled",
    permission="publications.withdraw_text",
    starts_from=frozenset({Status.PUBLISHED}),
)


def lock_remark(key):
    remarks = Remark.objects.select_related("text__article__organization")
    return remarks.select_for_update(of=["self"]).get(pk=key)


REMARK = DatedStates(
    lock=lock_remark,
    field="settled_at",
    details=lambda remark: {"remark": remark.words},
    asks_of=attrgetter("text"),
    tells_of=attrgetter("text"),
)
REMARK_OPEN, REMARK_SETTLED = False, True
SETTLE_REMARK = Transition(
    REMARK,
    code="text.remark_settled",
    permission="publications.remark_on_text",
    starts_from={REMARK_OPEN},
    leads_to=REMARK_SETTLED,
)
