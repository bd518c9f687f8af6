"""Articles with their covers, entered and published as an editor does it."""

import datetime as dt

from django.utils import timezone

from publications.articles.actions.releasing import publish_text, submit_text
from publications.articles.actions.texts import save_article
from publications.articles.models import Article, ArticleKind, ArticleText, Rubric, Status, Tag
from publications.pictures.actions import upload_picture
from publications.pictures.models import Picture
from unions.models import Organization, User

from .content import LANGUAGES, columns, names, read
from .covers import draw

EDITOR, WRITER = "editor@example.org", "press@example.org"


def load_news(cast):
    """Publish the articles of content/news, the newest some days before now."""
    load_covers(cast)
    for name in names("news"):
        enter_article(cast, read(f"news/{name}"))


def load_covers(cast):
    for table in read("covers")["cover"]:
        picture = upload_picture(
            file=draw(table["composition"], table["palette"]),
            organization=cast.find(Organization, "federation"),
            by=cast.find(User, EDITOR),
            **columns({"alt": table["alt"]}),
        )
        cast.keep(table["key"], picture)


def enter_article(cast, content):
    article = Article(
        organization=cast.find(Organization, content["organization"]),
        rubric=cast.find(Rubric, content["rubric"]),
        cover=cast.find(Picture, content["cover"]),
        kind=content.get("kind", ArticleKind.NEWS),
        audiences=content.get("audiences", []),
    )
    states, texts = [], []
    for language in sorted(LANGUAGES & content.keys()):
        words = {**content[language]}
        states.append(words.pop("state", Status.PUBLISHED))
        texts.append(ArticleText(language=language, embargo_until=embargo(content), **words))
    editor = cast.find(User, EDITOR)
    by = editor if set(states) == {Status.PUBLISHED} else cast.find(User, WRITER)
    sources = {text.language: "ru" for text in texts if "ru" in content and text.language != "ru"}
    save_article(article=article, texts=texts, by=by, sources=sources)
    article.tags.set(cast.find(Tag, key) for key in content.get("tags", []))
    for text, state in zip(texts, states, strict=True):
        if state == Status.REVIEW:
            submit_text(text_id=text.pk, by=by)
        elif state == Status.PUBLISHED:
            publish_text(text_id=text.pk, by=editor, at=moment(content.get("days_ago", 0)))


def embargo(content):
    """Ten o'clock of a day to come, for a release that waits for it."""
    if "embargo_in_days" not in content:
        return None
    day = timezone.localdate() + dt.timedelta(days=content["embargo_in_days"])
    return timezone.make_aware(dt.datetime.combine(day, dt.time(10)))


def moment(days_ago):
    return timezone.now().replace(minute=0, second=0, microsecond=0) - dt.timedelta(days=days_ago)
