"""What the media published about an organization in a year: by month, outlet, tone and branch.

A joint publication counts once, and so does a piece that two have entered, as in the yearly
report. Each dimension is one statement, whatever the number of pieces.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count, F
from django.db.models.functions import ExtractMonth, ExtractYear, Left
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.dates import Precision
from publications.press.models import Coverage, Medium, Outlet, Tone
from publications.press.models.coverage import piece
from unions.models import Organization
from unions.roles import READERS

UNJUDGED = ""
TONES = (Tone.POSITIVE, Tone.NEUTRAL, Tone.NEGATIVE, UNJUDGED)
TONE_NAMES = {**dict(Tone.choices), UNJUDGED: _("not judged yet")}
MEDIA_NAMES = {
    Medium.PRESS: _("publications in the press"),
    Medium.BROADCAST: pgettext_lazy("unit", "broadcasts"),
    Medium.PARTNER: _("mentions by social partners"),
}
MOST_BARS = 12
NEWEST = 8
BY_BRANCH = """
SELECT branch, its_tone, count(*) FROM (
    SELECT branch, its_tone, its_piece FROM ({own}) AS own
    UNION SELECT branch, its_tone, its_piece FROM ({shared}) AS shared
) AS pieces GROUP BY branch, its_tone"""


@dataclass
class Bar:
    """Numbers of pieces by tone, of `what`: the first of a month, an Outlet, an Organization."""

    what: object
    tones: dict = field(default_factory=lambda: dict.fromkeys(TONES, 0))

    @property
    def number(self):
        return sum(self.tones.values())

    @property
    def named(self):
        """[(tone, its name, number)], for legends and tables."""
        return [(tone or "unjudged", TONE_NAMES[tone], self.tones[tone]) for tone in TONES]


@dataclass
class Overview:
    """`media` {medium: (number, number a year before)}; `undated`: pieces of an unknown month."""

    year: int
    media: dict
    whole: Bar
    months: list
    undated: int
    outlets: list
    branches: list
    newest: list

    @property
    def figures(self):
        """[(medium, its name, number, number a year before)]."""
        return [(medium, MEDIA_NAMES[medium], *self.media[medium]) for medium in Medium]


def years_of(scope):
    """The years of which something is entered, the newest first."""
    found = pieces_of(scope).exclude(ends_on=None).order_by()
    years = found.annotate(year=ExtractYear("ends_on")).values_list("year", flat=True)
    return sorted(set(years.distinct()), reverse=True)


def overview(scope, year):
    pieces = pieces_of(scope).filter(ends_on__year=year).with_piece().order_by()
    months, undated = by_month(pieces, year)
    return Overview(
        year=year,
        media=by_medium(scope, year),
        whole=whole_of(pieces),
        months=months,
        undated=undated,
        outlets=by_outlet(pieces),
        branches=by_branch(pieces, scope),
        newest=list(
            pieces.select_related("outlet", "organization").order_by("-ends_on", "-pk")[:NEWEST]
        ),
    )


def pieces_of(scope):
    if scope.organization:
        return Coverage.objects.about([scope.organization.path])
    if scope.user.is_superuser:
        return Coverage.objects.all()
    paths = scope.user.paths_of(*READERS)
    return Coverage.objects.about(paths) if paths else Coverage.objects.none()


def counted(pieces, *names):
    """Rows of the named columns with the number of pieces; see with_piece."""
    return pieces.values_list(*names).annotate(number=Count("piece", distinct=True))


def by_medium(scope, year):
    pieces = pieces_of(scope).filter(ends_on__year__in=[year - 1, year]).with_piece().order_by()
    found = pieces.annotate(year=ExtractYear("ends_on"))
    numbers = {(medium, of): number for medium, of, number in counted(found, "medium", "year")}
    return {
        medium: (numbers.get((medium, year), 0), numbers.get((medium, year - 1), 0))
        for medium in Medium
    }


def whole_of(pieces):
    whole = Bar(None)
    for tone, number in counted(pieces, "tone"):
        whole.tones[tone] = number
    return whole


def by_month(pieces, year):
    bars = {month: Bar(dt.date(year, month, 1)) for month in range(1, 13)}
    undated = 0
    found = pieces.annotate(month=ExtractMonth("ends_on"))
    for precision, month, tone, number in counted(found, "precision", "month", "tone"):
        if precision in (Precision.DAY, Precision.MONTH):
            bars[month].tones[tone] += number
        else:
            undated += number
    return list(bars.values()), undated


def by_outlet(pieces):
    numbers = {}
    for outlet, tone, number in counted(pieces, "outlet", "tone"):
        numbers.setdefault(outlet, {})[tone] = number
    outlets = Outlet.objects.in_bulk(numbers)
    return longest([Bar(outlets[key], tones_of(found)) for key, found in numbers.items()])


def by_branch(pieces, scope):
    """A Bar for each organization one below the top of the page; a joint piece stands in each."""
    length = length_of_branch(scope)
    shares = Coverage.shared_with.through.objects.filter(coverage__in=pieces.values("pk"))
    own, own_values = statement_of(pieces, length, "")
    shared, shared_values = statement_of(shares, length, "coverage__")
    numbers = {}
    with connection.cursor() as cursor:
        statement = BY_BRANCH.format(own=own, shared=shared)
        cursor.execute(statement, [*own_values, *shared_values])
        for branch, tone, number in cursor:
            numbers.setdefault(branch, {})[tone] = number
    organizations = Organization.objects.filter(path__in=numbers)
    if scope.organization:
        organizations = organizations.filter(path__startswith=scope.organization.path)
    return longest([Bar(one, tones_of(numbers[one.path])) for one in organizations])


def statement_of(records, length, prefix):
    """The statement, with its values, that tells branch, tone and piece of each."""
    columns = {
        "branch": Left("organization__path", length),
        "its_tone": F(f"{prefix}tone"),
        "its_piece": piece(prefix),
    }
    return records.annotate(**columns).values_list(*columns).query.sql_with_params()


def length_of_branch(scope):
    """The length of the branches' paths: one below the chosen or only organization."""
    paths = [scope.organization.path] if scope.organization else scope.user.paths_of(*READERS)
    step = Organization.steplen
    return len(paths[0]) + step if len(paths) == 1 else min(map(len, paths), default=step)


def tones_of(found):
    return {tone: found.get(tone, 0) for tone in TONES}


def longest(bars):
    return sorted(bars, key=lambda bar: (-bar.number, str(bar.what)))[:MOST_BARS]
