"""Every kind of public page in a real browser: accessible, within its frame, light, quiet."""

import datetime as dt
import io

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from mediacenter.portal.reading_modes import COOKIE, MODES, USUAL
from publications.pictures.models import Rendition
from tests.access.table import READ_BY_ALL
from tests.browser.looking import edges_of, faults_of, views_of, violations
from tests.publications.factories import (
    ArticleFactory,
    ArticleTextFactory,
    PictureFactory,
    RubricFactory,
)
from tests.training.factories import (
    LectureFactory,
    ProgrammeFactory,
    SeminarFactory,
    SeminarFigureFactory,
    SessionFactory,
)
from tests.unions.factories import (
    AppointmentFactory,
    ChannelFactory,
    OrganizationFactory,
    RegionFactory,
)
from unions.models import (
    ChannelFlag,
    FlagKind,
    FollowerCount,
    OrganizationEvent,
    OrganizationKind,
    OrganizationName,
    Role,
)

PAGES = [
    "",
    "news/",
    "news/rubric/enbek-adamy/",
    "news/organization/karaganda-education/",
    "news/matin/",
    "organizations/",
    "organizations/regions/",
    "organizations/regions/KZ-35/",
    "organizations/karaganda-education/",
    "organizations/karaganda-education/branches/",
    "organizations/karaganda-education/write/",
    "organizations/zhabyq/",
    "training/",
    "training/programmes/mektep/",
    "training/kelissoz/",
    "about/",
    "accessibility/",
    "accounts/login/",
    "accounts/password/reset/",
    "zhoq-bet/",
]
MOST_BYTES = 100_000  # of a page with its styles and scripts, without pictures and fonts
MOST_BYTES_OF_FONTS = 100_000  # regular, bold and italic, kept by the browser for all pages
LINE = 64  # pixels: no head of two lines is as low
LARGER_LINE = 96  # pixels: an emblem as large as letters of 160 %, and what stands around it
HEAD = 240  # pixels of a phone that stand above a headline
FINGER = 24  # pixels: the least target of WCAG 2.5.8

BODY = """
<h2>Тақырып</h2><p style="text-align:center">Ортада тұрған абзац пен <a href="/kk/">сілтеме</a>.</p>
<blockquote><p>Дәйексөз</p></blockquote><ul><li>бірінші</li><li>екінші</li></ul>
<table><caption>Кесте</caption><thead><tr><th scope="col">Өте ұзын бағанның атауы</th>
<th scope="col">Тағы бір ұзын бағанның атауы</th><th scope="col">Саны</th></tr></thead>
<tbody><tr><td>мәтінсөзімен-байланыстырылған-ұзақ-сөз</td><td>б</td><td>3</td></tr></tbody></table>
"""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def portal(settings, tmp_path):
    """One record of every kind that a public page shows; the article has no English version."""
    settings.MEDIA_ROOT = str(tmp_path)
    federation = OrganizationFactory(
        slug="federation",
        kind=OrganizationKind.FEDERATION,
        email="federation@example.org",
        phone="+7 7172 00 00 00",
    )
    region = RegionFactory()
    centre = OrganizationFactory(
        parent=federation, kind=OrganizationKind.TERRITORIAL, region=region
    )
    union = OrganizationFactory(parent=federation, kind=OrganizationKind.INDUSTRY_UNION)
    karaganda = OrganizationFactory(
        slug="karaganda-education",
        parent=union,
        kind=OrganizationKind.REGIONAL,
        region=region,
        territorial_association=centre,
        name_ru="Карагандинская областная организация работников просвещения и науки",
        email="union@example.org",
        phone="+7 7212 00 00 00",
    )
    lay_out_organization(karaganda, union)
    lay_out_news(karaganda)
    lay_out_training(federation, karaganda)
    return karaganda


def lay_out_organization(karaganda, union):
    branch = OrganizationFactory(
        parent=karaganda, kind=OrganizationKind.DISTRICT, name_ru="Казнефтегазпрофсоюзстрой"
    )
    OrganizationFactory(parent=karaganda, slug="zhabyq", closed_on=dt.date(2024, 5, 1))
    AppointmentFactory(organization=karaganda, role=Role.CHAIR, starts_on=dt.date(2024, 1, 1))
    channel = ChannelFactory(organization=karaganda)
    FollowerCount.objects.create(
        channel=channel, number=5000, qualifier="more_than", counted_on=dt.date(2024, 12, 31)
    )
    ChannelFlag.objects.create(channel=channel, kind=FlagKind.SHARED)
    OrganizationEvent.objects.create(organization=karaganda, kind="moved", other=union)
    OrganizationName.objects.create(
        organization=karaganda, name_kk="Ескі атауы", valid_until=dt.date(2015, 1, 1)
    )
    assert branch.pk


def lay_out_news(karaganda):
    rubric = RubricFactory(slug="enbek-adamy", name_en="Working people")
    for n in range(22):
        article = ArticleFactory(
            organization=karaganda, rubric=rubric, cover=cover(karaganda) if n % 5 == 1 else None
        )
        for language in ("kk", "ru"):
            ArticleTextFactory(
                article=article,
                language=language,
                published=True,
                slug=f"matin-{n}" if n != 21 else "matin",
                title="Кәсіподақ ұйымдарының төрағаларына арналған семинар аяқталды",
                body=BODY,
            )


def cover(organization):
    picture = PictureFactory(organization=organization, caption_kk="Семинар", author="А. Автор")
    for width in (480, 960):
        for name in ("webp", "jpeg"):
            file = io.BytesIO()
            Image.new("RGB", (width, width // 2), (11, 79, 108)).save(file, name)
            Rendition.objects.create(
                picture=picture,
                width=width,
                height=width // 2,
                format=name,
                file=ContentFile(file.getvalue(), f"cover.{name}"),
            )
    return picture


def lay_out_training(federation, karaganda):
    programme = ProgrammeFactory(
        slug="mektep", organizer=federation, about_ru="О школе.", days=10, hours=10
    )
    for starts_on in (dt.date(2024, 3, 12), dt.date(2099, 3, 12)):
        seminar = SeminarFactory(
            slug="kelissoz" if starts_on.year == 2024 else "keler",
            organizer=federation,
            programme=programme,
            starts_on=starts_on,
            topic_kk="Келіссөздер жүргізу",
            about_kk="Келіссөздер туралы.",
            place_kk="Қызылорда",
            region=karaganda.region,
        )
        seminar.audience.add(karaganda)
        SeminarFigureFactory(seminar=seminar, qualifier="more_than")
        session = SessionFactory(seminar=seminar, hours=2)
        LectureFactory(seminar=seminar, session=session, topic_kk="Тақырып", capacity_kk="заңгер")
        LectureFactory(seminar=seminar)


def addresses(organization):
    """Of the pages above, richly filled, and of every other page that is open to all."""
    yield from (f"/kk/{address}" for address in PAGES)
    for name, row in READ_BY_ALL.items():
        with override("kk"):
            yield reverse(name, args=row.about(organization) if row.about else []) + row.query


def is_page(page, address):
    return page.request.get(address).headers["content-type"].startswith("text/html")


def test_every_kind_of_page_is_accessible_in_its_frame_and_light(portal, open_page):
    """With letters twice as large, too, and in the colours that readers choose; and what it loads
    weighs less than MOST_BYTES.

    What open_page watches (scripts, refused parts, missing files) is checked along with it.
    """
    page = open_page(reduced_motion="reduce")
    weights = Weights(page)
    found = []
    for address in dict.fromkeys(addresses(portal)):
        if not is_page(page, address):
            continue
        weights.start()
        found += faults_of(page, address) + large_letters_out_of_frame(page, address)
        if weights.total > MOST_BYTES:
            found.append(f"{address}: weighs {weights.total} bytes")
        if weights.fonts > MOST_BYTES_OF_FONTS:
            found.append(f"{address}: its fonts weigh {weights.fonts} bytes")
    assert found + illegible_in_chosen_colours(page) == []


def illegible_in_chosen_colours(page):
    """What axe finds of all its rules for colours, those of level AAA too."""
    found = []
    for colours in MODES["colours"]["values"].keys() - {USUAL}:
        read_as(page, f"colours-{colours}")
        for address in ("/kk/", "/kk/news/matin/", "/kk/reading/"):
            page.goto(address)
            for seen in views_of(page, f"{address} in {colours}"):
                found += [f"{seen}: {one}" for one in violations(page, tags=["cat.color"])]
    return found


def read_as(page, modes):
    home = page.evaluate("location.origin")
    page.context.add_cookies([{"name": COOKIE, "value": modes, "url": home}])


@pytest.mark.parametrize("language", ["ru", "en"])
def test_pages_keep_to_their_frame_in_each_language(portal, open_page, language):
    page = open_page(reduced_motion="reduce")
    found = []
    for address in PAGES:
        found += edges_of(page, f"/{language}/{address}")
        found += large_letters_out_of_frame(page, f"/{language}/{address}")
    assert found == []


def large_letters_out_of_frame(page, address):
    page.set_viewport_size({"width": 390, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wider = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [f"{address}: letters of 200 % run over the edge"] if wider else []


class Weights:
    """Adds up what a page loads, pictures left out and fonts apart."""

    def __init__(self, page):
        self.start()
        page.on("response", self.add)

    def start(self):
        self.total = self.fonts = 0

    def add(self, response):
        kind = response.request.resource_type
        if response.ok and kind == "font":  # it may come after the page
            self.fonts += int(response.headers["content-length"])
        elif response.ok and kind != "image":
            self.total += len(response.body())


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_phone_has_its_head_in_one_line_and_opens_the_menu_without_scripts(
    portal, open_page, language
):
    page = open_page(width=390, java_script_enabled=False)
    page.goto(f"/{language}/news/")
    assert page.locator(".masthead").bounding_box()["height"] < LINE
    assert page.locator("main h1").bounding_box()["y"] < HEAD
    for larger in ("size-large.spacing-wide.colours-white", "size-largest", "spacing-widest"):
        read_as(page, larger)
        page.reload()
        assert page.locator(".masthead").bounding_box()["height"] < LARGER_LINE, larger
    page.context.clear_cookies()
    page.reload()
    menu = page.locator("#menu")
    assert not menu.is_visible()
    page.locator(".masthead button[popovertarget=menu]").focus()
    page.keyboard.press("Enter")
    assert menu.get_by_role("link").last.is_visible(), "who has no account yet signs in here"
    assert menu.locator(f"a[href^='/{language}/reading/']").is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    page.set_viewport_size({"width": 1400, "height": 900})
    assert menu.get_by_role("link").nth(1).is_visible()


def test_the_keyboard_goes_past_the_menu_and_sees_where_it_is(portal, open_page):
    page = open_page(reduced_motion="reduce")  # without the slide-in, the place is final at once
    page.goto("/kk/news/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_a_reader_changes_the_language_and_stays_with_the_text(portal, open_page):
    page = open_page(width=390, java_script_enabled=False)
    page.goto("/kk/news/matin/")
    page.locator(".masthead").get_by_role("link", name="Русский").click()
    assert page.url.endswith("/ru/news/matin/")
    page.locator(".masthead").get_by_role("link", name="English").click()
    assert page.url.endswith("/en/news/matin/")
    page.get_by_role("main").get_by_role("link", name="Кәсіподақ").first.click()
    assert page.url.endswith("/kk/news/matin/")
    links = page.locator(".footer a").all()  # axe lets pass what stands between line breaks
    assert [link.inner_text() for link in links if link.bounding_box()["height"] < FINGER] == []


def test_a_reader_walks_to_older_news_and_back(portal, page):
    page.goto("/ru/news/")
    first = page.locator(".card-title a").first.get_attribute("href")
    page.locator(".pager a[rel=next]").click()
    assert page.locator(".card-title").count() == 2
    page.locator(".pager a[rel=prev]").click()
    assert page.locator(".card-title a").first.get_attribute("href") == first


def test_the_signs_between_breadcrumbs_are_not_read_out(portal, page):
    page.goto("/kk/organizations/karaganda-education/")
    session = page.context.new_cdp_session(page)
    names = [
        node["name"]["value"]
        for node in session.send("Accessibility.getFullAXTree")["nodes"]
        if "name" in node
    ]
    assert "Ұйымдар" in names
    assert not [name for name in names if "›" in name]
