"""What people delete lies in the bin for a month and comes back as it was."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone, translation

from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.retention.actions import NotPurged, purge
from mediacenter.services.retention.declarations import RULES
from publications.articles.actions.deleting import delete_article
from publications.articles.actions.releasing import publish_text, submit_text, withdraw_text
from publications.articles.actions.texts import save_article
from publications.articles.models import Article, ArticleText, Status, Tag
from publications.pictures.models import Picture
from publications.plan.actions.assignments import start_article
from publications.plan.models import Occasion, PlanItem
from publications.press.models import Coverage
from tests.celery_worker import until
from tests.publications.article_form import change_url, messages
from tests.publications.factories import (
    ArticleFactory,
    ArticleTextFactory,
    CoverageFactory,
    LibraryDocumentFactory,
    OutletFactory,
    PictureFactory,
    RubricFactory,
)
from tests.publications.pdf_file import pdf_file
from tests.publications.plan.factories import AssignmentFactory, DayNoteFactory
from tests.shown import page_of
from tests.shown_form import send
from tests.spending import spending
from tests.training.factories import LectureFactory, ProgrammeFactory
from tests.unions.factories import UserFactory
from training.models import Lecture
from unions.actions import bring_back, delete_for_good, delete_record
from unions.models import BinEntry, Role

pytestmark = pytest.mark.django_db

LIST = reverse("admin:unions_binentry_changelist")


def press_undo(client, page):
    """The page that the button in the message after deleting leads to, its form sent as it is."""
    shown = page_of(page)
    [button] = shown.xpath("//button[@form='undo']")
    form = shown.get_element_by_id("undo")
    assert form.method == "POST"
    return client.post(button.get("formaction"), dict(form.form_values()), follow=True)


def everything(article):
    """The article as its tables hold it, with what hangs on it."""
    return (
        Article.objects.filter(pk=article.pk).values().get(),
        list(article.texts.order_by("pk").values()),
        [list(text.revisions.order_by("pk").values()) for text in article.texts.order_by("pk")],
        list(article.tags.values_list("pk")),
        list(article.gallery.values()),
    )


@pytest.fixture
def article(karaganda, press_officer):
    """Two languages, the second from the first; a tag, a cover, a gallery, a clipping."""
    article = ArticleFactory.build(organization=karaganda, audiences=["youth", "women"])
    article.cover = PictureFactory(organization=karaganda)
    texts = [
        ArticleText(language=code, title=f"Title {code}", lead="«Қазақша»", body="<p>Ә, 1.5</p>")
        for code in ("kk", "ru")
    ]
    save_article(article=article, texts=texts, by=press_officer, sources={"ru": "kk"})
    article.tags.add(Tag.objects.create(name_kk="Тег", name_ru="Тег", slug="teg"))
    article.gallery.create(picture=PictureFactory(organization=karaganda), number=1)
    CoverageFactory(organization=karaganda, article=article)
    return article


def test_an_article_comes_back_with_all_that_hung_on_it(article, press_officer):
    before = everything(article)
    entry = delete_article(article_id=article.pk, by=press_officer)
    assert not Article.objects.exists()
    assert not ArticleText.objects.exists()
    assert Coverage.objects.get().article is None
    assert bring_back(entry_id=entry.pk, by=press_officer) == article
    assert everything(article) == before
    assert Coverage.objects.get().article == article
    assert not BinEntry.objects.exists()
    entries = JournalEntry.objects.filter(object_id=str(article.pk), user=press_officer)
    assert list(entries.order_by("pk").values_list("code", flat=True))[-2:] == [
        "record.put_in_bin",
        "record.brought_back",
    ]


def test_what_is_gone_for_good_is_done_without(article, press_officer):
    entry = delete_article(article_id=article.pk, by=press_officer)
    for record in [*Tag.objects.all(), *Picture.objects.all()]:
        delete_for_good(binentry_id=delete_record(record=record).pk)
    bring_back(entry_id=entry.pk, by=press_officer)
    article.refresh_from_db()
    assert (article.cover, article.tags.count(), article.gallery.count()) == (None, 0, 0)
    assert article.texts.count() == 2


def test_what_was_deleted_together_is_together_again_in_whichever_order(article, press_officer):
    """The rubric, tag and pictures were deleted after the article, and come back after it."""
    article.rubric = RubricFactory(organization=article.organization)
    article.save()
    before = everything(article)
    entries = [
        delete_record(record=record)
        for record in [article, *Tag.objects.all(), *Picture.objects.all(), article.rubric]
    ]
    for entry in entries:
        bring_back(entry_id=entry.pk)
    assert everything(article) == before


def test_what_it_belongs_to_is_named_where_it_is_missing(karaganda, press_officer):
    outlet = OutletFactory(name_ru="Энергетик")
    coverage = CoverageFactory(organization=karaganda, outlet=outlet)
    entry = delete_record(record=coverage, by=press_officer)
    whole = delete_record(record=outlet)
    with pytest.raises(ValidationError, match=f"“{outlet}”, which is in the bin too"):
        bring_back(entry_id=entry.pk, by=press_officer)
    delete_for_good(binentry_id=whole.pk)
    with pytest.raises(ValidationError, match="outlet"):
        bring_back(entry_id=entry.pk, by=press_officer)
    assert BinEntry.objects.get() == entry


def test_an_address_stays_reserved_and_a_taken_one_is_refused_in_words(
    article, karaganda, press_officer
):
    entry = delete_article(article_id=article.pk, by=press_officer)
    other = ArticleText(language="kk", title="Title kk")
    save_article(article=ArticleFactory(organization=karaganda), texts=[other])
    assert other.slug != "title-kk"
    other.slug = "title-kk"
    other.save()
    with pytest.raises(ValidationError, match="This address is taken"):
        bring_back(entry_id=entry.pk, by=press_officer)
    assert BinEntry.objects.filter(pk=entry.pk).exists()
    other.delete()
    bring_back(entry_id=entry.pk, by=press_officer)


def test_the_assignment_is_where_the_text_is_again(karaganda, press_officer, editor):
    assignment = AssignmentFactory(
        plan_item__occasion__organization=karaganda,
        plan_item__status="planned",
        assignee=press_officer,
    )
    article = start_article(assignment_id=assignment.pk, by=press_officer)
    text = ArticleTextFactory(article=article)
    submit_text(text_id=text.pk)
    entry = delete_article(article_id=article.pk, by=editor)
    assignment.refresh_from_db()
    assert (assignment.status, assignment.article) == ("offered", None)
    bring_back(entry_id=entry.pk, by=editor)
    assignment.refresh_from_db()
    assert (assignment.status, assignment.article) == ("handed_in", article)


def test_work_begun_anew_meanwhile_is_left_alone(karaganda, press_officer):
    assignment = AssignmentFactory(
        plan_item__occasion__organization=karaganda,
        plan_item__status="planned",
        assignee=press_officer,
    )
    first = start_article(assignment_id=assignment.pk, by=press_officer)
    entry = delete_article(article_id=first.pk, by=press_officer)
    second = start_article(assignment_id=assignment.pk, by=press_officer)
    bring_back(entry_id=entry.pk, by=press_officer)
    assignment.refresh_from_db()
    assert assignment.article == second


def test_what_once_was_public_leads_nowhere_while_it_lies_there(client, text, editor):
    publish_text(text_id=text.pk, by=editor)
    address = ArticleText.objects.get(pk=text.pk).get_absolute_url()
    assert client.get(address).status_code == 200
    withdraw_text(text_id=text.pk, by=editor)
    entry = delete_article(article_id=text.article_id, by=editor)
    assert client.get(address).status_code == 404
    bring_back(entry_id=entry.pk, by=editor)
    assert ArticleText.objects.get(pk=text.pk).status == Status.DRAFT
    assert client.get(address).status_code == 404


def test_an_occasion_comes_back_with_its_plan(karaganda, press_officer):
    assignment = AssignmentFactory(plan_item__occasion__organization=karaganda)
    occasion = assignment.plan_item.occasion
    entry = delete_record(record=occasion, by=press_officer)
    assert not PlanItem.objects.exists()
    bring_back(entry_id=entry.pk, by=press_officer)
    assert Occasion.objects.get() == occasion
    assert PlanItem.objects.get().assignments.get() == assignment


def test_only_who_may_delete_such_a_record_brings_it_back(article, press_officer, almaty):
    entry = delete_article(article_id=article.pk, by=press_officer)
    stranger = UserFactory(role=Role.EDITOR, organization=almaty)
    chair = UserFactory(role=Role.CHAIR, organization=article.organization)
    for somebody in (stranger, chair):
        with pytest.raises(PermissionDenied):
            bring_back(entry_id=entry.pk, by=somebody)
    for somebody in (stranger, press_officer):
        with pytest.raises(PermissionDenied):
            delete_for_good(binentry_id=entry.pk, by=somebody)


def test_after_a_month_the_bin_is_emptied(karaganda):
    old, young = (ArticleFactory(organization=karaganda) for _ in range(2))
    entries = [delete_article(article_id=article.pk) for article in (old, young)]
    BinEntry.objects.filter(pk=entries[0].pk).update(
        removed_at=timezone.now() - timedelta(days=30, minutes=1)
    )
    assert purge(RULES["unions.bin"]) == 1
    assert BinEntry.objects.get() == entries[1]
    assert purge(RULES["unions.bin"]) == 0


def test_the_page_after_deleting_leads_to_undoing(client, article, press_officer):
    client.force_login(press_officer)
    url = reverse("admin:publications_article_delete", args=[article.pk])
    page = client.post(url, {"post": "yes"}, follow=True)
    undo = reverse("admin:unions_binentry_bring_back", args=[BinEntry.objects.get().pk])
    assert [undo in message for message in messages(page)] == [False, True]
    back = press_undo(client, page)
    assert Article.objects.get() == article
    assert [str(article) in message for message in messages(back)] == [True]
    assert back.redirect_chain[-1][0] == change_url(article)


def test_the_bin_stands_among_what_a_writer_works_on(client, press_officer):
    client.force_login(press_officer)
    groups = client.get(reverse("admin:index")).context["work"]["groups"]
    assert "unions.binentry" in [entry.place for group in groups for entry in group.entries]


def test_several_are_brought_back_at_once(client, karaganda, press_officer):
    articles = [ArticleFactory(organization=karaganda) for _ in range(2)]
    client.force_login(press_officer)
    of_list = {
        "action": "delete_selected",
        "_selected_action": [article.pk for article in articles],
        "post": "yes",
    }
    page = client.post(reverse("admin:publications_article_changelist"), of_list, follow=True)
    assert [f'href="{LIST}"' in message for message in messages(page)] == [False, True]
    keys = list(BinEntry.objects.values_list("pk", flat=True))
    client.post(LIST, {"action": "bring_back_several", "_selected_action": keys})
    assert set(Article.objects.all()) == set(articles)


def test_the_bin_costs_the_same_for_any_number(client, karaganda, press_officer):
    client.force_login(press_officer)
    costs = []
    for number in (1, 2):
        for _ in range(number):
            delete_article(article_id=ArticleFactory(organization=karaganda).pk, by=press_officer)
        client.get(LIST)
        with spending() as spent:
            client.get(LIST)
        costs.append(spent.statements)
    assert costs[0] == costs[1]


def test_what_a_colleague_has_deleted_a_moment_ago_is_deleted(article):
    note = DayNoteFactory(organization=article.organization)
    for record in (article, note, article.cover):
        assert delete_record(record=record) is not None
        assert delete_record(record=record) is None
    assert BinEntry.objects.count() == 3


def test_no_file_of_what_lies_there_is_handed_out(client, karaganda, editor):
    document = LibraryDocumentFactory(organization=karaganda, file=pdf_file())
    address = reverse("library:file", args=[document.slug])
    assert client.get(address).status_code == 200
    entry = delete_record(record=document, by=editor)
    assert client.get(address).status_code == 404
    bring_back(entry_id=entry.pk, by=editor)
    assert client.get(address).status_code == 200


def test_a_file_that_another_deleted_record_names_too_stays(
    karaganda, django_capture_on_commit_callbacks
):
    document = LibraryDocumentFactory(organization=karaganda, file=pdf_file())
    other = LibraryDocumentFactory(organization=karaganda, file=document.file.name)
    entries = [delete_record(record=record) for record in (document, other)]
    for entry, is_there in zip(entries, (True, False), strict=True):
        with django_capture_on_commit_callbacks(execute=True):
            delete_for_good(binentry_id=entry.pk)
        assert document.file.storage.exists(document.file.name) is is_there


def test_what_lies_there_is_named_in_the_readers_language(karaganda):
    rubric = RubricFactory(organization=karaganda, name_kk="Айдар", name_ru="Рубрика")
    delete_record(record=rubric)
    for language, name in [("kk", "Айдар"), ("ru", "Рубрика"), ("en", "Айдар")]:
        with translation.override(language):
            assert str(BinEntry.objects.get()) == name


def test_who_sees_what_lies_there(client, federation, karaganda, almaty):
    """Below their organization, of the kinds that they delete; what is common, at the root."""
    article, programme, tag = (
        delete_record(record=record)
        for record in [
            ArticleFactory(organization=karaganda),
            ProgrammeFactory(organizer=karaganda),
            Tag.objects.create(name_kk="Тег", name_ru="Тег", slug="teg"),
        ]
    )
    for role, organization, seen in [
        (Role.PRESS_OFFICER, karaganda, {article}),
        (Role.TRAINING_ORGANIZER, karaganda, {programme}),
        (Role.EDITOR, karaganda, {article, programme}),
        (Role.EDITOR, federation, {article, programme, tag}),
        (Role.EDITOR, almaty, set()),
        (Role.CHAIR, federation, set()),
    ]:
        client.force_login(UserFactory(role=role, organization=organization))
        assert set(client.get(LIST).context["cl"].queryset) == seen, (role, organization)
        for entry in (article, programme, tag):
            page = client.get(reverse("admin:unions_binentry_bring_back", args=[entry.pk]))
            assert (page.status_code == 200) is (entry in seen), (role, entry)


def test_a_row_of_a_form_comes_back_alone(client, karaganda):
    lecture = LectureFactory(seminar__organizer=karaganda)
    client.force_login(UserFactory(role=Role.TRAINING_ORGANIZER, organization=karaganda))
    url = reverse("admin:training_seminar_change", args=[lecture.seminar_id])
    sent = send(client, client.get(url), **{"lectures-0-DELETE": "on"})
    assert not Lecture.objects.exists()
    undo = reverse("admin:unions_binentry_bring_back", args=[BinEntry.objects.get().pk])
    page = client.get(sent.url)
    assert undo in messages(page)[-1]
    assert press_undo(client, page).redirect_chain[-1][0] == url
    assert Lecture.objects.get() == lecture


@pytest.mark.django_db(transaction=True)
def test_an_entry_whose_emptying_is_cut_off_holds_up_no_other_and_goes_the_next_time(karaganda):
    """Its connection is killed while it waits for the second of three."""
    for _number in range(3):
        delete_article(article_id=ArticleFactory(organization=karaganda).pk)
    BinEntry.objects.update(removed_at=timezone.now() - timedelta(days=31))
    second = BinEntry.objects.order_by("pk")[1]

    def empty():
        try:
            return purge(RULES["unions.bin"])
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            BinEntry.objects.select_for_update().get(pk=second.pk)
            emptying = threads.submit(empty)
            until(kill_who_waits, limit=20)
        with pytest.raises(NotPurged, match=r"unions\.bin: 1"):
            emptying.result()
    assert BinEntry.objects.get() == second
    assert purge(RULES["unions.bin"]) == 1


def kill_who_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone() is not None


def test_what_named_a_record_by_a_column_of_an_earlier_version_holds_up_no_return(text):
    rubric = RubricFactory()
    text.article.rubric = rubric
    text.article.save()
    entry = delete_record(record=rubric)
    [link] = entry.links
    link[1] = "column_of_an_earlier_version"
    entry.save()
    bring_back(entry_id=entry.pk)
    assert type(rubric).objects.filter(pk=rubric.pk).exists()
    text.article.refresh_from_db()
    assert text.article.rubric is None
