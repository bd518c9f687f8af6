"""The search of the public site: in any form of its words, what the public reads is found."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override, pgettext

from mediacenter.services.search import indexing
from mediacenter.services.search.finding import A_PAGE, distance, find
from mediacenter.services.search.indexing import forget_words, index_due, rebuild
from mediacenter.services.search.kinds import KINDS
from mediacenter.services.search.models import Due, Entry, Word
from publications.articles.models import ArticleText, Status
from publications.guides.models import GuideLaw, GuideStatus
from tests.publications.factories import (
    ArticleFactory,
    ArticleTextFactory,
    GuideFactory,
    LibraryDocumentFactory,
    RubricFactory,
)
from tests.training.factories import SeminarFactory
from tests.unions.factories import (
    AppointmentFactory,
    OrganizationFactory,
    PersonFactory,
    RegionFactory,
)
from unions.models import OrganizationKind

pytestmark = pytest.mark.django_db


def titles(client, asked, language="kk", **narrowed):
    index_due()
    page = client.get(f"/{language}/search/", {"q": asked, **narrowed})
    assert page.status_code == 200
    return [
        str(one.title).replace("<mark>", "").replace("</mark>", "")
        for one in page.context["found"].results
    ]


def text(title, language="kk", **fields):
    return ArticleTextFactory(
        **{"published": True, "lead": "", "body": "", **fields}, title=title, language=language
    )


@pytest.mark.parametrize(
    "asked",
    ["кәсіподағы", "кәсіподақтар", "КӘСІПОДАҚҚА", "касиподак", "касиподактардын", "kasipodaq"],
)
def test_any_form_of_a_kazakh_word_is_found_on_any_keyboard(client, asked):
    text("Кәсіподақтардың жаңа жылы")
    text("Мұнайшылар күні")
    assert titles(client, asked) == ["Кәсіподақтардың жаңа жылы"]


def test_russian_and_english_words_are_found_in_their_forms(client):
    text("Профсоюзы подвели итоги", "ru")
    text("Unions sum up", "en")
    assert titles(client, "профсоюзов", "ru") == ["Профсоюзы подвели итоги"]
    assert titles(client, "union", "en") == ["Unions sum up"]


@pytest.mark.parametrize("asked", ["ФПРК", "FTURK", "ҚРКФ", "кркф", "FPRK"])
def test_the_federation_has_one_meaning_under_all_its_names(client, asked):
    text("В ФПРК подвели итоги", "ru")
    text("ҚРКФ қорытынды шығарды")
    text("FTURK sums up", "en")
    for language in ("kk", "ru", "en"):
        assert len(titles(client, asked, language)) == 1


def test_each_language_finds_its_own_and_says_where_else_there_is_something(client):
    text("Итоги года", "ru")
    assert titles(client, "Итоги") == []
    page = client.get("/kk/search/", {"q": "Итоги"})
    assert [one["code"] for one in page.context["elsewhere"]] == ["ru"]
    assert "/ru/search/?q=%D0%98%D1%82%D0%BE%D0%B3%D0%B8" in page.content.decode()


def test_all_kinds_of_records_are_found(client):
    federation = OrganizationFactory(name_kk="Шаңырақ федерациясы", name_ru="Федерация Шанырак")
    AppointmentFactory(
        organization=federation, person=PersonFactory(name_kk="Шаңырақова Айгүл"), post_kk="маман"
    )
    LibraryDocumentFactory(organization=federation, name_kk="Шаңырақ жарғысы")
    SeminarFactory(organizer=federation, title_kk="Шаңырақтағы семинар")
    guide = GuideFactory(
        organization=federation, question_kk="Шаңырақ берілмесе ше?", status=GuideStatus.PUBLISHED
    )
    GuideFactory(question_kk="Шаңырақ алда ма?")
    text("Шаңыраққа сапар", article=ArticleFactory(organization=federation))
    found = set(titles(client, "шаңырақ"))
    assert {
        "Шаңырақ федерациясы",
        "Шаңырақ жарғысы",
        "Шаңырақтағы семинар",
        "Шаңыраққа сапар",
        "Шаңырақ берілмесе ше?",
    } <= found
    assert "Шаңырақ алда ма?" not in found
    GuideLaw.objects.create(guide=guide, name_kk="Еңбек кодексі", url="https://adilet.zan.kz/")
    assert titles(client, "кодекс") == ["Шаңырақ берілмесе ше?"]
    assert "Шаңырақова Айгүл" in set(titles(client, "Айгүл"))


# --- as the public reads


def test_what_the_public_does_not_read_is_not_found(client):
    text("Шаңырақ жобасы", published=False)
    text(
        "Шаңырақ кейін",
        status=Status.PUBLISHED,
        published_at=timezone.now() + dt.timedelta(hours=1),
        published=False,
    )
    text("Шаңырақ эмбарго", embargo_until=timezone.now() + dt.timedelta(hours=1))
    text("Шаңырақ бүгін")
    assert titles(client, "шаңырақ") == ["Шаңырақ бүгін"]


def test_what_is_withdrawn_is_gone_at_once_even_before_the_index_has_followed(client):
    shown = text("Шаңырақ бүгін")
    assert titles(client, "шаңырақ") == ["Шаңырақ бүгін"]
    ArticleText.objects.filter(pk=shown.pk).update(status=Status.DRAFT)
    page = client.get("/kk/search/", {"q": "шаңырақ"})
    assert not page.context["found"].results
    assert "1 нәтиже" not in page.content.decode()
    assert not client.get("/kk/search/suggest/", {"q": "шаң"}).json()
    assert titles(client, "шаңырақ") == []
    assert not Entry.objects.filter(kind="article").exists()


def test_a_person_whose_post_has_ended_and_a_hidden_seminar_are_not_found(client):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    AppointmentFactory(person=PersonFactory(name_kk="Шаңырақова"), ends_on=yesterday)
    AppointmentFactory(person=PersonFactory(name_kk="Шаңырақова"), is_public=False)
    SeminarFactory(title_kk="Шаңырақова дәрісі", is_published=False)
    AppointmentFactory(
        person=PersonFactory(name_kk="Шаңырақова"), starts_on=yesterday + dt.timedelta(days=2)
    )
    assert titles(client, "Шаңырақова") == []
    assert find("Шаңырақова", "kk").number == 0


def test_a_cancelled_seminar_is_found_as_such(client):
    SeminarFactory(
        title_kk="Шаңырақ дәрісі", cancelled_at=timezone.now(), cancelled_because="Боран"
    )
    index_due()
    [found] = client.get("/kk/search/", {"q": "шаңырақ"}).context["found"].results
    with override("kk"):
        assert found.note.startswith(pgettext("seminar", "cancelled"))


def test_people_are_found_by_the_name_that_their_organization_has_now(client):
    organization = OrganizationFactory(name_kk="Ескі ұйым")
    AppointmentFactory(organization=organization, person=PersonFactory(name_kk="Айгүл"))
    assert "Айгүл" in titles(client, "ескі", kind="person")
    organization.name_kk = "Жаңа ұйым"
    organization.save()
    assert titles(client, "ескі", kind="person") == []
    assert titles(client, "жаңа", kind="person") == ["Айгүл"]


def test_the_index_follows_changes_that_no_form_has_made(client):
    one = text("Ескі атау")
    assert titles(client, "ескі") == ["Ескі атау"]
    ArticleText.objects.filter(pk=one.pk).update(title="Жаңа атау")
    assert titles(client, "ескі") == []
    assert titles(client, "жаңа") == ["Жаңа атау"]
    ArticleText.objects.filter(pk=one.pk).delete()
    assert titles(client, "жаңа") == []


def test_articles_follow_their_organization_to_another_region(client):
    here, there = RegionFactory(), RegionFactory(iso="KZ-11")
    organization = OrganizationFactory(region=here)
    branch = OrganizationFactory(parent=organization, region=None)
    text("Шаңырақ", article=ArticleFactory(organization=branch))
    assert titles(client, "шаңырақ", region=here.pk) == ["Шаңырақ"]
    organization.region = there
    organization.save()
    assert titles(client, "шаңырақ", region=here.pk) == []
    assert titles(client, "шаңырақ", region=there.pk) == ["Шаңырақ"]


def test_a_batch_that_fails_leaves_all_of_it_due(monkeypatch):
    text("Шаңырақ")
    monkeypatch.setattr(indexing, "learn", lambda written: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        index_due()
    monkeypatch.undo()
    assert Due.objects.exists()
    assert index_due()
    assert not Due.objects.exists()
    assert Entry.objects.filter(kind="article").count() == 1


@pytest.mark.parametrize("index", [index_due, rebuild])
def test_a_record_that_is_due_several_times_is_made_once(monkeypatch, index):
    made = []

    def written(keys):
        made.extend(keys)
        return kind.written(keys)

    kind = KINDS["article"]
    monkeypatch.setitem(KINDS, "article", replace(kind, written=written))
    monkeypatch.setattr(indexing, "BATCH", 2)
    articles = [ArticleFactory() for _number in range(3)]
    for language in ("kk", "ru", "en"):
        for article in articles:
            text("Шаңырақ", language, article=article)
    index()
    index_due()
    assert sorted(made) == [one.pk for one in articles]
    assert Entry.objects.filter(kind="article").count() == 9
    assert not Due.objects.exists()


def test_rebuilding_makes_the_same_index_and_drops_what_is_no_more():
    text("Шаңырақ")
    OrganizationFactory()
    index_due()

    def all_entries():
        return sorted(Entry.objects.values_list("kind", "record", "language", "words", "text"))

    before = all_entries()
    Entry.objects.filter(kind="article").delete()
    Entry.objects.create(kind="article", record=10**9, language="kk", words="'x':1")
    Entry.objects.create(kind="nobody", record=1, language="kk", words="'x':1")
    call_command("rebuild_search")
    assert all_entries() == before
    rebuild()
    assert all_entries() == before


# --- narrowing and paging


def test_it_is_narrowed_by_kind_rubric_region_union_and_year(client):
    region, rubric = RegionFactory(), RubricFactory()
    federation = OrganizationFactory()
    union = OrganizationFactory(parent=federation, kind=OrganizationKind.INDUSTRY_UNION)
    branch = OrganizationFactory(parent=union, region=region)
    text("Шаңырақ бір", article=ArticleFactory(organization=branch, rubric=rubric))
    text(
        "Шаңырақ екі",
        article=ArticleFactory(organization=federation),
        published_at=timezone.now() - dt.timedelta(days=800),
    )
    year = timezone.localdate().year
    for narrowed in (
        {"rubric": rubric.pk},
        {"region": region.pk},
        {"union": union.pk},
        {"year": year},
    ):
        assert titles(client, "шаңырақ", **narrowed) == ["Шаңырақ бір"]
    assert len(titles(client, "шаңырақ", kind="article")) == 2
    assert titles(client, "шаңырақ", kind="seminar") == []
    page = client.get("/kk/search/", {"q": "шаңырақ", "union": union.pk})
    chosen = [v for f in page.context["facets"] for v in f["values"] if v["is_chosen"]]
    assert [one["key"] for one in chosen] == [union.pk]
    assert f"union={union.pk}" not in chosen[0]["address"]


def test_a_narrowing_that_is_none_is_passed_over(client):
    text("Шаңырақ")
    for narrowed in (
        {"kind": "x"},
        {"year": "0"},
        {"region": "'"},
        {"rubric": "9" * 40},
        {"page": "-1"},
    ):
        assert titles(client, "шаңырақ", **narrowed) == ["Шаңырақ"]


def test_pages_of_results(client):
    for number in range(A_PAGE + 3):
        text(f"Шаңырақ {number}")
    assert len(titles(client, "шаңырақ")) == A_PAGE
    assert len(titles(client, "шаңырақ", page=2)) == 3
    assert len(titles(client, "шаңырақ", page=99)) == 3


# --- helping


@pytest.mark.parametrize(
    ("asked", "meant", "language"),
    [
        ("ghjacj.pjd", "профсоюзов", "ru"),
        ("k2cigjlfr", "", "kk"),
        ("r2c3gjlf0", "кәсіподақ", "kk"),
        ("гтшщт", "union", "en"),
        ("профсаюз", "профсоюз", "ru"),
        ("прфосоюз", "профсоюз", "ru"),
        ("касеподак", "кәсіподақ", "kk"),
    ],
)
def test_what_was_meant_is_offered_where_nothing_is_found(client, asked, meant, language):
    text("Профсоюз подвёл итоги", "ru")
    text("Кәсіподақ қорытынды шығарды")
    text("Union sums up", "en")
    index_due()
    page = client.get(f"/{language}/search/", {"q": asked})
    assert page.context["instead"] == meant


def test_words_that_no_title_bears_any_more_are_forgotten(monkeypatch):
    monkeypatch.setattr(indexing, "WORDS_PROVED", 2)
    gone = [text("Шаңырақтың күні"), text("Профсоюзы Аральска", "ru"), text("Unions sail", "en")]
    text("Шаңырақ және мерей")
    text("Аральск, профсоюз", "ru")
    index_due()
    assert forget_words() == 0
    for one in gone:
        one.delete()
    index_due()
    assert forget_words() == 3
    assert set(Word.objects.filter(language="kk").values_list("word", flat=True)) >= {
        "шаңырақтың",
        "және",
        "мерей",
    }
    assert not Word.objects.filter(word__in=["күні", "unions", "sail"]).exists()


def test_the_distance_between_words():
    assert distance("союз", "союз") == 0
    assert distance("саюз", "союз") == 1
    assert distance("союз", "соуюз") == 1
    assert distance("осюз", "союз") == 1
    assert distance("", "союз") == 4


def test_titles_are_suggested_while_typing(client):
    text("Мұнайшылар кәсіподағы")
    text("Ғалымдар", lead="Кәсіподақ ұйымы")
    index_due()
    found = client.get("/kk/search/suggest/", {"q": "мұнайшылар кәсіп"}).json()
    assert [one["title"] for one in found] == ["Мұнайшылар кәсіподағы"]
    assert client.get("/kk/search/suggest/", {"q": "касип"}).json() == found
    assert client.get("/kk/search/suggest/", {"q": "м"}).json() == []


# --- what is shown


def test_the_words_are_marked_in_an_escaped_excerpt(client):
    text(
        "Шаңырақ <b>",
        body=f"<p>{'Кіріспе сөз. ' * 60}Мына &lt;script&gt; шаңырақтардың түбінде.</p>",
    )
    index_due()
    page = client.get("/kk/search/", {"q": "шаңырақ"}).content.decode()
    assert "<mark>Шаңырақ</mark> &lt;b&gt;" in page
    assert "&lt;script&gt; <mark>шаңырақтардың</mark> түбінде" in page
    assert "<script>" not in page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    "asked", ["'", '"', "\\", "!&|:*()", "a'b \\c", "және", "%00", "<b>", "ы" * 300, " "]
)
def test_whatever_is_asked_is_answered(client, asked):
    text("Шаңырақ")
    assert titles(client, asked) == []
    assert client.get("/kk/search/suggest/", {"q": asked}).status_code == 200


def test_the_empty_form_and_a_cut_question(client):
    assert "noindex" not in client.get("/kk/search/").content.decode()
    page = client.get("/ru/search/", {"q": "слово " * 100}).content.decode()
    assert 'id="asked-cut"' in page
    assert "noindex" in page


def test_every_page_leads_to_the_search(client):
    for language in ("kk", "ru", "en"):
        assert f'action="/{language}/search/"' in client.get(f"/{language}/about/").content.decode()


def test_one_result_and_many_cost_the_same_statements(client):
    def cost():
        index_due()
        with CaptureQueriesContext(connection) as statements:
            assert client.get("/ru/search/", {"q": "шанырак"}).context["found"].results
        return len(statements)

    rubric = RubricFactory()
    text("Шанырак", "ru", article=ArticleFactory(rubric=rubric))
    text("Шанырак", "ru", article=ArticleFactory(rubric=RubricFactory()))
    few = cost()
    for _number in range(12):
        text("Шанырак", "ru", article=ArticleFactory(rubric=rubric))
    assert cost() == few
