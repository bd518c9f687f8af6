"""The ways of a text from state to state: who may take which, from where."""

from dataclasses import dataclass

from publications.articles.models import Status


@dataclass(frozen=True)
class Step:
    """A way from some states of a text to another. `code` is what the journal says of it."""

    code: str
    permission: str
    starts_from: frozenset
    leads_to: Status

    def is_open_to(self, user, text):
        """Whether `user` may take it; with a text that belongs to no article yet: somewhere."""
        known = text if text.article_id else None
        return text.status in self.starts_from and user.has_perm(self.permission, known)


SUBMIT = Step(
    code="text.submitted",
    permission="publications.submit_text",
    starts_from=frozenset({Status.DRAFT}),
    leads_to=Status.REVIEW,
)
APPROVE = Step(
    code="text.approved",
    permission="publications.approve_text",
    starts_from=frozenset({Status.REVIEW}),
    leads_to=Status.READY,
)
RETURN = Step(
    code="text.returned",
    permission="publications.return_text",
    starts_from=frozenset({Status.REVIEW, Status.READY}),
    leads_to=Status.DRAFT,
)
TAKE_BACK = Step(
    code="text.taken_back",
    permission="publications.take_back_text",
    starts_from=frozenset({Status.REVIEW, Status.READY}),
    leads_to=Status.DRAFT,
)
PUBLISH = Step(
    code="text.published",
    permission="publications.publish_text",
    starts_from=frozenset({Status.DRAFT, Status.REVIEW, Status.READY}),
    leads_to=Status.PUBLISHED,
)
WITHDRAW = Step(
    code="text.withdrawn",
    permission="publications.withdraw_text",
    starts_from=frozenset({Status.PUBLISHED}),
    leads_to=Status.DRAFT,
)
RESCHEDULE = Step(
    code="text.rescheduled",
    permission="publications.publish_text",
    starts_from=frozenset({Status.PUBLISHED}),
    leads_to=Status.PUBLISHED,
)
LIMIT = Step(
    code="text.withdrawal_scheduled",
    permission="publications.withdraw_text",
    starts_from=frozenset({Status.PUBLISHED}),
    leads_to=Status.PUBLISHED,
)
