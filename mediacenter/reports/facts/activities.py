"""What was done: campaigns, visits, meetings, draws, hearings, seminars, boards, tasks ahead."""

from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, Q

from mediacenter.outreach.models import (
    BoardSubject,
    Campaign,
    CommitteeHearing,
    Contest,
    FeedbackChannel,
    NoticeBoardRegister,
    Visit,
)
from mediacenter.reports.drilldown import in_register
from mediacenter.reports.indicators import REGISTRY
from mediacenter.reports.models import TaskAhead
from publications.press.models import Coverage
from publications.printed.models import PrintedMatter
from training.models import Seminar

from .listed_records import counted_by, listed
from .shapes import bounded, span, texts

REGISTERS = {
    "campaigns": Campaign,
    "visits": Visit,
    "contests": Contest,
    "hearings": CommitteeHearing,
    "coverage": Coverage,
    "printed": PrintedMatter,
}
UNDATED = """
SELECT '{register}', count(*) FROM {table}
WHERE organization_id = %(organization)s AND starts_on IS NULL"""


def facts(organization, year, names):
    def under(code, shape, *related):
        records = counted_by(code, organization, year)
        if related:
            records = records.select_related("organization", *related)
        return listed(records, organization, names, shape)

    return {
        "campaigns": under("field.campaigns", _campaign),
        "visits": under("field.visits", _visit, "campaign", "visited"),
        "online_meetings": under("field.online_meetings", _meeting),
        "contests": under("contests.held", _contest),
        "hearings": under("hearings.held", _hearing),
        "boards": listed(_boards(organization, year), organization, names, _board),
        "feedback": bounded(_feedback(organization, year), _way),
        "seminars": bounded(_seminars(organization, year), _seminar),
        **_tasks(organization, year),
        "undated": _undated(organization),
    }


def _campaign(campaign):
    return {**span(campaign), "title": texts(campaign, "title"), "about": texts(campaign, "about")}


def _visit(visit):
    return {
        **span(visit),
        "campaign": visit.campaign and texts(visit.campaign, "title"),
        "place": texts(visit, "place"),
        "visited": visit.visited and texts(visit.visited, "name"),
    }


def _meeting(visit):
    return {
        **span(visit),
        "topic": texts(visit, "topic"),
        "participants": texts(visit, "participants"),
    }


def _contest(contest):
    return {
        **span(contest),
        "title": texts(contest, "title"),
        "network": contest.network,
        "weekday": contest.weekday,
        "conditions": texts(contest, "conditions"),
        "prize": texts(contest, "prize"),
        "followers_gained": contest.followers_gained,
        "followers_gained_qualifier": contest.followers_gained_qualifier,
    }


def _hearing(hearing):
    return {
        **span(hearing),
        "body": texts(hearing, "body"),
        "question": texts(hearing, "question"),
        "with_levels": hearing.with_levels,
        "outcome": texts(hearing, "outcome"),
        "resolution": hearing.resolution,
    }


def _boards(organization, year):
    """What the figure adds up, and the organization's own registers that tell no number."""
    counted = counted_by("boards.standing", organization, year)
    own = NoticeBoardRegister.objects.filter(organization=organization).in_years(year)
    return (
        NoticeBoardRegister.objects.filter(
            Q(pk__in=counted.order_by().values("pk")) | Q(pk__in=own.values("pk"))
        )
        .select_related("organization")
        .prefetch_related(
            Prefetch("subjects", BoardSubject.objects.order_by("pk"), to_attr="shown")
        )
        .order_by("organization__path", "starts_on", "pk")
    )


def _board(register):
    return {
        "where": register.where,
        "number": register.number,
        "qualifier": register.qualifier,
        "subjects": [texts(subject, "name") for subject in register.shown],
    }


def _feedback(organization, year):
    return (
        FeedbackChannel.objects.filter(organization=organization)
        .filter(Q(since__isnull=True) | Q(since__year__lte=year))
        .order_by("kind", "way")
    )


def _way(channel):
    return {"kind": channel.kind, "way": channel.way}


def _seminars(organization, year):
    """Those that two figures count: organized here and below, and attended from here and below."""
    years = (year, year)
    organized = in_register(REGISTRY["training.seminars"], organization, years).order_by()
    attended = in_register(REGISTRY["training.attended"], organization, years).order_by()
    return (
        Seminar.objects.annotate(
            is_organized=Exists(organized.filter(pk=OuterRef("pk"))),
            is_attended=Exists(attended.filter(seminar=OuterRef("pk"))),
        )
        .filter(Q(is_organized=True) | Q(is_attended=True))
        .select_related("organizer")
        .prefetch_related("figures")
        .order_by("starts_on", "pk")
    )


def _seminar(seminar):
    return {
        **span(seminar),
        "title": texts(seminar, "title"),
        "place": texts(seminar, "place"),
        "organizer": texts(seminar.organizer, "short_name") or texts(seminar.organizer, "name"),
        "is_organized": seminar.is_organized,
        "is_attended": seminar.is_attended,
        "figures": [
            {"counted": figure.counted, "number": figure.number, "qualifier": figure.qualifier}
            for figure in sorted(seminar.figures.all(), key=lambda figure: figure.pk)
        ],
    }


def _tasks(organization, year):
    """Those of the year, and those that the year before had set, with what is said of them."""
    years = (year - 1, year)
    tasks = TaskAhead.objects.filter(organization=organization, year__in=years).order_by("number")
    before, now = ([task for task in tasks if task.year == one] for one in years)
    return {"tasks_set_before": bounded(before, _followed_task), "tasks_ahead": bounded(now, _task)}


def _task(task):
    return {"text": texts(task, "text")}


def _followed_task(task):
    return {**_task(task), "status": task.status, "outcome": texts(task, "outcome")}


def _undated(organization):
    """How many of the organization's records, by register, have no date: no year lists them."""
    with connection.cursor() as cursor:
        counts = (
            UNDATED.format(register=register, table=model._meta.db_table)
            for register, model in REGISTERS.items()
        )
        cursor.execute("\nUNION ALL".join(counts), {"organization": organization.pk})
        found = dict(cursor.fetchall())
    return {register: found[register] for register in REGISTERS if found[register]}
