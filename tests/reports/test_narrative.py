"""What a report says in words: written by section and language, frozen with the facts."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.translation import override

from mediacenter.reports import narrative_views
from mediacenter.reports.actions.freezing import facts_of, freeze
from mediacenter.reports.actions.narrative import texts_of, write_narrative
from mediacenter.reports.actions.report_files import key_of
from mediacenter.reports.composing import suggest
from mediacenter.reports.models import ReportSection, SectionText
from mediacenter.reports.models.narrative import LONGEST
from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.printing.pdf import print_pdf
from tests.reports.factories import FigureFactory, TaskAheadFactory
from tests.reports.test_composing import composed, facts, figure, listing, words
from tests.services.printed import squeezed, text_of
from tests.unions.factories import UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db


def write(ours, by=None, language="ru", year=2024, **texts):
    return write_narrative(organization=ours, year=year, language=language, texts=texts, by=by)


@pytest.fixture
def page(ours):
    with override("ru"):
        return reverse("reports:narrative", args=[ours.slug, 2024])


# --- Written ------------------------------------------------------------------------------------


def test_a_text_is_kept_by_section_and_language_and_taken_away_again(ours, chair):
    assert write(ours, chair, social="  Один\r\nДва\x07 ", press="Газеты") == ["press", "social"]
    write(ours, chair, language="kk", social="Бір")
    assert texts_of(ours, 2024, "ru") == {"social": "Один\nДва", "press": "Газеты"}
    assert write(ours, chair, press="\u200b") == ["press"]
    assert texts_of(ours, 2024, "ru") == {"social": "Один\nДва"}
    assert texts_of(ours, 2024, "kk") == {"social": "Бір"}


def test_the_journal_tells_which_sections_changed_and_nothing_where_none_did(ours, chair):
    write(ours, chair, social="Текст", press="")
    write(ours, chair, social="Текст")
    (entry,) = JournalEntry.objects.filter(code="report.narrative_written")
    assert (entry.user, entry.details["sections"]) == (chair, ["social"])


@pytest.mark.parametrize(
    "texts", [{"social": "x" * (LONGEST + 1)}, {"quality": "x"}], ids=["too long", "no section"]
)
def test_what_is_no_text_of_a_section_is_refused(ours, chair, texts):
    with pytest.raises(ValidationError):
        write(ours, chair, press="Газеты", **texts)
    assert not SectionText.objects.exists()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRAINING_ORGANIZER])
def test_who_declares_no_figures_writes_no_texts(ours, role):
    with pytest.raises(PermissionDenied):
        write(ours, UserFactory(role=role, organization=ours), social="Текст")


# --- Frozen and composed ------------------------------------------------------------------------


def test_the_texts_are_frozen_with_the_facts_and_give_another_file(ours):
    before = freeze(organization=ours, year=2024)
    write(ours, social="Текст")
    after = freeze(organization=ours, year=2024)
    assert after.facts["narrative"] == {"social": {"ru": "Текст"}}
    assert key_of(after, "ru") != key_of(before, "ru")
    assert freeze(organization=ours, year=2024) == after
    write(ours, social="")
    assert freeze(organization=ours, year=2024) == before


def test_a_section_begins_with_its_text_in_its_language_only():
    found = facts(narrative={"social": {"ru": "Первый абзац.\n\nВторой абзац."}})
    section = composed(found, "ru")["sections"][2]
    assert [words(block["runs"]) for block in section["blocks"][:2]] == [
        "Первый абзац.",
        "Второй абзац.",
    ]
    assert "Первый абзац." not in words(composed(found, "kk"))


def test_the_closing_words_stand_between_the_tasks_and_the_signature():
    found = facts(
        tasks_ahead=listing({"text": {"ru": "Задача"}, "status": "ahead"}),
        narrative={"ahead": {"ru": "Остаётся решить."}, "closing": {"ru": "Работа продолжится."}},
    )
    blocks = composed(found, "ru")["sections"][-1]["blocks"]
    assert [block["kind"] for block in blocks] == ["paragraph", "tasks", "paragraph", "signature"]
    assert words(blocks[2]["runs"]) == "Работа продолжится."


def test_facts_that_were_frozen_before_there_were_texts_are_composed_still():
    found = facts()
    assert "narrative" not in found
    assert composed(found, "ru")


def test_the_texts_are_printed_letter_by_letter():
    text = "#strong[нет] <b>прав</b> $x$ на «труд»"
    found = facts(narrative={name: {"ru": text} for name in ReportSection.values})
    pdf = print_pdf(composed(found, "ru"), moment=dt.datetime(2025, 1, 15, tzinfo=dt.UTC)).content
    assert squeezed(text_of(pdf)).count(squeezed(text)) == len(ReportSection)


# --- Suggested ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_suggestion_tells_the_figures_and_nothing_that_nobody_stated(language):
    nothing = suggest(facts(), language)
    assert nothing.keys() == {"mandate"}
    figures = {
        "social.materials": {"2023": figure(120), "2024": figure(103)},
        "field.visits": {"2024": figure(21)},
    }
    newspaper = {"name": {"kk": "Газет"}, "kind": "newspaper", "level": "national"}
    channel = {"name": {"kk": "Арна"}, "kind": "tv", "level": "national"}
    found = suggest(facts(figures=figures, outlets=listing(newspaper, channel)), language)
    assert found.keys() == {"mandate", "figures", "social", "press", "events"}
    assert "103" in found["social"]
    assert "17" in found["figures"]
    assert "21" in found["events"]
    assert "Газет" in found["press"]
    assert "Арна" not in found["press"]


def test_a_suggestion_is_no_longer_than_a_text_may_be():
    newspapers = [
        {"name": {"ru": f"Газета {number} " + "я" * 120}, "kind": "newspaper", "level": level}
        for level in ("national", "regional", "district")
        for number in range(40)
    ]
    found = suggest(facts(outlets=listing(*newspapers)), "ru")["press"]
    assert len(found) <= LONGEST
    assert found.count("Газета 0 ") == 3


# --- The page -----------------------------------------------------------------------------------


@pytest.fixture
def officer(client, ours):
    user = UserFactory(role=Role.PRESS_OFFICER, organization=ours)
    client.force_login(user)
    return user


def test_the_page_saves_and_takes_a_suggestion_without_scripts(client, officer, ours, page):
    FigureFactory(organization=ours, indicator="social.materials", number=103)
    answer = client.post(f"{page}?language=ru", {"press": "О нас пишут", "take": "social"})
    assert answer.status_code == 302
    assert answer["Location"].endswith("?language=ru#id_social")
    stored = texts_of(ours, 2024, "ru")
    assert stored["press"] == "О нас пишут"
    assert stored["social"] == suggest(facts_of(organization=ours, year=2024), "ru")["social"]


def test_a_suggestion_follows_what_is_written_and_is_taken_once(client, officer, ours, page):
    FigureFactory(organization=ours, indicator="social.materials", number=103)
    suggestion = suggest(facts_of(organization=ours, year=2024), "ru")["social"]
    client.post(f"{page}?language=ru", {"social": "Своё", "take": "social"})
    written = texts_of(ours, 2024, "ru")["social"]
    assert written == f"Своё\n{suggestion}"
    client.post(f"{page}?language=ru", {"social": written, "take": "social"})
    assert texts_of(ours, 2024, "ru")["social"] == written


def test_a_suggestion_for_which_no_room_is_left_is_refused(client, officer, ours, page):
    full = "я" * LONGEST
    answer = client.post(f"{page}?language=ru", {"mandate": full, "take": "mandate"})
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"mandate"}
    assert full in answer.content.decode()
    assert not texts_of(ours, 2024, "ru")


def test_all_suggestions_are_taken_where_nothing_is_written(client, officer, ours, page):
    TaskAheadFactory(organization=ours, year=2024)
    client.post(f"{page}?language=kk", {"mandate": "Өз мәтіні", "take": "all"})
    stored = texts_of(ours, 2024, "kk")
    assert stored.keys() == {"mandate", "closing"}
    assert stored["mandate"] == "Өз мәтіні"


def test_last_years_text_stands_there_as_a_draft_until_it_is_saved(client, officer, ours, page):
    write(ours, year=2023, social="О прошлом годе")
    shown = client.get(f"{page}?language=ru").content.decode()
    assert "О прошлом годе" in shown
    assert "черновик" in shown.lower()
    assert not texts_of(ours, 2024, "ru")
    write(ours, social="Об этом годе")
    assert "О прошлом годе" not in client.get(f"{page}?language=ru").content.decode()


def test_who_would_overwrite_somebody_else_is_asked_first(client, officer, ours, page):
    seen = client.get(f"{page}?language=ru").context["form"].digest
    write(ours, social="Чужое")
    refused = client.post(f"{page}?language=ru", {"social": "Моё", "seen": seen})
    assert "Моё" in refused.content.decode()
    assert texts_of(ours, 2024, "ru")["social"] == "Чужое"
    again = {"social": "Моё", "seen": refused.context["form"].digest}
    assert client.post(f"{page}?language=ru", again).status_code == 302
    assert texts_of(ours, 2024, "ru")["social"] == "Моё"


def test_so_is_who_sends_in_the_moment_in_which_somebody_else_saves(
    client, officer, ours, page, monkeypatch
):
    def read_just_before(*key):
        before = texts_of(*key)
        if not SectionText.objects.exists():
            write(ours, social="Чужое")
        return before

    monkeypatch.setattr(narrative_views, "texts_of", read_just_before)
    refused = client.post(f"{page}?language=ru", {"social": "Моё"})
    assert refused.status_code == 200
    assert "Моё" in refused.content.decode()
    assert texts_of(ours, 2024, "ru")["social"] == "Чужое"
    again = {"social": "Моё", "seen": refused.context["form"].digest}
    assert client.post(f"{page}?language=ru", again).status_code == 302
    assert texts_of(ours, 2024, "ru")["social"] == "Моё"


def test_who_goes_on_in_another_language_has_saved_what_is_written(client, officer, ours, page):
    client.force_login(officer)
    answer = client.post(f"{page}?language=ru", {"social": "Написано", "then": "kk"})
    assert answer["Location"] == f"{page}?language=kk"
    assert texts_of(ours, 2024, "ru") == {"social": "Написано"}


def test_who_only_looks_at_another_language_saves_no_draft(client, officer, ours, page):
    write(ours, year=2023, social="Прошлогоднее")
    client.force_login(officer)
    answer = client.post(f"{page}?language=ru", {"social": "Прошлогоднее", "then": "kk"})
    assert answer["Location"] == f"{page}?language=kk"
    assert texts_of(ours, 2024, "ru") == {}
    assert client.post(page, {"then": "xx"}).status_code == 400


def test_no_browser_cuts_what_is_pasted(client, officer, page):
    client.force_login(officer)
    assert "maxlength" not in client.get(page).content.decode()


def test_a_text_that_is_too_long_comes_back_to_its_writer(client, officer, ours, page):
    answer = client.post(f"{page}?language=ru", {"social": "я" * (LONGEST + 1)})
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"social"}


def test_the_page_of_the_year_leads_to_it(client, officer, ours, page):
    with override("ru"):
        year = reverse("reports:year", args=[ours.slug, 2024])
    assert f'href="{page}"' in client.get(year).content.decode()
