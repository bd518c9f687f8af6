"""What is said: articles under rubrics and tags, with pictures and galleries."""

from datetime import date

from publications.articles.models import Article, ArticleKind, Audience, GalleryPicture, Rubric, Tag

from .copying import copy_in, keys
from .pictures import fill_pictures
from .texts import fill_texts, moments
from .words import called

RUBRICS, TAGS = 8, 60  # the rubrics that all share; each region has one of its own beside them
KINDS = {
    ArticleKind.NEWS: 75,
    ArticleKind.PRESS_RELEASE: 8,
    ArticleKind.ANNOUNCEMENT: 8,
    ArticleKind.INTERVIEW: 3,
    ArticleKind.PHOTO: 4,
    ArticleKind.VIDEO: 2,
}
WITH_COVER, FOR_GROUPS = 0.6, 0.2  # shares of the articles
# Which level writes how much of the news.
WRITERS = {"federation": 15, "unions": 15, "regional": 40, "districts": 25, "primaries": 5}


def fill_articles(scale, tree, say):
    rubrics = list(rubrics_of(scale, tree))
    copy_in(Rubric, rubrics)
    copy_in(Tag, map(tag, keys(TAGS)))
    articles = keys(scale.articles)
    owners = owners_of(scale, tree, articles)
    kinds = scale.rng("kinds").choices(list(KINDS), weights=KINDS.values(), k=len(articles))
    pictures = fill_pictures(scale, tree, owners, say)
    made = articles_of(scale, tree, owners, kinds, pictures)
    say(f"articles: {copy_in(Article, made)}")
    copy_in(Article.tags.through, tags_of(scale, articles))
    copy_in(Article.related.through, related_of(scale, articles))
    copy_in(GalleryPicture, galleries_of(scale, kinds, pictures))
    fill_texts(scale, kinds, say)


def rubrics_of(scale, tree):
    """Some have closed, some are of one region; each fourth of the shared ones is for dates."""
    owners = [None] * RUBRICS + list(tree.regional)
    rng = scale.rng("rubrics")
    for key, organization in enumerate(owners, start=1):
        opened = date(scale.first_year, 1, 1) if organization else None
        closed = organization and rng.random() < 0.2
        made = Rubric(
            pk=key,
            slug=f"synthetic-{key}",
            organization_id=organization,
            opened_on=opened,
            closed_on=date(scale.first_year, 12, 31) if closed else None,
            marks_memorable_dates=organization is None and key % 4 == 0,
            **called(kk=f"№\u00a0{key} айдар", ru=f"Рубрика №\u00a0{key}", en=f"Rubric No. {key}"),
        )
        made.fill_sort_keys()
        yield made


def tag(key):
    made = Tag(
        pk=key,
        slug=f"synthetic-{key}",
        **called(kk=f"№\u00a0{key} белгі", ru=f"Метка №\u00a0{key}", en=f"Tag No. {key}"),
    )
    made.fill_sort_keys()
    return made


def owners_of(scale, tree, articles):
    """Whose each article is."""
    rng = scale.rng("articles")
    writers = {level: getattr(tree, level) or tree.federation for level in WRITERS}
    levels = rng.choices(list(WRITERS), weights=WRITERS.values(), k=len(articles))
    return [rng.choice(writers[level]) for level in levels]


def articles_of(scale, tree, owners, kinds, pictures):
    rng = scale.rng("arrangement")
    groups = Audience.values
    for key, (owner, kind, moment) in enumerate(
        zip(owners, kinds, moments(scale), strict=True), start=1
    ):
        with_cover = rng.random() < WITH_COVER and pictures
        yield Article(
            pk=key,
            organization_id=owner,
            rubric_id=rng.randint(1, RUBRICS),
            kind=kind,
            cover_id=rng.choice(pictures) if with_cover else None,
            audiences=rng.sample(groups, k=1) if rng.random() < FOR_GROUPS else [],
            created_at=moment,
            created_by_id=tree.desks[owner],
        )


def tags_of(scale, articles):
    rng = scale.rng("tags")
    through = Article.tags.through
    for article in articles:
        for tag in rng.sample(keys(TAGS), k=rng.randrange(4)):
            yield through(article_id=article, tag_id=tag)


def related_of(scale, articles):
    rng = scale.rng("related")
    through = Article.related.through
    for article in articles[1::10]:
        yield through(from_article_id=article, to_article_id=rng.randrange(1, article))


def galleries_of(scale, kinds, pictures):
    rng = scale.rng("galleries")
    for article, kind in enumerate(kinds, start=1):
        if kind == ArticleKind.PHOTO and pictures:
            chosen = rng.sample(pictures, k=min(len(pictures), rng.randint(3, 8)))
            for number, picture in enumerate(chosen, start=1):
                yield GalleryPicture(article_id=article, picture_id=picture, number=number)
