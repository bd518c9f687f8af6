"""What was done: campaigns, visits, meetings, draws, hearings, seminars, boards, tasks ahead."""

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery

from mediacenter.outreach.models import (
    BoardSubject,
    Campaign,
    CommitteeHearing,
    Contest,
    FeedbackChannel,
    NoticeBoardRegister,
    Visit,
)
from mediacenter.reports.models import TaskAhead
from publications.models import Coverage, PrintedMatter
from training.models import Seminar
from unions.models import Organization

from .shapes import bounded, span, texts

REGISTERS = {
    "campaigns": Campaign,
    "visits": Visit,
    "contests": Contest,
    "hearings": CommitteeHearing,
    "coverage": Coverage,
    "printed": PrintedMatter,
}


def facts(organization, year):
    def own(model):
        """The organization's records of the year, as they are counted: On the year of their end."""
        records = model.objects.filter(organization=organization)
        return records.filter(ends_on__year=year).order_by("starts_on", "pk")

    def lasting(model):
        return (
            model.objects.filter(organization=organization)
            .in_years(year)
            .order_by("starts_on", "pk")
        )

    return {
        "campaigns": bounded(lasting(Campaign), _campaign),
        "visits": bounded(own(Visit).select_related("campaign", "visited"), _visit),
        "contests": bounded(lasting(Contest), _contest),
        "hearings": bounded(own(CommitteeHearing), _hearing),
        "boards": bounded(
            lasting(NoticeBoardRegister).prefetch_related(
                Prefetch("subjects", BoardSubject.objects.order_by("pk"), to_attr="shown")
            ),
            _board,
        ),
        "feedback": bounded(_feedback(organization, year), _way),
        "seminars": bounded(_seminars(organization, year), _seminar),
        "tasks_set_before": bounded(_tasks(organization, year - 1), _task),
        "tasks_ahead": bounded(_tasks(organization, year), _task),
        "undated": _undated(organization),
    }


def _campaign(campaign):
    return {**span(campaign), "title": texts(campaign, "title"), "about": texts(campaign, "about")}


def _visit(visit):
    return {
        **span(visit),
        "mode": visit.mode,
        "campaign": visit.campaign and texts(visit.campaign, "title"),
        "place": texts(visit, "place"),
        "visited": visit.visited and texts(visit.visited, "name"),
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
    return (
        Seminar.objects.within(organization)
        .in_years(year)
        .prefetch_related("figures")
        .order_by("starts_on", "pk")
    )


def _seminar(seminar):
    return {
        **span(seminar),
        "title": texts(seminar, "title"),
        "place": texts(seminar, "place"),
        "figures": [
            {"counted": figure.counted, "number": figure.number, "qualifier": figure.qualifier}
            for figure in sorted(seminar.figures.all(), key=lambda figure: figure.pk)
        ],
    }


def _tasks(organization, year):
    return TaskAhead.objects.filter(organization=organization, year=year).order_by("number")


def _task(task):
    return {"text": texts(task, "text"), "status": task.status}


def _undated(organization):
    """How many of the organization's records, by register, have no date: no year lists them."""
    counts = {
        f"{register}_undated": Subquery(
            model.objects.filter(organization=OuterRef("pk"), starts_on__isnull=True)
            .order_by()
            .values("organization")
            .annotate(records=Count("pk"))
            .values("records")
        )
        for register, model in REGISTERS.items()
    }
    found = Organization.objects.filter(pk=organization.pk).order_by().values(**counts).get()
    return {
        register: records for register in REGISTERS if (records := found[f"{register}_undated"])
    }
