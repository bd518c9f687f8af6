"""Review: remarks on a text or a passage of it, giving back with a reason, settling."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from mediacenter.services.journal.models import JournalEntry
from publications.articles.actions.releasing import (
    NotReady,
    return_text,
    submit_text,
    take_back_text,
)
from publications.articles.actions.remarks import (
    PassageNotFound,
    answer_remark,
    note_correction,
    remark_on_text,
    settle_remark,
)
from publications.articles.models import Remark, Status
from tests.publications.article_form import change_url
from tests.publications.factories import ArticleFactory, ArticleTextFactory
from tests.unions.factories import UserFactory
from unions.models import Role


@pytest.fixture
def text(karaganda):
    return ArticleTextFactory(
        article=ArticleFactory(organization=karaganda),
        body="<p>Семинарға <b>40 мүше</b> қатысты.</p>",
    )


def test_a_remark_on_a_passage_knows_the_part_it_stands_in(text, editor):
    remark = remark_on_text(
        text_id=text.pk, words="Нақты ма?", passage="40 мүше  қатысты", by=editor
    )

    assert (remark.field, remark.passage) == ("body", "40 мүше қатысты")
    assert remark_on_text(text_id=text.pk, words="Жақсы.", by=editor).field == ""


def test_a_passage_that_is_not_in_the_text_is_refused(text, editor):
    with pytest.raises(PassageNotFound):
        remark_on_text(text_id=text.pk, words="?", passage="50 мүше", by=editor)


def test_an_editor_gives_back_with_a_reason(text, press_officer, editor):
    submit_text(text_id=text.pk, by=press_officer)
    with pytest.raises(NotReady, match="needs fixing"):
        return_text(text_id=text.pk, by=editor)

    returned = return_text(text_id=text.pk, by=editor, remark="Кім өткізді?")
    assert returned.status == Status.DRAFT
    assert [remark.words for remark in text.remarks.open()] == ["Кім өткізді?"]


def test_remarks_left_before_are_reason_enough(text, press_officer, editor):
    submit_text(text_id=text.pk, by=press_officer)
    remark_on_text(text_id=text.pk, words="Кім өткізді?", by=editor)

    assert return_text(text_id=text.pk, by=editor).status == Status.DRAFT


def test_the_writer_takes_a_text_back_without_a_word(text, press_officer):
    submit_text(text_id=text.pk, by=press_officer)

    assert take_back_text(text_id=text.pk, by=press_officer).status == Status.DRAFT


def test_the_writer_reads_the_remark_in_the_form_until_it_is_settled(
    client, text, press_officer, editor
):
    remark = remark_on_text(text_id=text.pk, words="Нақты ма?", passage="40 мүше", by=editor)
    client.force_login(press_officer)
    page = client.get(change_url(text.article)).content.decode()
    assert "Нақты ма?" in page
    assert "40 мүше" in page

    client.post(reverse("newsroom:settle", args=[remark.pk]))
    assert "Нақты ма?" not in client.get(change_url(text.article)).content.decode()
    settled = client.get(reverse("newsroom:text_history", args=[text.pk])).content.decode()
    assert "Нақты ма?" in settled


def test_a_remark_is_settled_once(text, editor, press_officer):
    remark = remark_on_text(text_id=text.pk, words="Нақты ма?", by=editor)
    first = settle_remark(remark_id=remark.pk, by=press_officer).settled_at

    assert settle_remark(remark_id=remark.pk, by=editor).settled_at == first
    assert JournalEntry.objects.filter(code="text.remark_settled").count() == 1


def test_a_remark_is_left_in_the_form(client, text, editor):
    client.force_login(editor)
    url = reverse("newsroom:remark", args=[text.pk])

    client.post(url, {"words": "Нақты ма?", "passage": "40 мүше"})
    client.post(url, {"words": " "})
    answer = client.post(url, {"words": "?", "passage": "жоқ сөз"}, follow=True)
    assert "is not in the text" in answer.content.decode()
    assert Remark.objects.get().made_by == editor


def test_an_answer_stands_below_its_remark_and_settles_nothing(client, text, press_officer):
    remark = remark_on_text(text_id=text.pk, words="Нақты ма?")
    client.force_login(press_officer)
    url = reverse("newsroom:answer_remark", args=[remark.pk])

    assert "up to 2,000" in client.post(url, {"words": " "}, follow=True).content.decode()
    page = client.post(url, {"words": "Иә, тізімде тұр."}, follow=True).content.decode()
    assert page.index("Нақты ма?") < page.index("Иә, тізімде тұр.")
    assert text.remarks.open().get().answers.get().made_by == press_officer
    history = client.get(reverse("newsroom:text_history", args=[text.pk])).content.decode()
    assert "Иә, тізімде тұр." in history


def test_who_does_not_write_here_leaves_no_remark_and_no_correction(text, almaty, karaganda):
    remark = remark_on_text(text_id=text.pk, words="Нақты ма?")
    for user in (
        UserFactory(role=Role.EDITOR, organization=almaty),
        UserFactory(role=Role.CHAIR, organization=karaganda),
    ):
        with pytest.raises(PermissionDenied):
            remark_on_text(text_id=text.pk, words="?", by=user)
        with pytest.raises(PermissionDenied):
            answer_remark(remark_id=remark.pk, words="?", by=user)
        with pytest.raises(PermissionDenied):
            settle_remark(remark_id=remark.pk, by=user)
        with pytest.raises(PermissionDenied):
            note_correction(text_id=text.pk, note="?", by=user)
