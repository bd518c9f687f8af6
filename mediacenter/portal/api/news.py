"""Published texts, each in its language."""

import re
from datetime import datetime

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from ninja import Path, Query, Router, Schema
from pydantic import Field

from mediacenter.toolkit.structured import absolute
from publications.articles.models import ArticleKind, ArticleText
from publications.templatetags.pictures import widest_jpeg
from unions.models import Organization

from .asking import Absent, Asked, AskedPage, Keyset, Page, Slug
from .problems import PROBLEMS
from .shapes import Named, named, page_address

router = Router(tags=["News"])
NEWEST_FIRST = Keyset("news", "published_at")
_OWN_ADDRESS = re.compile(r'( (?:src|href)=")(/[^/"][^"]*)')


class AskedNews(AskedPage):
    organization: Slug | Absent = Field(
        None, description="The address of an organization: its news and those of all below it."
    )
    rubric: Slug | Absent = Field(None, description="The address of a rubric.")
    kind: ArticleKind | Absent = None


class Photograph(Schema):
    url: str
    alt: str
    author: str
    licence: str


class NewsInList(Schema):
    slug: str
    language: str
    title: str
    lead: str
    kind: str
    organization: Named
    rubric: Named | None
    picture: Photograph | None
    published_at: datetime
    changed_at: datetime
    page: str = Field(description="Where people read it.")


class NewsPage(Page):
    items: list[NewsInList]


class News(NewsInList):
    body: str = Field(description="HTML: headings, paragraphs, lists, tables, links, pictures.")
    tags: list[Named]
    versions: dict[str, str] = Field(description="By language where people read the others.")


@router.get("/", response={200: NewsPage, **PROBLEMS}, url_name="news", summary="Newest first")
def news(request, asked: Query[AskedNews]):
    texts = ArticleText.objects.published().filter(language=get_language()).for_lists()
    if asked.organization:
        texts = texts.within(get_object_or_404(Organization, slug=asked.organization))
    if asked.rubric:
        texts = texts.filter(article__rubric__slug=asked.rubric)
    if asked.kind:
        texts = texts.filter(article__kind=asked.kind)
    return NEWEST_FIRST.page_of(request, texts, asked, lambda shown: list(map(in_list, shown)))


@router.get("/{slug}/", response={200: News, **PROBLEMS}, url_name="news_text", summary="One text")
def news_text(request, slug: Path[Slug], asked: Query[Asked]):
    texts = ArticleText.objects.published()
    shown = texts.for_lists().defer(None).filter(language=get_language(), slug=slug)
    text = get_object_or_404(shown)
    versions = texts.filter(article=text.article_id).defer("body").order_by("language")
    return {
        **in_list(text),
        "body": _OWN_ADDRESS.sub(lambda found: found[1] + absolute(found[2]), text.body),
        "tags": list(map(named, text.article.tags.alphabetical())),
        "versions": {one.language: page_address(one) for one in versions if one.pk != text.pk},
    }


def in_list(text):
    article = text.article
    return {
        "slug": text.slug,
        "language": text.language,
        "title": text.title,
        "lead": text.lead,
        "kind": article.kind,
        "organization": named(article.organization),
        "rubric": named(article.rubric),
        "picture": picture_of(article),
        "published_at": text.published_at,
        "changed_at": text.changed_at,
        "page": page_address(text),
    }


def picture_of(article):
    """The cover as its widest JPEG; None while there is none."""
    picture, made = article.cover, widest_jpeg(article.cover)
    if made is None:
        return None
    return {
        "url": absolute(made.file.url),
        "alt": picture.alt or "",
        "author": picture.author,
        "licence": picture.licence,
    }
