"""What stands in another language than its page says so, to be read out in its own sounds."""

import datetime as dt
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils.translation import override
from modeltranslation.translator import translator

from mediacenter.outreach.models import CommitteeHearing
from mediacenter.reports.indicators import REGISTRY
from mediacenter.services.register.models import Entry
from publications.articles.models import ArticleText, Correction, GalleryPicture
from publications.pictures.models import Picture
from publications.press.models import Coverage
from publications.printed.models import LibraryDocument
from tests.access.table import OWN_ACCOUNT, READ_BY_ALL
from tests.access.visitor import ADDRESSES, takes
from tests.portal.test_no_english import ALLOWED, english_of, words_of_records
from tests.publications.factories import (
    ArticleTextFactory,
    PictureFactory,
    RubricFactory,
)
from tests.reports.access import published
from tests.reports.records import record_of
from tests.training import factories as training
from tests.unions.factories import (
    AppointmentFactory,
    ChannelFactory,
    RegionFactory,
    UserFactory,
)
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
        if self.open[-1][0] == "script":
            return  # what machines are told is read to nobody
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
        if model is Entry:
            continue  # what was issued stays on record, in each language
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
        seminar = training.SeminarFactory(
            organizer=ours,
            programme=training.ProgrammeFactory(organizer=ours),
            region=region,
            starts_on=dt.date(year, 3, 12),
        )
        seminar.audience.add(ours)
        training.LectureFactory(
            seminar=seminar, session=training.SessionFactory(seminar=seminar, hours=2)
        )
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


def addresses(about, page):
    with override(page):  # whatever language an earlier page has left
        return {name: reverse(name, args=args) for name, args in about.items()}


def pages(client, addresses):
    """(name, what stands in its body) of those that are pages."""
    for name, address in addresses.items():
        response = client.get(address)
        if response.status_code in (200, 404) and response["Content-Type"].startswith("text/html"):
            yield name, response.content.decode().split("</head>")[1]


def pages_for_all(client, ours, written, page):
    """What everybody may read, with texts in the language `written` alone, in that of the page."""
    about = {
        name: row.about(ours) if row.about else []
        for name, row in READ_BY_ALL.items()
        if row.about is not published and not name.endswith(("file", "output", "feed"))
    }
    about["publications:article"] = ["press-release"]
    write_everything_in(written)
    about["reports:published"] = published(Organization.objects.get(pk=ours.pk), page)
    yield from pages(client, addresses(about, page) | {"404": f"/{page}/zhoq-bet/"})


def pages_of_accounts(client, page):
    """Signing in and what follows it, as a visitor and as somebody who has signed in."""
    about = {name: [] for name in ADDRESSES if name.startswith(OWN_ACCOUNT) and takes(name)}
    about |= {"portal:cabinet": [], "portal:account": [], "portal:change_address": []}
    yield from pages(client, addresses({"account_login": [], "account_reset_password": []}, page))
    client.force_login(UserFactory(is_superuser=True))
    yield from pages(client, addresses(about, page))


@pytest.mark.parametrize(("written", "page"), [("kk", "ru"), ("ru", "kk")])
def test_a_public_page_speaks_its_language_and_marks_every_other(client, ours, written, page):
    shown = [*pages_for_all(client, ours, written, page), *pages_of_accounts(client, page)]
    known = ALLOWED | words_of_records()
    found, marked = {}, 0
    for name, body in shown:
        passages = Passages(written)
        passages.feed(body)
        marked += passages.marked
        if wrong := passages.unmarked + sorted(english_of(body, page, known)):
            found[name] = wrong
    assert not found, "\n".join(f"{name}: {wrong}" for name, wrong in found.items())
    assert marked > 100
    assert len(shown) > 35
