"""What is done for members: appeals, visits, campaigns, hearings, notice boards; and declared."""

from datetime import timedelta

from mediacenter.outreach.models import (
    Appeal,
    AppealKind,
    BoardSubject,
    Campaign,
    CommitteeHearing,
    Contest,
    FeedbackChannel,
    NoticeBoardRegister,
    Visit,
    VisitMode,
    Way,
)
from mediacenter.reports.models import Figure, Scope, TaskAhead
from mediacenter.toolkit.quantity import Qualifier
from unions.models import Network, OrganizationKind

from .copying import copy_in, keys
from .frequency import every_year, some_day
from .words import MARK, called

APPEALS_A_YEAR = {"unions": 30, "regional": 20, "districts": 4}
VISITS_A_YEAR = {"regional": 8, "districts": 1}
CAMPAIGNS_A_YEAR = {"federation": 4, "unions": 3, "regional": 2}
CONTESTS_A_YEAR = {"unions": 2, "regional": 1}
HEARINGS_A_YEAR = {"federation": 2, "unions": 1, "regional": 2}
TASKS, SUBJECTS = 5, 12
DECLARED = ("social.materials", "press.publications", "appeals.answered")
DECLARING = {"regional": (0.5, Scope.SUBTREE), "districts": (0.2, Scope.OWN)}


def fill_work(scale, tree, say):
    say(f"appeals: {copy_in(Appeal, appeals_of(scale, tree))}")
    copy_in(FeedbackChannel, ways_to(scale, tree))
    held = list(every_year(scale, tree, CAMPAIGNS_A_YEAR))
    copy_in(Campaign, campaigns_of(scale, held))
    say(f"visits: {copy_in(Visit, visits_of(scale, tree, keys(len(held))))}")
    copy_in(Contest, contests_of(scale, tree))
    copy_in(CommitteeHearing, hearings_of(scale, tree))
    copy_in(BoardSubject, map(subject, keys(SUBJECTS)))
    copy_in(NoticeBoardRegister, boards_of(scale, tree))
    say(f"declared figures: {copy_in(Figure, figures_of(scale, tree))}")
    copy_in(TaskAhead, tasks_of(scale, tree))


def appeals_of(scale, tree):
    rng = scale.rng("appeals")
    for organization, year in every_year(scale, tree, APPEALS_A_YEAR):
        received = some_day(rng, year)["starts_on"]
        answered = received + timedelta(days=rng.randrange(30))
        yield Appeal(
            organization_id=organization,
            kind=rng.choice(AppealKind.values),
            way=rng.choice(Way.values),
            received_on=received,
            answered_on=answered if rng.random() < 0.9 else None,
            subject=MARK["ru"],
        )


def ways_to(scale, tree):
    rng = scale.rng("ways")
    for organization in [*tree.unions, *tree.regional, *tree.districts]:
        for way in rng.sample(Way.values, k=2):
            yield FeedbackChannel(
                organization_id=organization, kind=rng.choice(AppealKind.values), way=way
            )


def campaigns_of(scale, held):
    rng = scale.rng("campaigns")
    for key, (organization, year) in enumerate(held, start=1):
        yield Campaign(
            pk=key,
            organization_id=organization,
            title_kk=f"№\u00a0{key} науқан ({MARK['kk']})",
            title_ru=f"Акция №\u00a0{key} ({MARK['ru']})",
            **some_day(rng, year),
        )


def visits_of(scale, tree, campaigns):
    rng = scale.rng("visits")
    for organization, year in every_year(scale, tree, VISITS_A_YEAR):
        yield Visit(
            organization_id=organization,
            campaign_id=rng.choice(campaigns) if campaigns and rng.random() < 0.5 else None,
            mode=rng.choice(VisitMode.values),
            visited_id=rng.choice(tree.primaries or tree.federation),
            **some_day(rng, year),
        )


def contests_of(scale, tree):
    rng = scale.rng("contests")
    for number, (organization, year) in enumerate(every_year(scale, tree, CONTESTS_A_YEAR)):
        yield Contest(
            organization_id=organization,
            title_ru=f"Розыгрыш №\u00a0{number} ({MARK['ru']})",
            conditions_ru=MARK["ru"],
            network=rng.choice(Network.values),
            weekday=rng.randrange(7),
            **some_day(rng, year),
        )


def hearings_of(scale, tree):
    rng = scale.rng("hearings")
    for number, (organization, year) in enumerate(every_year(scale, tree, HEARINGS_A_YEAR)):
        yield CommitteeHearing(
            organization_id=organization,
            body_ru=MARK["ru"],
            question_ru=f"Вопрос №\u00a0{number} ({MARK['ru']})",
            with_levels=["primary"],
            **some_day(rng, year),
        )


def subject(key):
    made = BoardSubject(
        pk=key,
        **called(kk=f"№\u00a0{key} тақырып", ru=f"Тема №\u00a0{key}", en=f"Subject No. {key}"),
    )
    made.fill_sort_keys()
    return made


def boards_of(scale, tree):
    rng = scale.rng("boards")
    for organization in [*tree.regional, *tree.districts]:
        yield NoticeBoardRegister(
            organization_id=organization,
            where=OrganizationKind.PRIMARY,
            number=rng.choice((None, rng.randint(1, 60))),
            qualifier=rng.choice(Qualifier.values),
        )


def figures_of(scale, tree):
    rng = scale.rng("figures")
    for level, (share, scope) in DECLARING.items():
        for organization in getattr(tree, level):
            for year in scale.all_years:
                for indicator in DECLARED:
                    if rng.random() < share:
                        yield Figure(
                            organization_id=organization,
                            indicator=indicator,
                            year=year,
                            number=rng.randint(0, 500),
                            qualifier=rng.choice(Qualifier.values),
                            scope=scope,
                            changed_at=f"{year}-12-31 12:00:00+00",
                            **{f"source_{name}": mark for name, mark in MARK.items()},
                        )


def tasks_of(scale, tree):
    for organization in [*tree.federation, *tree.unions, *tree.regional]:
        for year in scale.all_years:
            for number in keys(TASKS):
                yield TaskAhead(
                    organization_id=organization,
                    year=year,
                    number=number,
                    **{f"text_{language}": mark for language, mark in MARK.items()},
                )
