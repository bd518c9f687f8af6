"""What the media plan does when a text goes on: its work follows, and people are told."""

from django.utils import timezone

from publications.articles.hooks import leaves_by_the_clock, step_taken, text_withdrawn
from publications.articles.models import Status
from publications.articles.transitions import APPROVE, PUBLISH, RESCHEDULE, RETURN, SUBMIT
from publications.plan.models import NoticeEvent

from .fulfilling import complete_leaving, follow_text, reopen_fulfilled
from .noticing import forget_waiting, tell_editors, tell_writers

TOLD_TO_WRITERS = {
    APPROVE: NoticeEvent.APPROVED,
    RETURN: NoticeEvent.RETURNED,
    RESCHEDULE: NoticeEvent.SCHEDULED,
}


@step_taken.register
def follow_step(step, text, *, was, by):
    if was == Status.REVIEW:
        forget_waiting(text)
    if step is SUBMIT:
        tell_editors(NoticeEvent.WAITING, text, by=by)
    elif step is PUBLISH:
        is_scheduled = text.published_at > timezone.now()
        event = NoticeEvent.SCHEDULED if is_scheduled else NoticeEvent.RELEASED
        tell_writers(event, text, by=by)
    elif step in TOLD_TO_WRITERS:
        tell_writers(TOLD_TO_WRITERS[step], text, by=by)
    if was != text.status:
        follow_text(text=text)


@text_withdrawn.register
def reopen_work(text, *, by):
    reopen_fulfilled(text=text)
    tell_writers(NoticeEvent.WITHDRAWN, text, by=by)


@leaves_by_the_clock.register
def complete_work(text):
    complete_leaving(text=text)
