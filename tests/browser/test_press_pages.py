"""Coverage and crisis cards as people see them: on a phone and a desk, light and dark."""

import pytest
from django.utils.translation import override

from publications.press.actions.crisis import log_in_crisis
from publications.press.models import CrisisAnswer
from tests.browser.looking import edges_of, faults_of
from tests.publications.factories import CoverageFactory, OutletFactory
from tests.publications.press.factories import CrisisCardFactory
from tests.unions.factories import OrganizationFactory, PersonFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def karaganda():
    federation = OrganizationFactory(slug="federation", kind="federation")
    return OrganizationFactory(slug="karaganda-education", parent=federation)


@pytest.fixture
def press_officer(karaganda):
    return UserFactory(role=Role.PRESS_OFFICER, organization=karaganda, language="kk")


@pytest.fixture
def pages(karaganda, press_officer):
    """Addresses of the pages, below the language."""
    CoverageFactory(
        organization=karaganda,
        url="https://inkaraganda.kz/articles/151412",
        title="Кәсіподақ мүшелері еңбек қауіпсіздігін талқылады",
    )
    card = CrisisCardFactory(
        organization=karaganda, spokesperson=PersonFactory(phone="+7 701 111 22 33")
    )
    CrisisAnswer.objects.create(
        card=card,
        question_kk="Зардап шеккендер бар ма?",
        question_ru="Есть ли пострадавшие?",
        answer_kk="Тексеріліп жатыр.",
        answer_ru="Выясняется.",
    )
    log_in_crisis(card_id=card.pk, words="Комиссия құрылды", by=press_officer)
    return [
        "/news/organization/karaganda-education/media/",
        "/organizations/karaganda-education/",
        "/cabinet/coverage/links/",
        "/cabinet/crises/",
        f"/cabinet/crises/{card.pk}/",
    ]


def test_the_pages_keep_to_the_rules_of_accessibility(open_page, pages, press_officer):
    page = open_page(user=press_officer)
    for address in pages:
        assert faults_of(page, f"/kk{address}") == []
        assert edges_of(page, f"/ru{address}") == []


def test_a_crisis_is_logged_on_a_phone_without_javascript(
    open_page, pages, press_officer, karaganda
):
    page = open_page(user=press_officer, width=390, java_script_enabled=False)
    page.goto(f"/kk{pages[-1]}")
    page.fill("#words", "Мәлімдеме жарияланды")
    page.click("button[value=log]")
    assert page.locator(".timeline li").first.inner_text().endswith("Мәлімдеме жарияланды")


def test_links_are_pasted_and_a_duplicate_comes_back_with_its_reason(
    open_page, pages, press_officer, karaganda
):
    OutletFactory(url="https://inkaraganda.kz/")
    page = open_page(user=press_officer)
    with override("ru"):
        page.goto("/ru/cabinet/coverage/links/")
        page.fill("[name=when]", "13.03.2024")
        page.fill(
            "[name=text]", "https://inkaraganda.kz/articles/151412\nhttps://inkaraganda.kz/a/2"
        )
        page.click("form.panel button[type=submit]")
    assert page.input_value("[name=text]") == "https://inkaraganda.kz/articles/151412"
    assert page.locator(".notice-warning li").count() == 1
