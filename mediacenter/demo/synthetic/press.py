"""What others say and what organizations put out: outlets, coverage, posts, printed matter."""

from datetime import date

from publications.press.models import (
    Coverage,
    Level,
    MediaPartnership,
    Medium,
    Outlet,
    OutletKind,
    Tone,
)
from publications.printed.models import (
    NewspaperIssue,
    PrintedMatter,
    PrintedMatterKind,
    Subscription,
)
from publications.social.models import SocialPost

from .articles import RUBRICS
from .copying import copy_in, keys
from .frequency import every_year, some_day
from .words import MARK, called

OUTLETS, ORGANIZATIONS_AN_OUTLET = 40, 100
WITH_NEWSPAPER = 0.3  # the share of the regional organizations; every union has one
MEDIA = {Medium.PRESS: 8, Medium.BROADCAST: 2, Medium.PARTNER: 1}  # how often each speaks of us
TONES = {Tone.POSITIVE: 5, Tone.NEUTRAL: 8, Tone.NEGATIVE: 1, "": 4}
COVERAGE_A_YEAR = {"federation": 200, "unions": 20, "regional": 10, "districts": 2}
POSTS_A_YEAR = {"federation": 300, "unions": 60, "regional": 40, "districts": 4}
PRINTED_A_YEAR = {"federation": 20, "unions": 6, "regional": 4, "districts": 0.5}
# Shares of the coverage.
SPEAKING, JOINT, BY_ONE_WE_KNOW, FROM_OURS = 0.3, 0.02, 0.3, 0.1
UNDER_RUBRIC = 0.3  # the share of the posts


def fill_outlets(scale, tree):
    """Return the keys of all outlets and of the newspapers that trade unions publish."""
    common = OUTLETS + scale.organizations // ORGANIZATIONS_AN_OUTLET
    rng = scale.rng("newspapers")
    publishers = [*tree.unions, *(one for one in tree.regional if rng.random() < WITH_NEWSPAPER)]
    outlets = keys(common + len(publishers))
    of_unions = outlets[common:]
    published_by = dict(zip(of_unions, publishers, strict=True))
    copy_in(
        Outlet,
        (outlet(scale.rng(f"outlet {key}"), key, published_by.get(key)) for key in outlets),
    )
    copy_in(NewspaperIssue, issues_of(scale, of_unions))
    return outlets


def fill_press(scale, tree, outlets, journalists, say):
    pieces = list(every_year(scale, tree, COVERAGE_A_YEAR))
    say(f"coverage: {copy_in(Coverage, coverage_of(scale, pieces, outlets, journalists))}")
    copy_in(Coverage.speakers.through, speakers_of(scale, pieces))
    copy_in(Coverage.shared_with.through, joint_with(scale, tree, pieces))
    copy_in(MediaPartnership, partnerships_of(scale, tree, outlets))
    say(f"social posts: {copy_in(SocialPost, posts_of(scale, tree))}")
    say(f"printed matter: {copy_in(PrintedMatter, printed_by(scale, tree))}")
    say(f"subscriptions: {copy_in(Subscription, subscriptions_of(scale, tree, outlets))}")


def outlet(rng, key, publisher):
    made = Outlet(
        pk=key,
        kind=OutletKind.NEWSPAPER if publisher else rng.choice(OutletKind.values),
        level=rng.choice(Level.values),
        publisher_id=publisher,
        **called(kk=f"№\u00a0{key} басылым", ru=f"Издание №\u00a0{key}", en=f"Outlet No. {key}"),
    )
    made.fill_sort_keys()
    return made


def issues_of(scale, newspapers):
    for newspaper in newspapers:
        for year in scale.all_years:
            for month in range(1, 13):
                yield NewspaperIssue(
                    outlet_id=newspaper,
                    number=f"{month}",
                    published_on=date(year, month, 1),
                    copies=500,
                )


def coverage_of(scale, pieces, outlets, journalists):
    rng = scale.rng("coverage")
    media, tones = list(MEDIA), list(TONES)
    for key, (organization, year) in enumerate(pieces, start=1):
        medium = rng.choices(media, weights=MEDIA.values())[0]
        on_air = medium == Medium.BROADCAST
        known = rng.random() < BY_ONE_WE_KNOW and journalists
        ours = rng.random() < FROM_OURS and scale.articles
        yield Coverage(
            pk=key,
            organization_id=organization,
            medium=medium,
            outlet_id=rng.choice(outlets),
            programme=f"Программа №\u00a0{key % 20} ({MARK['ru']})" if on_air else "",
            title="" if on_air else f"Публикация №\u00a0{key} ({MARK['ru']})",
            topic_kk=f"№\u00a0{key} тақырып ({MARK['kk']})",
            topic_ru=f"Тема №\u00a0{key} ({MARK['ru']})",
            url=f"https://media.example/synthetic-{key}" if rng.random() < 0.8 else "",
            tone=rng.choices(tones, weights=TONES.values())[0],
            journalist_id=rng.choice(journalists) if known else None,
            article_id=rng.randint(1, scale.articles) if ours else None,
            **some_day(rng, year),
        )


def speakers_of(scale, pieces):
    """Those who speak are the chairs, whose keys are those of their organizations."""
    rng = scale.rng("speakers")
    for key, (organization, _year) in enumerate(pieces, start=1):
        if rng.random() < SPEAKING:
            yield Coverage.speakers.through(coverage_id=key, person_id=organization)


def joint_with(scale, tree, pieces):
    rng = scale.rng("joint publications")
    others = [*tree.unions, *tree.regional] or tree.federation
    for key, (organization, _year) in enumerate(pieces, start=1):
        other = rng.choice(others)
        if rng.random() < JOINT and other != organization:
            yield Coverage.shared_with.through(coverage_id=key, organization_id=other)


def partnerships_of(scale, tree, outlets):
    rng = scale.rng("partnerships")
    for organization in [*tree.federation, *tree.unions, *tree.regional]:
        for outlet in rng.sample(outlets, k=3):
            yield MediaPartnership(
                organization_id=organization, outlet_id=outlet, first_year=scale.first_year
            )


def posts_of(scale, tree):
    rng = scale.rng("posts")
    for number, (organization, year) in enumerate(every_year(scale, tree, POSTS_A_YEAR)):
        url = f"https://posts.example/synthetic-{number}"
        under_rubric = rng.random() < UNDER_RUBRIC
        yield SocialPost(
            organization_id=organization,
            channel_id=rng.choice(tree.channels[organization]),
            rubric_id=rng.randint(1, RUBRICS) if under_rubric else None,
            url=url,
            entered=url,
            **some_day(rng, year),
        )


def printed_by(scale, tree):
    rng = scale.rng("printed matter")
    for number, (organization, year) in enumerate(every_year(scale, tree, PRINTED_A_YEAR), start=1):
        yield PrintedMatter(
            organization_id=organization,
            kind=rng.choice(PrintedMatterKind.values),
            title_kk=f"№\u00a0{number} басылым ({MARK['kk']})",
            title_ru=f"Памятка №\u00a0{number} ({MARK['ru']})",
            copies=rng.choice((None, 50, 100, 500)),
            languages="kk, ru",
            **some_day(rng, year),
        )


def subscriptions_of(scale, tree, outlets):
    rng = scale.rng("subscriptions")
    for organization in [*tree.regional, *tree.districts]:
        for year in scale.all_years:
            for outlet in rng.sample(outlets, k=rng.randrange(3)):
                yield Subscription(
                    organization_id=organization,
                    outlet_id=outlet,
                    year=year,
                    copies=rng.choice((None, rng.randint(1, 50))),
                )
