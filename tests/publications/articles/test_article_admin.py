"""Writing, handing in and publishing through the admin's form."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from mediacenter.services.journal.models import JournalEntry
from publications.articles.actions.releasing import approve_text, publish_text, submit_text
from publications.articles.actions.texts import save_article
from publications.articles.models import Article, ArticleKind, ArticleText, Status
from tests.publications.article_form import change_url, errors, form_of, messages, send
from tests.publications.factories import ArticleFactory, ArticleTextFactory, PictureFactory
from tests.shown import page_of
from tests.undrawn import context_of
from tests.unions.factories import UserFactory
from unions.models import Role

ADD = reverse("admin:publications_article_add")
LIST = reverse("admin:publications_article_changelist")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


# --- Writing ---


def opened_by(response):
    """The tab that a refused form opens with, the errors that its tabs count, and the fields that
    the note above it leads to.
    """
    page = page_of(response)
    links = page.xpath("//*[contains(@class, 'errornote')]//a/@href")
    assert all(page.get_element_by_id(link[1:]) is not None for link in links)
    [tabs] = page.xpath("//nav[@class='admin-tabs']")
    counted = {a.get("href"): a.findtext(".//span[@aria-hidden]") for a in tabs.iter("a")}
    return tabs.get("x-init"), {tab: count for tab, count in counted.items() if count}, links


def test_a_refused_form_opens_with_the_tab_of_its_first_error(officer):
    refused = {"text-kk-0-title": "", "text-kk-0-lead": "Лид", "text-ru-0-title": "Слёт"}
    page = send(officer, ADD, organization="", **refused)
    assert opened_by(page) == (
        "activeTab = 'text-kk'",
        {"#general": "1", "#text-kk": "1"},
        ["#id_organization", "#id_text-kk-0-title"],
    )
    page = send(officer, ADD, organization="", **{"text-ru-0-title": "Слёт"})
    assert opened_by(page) == ("activeTab = 'general'", {"#general": "1"}, ["#id_organization"])
    page = send(officer, ADD)
    assert opened_by(page) == (None, {}, []), "the title that lacks is asked for above all tabs"


def test_two_languages_are_written_in_one_form(officer, karaganda, press_officer):
    send(
        officer,
        ADD,
        **{
            "text-kk-0-title": "Қысқы мектеп",
            "text-kk-0-body": "<p>Мәтін</p>",
            "text-ru-0-title": "Зимняя школа",
        },
    )

    article = Article.objects.get()
    assert article.organization == karaganda  # offered: the press officer's own
    assert article.created_by == press_officer
    assert {(t.language, t.slug, t.status) for t in article.texts.all()} == {
        ("kk", "qysqy-mektep", "draft"),
        ("ru", "zimnyaya-shkola", "draft"),
    }


def test_markup_that_acts_is_stored_without_it(officer):
    payload = (
        "<p>a<script>alert(1)</script><img src=x onerror=alert(1)>"
        '<a href="javascript:alert(1)">b</a></p><iframe src="//x"></iframe>'
    )
    send(officer, ADD, **{"text-kk-0-title": "Т", "text-kk-0-body": payload})

    body = ArticleText.objects.get().body
    assert not any(sign in body for sign in ("script", "onerror", "iframe", "img"))
    assert "a" in body
    assert "b" in body


def test_a_text_needs_a_title_before_it_is_saved(officer):
    response = send(officer, ADD, **{"text-kk-0-body": "<p>Мәтін</p>"})

    assert "required" in errors(response)
    assert not Article.objects.exists()


def test_a_taken_address_is_told_at_the_form(officer, text):
    response = send(officer, ADD, **{"text-kk-0-title": "Т", "text-kk-0-slug": text.slug})

    assert "This address is taken." in errors(response)
    assert ArticleText.objects.count() == 1


def test_an_address_of_the_site_itself_is_refused(officer):
    response = send(officer, ADD, **{"text-kk-0-title": "Feed", "text-kk-0-slug": "feed"})
    assert "taken" in errors(response)

    send(officer, ADD, **{"text-kk-0-title": "Feed"})
    assert ArticleText.objects.get().slug == "feed-2"


def test_opening_and_saving_changes_nothing(officer, text):
    before = ArticleText.objects.get()
    send(officer, change_url(text.article))

    after = ArticleText.objects.get()
    assert after.changed_at == before.changed_at
    assert not text.article.texts.exclude(pk=text.pk).exists()


def test_the_line_breaks_of_the_editor_are_no_change(desk, text):
    ArticleText.objects.update(body="<h2>a</h2><p>b</p>")
    before = ArticleText.objects.get()
    send(desk, change_url(text.article), **{"text-kk-0-body": "<h2>a</h2>\r\n\r\n<p>b</p>\r\n"})

    assert ArticleText.objects.get().changed_at == before.changed_at


def test_a_press_officer_writes_for_the_own_organization_only(officer, almaty):
    response = send(officer, ADD, organization=almaty.pk, **{"text-kk-0-title": "Т"})

    assert "organization" in response.context["adminform"].form.errors
    assert not Article.objects.exists()


# --- Two people at one article ---


def test_two_languages_of_one_article_are_written_side_by_side(officer, text):
    url = change_url(text.article)
    russian = ArticleTextFactory(article=text.article, language="ru")
    opened = form_of(officer, url)
    russian.title = "Переведено коллегой"
    save_article(article=text.article, texts=[russian])

    officer.post(url, {**opened, "text-kk-0-title": "Менің тақырыбым"})
    assert set(ArticleText.objects.values_list("title", flat=True)) == {
        "Менің тақырыбым",
        "Переведено коллегой",
    }


def test_a_draft_that_was_handed_in_meanwhile_is_not_changed_behind_the_editor(officer, text):
    url = change_url(text.article)
    opened = form_of(officer, url)
    submit_text(text_id=text.pk)

    response = officer.post(url, {**opened, "text-kk-0-title": "Кейінгі тақырып"})
    assert "not yours to change" in errors(response)
    assert ArticleText.objects.get().title == text.title


# --- Steps ---


def test_a_step_saves_first_and_tells_the_outcome(officer, text):
    response = send(
        officer, change_url(text.article), _step="submit:kk", **{"text-kk-0-lead": "Жаңа лид."}
    )

    stored = ArticleText.objects.get()
    assert (stored.status, stored.lead) == (Status.REVIEW, "Жаңа лид.")
    assert messages(response) == ["The text is submitted for review."]
    assert response.url.endswith("#text-kk")


def test_a_new_article_can_be_handed_in_at_once(officer):
    send(
        officer,
        ADD,
        _step="submit:kk",
        **{"text-kk-0-title": "Т", "text-kk-0-lead": "Л", "text-kk-0-body": "<p>М</p>"},
    )

    assert ArticleText.objects.get().status == Status.REVIEW


def test_what_is_missing_is_listed_and_the_draft_is_kept(officer):
    response = send(officer, ADD, _step="submit:kk", **{"text-kk-0-title": "Тақырып"})

    assert ArticleText.objects.get().status == Status.DRAFT
    assert len(messages(response)) == 2
    assert "lead" in messages(response)[0]


def test_a_step_in_an_empty_tab_says_so(officer, text):
    response = send(officer, change_url(text.article), _step="submit:ru")

    assert messages(response) == ["There is no text in this language yet."]


def test_an_editor_publishes_for_later(desk, text):
    response = send(
        desk,
        change_url(text.article),
        _step="publish:kk",
        **{"text-kk-0-publish_at_0": "2099-05-01", "text-kk-0-publish_at_1": "09:00"},
    )

    stored = ArticleText.objects.get()
    assert stored.status == Status.PUBLISHED
    assert timezone.localtime(stored.published_at).isoformat().startswith("2099-05-01T09:00")
    (told,) = messages(response)
    assert told.startswith("The text is not published yet")


def test_a_refused_step_gives_back_what_was_entered_for_it(desk, text):
    """Else whoever corrects the second date would publish at once what was to wait."""
    url = change_url(text.article)
    submit_text(text_id=text.pk)
    response = send(
        desk,
        url,
        _step="publish:kk",
        **{
            "text-kk-0-publish_at_0": "2099-05-01",
            "text-kk-0-publish_at_1": "09:00",
            "text-kk-0-leave_at_0": "2099-04-01",
            "text-kk-0-leave_at_1": "09:00",
            "text-kk-0-remark": "Кім өткізді?",
        },
    )
    assert messages(response) == ["A text leaves the site after it has become public, not before."]

    shown = page_of(desk.get(url))
    moments = [f"text-kk-0-{name}_{part}" for name in ("publish_at", "leave_at") for part in "01"]
    again = [shown.xpath(f"//*[@name='{name}']/@value") for name in moments]
    assert again == [["01.05.2099"], ["09:00"], ["01.04.2099"], ["09:00"]]
    [remark] = shown.xpath("//textarea[@name='text-kk-0-remark']")
    assert remark.text.strip() == "Кім өткізді?"
    page = page_of(desk.get(url))
    assert not page.xpath("//*[@name='text-kk-0-publish_at_0']/@value"), "given back once"


@pytest.mark.parametrize("name", ["publish_at", "leave_at", "embargo_until"])
def test_half_a_moment_is_called_missing_and_not_wrong(desk, text, name):
    """Who has left the time blank has not entered a wrong one."""
    text.article.kind = ArticleKind.PRESS_RELEASE
    text.article.save()
    halves = [("2099-05-01", "", "time of day"), ("", "09:00", "day")]
    for day, hour, missing in halves:
        entered = {f"text-kk-0-{name}_0": day, f"text-kk-0-{name}_1": hour}
        told = errors(send(desk, change_url(text.article), _step="publish:kk", **entered))
        assert f"Enter the {missing} as well." in told
    assert ArticleText.objects.get().status == Status.DRAFT


def test_a_limit_that_is_taken_away_is_not_said_to_be_set(desk, text):
    publish_text(text_id=text.pk, until=timezone.now() + timedelta(days=1))
    blank = {"text-kk-0-leave_at_0": "", "text-kk-0-leave_at_1": ""}
    response = send(desk, change_url(text.article), _step="limit:kk", **blank)
    assert messages(response) == ["The text stays on the site for an unlimited time."]
    assert ArticleText.objects.get().withdraw_at is None


def test_the_writer_reads_the_editors_remark(client, press_officer, editor, text):
    submit_text(text_id=text.pk, by=press_officer)
    client.force_login(editor)
    send(
        client,
        change_url(text.article),
        _step="return:kk",
        **{"text-kk-0-remark": "Кім өткізді?"},
    )

    client.force_login(press_officer)
    assert "Кім өткізді?" in client.get(change_url(text.article)).content.decode()
    assert JournalEntry.objects.get(code="text.returned").user == editor


def test_a_writer_takes_a_text_back_to_go_on(officer, text):
    submit_text(text_id=text.pk)
    send(officer, change_url(text.article), _step="take-back:kk")

    assert ArticleText.objects.get().status == Status.DRAFT


def buttons(client, article):
    tabs = context_of(client, change_url(article))["inline_admin_formsets"]
    return [button.name for button in tabs[0].opts.text_tab.buttons]


def test_each_sees_the_steps_that_they_may_take(client, press_officer, editor, text):
    def offered():
        seen = []
        for user in (press_officer, editor):
            client.force_login(user)
            seen.append(buttons(client, text.article))
        return seen

    assert offered() == [["submit"], ["publish", "submit"]]
    submit_text(text_id=text.pk)
    assert offered() == [["take-back"], ["publish", "approve", "return"]]
    approve_text(text_id=text.pk)
    assert offered() == [["take-back"], ["publish", "return"]]
    publish_text(text_id=text.pk)
    assert offered() == [[], ["limit", "withdraw"]]


def test_a_press_officer_does_not_publish_by_a_made_up_form(officer, text):
    response = send(officer, change_url(text.article), _step="publish:kk")

    assert response.status_code == 403
    assert ArticleText.objects.get().status == Status.DRAFT


def test_a_step_that_does_not_exist_only_saves(desk, text):
    url = change_url(text.article)
    opened = form_of(desk, url)
    for step in ("delete:kk", "publish:xx", "publish", ":", "submit:kk:ru"):
        assert desk.post(url, {**opened, "_step": step}).status_code == 302, step
        assert ArticleText.objects.get().status == Status.DRAFT, step


# --- What is public stays as it was reviewed ---


def test_a_press_officer_adds_a_language_to_a_public_article_but_changes_nothing_public(
    officer, text, karaganda
):
    opened_as_a_draft = form_of(officer, change_url(text.article))
    assert "ask an editor" not in officer.get(change_url(text.article)).content.decode()
    publish_text(text_id=text.pk)
    assert "ask an editor" in officer.get(change_url(text.article)).content.decode()
    cover = PictureFactory(organization=karaganda)
    changed = {"cover": cover.pk, "text-kk-0-lead": "Басқа лид."}
    response = officer.post(change_url(text.article), {**opened_as_a_draft, **changed})
    assert "not yours to change" in errors(response)

    send(officer, change_url(text.article), cover=cover.pk, **{"text-ru-0-title": "Перевод"})
    article = Article.objects.get()
    assert article.texts.get(language="ru").status == Status.DRAFT
    assert article.texts.get(language="kk").lead == text.lead
    assert article.cover is None


def test_an_editor_corrects_a_public_text_and_tells_the_reader(client, desk, text):
    publish_text(text_id=text.pk)
    send(
        desk,
        change_url(text.article),
        **{"text-kk-0-title": "Түзетілген", "text-kk-0-correction": "Күні қате жазылған еді."},
    )

    stored = ArticleText.objects.get()
    assert (stored.title, stored.slug, stored.status) == (
        "Түзетілген",
        text.slug,
        Status.PUBLISHED,
    )
    assert "Күні қате жазылған еді." in client.get(stored.get_absolute_url()).content.decode()


def test_a_public_article_is_withdrawn_before_it_is_deleted(desk, text):
    url = reverse("admin:publications_article_delete", args=[text.article.pk])
    publish_text(text_id=text.pk)
    assert desk.post(url, {"post": "yes"}).status_code == 403

    send(desk, change_url(text.article), _step="withdraw:kk")
    desk.post(url, {"post": "yes"})
    assert not Article.objects.exists()


def test_public_articles_are_not_deleted_in_bulk_either(desk, text):
    publish_text(text_id=text.pk)
    draft = ArticleTextFactory(article=ArticleFactory(organization=text.article.organization))
    keys = [text.article.pk, draft.article.pk]
    bulk = {"action": "delete_selected", "_selected_action": keys, "post": "yes"}

    assert desk.post(LIST, bulk).status_code == 403
    assert Article.objects.count() == 2
    desk.post(LIST, {**bulk, "_selected_action": keys[1:]})
    assert list(Article.objects.all()) == [text.article]


# --- Who sees what ---


def test_a_chair_reads_but_does_not_write(client, karaganda, text):
    chair = UserFactory(role=Role.CHAIR, organization=karaganda)
    client.force_login(chair)

    page = client.get(change_url(text.article))
    assert page.status_code == 200
    assert "қатысты" in page.content.decode()
    assert client.post(change_url(text.article), {}).status_code == 403


def test_an_article_next_door_is_closed(officer, almaty):
    text = ArticleTextFactory(article=ArticleFactory(organization=almaty))

    assert officer.get(change_url(text.article)).status_code == 403
    assert text.title not in officer.get(LIST).content.decode()


def test_the_list_shows_the_state_of_each_language(desk, text):
    publish_text(text_id=text.pk)
    ArticleTextFactory(article=text.article, language="ru")
    waiting = ArticleTextFactory(article=ArticleFactory(organization=text.article.organization))
    submit_text(text_id=waiting.pk)

    page = desk.get(LIST).content.decode()
    assert page.count("published") >= 1
    [article] = desk.get(LIST, {"state": "review"}).context["cl"].result_list
    assert article == waiting.article


def test_the_list_is_ordered_by_the_day_that_it_shows(desk, text):
    publish_text(text_id=text.pk, at=timezone.now() + timedelta(days=9))
    for day in (3, 4):
        later = ArticleTextFactory(article__organization=text.article.organization).article
        Article.objects.filter(pk=later.pk).update(created_at=f"2031-05-0{day}T12:00Z")
    page = page_of(desk.get(LIST))
    cells = page.xpath("//td[contains(@class, 'field-created')]")
    assert [cell.text_content().strip() for cell in cells][:2] == ["04.05.2031", "03.05.2031"]
    public = date_format(
        timezone.localtime(ArticleText.objects.get(pk=text.pk).published_at), "SHORT_DATE_FORMAT"
    )
    assert f"scheduled {public}" in page.text_content()


def test_the_list_finds_what_is_scheduled_and_what_is_outdated(desk, text):
    publish_text(text_id=text.pk, at=timezone.now() + timedelta(days=1))
    russian = ArticleTextFactory(article=text.article, language="ru", title="Перевод")
    save_article(article=text.article, sources={"ru": "kk"})

    def found(state):
        return list(desk.get(LIST, {"state": state}).context["cl"].result_list)

    assert (found("scheduled"), found("published"), found("outdated")) == ([text.article], [], [])
    text = ArticleText.objects.get(pk=text.pk)
    text.lead = "Жаңа лид."
    save_article(article=text.article, texts=[text])
    assert found("outdated") == [russian.article]
    assert "outdated" in desk.get(LIST).content.decode()


def test_the_list_asks_as_much_for_three_articles_as_for_one(
    desk, karaganda, django_assert_num_queries, django_assert_max_num_queries
):
    def write():
        article = ArticleFactory(
            organization=karaganda, cover=PictureFactory(), created_by=UserFactory()
        )
        for language in ("kk", "ru", "en"):
            ArticleTextFactory(article=article, language=language)

    write()
    desk.get(LIST)
    with django_assert_max_num_queries(15) as first:
        desk.get(LIST)
    write()
    write()
    with django_assert_num_queries(len(first)):
        desk.get(LIST)


def test_an_article_is_saved_with_a_title_and_never_named_by_a_number(officer, karaganda):
    add = reverse("admin:publications_article_add")
    refused = send(officer, add, kind="news", organization=karaganda.pk)
    assert refused.context["adminform"].form.non_field_errors()
    assert not Article.objects.exists()
    begun = ArticleFactory(organization=karaganda)
    assert str(begun.pk) not in str(begun).split(",")[0]


def test_a_title_that_is_too_long_is_refused_and_not_cut(officer, karaganda):
    add = reverse("admin:publications_article_add")
    assert 'name="text-kk-0-title"' in officer.get(add).content.decode()
    assert 'maxlength="250"' not in officer.get(add).content.decode()
    sent = {"text-kk-0-title": "а" * 251}
    response = officer.post(add, {**form_of(officer, add), **sent, "organization": karaganda.pk})
    assert response.status_code == 200
    assert not Article.objects.exists()
