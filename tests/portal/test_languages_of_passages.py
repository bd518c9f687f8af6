"""What stands in another language than its page says so, to be read out in its own sounds."""

import datetime as dt
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils.translation import override
from modeltranslation.translator import translator

from mediacenter.outreach.models import CommitteeHearing
from mediacenter.reports.indicators import REGISTRY
from publications.models import (
    ArticleText,
    Correction,
    Coverage,
    GalleryPicture,
    LibraryDocument,
    Picture,
)
from tests.access.rows import OPEN
from tests.access.table import SITE
from tests.publications.factories import (
    ArticleTextFactory,
    PictureFactory,
    RubricFactory,
)
from tests.reports.access import published
from tests.reports.records import record_of
from tests.training.factories import (
    LectureFactory,
    ProgrammeFactory,
    SeminarFactory,
    SessionFactory,
)
from tests.unions.factories import AppointmentFactory, ChannelFactory, RegionFactory
from unions.models import Channel, Organization, OrganizationEvent, OrganizationName

pytestmark = pytest.mark.django_db

WRITTEN = {"kk": "Бұл қазақша жазылған", "ru": "Это написано по-русски"}
# Fields of one language, whichever their writer chose; numbers and names of people are in none.
OF_ONE_LANGUAGE = {
    Channel: ["title"],
    CommitteeHearing: ["resolution"],
    Coverage: ["title", "programme"],
    LibraryDocument: ["issuer", "series"],
    OrganizationEvent: ["decision"],
    Picture: ["licence"],
}
SPOKEN = {"alt", "aria-label", "placeholder", "title", "label"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Passages(HTMLParser):
    """What stands in a page's body in a language, and which of it is not marked as such."""

    def __init__(self, language):
        super().__init__()
        self.language, self.open = language, [("", "")]
        self.marked, self.unmarked = 0, []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        spoken_as = given.get("lang") or self.open[-1][1]
        for name in SPOKEN & given.keys():
            self.judge(f"{tag} {name}", given[name] or "", spoken_as)
        if tag not in VOID:
            self.open.append((tag, spoken_as))

    def handle_endtag(self, tag):
        if tag in dict(self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data):
        self.judge(self.open[-1][0], data, self.open[-1][1])

    def judge(self, place, words, spoken_as):
        if WRITTEN[self.language] in words:
            if spoken_as == self.language:
                self.marked += 1
            else:
                self.unmarked.append(f"{place}: {words.strip()}")


def write_everything_in(language):
    """Each text of each record in this language alone; running texts each in their own."""
    for model in translator.get_registered_models(abstract=False):
        for name in translator.get_options_for_model(model).get_field_names():
            others = {f"{name}_{code}": "" for code in ("kk", "ru", "en")}
            model._base_manager.update(
                **others | {f"{name}_{language}": f"{WRITTEN[language]} {name}"}
            )
    for model, names in OF_ONE_LANGUAGE.items():
        model._base_manager.update(**{name: f"{WRITTEN[language]} {name}" for name in names})
    for code, words in WRITTEN.items():
        of_it = ArticleText.objects.filter(language=code)
        of_it.update(title=words, lead=words, body=f"<p>{words}</p>", quote=words, about_us=words)
        Correction.objects.filter(text__language=code).update(note=words)


@pytest.fixture
def ours(tree):
    """An organization with a record of everything that a public page shows."""
    ours, region = tree["ours"], RegionFactory()
    Organization.objects.filter(pk=ours.pk).update(
        region=region, territorial_association=tree["theirs"], phone="+7 7212 00 00 00"
    )
    for indicator in REGISTRY.values():
        if indicator.counted_from is not None:
            record_of(indicator, ours)
    AppointmentFactory(organization=ours, role="chair", starts_on=dt.date(2024, 1, 1))
    ChannelFactory(organization=ours)
    OrganizationEvent.objects.create(organization=ours, kind="moved", other=tree["theirs"])
    OrganizationName.objects.create(
        organization=ours, name_kk="Ескі атауы", valid_until=dt.date(2015, 1, 1)
    )
    Coverage.objects.update(url="https://example.org/news")
    for year in (2024, 2099):
        seminar = SeminarFactory(
            organizer=ours,
            programme=ProgrammeFactory(organizer=ours),
            region=region,
            starts_on=dt.date(year, 3, 12),
        )
        seminar.audience.add(ours)
        LectureFactory(seminar=seminar, session=SessionFactory(seminar=seminar, hours=2))
    for language in ("kk", "ru", "en"):
        text = ArticleTextFactory(
            article__organization=ours,
            article__rubric=RubricFactory(),
            article__kind="press_release",
            language=language,
            published=True,
            slug="press-release",
        )
        Correction.objects.create(text=text, note="Түзетілді")
        GalleryPicture.objects.create(article=text.article, picture=PictureFactory())
    return ours


def public_pages(ours):
    """The parts of the address of every page that is open to all, by its name."""
    about = {
        name: row.about(ours) if row.about else []
        for name, row in SITE.items()
        if row.open_to == OPEN and row.posted is None and row.answer == 200
        if row.about is not published and not name.endswith(("file", "feed"))
    }
    about["publications:article"] = ["press-release"]
    return about


@pytest.mark.parametrize(("written", "page"), [("ru", "kk"), ("kk", "en")])
def test_a_passage_in_another_language_than_its_page_is_marked(client, ours, written, page):
    about = public_pages(ours)
    write_everything_in(written)
    ours = Organization.objects.get(pk=ours.pk)
    about["reports:published"] = published(ours, page)
    found, marked = {}, 0
    for name, args in about.items():
        with override(page):
            address = reverse(name, args=args)
        response = client.get(address, follow=True)
        if response["Content-Type"].startswith("text/html"):
            passages = Passages(written)
            passages.feed(response.content.decode().split("</head>")[1])
            marked += passages.marked
            if passages.unmarked:
                found[name] = passages.unmarked
    assert not found, "\n".join(f"{name}: {wrong}" for name, wrong in found.items())
    assert marked > 100
