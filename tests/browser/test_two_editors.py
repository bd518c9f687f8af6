"""Two people write one text in two browsers, and a browser that dies loses no words."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from publications.articles.models import ArticleText, UnsavedWork
from publications.articles.previews import preview_url
from tests.browser.looking import edges_of, faults_of
from tests.publications.factories import ArticleFactory, ArticleTextFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

TITLE, LEAD = "[name=text-kk-0-title]", "[name=text-kk-0-lead]"


@pytest.fixture
def federation(transactional_db):
    return OrganizationFactory(slug="federation")


@pytest.fixture
def text(federation):
    return ArticleTextFactory(
        # keys grow beyond a thousand, where pages group the digits of numbers
        article=ArticleFactory(id=12_345, organization=federation),
        title="Семинар",
        lead="Лид.",
    )


@pytest.fixture
def press_officer(federation):
    return UserFactory(role=Role.PRESS_OFFICER, organization=federation, language="en")


@pytest.fixture
def editor(federation):
    return UserFactory(role=Role.EDITOR, organization=federation, language="en")


def open_form(page, text, query=""):
    url = reverse("admin:publications_article_change", args=[text.article_id])
    page.goto(f"{url}{query}#text-kk")
    page.wait_for_function("window.CKEDITOR && CKEDITOR.status === 'loaded'")
    page.wait_for_selector(TITLE)
    return page


def save(page):
    page.click("#submit-row [name=_continue]")
    page.wait_for_load_state()


def write_body(page, words):
    page.wait_for_function(
        "CKEDITOR.instances['id_text-kk-0-body']?.status === 'ready'",
    )
    page.evaluate(f"CKEDITOR.instances['id_text-kk-0-body'].setData('<p>{words}</p>')")


def test_two_editors_see_each_other_and_lose_nothing(open_page, text, press_officer, editor):
    first = open_form(open_page(user=press_officer), text)
    second = open_form(open_page(user=editor), text)
    assert str(press_officer) in second.text_content("#writing-others")
    first.wait_for_selector("#writing-others:not([hidden])", timeout=30_000)
    assert str(editor) in first.text_content("#writing-others")

    first.fill(TITLE, "Семинар Қарағандыда")
    first.fill(LEAD, "Бірінші лид.")
    save(first)
    second.wait_for_selector("#writing-newer:not([hidden])", timeout=30_000)
    second.fill(TITLE, "Семинар Алматыда")
    write_body(second, "Екінші мәтін.")
    save(second)

    asked = second.text_content(".writing-conflict")
    assert "Қарағандыда" in asked
    assert "Алматыда" in asked
    assert second.input_value(LEAD) == "Бірінші лид."
    second.check("[name=text-kk-0-pick_title][value=mine]")
    save(second)

    stored = ArticleText.objects.get()
    assert (stored.title, stored.lead) == ("Семинар Алматыда", "Бірінші лид.")
    assert "Екінші мәтін." in stored.body
    assert "Семинар Қарағандыда" in [r.fields["title"] for r in stored.revisions.all()]


def test_a_browser_that_dies_loses_no_words(open_page, text, press_officer):
    page = open_form(open_page(user=press_officer), text)
    write_body(page, "Ұзақ мәтін, сақталмаған.")
    page.fill(TITLE, "Жазылып жатқан тақырып")
    page.wait_for_selector("#writing-kept:not([hidden])")
    page.wait_for_timeout(2500)
    page.context.close()
    assert ArticleText.objects.get().title == "Семинар"

    page = open_form(open_page(user=press_officer), text)
    page.click("text=Take it into the form")
    page.wait_for_url("**recover=**")
    assert page.input_value(TITLE) == "Жазылып жатқан тақырып"
    page.wait_for_function("CKEDITOR.instances['id_text-kk-0-body']?.status === 'ready'")
    save(page)
    stored = ArticleText.objects.get()
    assert stored.title == "Жазылып жатқан тақырып"
    assert "сақталмаған" in stored.body
    assert not UnsavedWork.objects.lying().exists()


def test_opening_a_form_keeps_nothing(open_page, text, press_officer):
    page = open_form(open_page(user=press_officer), text)
    page.wait_for_timeout(3500)

    assert not UnsavedWork.objects.exists()


def test_the_preview_is_accessible_and_fits(open_page, text):
    page = open_page()
    assert faults_of(page, preview_url(text)) == []
    for language in ("ru", "en"):
        version = ArticleTextFactory(article=text.article, language=language)
        assert edges_of(page, preview_url(version)) == []


def test_who_is_signed_out_while_typing_signs_in_again_and_saves(open_page, text, press_officer):
    press_officer.set_password("sunny-steppe-24")
    press_officer.save()
    page = open_form(open_page(user=press_officer).context.new_page(), text)  # refusals are meant
    Session.objects.all().delete()
    page.fill(TITLE, "Сессия біткенде терілген")
    page.wait_for_selector("#writing-refused:not([hidden])")
    page.click("#submit-row [name=_continue]")
    assert page.input_value(TITLE) == "Сессия біткенде терілген"

    with page.context.expect_page() as opened:
        page.click("#writing-refused a")
    door = opened.value
    door.fill("input[name=login]", press_officer.email)
    door.fill("input[name=password]", "sunny-steppe-24")
    door.press("input[name=password]", "Enter")
    door.wait_for_url("**/admin/")
    with page.expect_navigation():
        page.click("#submit-row [name=_continue]")
    assert ArticleText.objects.get().title == "Сессия біткенде терілген"


def test_without_scripts_too_the_words_wait_until_who_was_signed_out_is_back(
    open_page, text, press_officer
):
    press_officer.set_password("sunny-steppe-24")
    press_officer.save()
    page = open_page(user=press_officer, width=390, locale="en", java_script_enabled=False)
    page.goto(reverse("admin:publications_article_change", args=[text.article_id]))
    page.fill(TITLE, "Сессия біткенде терілген")
    Session.objects.all().delete()
    page.click("#submit-row [name=_continue]")

    assert "Your words are kept" in page.inner_text("main")
    page.fill("input[name=login]", press_officer.email)
    page.fill("input[name=password]", "sunny-steppe-24")
    page.press("input[name=password]", "Enter")
    assert page.input_value(TITLE) == "Сессия біткенде терілген"
    page.click("#submit-row [name=_continue]")
    assert ArticleText.objects.get().title == "Сессия біткенде терілген"
