"""One day of a press officer, from the first idea to the figure of the yearly report."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from publications.articles.models import Article
from publications.plan import tasks
from publications.plan.models import AssignmentStatus, Occasion, PlanStatus
from publications.social.models import CardSize
from tests.browser.desk import Tab
from tests.celery_worker import until
from tests.publications.factories import ArticleTextFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

FIGURE = "td a[href$='/figures/articles.published/']"  # the newest year stands last
WORDS = {
    "kk": {
        "title": "Қысқы мектеп ашылды",
        "lead": "Облыстық ұйым жаңа сайланған төрағаларды оқуға жинады.",
        "alt": "Тыңдаушылар залда отыр",
        "body": (
            "Қысқы мектепке өңірдің бастауыш ұйымдарынан отыз төраға келді. Екі күн бойы олар"
            " келіссөз жүргізуді, ұжымдық шарт жасасуды және өтініштерге мерзімінде жауап беруді"
            " үйренеді. Дәрістерді облыстық ұйымның заңгері мен баспасөз қызметінің маманы оқиды."
            " Оқу соңында әр қатысушы өз ұйымының ақпараттық жоспарын қорғайды және куәлік алады."
        ),
        "remark": "Қатысушылар санын нақтылаңыз.",
        "mended": " Барлығы отыз екі адам тіркелді.",
    },
    "ru": {
        "title": "Зимняя школа открылась",
        "lead": "Областная организация собрала на учёбу вновь избранных председателей.",
        "alt": "Слушатели в зале",
        "body": (
            "В зимнюю школу приехали тридцать председателей первичных организаций области. Два дня"
            " они будут учиться вести переговоры, заключать коллективный договор и вовремя отвечать"
            " на обращения. Занятия ведут юрист областной организации и специалист пресс-службы."
            " В конце каждый участник защитит план информационной работы своей организации и"
            " получит свидетельство."
        ),
        "remark": "Уточните число участников.",
        "mended": " Всего зарегистрировались тридцать два человека.",
    },
}


@pytest.fixture
def federation(transactional_db):
    return OrganizationFactory(slug="federation", kind="federation")


@pytest.fixture
def oblys(federation):
    organization = OrganizationFactory(slug="oblys", kind="regional", parent=federation)
    moment = timezone.now() - dt.timedelta(minutes=1)
    ArticleTextFactory(article__organization=organization, published=True, published_at=moment)
    return organization


@pytest.fixture
def officer(oblys):
    return UserFactory(role=Role.PRESS_OFFICER, organization=oblys)


@pytest.fixture
def editor(federation):
    return UserFactory(role=Role.EDITOR, organization=federation)


def texts():
    """The language versions of the newest article, by language."""
    return {text.language: text for text in Article.objects.latest("pk").texts.all()}


def states():
    return {language: text.status for language, text in texts().items()}


def figure_on(page, language):
    """The number of published articles, as this year's report shows it."""
    page.goto(f"/{language}/reports/oblys/{timezone.localdate().year}/")
    return int(page.locator(FIGURE).last.inner_text())


def plan(page, language):
    """Plan an occasion of today with a material in two languages, both of them one's own."""
    page.goto(f"/{language}/cabinet/")
    page.click(f"a[href='/{language}/cabinet/plan/']:visible >> nth=0")
    page.click("a[href*='/occasions/add/']")
    page.fill("[name=title_kk]", "Қысқы мектептің ашылуы")
    page.fill("[name=title_ru]", "Открытие зимней школы")
    page.fill("[name=when]", f"{timezone.localdate():%d.%m.%Y}")
    page.click("form button[value=save]")
    page.wait_for_selector("button[value=write]")


def write(page):
    """Write both texts from the assignment on, with what Word had on its clipboard."""
    page.click("button[value=write] >> nth=0")
    page.wait_for_url("**/admin/publications/article/*/change/#text-*")
    for code, words in WORDS.items():
        tab = Tab(page, code)
        tab.write(**{name: words[name] for name in ("title", "lead", "body")})
        tab.paste_from_word()
        tab.describe_picture(words["alt"])
    for code in WORDS:
        Tab(page, code).press("submit")


def open_from_cabinet(page, language):
    page.goto(f"/{language}/cabinet/")
    page.click(f"a:has-text('{WORDS[language]['title']}')")
    return Tab(page, language)


def give_back(desk, language):
    tab = open_from_cabinet(desk, language)
    tab.fill("remark", WORDS[language]["remark"])
    tab.press("return")


def mend(page, language):
    tab = open_from_cabinet(page, language)
    assert WORDS[language]["remark"] in tab.group.inner_text()
    tab.add(WORDS[language]["mended"])
    tab.press("submit")


def approve_and_schedule(desk, language):
    """Return the moment at which both texts are to become public."""
    open_from_cabinet(desk, language)
    began = timezone.now()
    for code in WORDS:
        Tab(desk, code).press("approve")
    assert states() == dict.fromkeys(WORDS, "ready")
    took = timezone.now() - began  # about as long as scheduling both will take
    moment = timezone.localtime() + 3 * took + dt.timedelta(seconds=5)
    moment = moment.replace(microsecond=0)
    for code in WORDS:
        tab = Tab(desk, code)
        tab.fill("publish_at_0", f"{moment:%d.%m.%Y}")
        tab.fill("publish_at_1", f"{moment:%H:%M:%S}")
        tab.press("publish")
    return moment


def are_read_from(moment, reader):
    """Whether both texts answer nobody before the moment and everybody within its minute."""
    addresses = [text.get_absolute_url() for text in texts().values()]
    for address in addresses:
        assert reader.request.get(address).status == 404
        assert timezone.now() < moment
    until(lambda: all(reader.request.get(address).ok for address in addresses), limit=180)
    return moment <= timezone.now() < moment + dt.timedelta(minutes=1)


def shows(reader, text):
    reader.goto(text.get_absolute_url())
    article, words = reader.locator("main article").first, WORDS[text.language]
    has_picture = article.locator(f"img[alt='{words['alt']}']").count() == 1
    return has_picture and words["body"] in article.inner_text()


def is_done():
    item = Occasion.objects.get().plan_items.get()
    done = {assignment.status for assignment in item.assignments.all()}
    return done == {AssignmentStatus.DONE} and item.status == PlanStatus.RELEASED


def cards_on(page):
    page.reload()
    return [card.get_attribute("src") for card in page.locator(".share-cards img").all()]


def test_from_an_occasion_to_the_figure_of_the_report(open_page, officer, editor, worker):
    """The officer works in Kazakh; the editor works in Russian, and gives that text back."""
    page, desk, reader = open_page(user=officer), open_page(user=editor), open_page()
    before = figure_on(page, "kk")

    plan(page, "kk")
    write(page)
    assert states() == dict.fromkeys(WORDS, "review")
    give_back(desk, "ru")
    assert states() == {"kk": "review", "ru": "draft"}
    mend(page, "ru")
    moment = approve_and_schedule(desk, "ru")
    assert {text.published_at for text in texts().values()} == {moment}
    assert are_read_from(moment, reader)
    assert all(shows(reader, text) for text in texts().values())
    text = texts()["ru"]
    assert WORDS["ru"]["mended"].strip() in text.body

    tasks.complete_released.delay()
    until(is_done, limit=20)
    page.goto("/kk/cabinet/plan/board/")
    assert page.locator("[data-status='released'] .card").count() == 1

    page.goto(reverse("sharing:kit", args=[text.article_id]))
    until(lambda: len(cards_on(page)) == len(WORDS) * len(CardSize), limit=60)
    assert all(reader.request.get(card).ok for card in cards_on(page))

    assert figure_on(page, "ru") == before + 1
    page.locator(FIGURE).last.click()
    page.click(f"a[href='{text.get_absolute_url()}']")
    assert page.inner_text("h1") == WORDS["ru"]["title"]
