"""Whoever sends the form after their session has ended finds the words again, and nobody else."""

import uuid
from urllib.parse import parse_qs, urlsplit

from django.core import signing
from django.test import Client
from django.urls import reverse

from publications.articles.models import ArticleText, UnsavedWork
from publications.articles.writing.edit_session import SALT
from tests.publications.article_form import change_url, form_of, sent_from
from tests.publications.factories import (
    RubricFactory,
)
from tests.unions.factories import UserFactory
from unions.models import Appointment, Role

ADD = reverse("admin:publications_article_add")


def send_signed_out(client, url, sent):
    """Return where the way leads after signing in."""
    client.session.flush()
    answer = client.post(url, sent)
    assert answer.status_code == 302
    assert urlsplit(answer.url).path == reverse("account_login")
    return parse_qs(urlsplit(answer.url).query)["next"][0]


def test_the_words_stand_in_the_form_again_for_their_writer(officer, press_officer, text):
    url = change_url(text.article)
    sent = form_of(officer, url)
    sent |= {"text-kk-0-title": "Қысқы мектеп", "text-ru-0-title": "Зимняя школа"}
    way_back = send_signed_out(officer, url, sent)
    assert ArticleText.objects.get().title == text.title
    assert "Your words are kept" in officer.get(reverse("account_login")).content.decode()

    officer.force_login(press_officer)
    assert "is back in the form" in officer.get(way_back).content.decode()
    officer.post(way_back, form_of(officer, way_back))
    titles = ArticleText.objects.order_by("language").values_list("title", flat=True)
    assert list(titles) == ["Қысқы мектеп", "Зимняя школа"]
    assert not UnsavedWork.objects.lying().exists()


def test_a_new_article_keeps_what_was_chosen_for_it_too(officer, press_officer, karaganda):
    rubric = RubricFactory()
    sent = form_of(officer, ADD)
    sent |= {"text-kk-0-title": "Қысқы мектеп", "rubric": rubric.pk, "kind": "announcement"}
    way_back = send_signed_out(officer, ADD, sent)

    officer.force_login(press_officer)
    officer.post(ADD, form_of(officer, way_back))
    text = ArticleText.objects.get()
    assert text.title == "Қысқы мектеп"
    article = text.article
    assert (article.organization, article.rubric, article.kind) == (
        karaganda,
        rubric,
        "announcement",
    )


def test_signed_out_again_and_again_nothing_stale_is_left(officer, press_officer, text):
    url = change_url(text.article)
    for title in ("Қысқы", "Қысқы мектеп"):
        sent = {**form_of(officer, url), "text-kk-0-title": title}
        url = send_signed_out(officer, url.partition("?")[0], sent)
        officer.force_login(press_officer)
    officer.post(url, form_of(officer, url))

    assert ArticleText.objects.get().title == "Қысқы мектеп"
    assert not UnsavedWork.objects.lying().exists()


def test_whoever_else_signs_in_there_sees_nothing_of_them(officer, editor, text):
    url = change_url(text.article)
    way_back = send_signed_out(
        officer, url, {**form_of(officer, url), "text-kk-0-title": "Қысқы мектеп"}
    )
    officer.force_login(editor)

    page = officer.get(way_back).content.decode()
    assert text.title in page
    assert "Қысқы мектеп" not in page


def test_without_the_writers_signature_nothing_is_kept(officer, press_officer, text):
    url, pk = change_url(text.article), press_officer.pk
    sent = {**form_of(officer, url), "text-kk-0-title": "Қысқы мектеп"}
    for signature in (
        "",
        "forged",
        signing.dumps([pk, str(uuid.uuid4())], salt=SALT),
        signing.dumps([pk, str(sent["edit_session"])], salt="another"),
        signing.dumps([pk + 1, str(sent["edit_session"])], salt="another"),
        signing.dumps(pk, salt=SALT),
    ):
        assert send_signed_out(officer, url, {**sent, "signature": signature}) == url, signature
        assert not UnsavedWork.objects.exists(), signature


def test_a_signature_lasts_as_long_as_a_sign_in(officer, text, settings):
    url = change_url(text.article)
    sent = {**form_of(officer, url), "text-kk-0-title": "Қысқы мектеп"}
    settings.SESSION_COOKIE_AGE = -1

    assert send_signed_out(officer, url, sent) == url
    assert not UnsavedWork.objects.exists()


def test_who_may_write_here_no_more_keeps_nothing(officer, press_officer, text):
    url = change_url(text.article)
    sent = {**form_of(officer, url), "text-kk-0-title": "Қысқы мектеп"}
    Appointment.objects.all().delete()

    assert send_signed_out(officer, url, sent) == url
    assert not UnsavedWork.objects.exists()


def test_whoever_left_for_good_keeps_nothing(officer, press_officer, text):
    url = change_url(text.article)
    sent = {**form_of(officer, url), "text-kk-0-title": "Қысқы мектеп"}
    press_officer.is_active = False
    press_officer.save()

    assert send_signed_out(officer, url, sent) == url
    assert not UnsavedWork.objects.exists()


def test_what_is_too_long_is_not_kept(officer, text):
    url = change_url(text.article)
    sent = {**form_of(officer, url), "text-kk-0-body": "а" * 200_001}

    assert send_signed_out(officer, url, sent) == url
    assert not UnsavedWork.objects.exists()


def test_what_is_typed_into_nobodys_article_is_not_kept(officer, text):
    url = change_url(text.article)
    sent = {**form_of(officer, url), "text-kk-0-title": "Қысқы мектеп"}
    gone = url.replace(str(text.article.pk), str(text.article.pk + 1))

    assert send_signed_out(officer, gone, sent) == gone
    assert not UnsavedWork.objects.exists()


def test_whoever_has_signed_in_anew_elsewhere_finds_them_too(press_officer, text):
    """The form still has the token of the earlier session."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(press_officer)
    url = change_url(text.article)
    sent = {**sent_from(browser.get(url)), "text-kk-0-title": "Қысқы мектеп"}
    sent["csrfmiddlewaretoken"] = browser.cookies["csrftoken"].value
    browser.cookies["csrftoken"] = "a" * 32
    answer = browser.post(url, sent)

    assert form_of(browser, answer.url)["text-kk-0-title"] == "Қысқы мектеп"
    assert ArticleText.objects.get().title == text.title


def test_nothing_is_saved_without_a_token_of_the_session(press_officer, editor, text):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(press_officer)
    url = change_url(text.article)
    sent = {**sent_from(browser.get(url)), "text-kk-0-title": "Қысқы мектеп"}
    browser.force_login(editor)

    assert browser.post(url, sent).status_code == 403  # the signature is somebody else's
    assert browser.post(url, {**sent, "signature": ""}).status_code == 403
    assert ArticleText.objects.get().title == text.title
    assert not UnsavedWork.objects.exists()


def test_nobody_gains_by_anothers_signature(client, officer, text, almaty):
    """The words go to whoever has opened the form, and only where they may write."""
    stranger = UserFactory(role=Role.PRESS_OFFICER, organization=almaty)
    client.force_login(stranger)
    sent = {**form_of(client, ADD), "text-kk-0-title": "Бөтен"}
    url = change_url(text.article)

    assert send_signed_out(client, url, sent) == url
    assert not UnsavedWork.objects.exists()
