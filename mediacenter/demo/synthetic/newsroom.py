"""What is planned: occasions, what is to be said on them, who makes which material of it."""

from datetime import date, timedelta

from publications.plan.models import (
    Assignment,
    AssignmentStatus,
    Certainty,
    DayNote,
    InterruptedAt,
    MaterialFormat,
    MemorableDate,
    Occasion,
    OccasionStatus,
    PlanItem,
    PlanStatus,
)
from publications.plan.models.plan import KIND_OF_FORMAT

from .articles import RUBRICS
from .copying import copy_in, keys
from .frequency import every_year, noon, some_day
from .words import LANGUAGES, MARK, called

OCCASIONS_A_YEAR = {"federation": 100, "unions": 20, "regional": 10, "districts": 1}
DATES = 60  # that all share; each region has one of its own beside them
NOTES_A_YEAR = 3  # on days, by each organization down to the regional ones
MOST_ITEMS = 3  # on one occasion
CANCELLED = 0.05  # the share of the occasions, and with them of all that was planned
UNMEASURED = 0.2  # the share of the plan items that were released but never measured
WRITTEN = 0.3  # the share of the plan items that an article was made of
# What comes out in the last days of the last year is at work still.
LAST_DAYS = timedelta(days=45)
AT_WORK = {
    PlanStatus.IDEA: None,
    PlanStatus.PLANNED: AssignmentStatus.OFFERED,
    PlanStatus.IN_WORK: AssignmentStatus.TAKEN,
    PlanStatus.APPROVED: AssignmentStatus.APPROVED,
}
OVER = {
    PlanStatus.RELEASED: AssignmentStatus.DONE,
    PlanStatus.MEASURED: AssignmentStatus.DONE,
    PlanStatus.CANCELLED: AssignmentStatus.CANCELLED,
}


def fill_newsroom(scale, tree, say):
    copy_in(MemorableDate, dates_of(scale, tree))
    copy_in(DayNote, notes_of(scale, tree))
    occasions = list(occasions_of(scale, tree))
    say(f"occasions: {copy_in(Occasion, occasions)}")
    items = list(items_of(scale, occasions))
    say(f"plan items: {copy_in(PlanItem, items)}")
    whose = {occasion.pk: occasion.organization_id for occasion in occasions}
    say(f"assignments: {copy_in(Assignment, assignments_of(scale, tree, items, whose))}")


def dates_of(scale, tree):
    rng = scale.rng("memorable dates")
    for key, organization in enumerate([None] * DATES + list(tree.regional), start=1):
        yield MemorableDate(
            organization_id=organization,
            month=rng.randint(1, 12),
            day=rng.randint(1, 28),
            **called(kk=f"№\u00a0{key} күн", ru=f"Дата №\u00a0{key}", en=f"Date No. {key}"),
        )


def notes_of(scale, tree):
    rng = scale.rng("day notes")
    for organization in [*tree.federation, *tree.unions, *tree.regional]:
        for year in scale.all_years:
            for number in keys(NOTES_A_YEAR):
                day = some_day(rng, year)
                yield DayNote(
                    organization_id=organization,
                    words=f"Заметка №\u00a0{number} ({MARK['ru']})",
                    changed_at=noon(day["starts_on"]),
                    created_by_id=tree.desks[organization],
                    **day,
                )


def occasions_of(scale, tree):
    rng = scale.rng("occasions")
    for key, (organization, year) in enumerate(every_year(scale, tree, OCCASIONS_A_YEAR), start=1):
        span = some_day(rng, year)
        cancelled = rng.random() < CANCELLED
        yield Occasion(
            pk=key,
            organization_id=organization,
            title_kk=f"№\u00a0{key} оқиға ({MARK['kk']})",
            title_ru=f"Инфоповод №\u00a0{key} ({MARK['ru']})",
            title_en=f"Occasion No. {key} ({MARK['en']})",
            certainty=rng.choice(Certainty.values),
            status=OccasionStatus.CANCELLED if cancelled else OccasionStatus.OPEN,
            reason=MARK["ru"] if cancelled else "",
            rubric_id=rng.choice(keys(RUBRICS)),
            changed_at=noon(span["starts_on"]),
            created_by_id=tree.desks[organization],
            **span,
        )


def items_of(scale, occasions):
    rng = scale.rng("plan items")
    numbers = iter(keys(len(occasions) * MOST_ITEMS))
    work_begins = date.fromordinal(scale.days[1]) - LAST_DAYS
    for occasion in occasions:
        for _ in range(rng.randint(1, MOST_ITEMS)):
            measured = rng.random() >= UNMEASURED
            item = PlanItem(
                pk=next(numbers),
                occasion_id=occasion.pk,
                status=PlanStatus.MEASURED if measured else PlanStatus.RELEASED,
                release_on=occasion.starts_on + timedelta(days=rng.randrange(4)),
            )
            item.title = f"Материал №\u00a0{item.pk} ({MARK['ru']})"
            at_work = rng.choice(list(AT_WORK))
            if occasion.status == OccasionStatus.CANCELLED:
                item.status = PlanStatus.CANCELLED
                item.status_before, item.interrupted_by = PlanStatus.PLANNED, InterruptedAt.OCCASION
            elif item.release_on > work_begins:
                item.status = at_work
            if item.status in OVER and item.status != PlanStatus.CANCELLED:
                item.released_on = item.release_on
            if item.status == PlanStatus.MEASURED:
                item.measured = MARK["ru"]
            yield item


def assignments_of(scale, tree, items, whose):
    """A material in Kazakh and Russian for each item, sometimes in English; of the desk that
    writes for the organization, once it is taken."""
    rng = scale.rng("assignments")
    for item in items:
        status = {**AT_WORK, **OVER}[item.status] or AssignmentStatus.OFFERED
        cancelled, is_done = status == AssignmentStatus.CANCELLED, status == AssignmentStatus.DONE
        taken = not cancelled and status != AssignmentStatus.OFFERED
        due = noon(item.release_on)
        written = is_done and scale.articles and rng.random() < WRITTEN
        article = rng.randint(1, scale.articles) if written else None
        for language in rng.choice((LANGUAGES, LANGUAGES[:2])):
            made_as = rng.choice(MaterialFormat.values)
            yield Assignment(
                plan_item_id=item.pk,
                article_id=article if made_as in KIND_OF_FORMAT else None,
                assignee_id=tree.desks[whose[item.occasion_id]] if taken else None,
                language=language,
                format=made_as,
                due_at=due,
                status=status,
                status_before=AssignmentStatus.OFFERED if cancelled else "",
                interrupted_by=InterruptedAt.OCCASION if cancelled else "",
                done_at=due if is_done else None,
                changed_at=due,
            )
