"""What is planned: occasions, what is to be said on them, which material is made of it."""

from datetime import UTC, datetime, time, timedelta

from publications.models import (
    Assignment,
    AssignmentStatus,
    Certainty,
    MaterialFormat,
    Occasion,
    OccasionStatus,
    PlanItem,
    PlanStatus,
)
from publications.models.plan import Level

from .copying import copy_in, keys
from .press import RUBRICS, every_year, some_day
from .words import LANGUAGES, MARK

OCCASIONS_A_YEAR = {"federation": 100, "unions": 20, "regional": 10, "districts": 1}
MOST_ITEMS = 3  # on one occasion
CANCELLED = 0.05  # the share of the occasions, and with them of all that was planned
UNMEASURED = 0.2  # the share of the plan items that were released but never measured
HOUR_DUE = time(12, tzinfo=UTC)


def fill_newsroom(scale, tree, say):
    occasions = list(occasions_of(scale, tree))
    say(f"occasions: {copy_in(Occasion, occasions)}")
    items = list(items_of(scale, occasions))
    say(f"plan items: {copy_in(PlanItem, items)}")
    say(f"assignments: {copy_in(Assignment, assignments_of(scale, items))}")


def occasions_of(scale, tree):
    chance = scale.chance("occasions")
    for key, (organization, year) in enumerate(every_year(scale, tree, OCCASIONS_A_YEAR), start=1):
        span = some_day(chance, year)
        cancelled = chance.random() < CANCELLED
        yield Occasion(
            pk=key,
            organization_id=organization,
            title_kk=f"№ {key} оқиға ({MARK['kk']})",
            title_ru=f"Инфоповод № {key} ({MARK['ru']})",
            title_en=f"Occasion No. {key} ({MARK['en']})",
            certainty=chance.choice(Certainty.values),
            status=OccasionStatus.CANCELLED if cancelled else OccasionStatus.OPEN,
            reason=MARK["ru"] if cancelled else "",
            rubric_id=chance.choice(keys(RUBRICS)),
            changed_at=noon(span["starts_on"]),
            **span,
        )


def items_of(scale, occasions):
    chance = scale.chance("plan items")
    numbers = iter(keys(len(occasions) * MOST_ITEMS))
    for occasion in occasions:
        for _ in range(chance.randint(1, MOST_ITEMS)):
            measured = chance.random() >= UNMEASURED
            item = PlanItem(
                pk=next(numbers),
                occasion_id=occasion.pk,
                status=PlanStatus.MEASURED if measured else PlanStatus.RELEASED,
                release_on=occasion.starts_on + timedelta(days=chance.randrange(4)),
                measured=MARK["ru"] if measured else "",
            )
            item.title = f"Материал № {item.pk} ({MARK['ru']})"
            if occasion.status == OccasionStatus.CANCELLED:
                item.status, item.measured = PlanStatus.CANCELLED, ""
                item.status_before, item.interrupted_by = PlanStatus.PLANNED, Level.OCCASION
            yield item


def assignments_of(scale, items):
    """A text in Kazakh and Russian for each item, sometimes in English; nobody's in particular."""
    chance = scale.chance("assignments")
    for item in items:
        cancelled = item.status == PlanStatus.CANCELLED
        due = noon(item.release_on)
        for language in chance.choice((LANGUAGES, LANGUAGES[:2])):
            yield Assignment(
                plan_item_id=item.pk,
                language=language,
                format=chance.choice(MaterialFormat.values),
                due_at=due,
                status=AssignmentStatus.CANCELLED if cancelled else AssignmentStatus.DONE,
                status_before=AssignmentStatus.OFFERED if cancelled else "",
                interrupted_by=Level.OCCASION if cancelled else "",
                done_at=None if cancelled else due,
                changed_at=due,
            )


def noon(day):
    return datetime.combine(day, HOUR_DUE)
