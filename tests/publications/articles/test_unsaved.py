"""What is typed and not saved is kept on the server, for its writer, apart from the versions."""

import json
import threading
import uuid
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mediacenter.services.retention.actions import purge
from mediacenter.services.retention.declarations import RULES
from publications.articles.actions.deleting import delete_article
from publications.articles.actions.texts import save_article
from publications.articles.actions.unsaved import (
    close_edit_session,
    discard_unsaved_work,
    keep_unsaved_work,
)
from publications.articles.models import Article, ArticleText, Revision, UnsavedWork
from tests.access.rows import WRITERS
from tests.access.visitor import holders, status
from tests.celery_worker import until
from tests.publications.article_form import change_url, form_of, sent_from
from tests.publications.articles.test_at_once import at_once
from tests.publications.factories import ArticleFactory, ArticleTextFactory
from tests.undrawn import context_of
from tests.unions.factories import UserFactory
from unions.actions import bring_back
from unions.models import Role

ADD = reverse("admin:publications_article_add")
KEEP = reverse("newsroom:keep_unsaved")
DISCARD = reverse("newsroom:discard_unsaved")
ONE, OTHER = uuid.uuid4(), uuid.uuid4()  # two edit sessions


def keep(client, article=None, language="kk", edit_session=ONE, sequence=1, **fields):
    sent = {
        "article": article and article.pk,
        "edit_session": str(edit_session),
        "sequence": sequence,
        "language": language,
        "base_version": 1 if article else 0,
        "fields": fields,
    }
    return client.post(KEEP, json.dumps(sent), content_type="application/json")


def lying():
    """The titles that wait to be recovered, the newest first."""
    return list(UnsavedWork.objects.lying().values_list("fields__title", flat=True))


def offered(client, url, language="kk"):
    """The title that the form under `url` offers to take in; None for nothing."""
    tabs = context_of(client, url)["inline_admin_formsets"]
    work = next(tab.opts.text_tab.unsaved for tab in tabs if tab.opts.language == language)
    return work and work.fields["title"]


def test_what_is_typed_is_kept_and_changes_no_text(officer, press_officer, text):
    assert keep(officer, text.article, title="Қысқы").status_code == 200
    keep(officer, text.article, sequence=2, title="Қысқы мектеп")

    work = UnsavedWork.objects.get()
    assert (work.user, work.fields) == (press_officer, {"title": "Қысқы мектеп"})
    assert ArticleText.objects.get().title == text.title
    assert not Revision.objects.exists()


def test_an_article_yet_to_be_saved_is_kept_too_and_only_once(officer):
    keep(officer, title="Қ")
    keep(officer, sequence=2, title="Қысқы мектеп")

    assert UnsavedWork.objects.get().article is None
    assert "You typed something here" in officer.get(ADD).content.decode()


def test_it_is_offered_and_taken_into_the_form(officer, text):
    keep(officer, text.article, title="Қысқы мектеп", lead="Лид.")
    url = change_url(text.article)
    assert "You typed something here" in officer.get(url).content.decode()

    recovered = form_of(officer, f"{url}?recover={ONE}")
    assert recovered["text-kk-0-title"] == "Қысқы мектеп"
    assert offered(officer, f"{url}?recover={ONE}") is None
    officer.post(f"{url}?recover={ONE}", recovered)
    assert ArticleText.objects.get().title == "Қысқы мектеп"
    assert lying() == []


def test_what_a_colleague_saved_meanwhile_is_merged_with_what_was_recovered(officer, text):
    keep(officer, text.article, title="Қысқы мектеп", lead=text.lead)
    colleagues = ArticleText.objects.get()
    colleagues.lead = "Лид коллеги."
    save_article(article=text.article, texts=[colleagues])

    url = f"{change_url(text.article)}?recover={ONE}"
    officer.post(url, form_of(officer, url))
    stored = ArticleText.objects.get()
    assert (stored.title, stored.lead) == ("Қысқы мектеп", "Лид коллеги.")


def test_what_says_the_same_as_the_text_is_not_offered(officer, text):
    keep(
        officer, text.article, title=text.title, body="<p>Семинарға ұйымның мүшелері қатысты.</p>\n"
    )

    assert "You typed something" not in officer.get(change_url(text.article)).content.decode()


# --- One edit session after the other, and beside the other ---


def test_older_words_that_arrive_later_are_passed_over(officer, text):
    keep(officer, text.article, sequence=2, title="Қысқы мектеп")
    keep(officer, text.article, sequence=1, title="Қыс")
    assert lying() == ["Қысқы мектеп"]

    keep(officer, text.article, sequence=4, title=text.title)  # taken back
    keep(officer, text.article, sequence=3, title="Қысқы мектеп өтт")
    assert lying() == []


@pytest.mark.parametrize("is_new", [True, False])
def test_a_form_that_is_saved_keeps_nothing_more(officer, text, is_new):
    url = ADD if is_new else change_url(text.article)
    sent = {**form_of(officer, url), "text-kk-0-title": "Қысқы мектеп"}
    article, edit_session = None if is_new else text.article, sent["edit_session"]
    keep(officer, article, edit_session=edit_session, sequence=1, title="Қыс")
    officer.post(url, sent)
    for sequence, language in enumerate(("kk", "ru"), start=2):
        keep(officer, article, language, edit_session, sequence, title="Қысқы")

    assert ArticleText.objects.filter(title="Қысқы мектеп").count() == 1
    assert lying() == []
    assert offered(officer, url) is None


def test_a_form_that_comes_back_is_the_same_opening(officer, text):
    url = change_url(text.article)
    sent = {**form_of(officer, url), "sequence": 7, "text-kk-0-title": ""}
    keep(officer, text.article, edit_session=sent["edit_session"], sequence=7, title="Қыс")
    again = sent_from(officer.post(url, sent))
    assert (again["edit_session"], again["sequence"]) == (str(sent["edit_session"]), "7")

    officer.post(url, {**again, "text-kk-0-title": "Қысқы мектеп"})
    assert lying() == []


def test_two_windows_do_not_touch_each_others_words(officer, text):
    url = change_url(text.article)
    one, other = form_of(officer, url), form_of(officer, url)
    keep(officer, text.article, edit_session=one["edit_session"], title="Бірінші терезе")
    keep(officer, text.article, edit_session=other["edit_session"], title="Екінші терезе")
    assert lying() == ["Екінші терезе", "Бірінші терезе"]
    assert offered(officer, url) == "Екінші терезе"

    officer.post(url, {**other, "text-kk-0-title": "Екінші терезе"})
    assert offered(officer, url) == "Бірінші терезе"


def test_what_a_crash_left_in_several_languages_is_taken_in_together(officer, text):
    keep(officer, text.article, "kk", title="Қысқы мектеп")
    keep(officer, text.article, "ru", title="Зимняя школа")
    url = f"{change_url(text.article)}?recover={ONE}"
    officer.post(url, form_of(officer, url))

    titles = ArticleText.objects.order_by("language").values_list("title", flat=True)
    assert list(titles) == ["Қысқы мектеп", "Зимняя школа"]
    assert lying() == []


def test_of_many_forgotten_windows_the_newest_are_kept(officer, text):
    for number in range(UnsavedWork.MOST_SESSIONS + 2):
        keep(officer, text.article, edit_session=uuid.uuid4(), title=f"Терезе {number}")
    keep(officer, title="Жаңа мақала")

    assert len(lying()) == UnsavedWork.MOST_SESSIONS + 1
    assert not {"Терезе 0", "Терезе 1"} & set(lying())


def test_what_nobody_comes_back_to_is_forgotten(officer, text):
    def swept_after(**time):
        UnsavedWork.objects.update(kept_at=timezone.now() - timedelta(**time))
        return purge(RULES["publications.unsaved_work"]) + purge(RULES["publications.saved_work"])

    url = change_url(text.article)
    keep(officer, text.article, title="Қысқы мектеп")
    officer.post(url, {**form_of(officer, url), "text-kk-0-title": "Т"})  # closes three languages

    assert swept_after(hours=23) == 0
    assert swept_after(days=2) == 3
    assert swept_after(days=29) == 0
    assert lying() == ["Қысқы мектеп"]
    assert swept_after(days=31) == 1


def test_it_can_be_discarded(officer, text):
    keep(officer, text.article, title="Қысқы мектеп")
    keep(officer, text.article, edit_session=OTHER, title="Басқа терезе")
    page = officer.get(change_url(text.article)).content.decode()
    asked = f"{DISCARD}?article={text.article.pk}&edit_session={OTHER}&language=kk"
    assert asked.replace("&", "&amp;") in page
    officer.post(asked)

    assert lying() == ["Қысқы мектеп"]


# --- Whose it is, and what it may be ---


def test_nobody_sees_or_drops_a_colleagues(officer, client, text, editor):
    keep(officer, text.article, title="Қысқы мектеп")
    discard_unsaved_work(user=editor, edit_session=ONE, language="kk")
    client.force_login(editor)

    assert "You typed something" not in client.get(change_url(text.article)).content.decode()
    assert form_of(client, f"{change_url(text.article)}?recover={ONE}")["recovered"] == ""
    assert lying() == ["Қысқы мектеп"]


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
            keep_in_kazakh(text.article, user)
    client.logout()
    assert keep(client, text.article, title="Т").status_code == 403
    assert not UnsavedWork.objects.exists()


def test_what_is_typed_into_an_article_that_is_being_deleted_is_refused(press_officer, text):
    article = Article.objects.get()
    Article.objects.all().delete()

    with pytest.raises(PermissionDenied):
        keep_in_kazakh(article, press_officer, title="Т")


def keep_in_kazakh(article, user, **fields):
    keep_unsaved_work(
        user=user,
        article=article,
        edit_session=ONE,
        sequence=1,
        language="kk",
        base_version=1,
        fields=fields,
    )


def test_it_hangs_only_on_an_article_that_one_may_change(client, tree):
    article = ArticleFactory(organization=tree["branch"])
    for place in ("ours", "theirs"):
        for letter, user in holders(tree[place]):
            client.force_login(user)
            may = place == "ours" and letter in WRITERS
            assert keep(client, article).status_code == status(may), (place, letter)


def test_it_is_discarded_only_by_who_typed_it(client, tree):
    typist, other = (UserFactory(role=Role.EDITOR, organization=tree["ours"]) for _ in range(2))
    work = UnsavedWork.objects.create(user=typist, edit_session=ONE, language="kk", fields={})
    url = f"{DISCARD}?edit_session={ONE}&language=kk"
    for user, is_left in [(other, True), (typist, False)]:
        client.force_login(user)
        client.post(url)
        for nonsense in (
            f"{url}&article=none",
            f"{DISCARD}?edit_session=none&language=kk",
            DISCARD,
        ):
            assert client.post(nonsense).status_code == 400
        assert UnsavedWork.objects.filter(pk=work.pk).exists() is is_left


def test_a_part_may_not_fill_the_database(officer, press_officer, text):
    with pytest.raises(ValidationError, match="200000"):
        keep_in_kazakh(text.article, press_officer, body="а" * 200_001)
    assert keep(officer, text.article, body="а" * 200_001).status_code == 400


@pytest.mark.parametrize("sent", ["", "[]", "{}"])
def test_nonsense_is_refused(officer, sent):
    assert officer.post(KEEP, sent, content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [{"language": "xx"}, {"edit_session": "one"}, {"sequence": -1}, {"sequence": UnsavedWork.LAST}],
)
def test_no_part_of_what_is_sent_may_be_nonsense(officer, wrong):
    assert keep(officer, **wrong).status_code == 400
    assert not UnsavedWork.objects.exists()


# --- What is still on its way when the form is saved ---


def test_what_arrives_while_the_form_is_being_saved_waits_and_is_passed_over(
    transactional_db, karaganda, press_officer
):
    text = ArticleTextFactory(article=ArticleFactory(organization=karaganda))
    arrivals = [
        threading.Thread(target=in_a_thread(keep_in_kazakh, text.article, press_officer, title=t))
        for t in ("Қыс", "Қысқы")
    ]
    with transaction.atomic():
        Article.objects.select_for_update().get()
        for arrival in arrivals:
            arrival.start()
        until(lambda: waiting_for_rows() == len(arrivals), limit=20)
        text.title = "Қысқы мектеп"
        save_article(article=text.article, texts=[text], by=press_officer)
        close_edit_session(user=press_officer, edit_session=ONE)
    for arrival in arrivals:
        arrival.join()

    assert ArticleText.objects.get().title == "Қысқы мектеп"
    assert lying() == []


def in_a_thread(function, *args, **kwargs):
    def run():
        function(*args, **kwargs)
        connection.close()

    return run


def waiting_for_rows():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT pid) FROM pg_locks"
            " WHERE NOT granted AND locktype IN ('tuple', 'transactionid')"
        )
        return cursor.fetchone()[0]


@pytest.mark.parametrize("is_new", [True, False])
def test_saved_and_kept_at_once_nothing_is_left_to_recover(
    transactional_db, karaganda, press_officer, is_new
):
    text = ArticleTextFactory(article=ArticleFactory(organization=karaganda))
    writer, windows = Client(), [Client(), Client()]
    for browser in (writer, *windows):
        browser.force_login(press_officer)
    url = ADD if is_new else change_url(text.article)
    article = None if is_new else text.article
    sent = {**form_of(writer, url), "text-kk-0-title": "Қысқы мектеп"}
    keeping = [
        lambda window=window, sequence=sequence: keep(
            window, article, edit_session=sent["edit_session"], sequence=sequence, title="Қыс"
        )
        for sequence, window in enumerate(windows, start=1)
    ]

    assert at_once(lambda: writer.post(url, sent), *keeping) == []
    assert ArticleText.objects.filter(title="Қысқы мектеп").count() == 1
    assert lying() == []


def test_unsaved_work_in_the_bin_follows_its_renamed_columns(officer, text):
    keep(officer, text.article, title="Қыс")
    entry = delete_article(article_id=text.article.pk)
    rows = entry.rows
    renaming = import_module("publications.migrations.0013_unsaved_work_of_edit_sessions")
    renaming.backwards(apps, None)
    entry.refresh_from_db()
    [earlier] = entry.rows["publications.UnsavedWork"]
    assert earlier["opening"] == str(ONE)
    assert earlier["turn"] == 1
    renaming.forwards(apps, None)
    entry.refresh_from_db()
    assert entry.rows == rows
    bring_back(entry_id=entry.pk)
    assert lying() == ["Қыс"]
