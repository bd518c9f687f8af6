"""Library, newspapers and the pages of release in a real browser: accessible, within the frame."""

import pytest

from publications.press.models import Tone
from publications.social.actions.cards import make_cards
from publications.social.models import Card, CardSize
from tests.browser.looking import faults_of
from tests.publications.factories import (
    ArticleTextFactory,
    CoverageFactory,
    LibraryDocumentFactory,
    NewspaperIssueFactory,
    OutletFactory,
)
from tests.publications.pdf_file import pdf_file
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def own_files(settings, tmp_path):
    """A folder of the test's own; the worker has the one of the session."""
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def oblys(transactional_db):
    federation = OrganizationFactory(slug="federation")
    return OrganizationFactory(parent=federation, slug="oblys", kind="regional")


@pytest.fixture
def officer(oblys):
    return UserFactory(role=Role.PRESS_OFFICER, organization=oblys)


@pytest.fixture
def newspaper(oblys, own_files):
    newspaper = OutletFactory(publisher=oblys)
    NewspaperIssueFactory(outlet=newspaper, file=pdf_file(), copies=2000)
    return newspaper


@pytest.fixture
def guide(oblys, own_files):
    first = LibraryDocumentFactory(organization=oblys, slug="birinshi", year=2018)
    return LibraryDocumentFactory(
        organization=oblys,
        slug="ekinshi",
        continues=first,
        issuer="ILO",
        series="Байланыс",
        number_in_series=1,
        file=pdf_file(),
        languages=["kk", "ru"],
        about_kk="Не туралы екені.",
    )


@pytest.fixture
def text(oblys, own_files):
    text = ArticleTextFactory(article__organization=oblys, published=True)
    make_cards(text_id=text.pk)
    return text


@pytest.fixture
def pieces(oblys):
    return [CoverageFactory(organization=oblys, tone=tone) for tone in ("", *Tone.values)]


def test_the_pages_are_accessible_and_fit(open_page, officer, newspaper, guide, text, pieces):
    page = open_page(user=officer)
    for address in (
        "kk/library/",
        "ru/library/ekinshi/",
        "en/library/birinshi/",
        "kk/news/newspapers/",
        f"ru/news/newspapers/{newspaper.pk}/",
        "kk/cabinet/posts/links/",
        "ru/cabinet/coverage/",
        f"kk/cabinet/share/{text.article_id}/",
        "ru/cabinet/subscriptions/",
    ):
        assert faults_of(page, f"/{address}") == []


def test_the_words_are_copied_by_a_button_and_the_cards_downloaded(open_page, officer, text):
    page = open_page(user=officer, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"/kk/cabinet/share/{text.article_id}/")
    page.click("[data-copy=share-kk-telegram]")
    assert text.title in page.evaluate("navigator.clipboard.readText()")
    with page.expect_download() as download:
        page.click("a[download][href$='-wide.png']")
    assert download.value.suggested_filename.endswith("-wide.png")


def test_the_worker_draws_what_the_kit_asks_for(open_page, officer, oblys, worker):
    text = ArticleTextFactory(article__organization=oblys, published=True)
    page = open_page(user=officer)
    page.goto(f"/kk/cabinet/share/{text.article_id}/")
    for _attempt in range(40):
        if Card.objects.filter(text=text).count() == len(CardSize):
            break
        page.wait_for_timeout(250)
    page.click(".notice-warning a")
    assert page.locator(".share-cards img").count() == len(CardSize)
