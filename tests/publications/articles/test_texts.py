import datetime as dt
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.utils import timezone

from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.transitions.steps import WrongState
from publications.articles.actions.releasing import (
    NotReady,
    publish_text,
    return_text,
    submit_text,
    take_back_text,
    withdraw_text,
)
from publications.articles.actions.texts import save_article
from publications.articles.models import Article, ArticleText, Status
from tests.publications.factories import ArticleTextFactory, PictureFactory
from tests.unions.factories import UserFactory
from unions.models import Role


def codes():
    return list(JournalEntry.objects.order_by("pk").values_list("code", flat=True))


# --- Writing ---


def written(organization, by=None, **texts):
    return save_article(
        article=Article(organization=organization),
        texts=[ArticleText(language=code, title=title) for code, title in texts.items()],
        by=by,
    )


def test_an_address_is_spelled_from_the_title_in_each_language(karaganda, press_officer):
    article = written(karaganda, press_officer, kk="Қысқы мектеп", ru="Зимняя школа")

    assert {text.language: text.slug for text in article.texts.all()} == {
        "kk": "qysqy-mektep",
        "ru": "zimnyaya-shkola",
    }
    assert article.created_by == press_officer


def test_the_same_title_gets_the_next_free_address(karaganda):
    slugs = [written(karaganda, ru="Семинар").texts.get().slug for _ in range(3)]

    assert slugs == ["seminar", "seminar-2", "seminar-3"]
    assert written(karaganda, kk="Семинар").texts.get().slug == "seminar"


def test_a_very_long_title_still_gets_the_next_free_address(karaganda):
    title = "Обучающий семинар для председателей первичных профсоюзных организаций " * 3
    slugs = {written(karaganda, ru=title.strip()[:250]).texts.get().slug for _ in range(3)}

    assert len(slugs) == 3


def test_an_address_that_somebody_chose_is_kept(karaganda):
    text = ArticleText(language="ru", title="Семинар", slug="my-address")
    save_article(article=Article(organization=karaganda), texts=[text])

    assert ArticleText.objects.get().slug == "my-address"


def test_an_address_that_another_has_is_not_taken_for_one_that_somebody_chose(karaganda):
    written(karaganda, ru="Семинар")
    chosen = ArticleText(language="ru", title="Другой", slug="seminar")
    with pytest.raises(IntegrityError), transaction.atomic():
        save_article(article=Article(organization=karaganda), texts=[chosen])


def test_two_texts_of_one_title_written_at_once_get_two_addresses(transactional_db, karaganda):
    together(lambda: written(karaganda, ru="Семинар"), times=4)

    assert sorted(ArticleText.objects.values_list("slug", flat=True)) == [
        "seminar",
        "seminar-2",
        "seminar-3",
        "seminar-4",
    ]


def test_saving_never_changes_the_state(text, editor):
    publish_text(text_id=text.pk, by=editor)
    stale = text  # as an open form holds it: still a draft
    stale.title = "Жаңа тақырып"
    save_article(article=text.article, texts=[stale], by=editor)

    stored = ArticleText.objects.get()
    assert (stored.title, stored.status) == ("Жаңа тақырып", Status.PUBLISHED)


def test_markup_is_stored_clean(karaganda):
    text = ArticleText(language="kk", title="Т", body='<p onclick="x()">a<script>b</script></p>')
    save_article(article=Article(organization=karaganda), texts=[text])

    assert ArticleText.objects.get().body == "<p>a</p>"


@pytest.mark.parametrize("state", ["submitted", "published"])
def test_a_press_officer_changes_drafts_only(text, press_officer, editor, state):
    save_article(article=text.article, texts=[text], by=press_officer)

    if state == "submitted":
        submit_text(text_id=text.pk, by=press_officer)
    else:
        publish_text(text_id=text.pk, by=editor)
    with pytest.raises(PermissionDenied):
        save_article(article=text.article, texts=[text], by=press_officer)
    save_article(article=text.article, texts=[text], by=editor)


def test_a_press_officer_of_another_organization_changes_nothing(text, almaty):
    stranger = UserFactory(role=Role.PRESS_OFFICER, organization=almaty)

    for step in (submit_text, return_text, take_back_text, publish_text, withdraw_text):
        with pytest.raises(PermissionDenied):
            step(text_id=text.pk, by=stranger)
    with pytest.raises(PermissionDenied):
        save_article(article=text.article, texts=[text], by=stranger)


# --- From draft to public and back ---


def test_a_text_goes_from_the_press_officer_to_the_editor_to_the_public(
    text, press_officer, editor
):
    submit_text(text_id=text.pk, by=press_officer)
    assert not ArticleText.objects.published().exists()

    publish_text(text_id=text.pk, by=editor)
    assert ArticleText.objects.published().get() == text
    assert codes() == ["text.submitted", "text.published"]


def test_a_press_officer_does_not_publish(text, press_officer, editor):
    with pytest.raises(PermissionDenied):
        publish_text(text_id=text.pk, by=press_officer)
    assert publish_text(text_id=text.pk, by=editor).status == Status.PUBLISHED


def test_an_editor_of_the_organization_publishes_but_not_next_door(text, karaganda, almaty):
    own, other = (UserFactory(role=Role.EDITOR, organization=o) for o in (karaganda, almaty))

    with pytest.raises(PermissionDenied):
        publish_text(text_id=text.pk, by=other)
    assert publish_text(text_id=text.pk, by=own).status == Status.PUBLISHED


def test_a_text_published_for_tomorrow_is_public_tomorrow(text, editor):
    tomorrow = timezone.now() + dt.timedelta(days=1)
    text = publish_text(text_id=text.pk, by=editor, at=tomorrow)

    assert text.published_at == tomorrow
    assert not ArticleText.objects.published().exists()
    ArticleText.objects.update(published_at=timezone.now() - dt.timedelta(seconds=1))
    assert ArticleText.objects.published().exists()


def test_a_returned_text_carries_the_remark(text, press_officer, editor):
    submit_text(text_id=text.pk, by=press_officer)
    return_text(text_id=text.pk, by=editor, remark="Кто проводил семинар?")

    assert ArticleText.objects.get().status == Status.DRAFT
    assert (
        JournalEntry.objects.get(code="text.returned").details["remark"] == "Кто проводил семинар?"
    )


def test_a_withdrawn_text_is_a_draft_again_and_the_journal_knows_since_when_it_was_public(
    text, editor
):
    published = publish_text(text_id=text.pk, by=editor)
    withdraw_text(text_id=text.pk, by=editor)

    stored = ArticleText.objects.get()
    assert (stored.status, stored.published_at) == (Status.DRAFT, None)
    entry = JournalEntry.objects.get(code="text.withdrawn")
    assert entry.details["was_public_from"] == published.published_at.isoformat()


@pytest.mark.parametrize(
    ("step", "state"),
    [
        (submit_text, Status.REVIEW),
        (submit_text, Status.PUBLISHED),
        (return_text, Status.DRAFT),
        (return_text, Status.PUBLISHED),
        (publish_text, Status.PUBLISHED),
        (withdraw_text, Status.DRAFT),
        (withdraw_text, Status.REVIEW),
    ],
)
def test_a_step_from_a_wrong_state_is_refused_and_leaves_no_trace(text, editor, step, state):
    moment = timezone.now() if state == Status.PUBLISHED else None
    ArticleText.objects.update(status=state, published_at=moment)

    with pytest.raises(WrongState):
        step(text_id=text.pk, by=editor)
    assert ArticleText.objects.get().status == state
    assert codes() == []


def test_two_editors_who_publish_at_once_publish_once(transactional_db, text, editor, federation):
    other = UserFactory(role=Role.EDITOR, organization=federation)
    editors = iter([editor, other])
    outcomes = together(lambda: publish_text(text_id=text.pk, by=next(editors)), times=2)

    assert sorted(type(outcome) for outcome in outcomes if isinstance(outcome, Exception)) == [
        WrongState
    ]
    assert codes() == ["text.published"]


# --- What a text needs ---


@pytest.mark.parametrize(
    ("gap", "complaint"),
    [
        ({"title": " "}, "title"),
        ({"lead": ""}, "lead"),
        ({"body": ""}, "text itself"),
        ({"body": '<p>a</p><img src="/media/pictures/a.webp" alt="">'}, "alternative text"),
        ({"body": '<p>a</p><img src="/media/pictures/a.webp">'}, "alternative text"),
    ],
)
@pytest.mark.parametrize("step", [submit_text, publish_text])
def test_an_incomplete_text_is_refused_with_what_it_lacks(text, editor, step, gap, complaint):
    for name, value in gap.items():
        setattr(text, name, value)
    text.save()

    with pytest.raises(NotReady) as refusal:
        step(text_id=text.pk, by=editor)
    [missing] = refusal.value.missing
    assert complaint in missing
    assert ArticleText.objects.get().status == Status.DRAFT


def test_everything_missing_is_told_at_once(karaganda, editor):
    article = written(karaganda, kk="Тақырып")

    with pytest.raises(NotReady) as refusal:
        submit_text(text_id=article.texts.get().pk, by=editor)
    assert len(refusal.value.missing) == 2


def test_a_cover_needs_its_alternative_text_in_the_language_of_the_text(text, editor):
    text.article.cover = PictureFactory(organization=text.article.organization, alt_kk="")
    text.article.save()

    with pytest.raises(NotReady, match="cover"):
        publish_text(text_id=text.pk, by=editor)
    russian = ArticleTextFactory(article=text.article, language="ru")
    assert publish_text(text_id=russian.pk, by=editor).status == Status.PUBLISHED


def test_a_picture_alone_is_a_text(text, editor):
    text.body = '<img src="/media/pictures/a.webp" alt="Плакат">'
    text.save()

    assert publish_text(text_id=text.pk, by=editor).status == Status.PUBLISHED


def together(function, *, times):
    """Run a function in threads at once; return what each returned or raised."""
    barrier, outcomes = threading.Barrier(times), []

    def run():
        close_old_connections()
        barrier.wait()
        try:
            outcomes.append(function())
        except Exception as error:  # noqa: BLE001  the test looks at it
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
