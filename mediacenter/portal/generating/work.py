"""What is done: appeals, visits, seminars with their participants; and declared figures."""

from datetime import timedelta

from mediacenter.outreach.models import Appeal, AppealKind, Visit, VisitMode, Way
from mediacenter.reports.models import Figure, Scope
from mediacenter.toolkit.quantity import Qualifier
from training.models import Seminar, SeminarFigure

from .copying import copy_in, keys
from .press import every_year, some_day
from .words import MARK

APPEALS_A_YEAR = {"unions": 30, "regional": 20, "districts": 4}
VISITS_A_YEAR = {"regional": 8, "districts": 1}
SEMINARS_A_YEAR = {"federation": 20, "unions": 6, "regional": 2}
DECLARED = ("social.materials", "press.publications", "appeals.answered")
DECLARING = {"regional": (0.5, Scope.SUBTREE), "districts": (0.2, Scope.OWN)}


def fill_work(scale, tree, say):
    say(f"appeals: {copy_in(Appeal, appeals_of(scale, tree))}")
    say(f"visits: {copy_in(Visit, visits_of(scale, tree))}")
    held = list(every_year(scale, tree, SEMINARS_A_YEAR))
    seminars = keys(len(held))
    say(f"seminars: {copy_in(Seminar, seminars_of(scale, seminars, held))}")
    copy_in(SeminarFigure, participants_of(scale, seminars))
    say(f"declared figures: {copy_in(Figure, figures_of(scale, tree))}")


def appeals_of(scale, tree):
    chance = scale.chance("appeals")
    for organization, year in every_year(scale, tree, APPEALS_A_YEAR):
        received = some_day(chance, year)["starts_on"]
        answered = received + timedelta(days=chance.randrange(30))
        yield Appeal(
            organization_id=organization,
            kind=chance.choice(AppealKind.values),
            way=chance.choice(Way.values),
            received_on=received,
            answered_on=answered if chance.random() < 0.9 else None,
            subject=MARK["ru"],
        )


def visits_of(scale, tree):
    chance = scale.chance("visits")
    for organization, year in every_year(scale, tree, VISITS_A_YEAR):
        yield Visit(
            organization_id=organization,
            mode=chance.choice(VisitMode.values),
            visited_id=chance.choice(tree.primaries or tree.federation),
            **some_day(chance, year),
        )


def seminars_of(scale, seminars, held):
    chance = scale.chance("seminars")
    for key, (organization, year) in zip(seminars, held, strict=True):
        yield Seminar(
            pk=key,
            slug=f"synthetic-{key}",
            organizer_id=organization,
            title_kk=f"№ {key} семинар ({MARK['kk']})",
            title_ru=f"Семинар № {key} ({MARK['ru']})",
            title_en=f"Seminar No. {key} ({MARK['en']})",
            **some_day(chance, year),
        )


def participants_of(scale, seminars):
    chance = scale.chance("participants")
    for key in seminars:
        yield SeminarFigure(
            seminar_id=key,
            number=chance.randint(10, 120),
            qualifier=chance.choice(Qualifier.values),
        )


def figures_of(scale, tree):
    chance = scale.chance("figures")
    for level, (share, scope) in DECLARING.items():
        for organization in getattr(tree, level):
            for year in scale.all_years:
                for indicator in DECLARED:
                    if chance.random() < share:
                        yield Figure(
                            organization_id=organization,
                            indicator=indicator,
                            year=year,
                            number=chance.randint(0, 500),
                            qualifier=chance.choice(Qualifier.values),
                            scope=scope,
                            changed_at=f"{year}-12-31 12:00:00+00",
                            **{f"source_{name}": mark for name, mark in MARK.items()},
                        )
