"""The list of a seminar on which is noted who was there: people by sessions."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils.formats import localize
from django.utils.translation import gettext as _

from .actions.attending import Mark
from .models import Attendance, Session
from .telling import TAKING_PART

CELLS = 600  # of a page: each may be a field of its form
MOST_PEOPLE, FEWEST_PEOPLE = 50, 10
CELL = re.compile(r"([0-9]{1,18})-([0-9]{1,18})(?::(\S*))?")
HOURS = re.compile(r"[0-9]{1,3}(?:[.,][0-9])?")
LONGEST_LIST = 10_000  # characters of a list that is typed in


def taking_part(seminar):
    """Who takes part, with organization, in the order of their numbers."""
    found = seminar.registrations.filter(status__in=TAKING_PART)
    return found.select_related("delegation__organization").order_by("pk")


def noted_by_session(seminar):
    """[(session, how many of those who take part are noted, how many are not)]: two statements."""
    expected = taking_part(seminar).count()
    takes_part = Q(attendances__registration__status__in=TAKING_PART)
    counted = seminar.sessions.annotate(noted=Count("attendances", filter=takes_part))
    return [(one, one.noted, expected - one.noted) for one in counted]


def numbers_of(seminar):
    """{key of a registration: its number}, for life: who cancels keeps theirs."""
    keys = seminar.registrations.order_by("pk").values_list("pk", flat=True)
    return {key: number for number, key in enumerate(keys, start=1)}


def parts_of(sessions):
    """The parts of an agenda that fit on a sheet, a Paginator: of most agendas there is one."""
    return Paginator(sessions, CELLS // FEWEST_PEOPLE)


def people_on_a_page(sessions):
    return max(FEWEST_PEOPLE, min(MOST_PEOPLE, CELLS // max(1, len(sessions))))


@dataclass(frozen=True)
class Cell:
    """`part`: the hours of who was there for a part of the session; None: for the whole of it."""

    registration: int
    session: Session
    is_noted: bool
    part: Decimal | None

    @property
    def key(self):
        return f"{self.registration}-{self.session.pk}"

    @property
    def hours(self):
        """What stands in its field: "" for who was not there."""
        return localize(self.part or self.session.hours) if self.is_noted else ""

    @property
    def was(self):
        return f"{self.key}:{self.hours if self.session.hours else ''}"


def rows_of(people, sessions, numbers):
    """[(number, registration, its cells)]: one statement."""
    noted = Attendance.objects.filter(registration__in=people, session__in=sessions)
    parts = {
        (one, session): hours
        for one, session, hours in noted.values_list("registration", "session", "hours")
    }
    return [
        (
            numbers[one.pk],
            one,
            [
                Cell(
                    one.pk, session, (one.pk, session.pk) in parts, parts.get((one.pk, session.pk))
                )
                for session in sessions
            ],
        )
        for one in people
    ]


def changes_of(sent, sessions):
    """What a sent sheet changes of what it had shown: (marks, cells to withdraw).

    Fields: `was`, the cells that were noted when it was shown, each with its hours ("7-3:1.5");
    `there`, the cells that are ticked; `hours-<cell>`, hours. What others have noted meanwhile is
    left as it is. Raises ValidationError for hours that are no number.
    """
    known = {one.pk for one in sessions}
    was = dict(pair for key in sent.get("was", "").split() for pair in read_cell(key))
    there = {cell: None for key in sent.getlist("there") for cell, _hours in read_cell(key)}
    for name in sent:
        for cell, _hours in read_cell(name.removeprefix("hours-")):
            if typed := sent[name].strip():
                there[cell] = None if was.get(cell) == typed else read_hours(typed)
    marks = [
        Mark(*cell, hours)
        for cell, hours in there.items()
        if cell[1] in known and (cell not in was or hours is not None)
    ]
    return marks, [cell for cell in was if cell not in there]


def read_cell(key):
    """The cell (registration, session) and its hours as they are written, or nothing."""
    if found := CELL.fullmatch(key):
        yield (int(found[1]), int(found[2])), found[3] or ""


def read_hours(typed):
    if not HOURS.fullmatch(typed):
        raise ValidationError(
            _("“%(typed)s” is no number of hours, such as 1.5."), params={"typed": typed[:20]}
        )
    return Decimal(typed.replace(",", "."))


@dataclass(frozen=True)
class Unread:
    """A row of a typed list that notes nobody; `why`, a sentence with the row in it."""

    row: str
    why: str


def read_list(typed, seminar):
    """Whom a list names that was typed in: (keys of registrations, the Unread rows).

    Each row, or what a comma or a semicolon parts, is a number of the printed list or a full name.
    A name that two people have names nobody: their numbers do.
    """
    numbers, by_word = numbers_of(seminar), {}
    for one in seminar.registrations.order_by("pk"):
        for word in (str(numbers[one.pk]), plain(one.name)):
            by_word.setdefault(word, []).append(one)
    found, unread = {}, {}
    for row in filter(None, map(str.strip, re.split(r"[\n,;]", typed[:LONGEST_LIST]))):
        named = by_word.get(plain(row), [])
        expected = [one for one in named if one.status in TAKING_PART]
        if len(expected) == 1:
            found[expected[0].pk] = True
        else:
            unread[row] = Unread(row, why_unread(row, named, expected, numbers))
    return list(found), list(unread.values())


def why_unread(row, named, expected, numbers):
    if expected:
        said = ", ".join(str(numbers[one.pk]) for one in expected)
        return _("“%(row)s”: several people have this name. Their numbers: %(numbers)s.") % {
            "row": row,
            "numbers": said,
        }
    if named:
        state = named[-1].get_status_display()
        return _("“%(row)s” does not take part: %(state)s.") % {"row": row, "state": state}
    return _("“%(row)s” is nobody’s number or full name.") % {"row": row}


def plain(name):
    return " ".join(name.split()).casefold().rstrip(".")
