"""Seminars that are shown to the public."""

import datetime as dt

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema
from pydantic import Field

from training.models import Mode, Seminar
from training.models.seminar import Counted
from unions.models import Organization

from .asking import Absent, Asked, AskedPage, Keyset, Page, Slug, Year
from .problems import PROBLEMS
from .shapes import Days, Named, Number, named, number_of, page_address

router = Router(tags=["Seminars"])
LATEST_FIRST = Keyset("seminars", "day")
UNDATED = Value(dt.date.min)  # behind all whose day is known


class AskedSeminars(AskedPage):
    organization: Slug | Absent = Field(
        None, description="Organized or attended by this organization or one below it."
    )
    mode: Mode | Absent = None
    year: Year | Absent = Field(None, description="Held, at least in part, then.")


class SeminarInList(Days):
    slug: str
    title: str
    topic: str
    organizer: Named
    programme: Named | None
    mode: str
    place: str
    region: str | None = Field(description="ISO 3166-2.")
    is_cancelled: bool
    participants: Number | None
    page: str = Field(description="Where people read of it.")


class SeminarPage(Page):
    items: list[SeminarInList]


class Point(Schema):
    """A point of the programme."""

    title: str
    starts_at: dt.datetime | None
    hours: float | None = Field(description="Academic hours.")


class SeminarAlone(SeminarInList):
    about: str
    goals: list[str]
    languages: list[str]
    places: int | None
    programme_points: list[Point]


@router.get(
    "/",
    response={200: SeminarPage, **PROBLEMS},
    url_name="seminars",
    summary="The latest first, those without a day last",
)
def seminars(request, asked: Query[AskedSeminars]):
    found = Seminar.objects.published().for_lists().select_related("region")
    if asked.organization:
        found = found.within(get_object_or_404(Organization, slug=asked.organization))
    if asked.mode:
        found = found.filter(mode=asked.mode)
    if asked.year:
        found = found.in_years(asked.year)
    found = found.annotate(day=Coalesce("starts_on", UNDATED))
    return LATEST_FIRST.page_of(request, found, asked, lambda shown: list(map(in_list, shown)))


@router.get(
    "/{slug}/",
    response={200: SeminarAlone, **PROBLEMS},
    url_name="seminar",
    summary="One seminar",
)
def seminar(request, slug: Path[Slug], asked: Query[Asked]):
    published = Seminar.objects.published().for_lists().select_related("region")
    found = get_object_or_404(published, slug=slug)
    return {
        **in_list(found),
        "about": found.about or "",
        "goals": found.listed_goals,
        "languages": found.languages,
        "places": found.places,
        "programme_points": [
            {"title": one.title, "starts_at": one.starts_at, "hours": one.hours}
            for one in found.sessions.all()
        ],
    }


def in_list(seminar):
    figures = {figure.counted: figure for figure in seminar.figures.all()}
    return {
        "slug": seminar.slug,
        "title": seminar.title,
        "topic": seminar.topic or "",
        "starts_on": seminar.starts_on,
        "ends_on": seminar.ends_on,
        "precision": seminar.precision,
        "organizer": named(seminar.organizer),
        "programme": named(seminar.programme),
        "mode": seminar.mode,
        "place": seminar.place or "",
        "region": seminar.region and seminar.region.iso,
        "is_cancelled": seminar.cancelled_at is not None,
        "participants": number_of(figures.get(Counted.PARTICIPANTS)),
        "page": page_address(seminar),
    }
