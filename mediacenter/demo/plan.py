"""A media plan around the day of the first start, entered as a press officer does it."""

import datetime as dt

from django.utils import timezone

from publications.plan.actions.assignments import save_assignment
from publications.plan.actions.day_notes import save_day_note
from publications.plan.actions.occasions import propose_occasions, save_occasion
from publications.plan.actions.plan_items import move_plan_item, save_plan_item
from publications.plan.actions.planning import evening_of
from publications.plan.models import Assignment, DayNote, Occasion, PlanItem, PlanStatus
from unions.models import Organization, User

from .content import columns, read
from .news import WRITER


def load_plan(cast):
    propose_occasions()
    plan, writer = read("plan"), cast.find(User, WRITER)
    for table in plan["occasion"]:
        enter_occasion(cast, table, writer)
    for table in plan["note"]:
        enter_note(cast, table, writer)


def enter_occasion(cast, table, by):
    occasion = Occasion(
        organization=cast.find(Organization, table["organization"]),
        starts_on=day(table),
        starts_at_time=table.get("at"),
        certainty=table["certainty"],
        **columns({name: table[name] for name in ("title", "place") if name in table}),
    )
    save_occasion(occasion=occasion, by=by)
    for item in table["item"]:
        enter_item(cast, occasion, item, by)


def enter_item(cast, occasion, table, by):
    item = PlanItem(occasion=occasion, title=table["title"], release_on=day(table))
    save_plan_item(item=item, by=by)
    due_at = evening_of(item.release_on)
    for made in table["assignments"]:
        assignment = Assignment(
            plan_item=item,
            language=made["language"],
            format=made["format"],
            assignee=cast.find(User, made["who"]) if "who" in made else None,
            due_at=due_at,
        )
        save_assignment(assignment=assignment, by=by)
    if table["status"] != PlanStatus.IDEA:
        move_plan_item(item_id=item.pk, to=table["status"], by=by)


def enter_note(cast, table, by):
    organization = cast.find(Organization, table["organization"])
    note = DayNote(organization=organization, words=table["words"], starts_on=day(table))
    note.ends_on = note.starts_on
    save_day_note(note=note, by=by)


def day(table):
    return timezone.localdate() + dt.timedelta(days=table["in_days"])
