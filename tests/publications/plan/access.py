"""Who may do what with occasions, plan items and assignments."""

import datetime as dt

from django.utils import timezone

from mediacenter.services.calendars.actions import calendar_address_of
from publications.plan.feed import PLAN
from tests.access.rows import ALL, LETTERS, OPEN, READERS, WRITERS, Own, Page, of
from tests.publications.factories import ArticleTextFactory
from tests.publications.plan.factories import (
    AssignmentFactory,
    DayNoteFactory,
    MemorableDateFactory,
    OccasionFactory,
    PlanItemFactory,
)
from tests.unions.factories import UserFactory


def planned(organization):
    return PlanItemFactory(occasion__organization=organization)


MODELS = {
    "publications.occasion": Own("PECA", "PEA", "PEA", "PEA", of(OccasionFactory)),
    "publications.planitem": Own("PECA", "PEA", "PEA", "PEA", planned),
    "publications.daynote": Own("PECA", "PEA", "PEA", "PEA", of(DayNoteFactory)),
    "publications.memorabledate": Own(ALL, "PEA", "PEA", "PEA", of(MemorableDateFactory)),
}


def occasion(ours):
    return [OccasionFactory(organization=ours).pk]


def item(ours):
    return [planned(ours).pk]


def assignment(ours):
    return [AssignmentFactory(plan_item__occasion__organization=ours).pk]


def note(ours):
    return [DayNoteFactory(organization=ours).pk]


def feed(ours):
    reader = UserFactory(role=LETTERS["C"], organization=ours)
    return [calendar_address_of(kind=PLAN, owner=reader).secret]


def scheduled(ours):
    hour = timezone.now() + dt.timedelta(hours=1)
    return [ArticleTextFactory(article__organization=ours, published=True, published_at=hour).pk]


PUT_OFF_TEXT = {"step": "reschedule", "day": "2099-10-10"}
PUT_OFF = {"step": "reschedule", "day": "2026-10-10"}
SITE = {
    "plan:month": Page(READERS),
    "plan:today": Page(READERS),
    "plan:desk": Page(WRITERS),
    "plan:week": Page(READERS),
    "plan:board": Page(READERS),
    "plan:list": Page(READERS),
    "plan:fact": Page(READERS),
    "plan:address": Page(READERS),  # one's own
    "plan:feed": Page(OPEN, feed),  # by its secret
    "plan:occasion": Page(READERS, occasion),
    "plan:add_occasion": Page(WRITERS),
    "plan:add_note": Page(WRITERS),
    "plan:change_note": Page(WRITERS, note),
    "plan:plan_occasion": Page(WRITERS, occasion),
    "plan:change_occasion": Page(WRITERS, occasion),
    "plan:step_occasion": Page(WRITERS, occasion, posted=PUT_OFF, answer=302),
    "plan:add_item": Page(WRITERS, occasion),
    "plan:change_item": Page(WRITERS, item),
    "plan:step_item": Page(WRITERS, item, posted=PUT_OFF, answer=302),
    "plan:add_assignment": Page(WRITERS, item),
    "plan:change_assignment": Page(WRITERS, assignment),
    "plan:schedule_text": Page("EA", scheduled),
    "plan:step_text": Page("EA", scheduled, posted=PUT_OFF_TEXT, answer=302),
    "plan:step_assignment": Page(WRITERS, assignment, posted={"step": "cancel"}, answer=302),
}
