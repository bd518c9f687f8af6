"""An occasion planned at one stroke: with what is to be said and who makes which material."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from mediacenter.toolkit.dates import Precision
from publications.plan.models import Assignment, PlanItem, PlanStatus
from publications.press.models import Outlet
from unions.models import Channel, User

from .assignments import save_assignment
from .occasions import save_occasion
from .plan_items import save_plan_item

EVENING = dt.time(18)
FRIDAY = 4


@dataclass(frozen=True)
class Material:
    """What is to be made: an assignment a language. Without a title it says what happens."""

    format: str
    languages: list
    due_at: dt.datetime
    assignee: User | None = None
    title: str = ""
    channel: Channel | None = None
    outlet: Outlet | None = None


@transaction.atomic
def plan_occasion(*, occasion, materials, by=None):
    """Store an occasion, new or changed, and new work for it: all of that or nothing.

    Materials of one title are one plan item, released on the day of the occasion. Raises what
    the saving of each of them raises.
    """
    occasion = save_occasion(occasion=occasion, by=by)
    items = {}
    for material in materials:
        title = material.title or occasion.title
        if title not in items:
            items[title] = save_plan_item(item=item_of(occasion, title), by=by)
        for language in material.languages:
            assignment = Assignment(
                plan_item=items[title],
                format=material.format,
                language=language,
                due_at=material.due_at,
                assignee=material.assignee,
                channel=material.channel,
                outlet=material.outlet,
            )
            save_assignment(assignment=assignment, by=by)
    return occasion


def item_of(occasion, title):
    return PlanItem(
        occasion=occasion, title=title, status=PlanStatus.PLANNED, release_on=day_of(occasion)
    )


def deadline_before(occasion):
    """The evening before an occasion, None where no day is known.

    Of the last day before it that is no weekend; where that is over, of the day before, then of its
    own.
    """
    day = day_of(occasion)
    if day is None:
        return None
    eve = day - dt.timedelta(days=1)
    working = eve - dt.timedelta(days=max(0, eve.weekday() - FRIDAY))
    evenings = map(evening_of, (working, eve))
    return next((one for one in evenings if one > timezone.now()), evening_of(day))


def day_of(occasion):
    return occasion.starts_on if occasion.precision == Precision.DAY else None


def evening_of(day):
    return timezone.make_aware(dt.datetime.combine(day, EVENING))
