"""The calendar: the days of a month or a week with what the plan holds for each."""

import calendar
import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber, TruncDate
from django.utils import timezone

from mediacenter.toolkit.dates import Precision
from mediacenter.toolkit.first_of import FirstOf
from publications.articles.models import ArticleText, Status
from publications.plan.models import Assignment, MemorableDate, Occasion, PlanItem
from publications.plan.several_days import first_of_each_day
from unions.roles import EDITORS

SHOWN_BESIDE = 12
WITHOUT_DAY_SHOWN = 20
SHOWN_A_DAY = {"month": 5, "week": 25}  # of each kind; the list has the rest
MONDAY = calendar.Calendar(firstweekday=0)


@dataclass(frozen=True)
class Span:
    """A month or a week: `first` to `last` are the days of it, `weeks` lists of 7 days each."""

    kind: str
    first: dt.date
    last: dt.date
    weeks: list

    @property
    def before(self):
        return self.first - dt.timedelta(days=1)

    @property
    def after(self):
        return self.last + dt.timedelta(days=1)

    @property
    def elsewhere(self):
        """A day of it, for another view of the same time; None where that opens on it anyway."""
        return None if self.first <= timezone.localdate() <= self.last else self.first

    @property
    def week(self):
        """The ISO number of the week of the first day."""
        return self.first.isocalendar().week


def month_of(day):
    first = day.replace(day=1)
    last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return Span("month", first, last, MONDAY.monthdatescalendar(day.year, day.month))


def week_of(day):
    monday = day - dt.timedelta(days=day.weekday())
    days = [monday + dt.timedelta(days=number) for number in range(7)]
    return Span("week", days[0], days[-1], [days])


@dataclass
class Day:
    """What the plan holds for one day; `more` is the number of entries that are not shown."""

    date: dt.date
    in_span: bool
    is_today: bool
    memorable: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    occasions: list = field(default_factory=list)
    items: list = field(default_factory=list)
    texts: list = field(default_factory=list)
    assignments: list = field(default_factory=list)
    more: int = 0
    is_first: bool = False

    def __bool__(self):
        held = (self.memorable, self.notes, self.occasions, self.items, self.texts)
        return any(held) or bool(self.assignments)


def weeks_with_entries(span, scope):
    """Return the weeks of a span, each a list of 7 Days, in seven statements whatever they hold.

    Deadlines are shown in one's own calendar only: in everybody's there is one a material.
    """
    today = timezone.localdate()
    weeks = [
        [Day(date, span.first <= date <= span.last, date == today) for date in week]
        for week in span.weeks
    ]
    days = {day.date: day for week in weeks for day in week}
    weeks[0][0].is_first = True
    for date in MemorableDate.objects.kept_by(scope.user).order_by("pk"):
        for year in {day.year for day in days}:
            if (on := date.falls_on(year)) in days:
                days[on].memorable.append(date)
    for note in scope.day_notes(min(days), max(days)):
        for day in days.values():
            if note.starts_on <= day.date <= note.ends_on:
                day.notes.append(note)
    items = PlanItem.objects.standing_in(min(days), max(days))
    lay_out_occasions(days, scope, span)
    related = "occasion__organization"
    lay_out(days, "items", scope.limit(items).select_related(related), span)
    lay_out(days, "texts", texts_of(scope, days), span)
    if scope.mine:
        assignments = Assignment.objects.annotate(on=TruncDate("due_at"))
        assignments = assignments.filter(on__range=(min(days), max(days)))
        assignments = scope.limit(assignments).filter(assignee=scope.user)
        related = "plan_item__occasion__organization"
        lay_out(days, "assignments", assignments.select_related(related), span)
    return weeks


def lay_out_occasions(days, scope, span):
    """What lasts some days stands on each of them."""
    shown, bounds = SHOWN_A_DAY[span.kind], (min(days), max(days))
    occasions = Occasion.objects.filter(precision=Precision.DAY).touching(*bounds)
    standing = first_of_each_day(scope.limit(occasions), *bounds, most=shown)
    found = Occasion.objects.select_related("organization").in_bulk({one.pk for one in standing})
    for one in standing:
        day = days[one.day]
        day.occasions.append(found[one.pk])
        if len(day.occasions) == shown:
            day.more += one.number - shown


def texts_of(scope, days):
    """Texts by the day on which they become, or became, public."""
    first, last = (moment_of(day) for day in (min(days), max(days) + dt.timedelta(days=1)))
    texts = ArticleText.objects.filter(
        status=Status.PUBLISHED, published_at__gte=first, published_at__lt=last
    )
    texts = scope.limit_texts(texts).annotate(on=TruncDate("published_at"))
    return texts.defer("body").select_related("article__organization")


def moment_of(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def lay_out(days, kind, records, span):
    shown = SHOWN_A_DAY[span.kind]
    ranked = records.annotate(
        rank=Window(RowNumber(), partition_by=F("on"), order_by="pk"),
        on_day=Window(Count("pk"), partition_by=F("on")),
    )
    for record in ranked.filter(rank__lte=shown).order_by("on", "pk"):
        getattr(days[record.on], kind).append(record)
        if record.rank == shown:
            days[record.on].more += record.on_day - shown


def without_day(span, scope):
    """Occasions of which only the month is known, and it is, or they last into, this one."""
    occasions = Occasion.objects.filter(precision=Precision.MONTH)
    occasions = occasions.touching(span.first, span.last)
    found = scope.limit(occasions).select_related("organization").order_by("pk")
    return FirstOf(found, WITHOUT_DAY_SHOWN)


def ready_for_a_day(scope):
    """Approved texts that the user may schedule, who has waited longest first."""
    texts = ArticleText.objects.filter(status=Status.READY).defer("body")
    texts = scope.limit_texts(texts, roles=EDITORS).select_related("article__organization")
    return FirstOf(texts.order_by("handed_in_at", "pk"), SHOWN_BESIDE)
