"""What is typed and not saved is kept on the server, for its writer, apart from the versions."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from publications.actions import TooLong, drop_unsaved_work, keep_unsaved_work, save_article
from publications.models import ArticleText, Revision, UnsavedWork
from tests.access.rows import WRITERS
from tests.access.visitor import holders, status
from tests.publications.article_form import change_url, form_of, send
from tests.publications.factories import ArticleFactory, ArticleTextFactory
from tests.unions.factories import UserFactory
from unions.models import Role

ADD = reverse("admin:publications_article_add")
KEEP = reverse("newsroom:keep_unsaved")


@pytest.fixture
def text(karaganda):
    return ArticleTextFactory(article=ArticleFactory(organization=karaganda))


@pytest.fixture
def officer(client, press_officer):
    client.force_login(press_officer)
    return client


def keep(client, article=None, language="kk", **fields):
    sent = {
        "article": article and article.pk,
        "language": language,
        "base_version": 1 if article else 0,
        "fields": fields,
    }
    return client.post(KEEP, json.dumps(sent), content_type="application/json")


def test_what_is_typed_is_kept_and_changes_no_text(officer, press_officer, text):
    assert keep(officer, text.article, title="Қысқы").status_code == 200
    keep(officer, text.article, title="Қысқы мектеп")

    work = UnsavedWork.objects.get()
    assert (work.user, work.fields) == (press_officer, {"title": "Қысқы мектеп"})
    assert ArticleText.objects.get().title == text.title
    assert not Revision.objects.exists()


def test_an_article_yet_to_be_saved_is_kept_too_and_only_once(officer):
    keep(officer, title="Қ")
    keep(officer, title="Қысқы мектеп")

    assert UnsavedWork.objects.get().article is None
    assert "You typed something here" in officer.get(ADD).content.decode()


def test_it_is_offered_and_taken_into_the_form(officer, text):
    keep(officer, text.article, title="Қысқы мектеп", lead="Лид.")
    url = change_url(text.article)
    assert "You typed something here" in officer.get(url).content.decode()

    recovered = form_of(officer, f"{url}?recover=kk")
    assert recovered["text-kk-0-title"] == "Қысқы мектеп"
    officer.post(f"{url}?recover=kk", recovered)
    assert ArticleText.objects.get().title == "Қысқы мектеп"
    assert not UnsavedWork.objects.exists()


def test_what_a_colleague_saved_meanwhile_is_merged_with_what_was_recovered(officer, text):
    keep(officer, text.article, title="Қысқы мектеп", lead=text.lead)
    colleagues = ArticleText.objects.get()
    colleagues.lead = "Лид коллеги."
    save_article(article=text.article, texts=[colleagues])

    url = f"{change_url(text.article)}?recover=kk"
    officer.post(url, form_of(officer, url))
    stored = ArticleText.objects.get()
    assert (stored.title, stored.lead) == ("Қысқы мектеп", "Лид коллеги.")


def test_what_says_the_same_as_the_text_is_not_offered(officer, text):
    keep(
        officer, text.article, title=text.title, body="<p>Семинарға ұйымның мүшелері қатысты.</p>\n"
    )

    assert "You typed something" not in officer.get(change_url(text.article)).content.decode()


def test_what_arrives_after_it_was_saved_is_kept_no_more(officer, text):
    keep(officer, text.article, title="Қысқы мектеп")
    send(officer, change_url(text.article), **{"text-kk-0-title": "Қысқы мектеп"})
    keep(officer, text.article, title="Қысқы мектеп")

    assert not UnsavedWork.objects.exists()


def test_saving_one_language_leaves_the_unsaved_work_in_another(officer, text):
    keep(officer, text.article, "kk", title="Қысқы мектеп")
    keep(officer, text.article, "ru", title="Зимняя школа")
    send(officer, change_url(text.article), **{"text-kk-0-title": "Қысқы мектеп"})

    assert UnsavedWork.objects.get().language == "ru"


def test_it_can_be_discarded(officer, text):
    keep(officer, text.article, title="Қысқы мектеп")
    url = reverse("newsroom:discard_unsaved")
    officer.post(f"{url}?article={text.article.pk}&language=kk")

    assert not UnsavedWork.objects.exists()


def test_nobody_sees_or_drops_a_colleagues(officer, client, text, editor):
    keep(officer, text.article, title="Қысқы мектеп")
    drop_unsaved_work(user=editor, article=text.article, languages=["kk"])
    client.force_login(editor)

    assert "You typed something" not in client.get(change_url(text.article)).content.decode()
    assert UnsavedWork.objects.exists()


def test_it_is_kept_clean(officer, text):
    keep(officer, text.article, body="<p>а<script>alert(1)</script></p>", status="published")

    assert UnsavedWork.objects.get().fields == {"body": "<p>а</p>"}


def test_who_may_not_write_keeps_nothing(client, text, almaty, karaganda):
    for user in (
        UserFactory(role=Role.PRESS_OFFICER, organization=almaty),
        UserFactory(role=Role.CHAIR, organization=karaganda),
    ):
        client.force_login(user)
        assert keep(client, text.article, title="Т").status_code == 403
        with pytest.raises(PermissionDenied):
            keep_unsaved_work(
                user=user, article=text.article, language="kk", base_version=1, fields={}
            )
    client.logout()
    assert keep(client, text.article, title="Т").status_code == 403
    assert not UnsavedWork.objects.exists()


def test_it_hangs_only_on_an_article_that_one_may_change(client, tree):
    article = ArticleFactory(organization=tree["branch"])
    for place in ("ours", "theirs"):
        for letter, user in holders(tree[place]):
            client.force_login(user)
            may = place == "ours" and letter in WRITERS
            assert keep(client, article).status_code == status(may), (place, letter)


def test_it_is_discarded_only_by_who_typed_it(client, tree):
    typist, other = (UserFactory(role=Role.EDITOR, organization=tree["ours"]) for _ in range(2))
    work = UnsavedWork.objects.create(user=typist, language="kk", fields={})
    url = reverse("newsroom:discard_unsaved") + "?language=kk"
    for user, is_left in [(other, True), (typist, False)]:
        client.force_login(user)
        client.post(url)
        assert client.post(f"{url}&article=none").status_code == 400
        assert UnsavedWork.objects.filter(pk=work.pk).exists() is is_left


def test_a_part_may_not_fill_the_database(officer, press_officer, text):
    with pytest.raises(TooLong):
        keep_unsaved_work(
            user=press_officer,
            article=text.article,
            language="kk",
            base_version=1,
            fields={"body": "а" * 200_001},
        )
    assert keep(officer, text.article, body="а" * 200_001).status_code == 400


@pytest.mark.parametrize(
    "sent", ["", "[]", "{}", '{"article": null, "language": "xx", "base_version": 0, "fields": {}}']
)
def test_nonsense_is_refused(officer, sent):
    assert officer.post(KEEP, sent, content_type="application/json").status_code == 400
