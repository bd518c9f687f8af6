"""What is said: rubrics, articles with their texts, outlets, coverage, posts, subscriptions."""

from datetime import UTC, date, datetime, timedelta

from publications.models import (
    Article,
    ArticleText,
    Coverage,
    Level,
    Medium,
    Outlet,
    OutletKind,
    Rubric,
    SocialPost,
    Status,
    Subscription,
)

from .copying import copy_in, keys
from .words import LANGUAGES, MARK, Speech, called

RUBRICS, OUTLETS = 8, 40
DRAFTS, IN_ENGLISH = 0.03, 0.3  # shares of the articles
MEDIA = {Medium.PRESS: 8, Medium.BROADCAST: 2, Medium.PARTNER: 1}  # how often each speaks of us
COVERAGE_A_YEAR = {"federation": 200, "unions": 20, "regional": 10, "districts": 2}
POSTS_A_YEAR = {"federation": 300, "unions": 60, "regional": 40, "districts": 4}
# Which level writes how much of the news.
WRITERS = {"federation": 15, "unions": 15, "regional": 40, "districts": 25, "primaries": 5}


def fill_press(scale, tree, say):
    rubrics = keys(RUBRICS)
    copy_in(Rubric, map(rubric, rubrics))
    outlets = keys(OUTLETS)
    copy_in(Outlet, (outlet(scale.chance(f"outlet {key}"), key) for key in outlets))
    articles = keys(scale.articles)
    say(f"articles: {copy_in(Article, articles_of(scale, tree, articles, rubrics))}")
    say(f"texts: {copy_in(ArticleText, texts_of(scale, articles))}")
    say(f"coverage: {copy_in(Coverage, coverage_of(scale, tree, outlets))}")
    say(f"social posts: {copy_in(SocialPost, posts_of(scale, tree))}")
    say(f"subscriptions: {copy_in(Subscription, subscriptions_of(scale, tree, outlets))}")


def rubric(key):
    made = Rubric(
        pk=key,
        slug=f"synthetic-{key}",
        **called(kk=f"№ {key} айдар", ru=f"Рубрика № {key}", en=f"Rubric No. {key}"),
    )
    made.fill_sort_keys()
    return made


def outlet(chance, key):
    made = Outlet(
        pk=key,
        kind=chance.choice(OutletKind.values),
        level=chance.choice(Level.values),
        **called(kk=f"№ {key} басылым", ru=f"Издание № {key}", en=f"Outlet No. {key}"),
    )
    made.fill_sort_keys()
    return made


def moments(scale):
    """When the articles appear, one after another: the later key is the later news."""
    first, last = (datetime.fromordinal(day).replace(tzinfo=UTC) for day in scale.days)
    step = (last - first) / max(scale.articles, 1)
    chance = scale.chance("moments")
    for number in range(scale.articles):
        jitter = timedelta(minutes=chance.randrange(60))
        yield first + step * number + jitter


def articles_of(scale, tree, articles, rubrics):
    chance = scale.chance("articles")
    writers = {level: getattr(tree, level) or tree.federation for level in WRITERS}
    levels = chance.choices(list(WRITERS), weights=WRITERS.values(), k=len(articles))
    for key, level, moment in zip(articles, levels, moments(scale), strict=True):
        yield Article(
            pk=key,
            organization_id=chance.choice(writers[level]),
            rubric_id=chance.choice(rubrics),
            created_at=moment,
        )


def texts_of(scale, articles):
    speeches = {language: Speech(language, scale.chance(language)) for language in LANGUAGES}
    chance = scale.chance("texts")
    for key, moment in zip(articles, moments(scale), strict=True):
        draft, english = chance.random() < DRAFTS, chance.random() < IN_ENGLISH
        for language in LANGUAGES if english else LANGUAGES[:2]:
            speech = speeches[language]
            yield ArticleText(
                article_id=key,
                language=language,
                title=f"{speech.title()} ({MARK[language]})",
                slug=f"synthetic-{key}",
                lead=speech.lead(),
                body=speech.body(),
                status=Status.DRAFT if draft else Status.PUBLISHED,
                published_at=None if draft else moment,
                changed_at=moment,
            )


def every_year(scale, tree, often):
    """Yield (organization's key, year) as often as a level does something a year, on average."""
    chance = scale.chance(f"often {sorted(often.items())}")
    for level, times in often.items():
        for organization in getattr(tree, level):
            for year in scale.all_years:
                for _ in range(chance.randint(0, times * 2)):
                    yield organization, year


def some_day(chance, year):
    day = date(year, 1, 1) + timedelta(days=chance.randrange(365))
    return {"starts_on": day, "ends_on": day}


def coverage_of(scale, tree, outlets):
    chance = scale.chance("coverage")
    for organization, year in every_year(scale, tree, COVERAGE_A_YEAR):
        yield Coverage(
            organization_id=organization,
            medium=chance.choices(list(MEDIA), weights=MEDIA.values())[0],
            outlet_id=chance.choice(outlets),
            **some_day(chance, year),
        )


def posts_of(scale, tree):
    chance = scale.chance("posts")
    for number, (organization, year) in enumerate(every_year(scale, tree, POSTS_A_YEAR)):
        url = f"https://posts.example/synthetic-{number}"
        yield SocialPost(
            organization_id=organization,
            channel_id=chance.choice(tree.channels[organization]),
            url=url,
            entered=url,
            **some_day(chance, year),
        )


def subscriptions_of(scale, tree, outlets):
    chance = scale.chance("subscriptions")
    for organization in [*tree.regional, *tree.districts]:
        for year in scale.all_years:
            for outlet in chance.sample(outlets, k=chance.randrange(3)):
                yield Subscription(
                    organization_id=organization,
                    outlet_id=outlet,
                    year=year,
                    copies=chance.choice((None, chance.randint(1, 50))),
                )
