"""Guides to rights: information, and no advice."""

from datetime import date

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from ninja import Path, Query, Router, Schema
from pydantic import Field

from mediacenter.toolkit.language import LANGUAGES
from publications.guides.models import Guide, GuideTopic

from .asking import Absent, Asked, AskedPage, Keyset, Page, Slug
from .problems import PROBLEMS
from .shapes import page_address

router = Router(tags=["Guides to rights"])
OLDEST_FIRST = Keyset("guides", "id", downward=False)


class AskedGuides(AskedPage):
    topic: GuideTopic | Absent = None


class GuideInList(Schema):
    slug: str
    language: str = Field(
        description="Of the words below: another one where the guide is not written in that asked."
    )
    languages: list[str] = Field(description="All that it is written in.")
    topic: str
    question: str
    answer: str
    reviewed_on: date | None = Field(description="When its law was last looked at.")
    page: str = Field(description="Where people read it.")


class GuidePage(Page):
    items: list[GuideInList]


class Law(Schema):
    name: str
    says: str
    url: str
    checked_on: date


class GuideAlone(GuideInList):
    steps: list[str]
    laws: list[Law]


@router.get("/", response={200: GuidePage, **PROBLEMS}, url_name="guides", summary="All guides")
def guides(request, asked: Query[AskedGuides]):
    found = Guide.objects.published()
    if asked.topic:
        found = found.filter(topic=asked.topic)
    return OLDEST_FIRST.page_of(request, found, asked, lambda shown: list(map(in_list, shown)))


@router.get(
    "/{slug}/", response={200: GuideAlone, **PROBLEMS}, url_name="guide", summary="One guide"
)
def guide(request, slug: Path[Slug], asked: Query[Asked]):
    found = get_object_or_404(Guide.objects.published(), slug=slug)
    told = in_list(found)
    return {
        **told,
        "steps": found.in_language(told["language"])["steps"],
        "laws": [
            {
                "name": law.name,
                "says": law.says or "",
                "url": law.url,
                "checked_on": law.checked_on,
            }
            for law in found.laws.all()
        ],
    }


def in_list(guide):
    language = guide.written_in(get_language())
    words = guide.in_language(language)
    return {
        "slug": guide.slug,
        "language": language,
        "languages": [code for code in LANGUAGES if guide.is_written_in(code)],
        "topic": guide.topic,
        "question": words["question"],
        "answer": words["answer"],
        "reviewed_on": guide.reviewed_on,
        "page": page_address(guide),
    }
