"""What is taught: programmes, seminars with their sessions, lecturers and participants."""

from datetime import timedelta

from mediacenter.toolkit.quantity import Qualifier
from training.models import (
    Lecture,
    Programme,
    ProgrammeKind,
    Seminar,
    SeminarFigure,
    Session,
)

from .copying import copy_in, keys
from .frequency import every_year, noon, some_day
from .words import MARK, called

PROGRAMMES = {"federation": 10, "unions": 3}
SEMINARS_A_YEAR = {"federation": 20, "unions": 6, "regional": 2}
SESSIONS = 4


def fill_teaching(scale, tree, say):
    programmes = list(programmes_of(scale, tree))
    copy_in(Programme, programmes)
    held = list(every_year(scale, tree, SEMINARS_A_YEAR))
    seminars = list(seminars_of(scale, held, programmes))
    say(f"seminars: {copy_in(Seminar, seminars)}")
    copy_in(Seminar.audience.through, audiences_of(scale, tree, seminars))
    copy_in(Session, sessions_of(seminars))
    copy_in(Lecture, lectures_at(seminars))
    copy_in(SeminarFigure, participants_of(scale, seminars))


def programmes_of(scale, tree):
    rng = scale.rng("programmes")
    owners = [
        organization
        for level, number in PROGRAMMES.items()
        for organization in getattr(tree, level)
        for _ in range(number)
    ]
    for key, owner in enumerate(owners, start=1):
        made = Programme(
            pk=key,
            slug=f"synthetic-{key}",
            organizer_id=owner,
            kind=rng.choice(ProgrammeKind.values),
            **called(
                kk=f"№\u00a0{key} бағдарлама",
                ru=f"Программа №\u00a0{key}",
                en=f"Programme No. {key}",
            ),
        )
        made.fill_sort_keys()
        yield made


def seminars_of(scale, held, programmes):
    rng = scale.rng("seminars")
    for key, (organization, year) in enumerate(held, start=1):
        programme = rng.choice(programmes).pk if rng.random() < 0.5 else None
        day = some_day(rng, year)
        yield Seminar(
            pk=key,
            slug=f"synthetic-{key}",
            organizer_id=organization,
            programme_id=programme,
            title_kk=f"№\u00a0{key} семинар ({MARK['kk']})",
            title_ru=f"Семинар №\u00a0{key} ({MARK['ru']})",
            title_en=f"Seminar No. {key} ({MARK['en']})",
            changed_at=noon(day["starts_on"]),
            **day,
        )


def audiences_of(scale, tree, seminars):
    rng = scale.rng("audiences of seminars")
    invited = tree.districts or tree.federation
    for seminar in seminars:
        for organization in rng.sample(invited, k=min(3, len(invited))):
            yield Seminar.audience.through(seminar_id=seminar.pk, organization_id=organization)


def sessions_of(seminars):
    for seminar in seminars:
        for number in keys(SESSIONS):
            yield Session(
                seminar_id=seminar.pk,
                number=number,
                title_ru=MARK["ru"],
                starts_at=noon(seminar.starts_on) + timedelta(hours=number),
            )


def lectures_at(seminars):
    """Those who teach are the chairs, whose keys are those of their organizations."""
    for seminar in seminars:
        yield Lecture(seminar_id=seminar.pk, person_id=seminar.organizer_id, topic_ru=MARK["ru"])


def participants_of(scale, seminars):
    rng = scale.rng("participants")
    for seminar in seminars:
        yield SeminarFigure(
            seminar_id=seminar.pk,
            number=rng.randint(10, 120),
            qualifier=rng.choice(Qualifier.values),
        )
