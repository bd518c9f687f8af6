"""The ways of a text from state to state: who may take which, from where."""

from dataclasses import dataclass

from .models import Status


@dataclass(frozen=True)
class Step:
    """A way from some states of a text to another. `verb` is what the journal calls it."""

    verb: str
    permission: str
    starts_from: frozenset
    leads_to: Status

    def is_open_to(self, user, text):
        """Whether `user` may take it; with a text that belongs to no article yet: somewhere."""
        known = text if text.article_id else None
        return text.status in self.starts_from and user.has_perm(self.permission, known)


SUBMIT = Step(
    verb="submitted",
    permission="publications.submit_text",
    starts_from=frozenset({Status.DRAFT}),
    leads_to=Status.REVIEW,
)
APPROVE = Step(
    verb="approved",
    permission="publications.approve_text",
    starts_from=frozenset({Status.REVIEW}),
    leads_to=Status.READY,
)
RETURN = Step(
    verb="returned",
    permission="publications.return_text",
    starts_from=frozenset({Status.REVIEW, Status.READY}),
    leads_to=Status.DRAFT,
)
TAKE_BACK = Step(
    verb="taken back",
    permission="publications.take_back_text",
    starts_from=frozenset({Status.REVIEW, Status.READY}),
    leads_to=Status.DRAFT,
)
PUBLISH = Step(
    verb="published",
    permission="publications.publish_text",
    starts_from=frozenset({Status.DRAFT, Status.REVIEW, Status.READY}),
    leads_to=Status.PUBLISHED,
)
WITHDRAW = Step(
    verb="withdrawn",
    permission="publications.withdraw_text",
    starts_from=frozenset({Status.PUBLISHED}),
    leads_to=Status.DRAFT,
)
RESCHEDULE = Step(
    verb="rescheduled",
    permission="publications.publish_text",
    starts_from=frozenset({Status.PUBLISHED}),
    leads_to=Status.PUBLISHED,
)
LIMIT = Step(
    verb="withdrawal scheduled",
    permission="publications.withdraw_text",
    starts_from=frozenset({Status.PUBLISHED}),
    leads_to=Status.PUBLISHED,
)
