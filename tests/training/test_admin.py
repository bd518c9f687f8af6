import pytest
from django.urls import reverse

from mediacenter.services.journal.models import JournalEntry
from tests.changelists import admin_url, assert_forms_open, assert_list_does_not_grow
from tests.shown_form import admin_form, send, troubles
from tests.training.factories import (
    LectureFactory,
    ProgrammeFactory,
    SeminarFactory,
    SeminarFigureFactory,
    SessionFactory,
)
from tests.unions.factories import OrganizationFactory, PersonFactory, UserFactory
from training.models import Programme, Seminar
from unions.models import Role


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["django_language"] = "en"


@pytest.fixture
def federation(db):
    return OrganizationFactory(slug="federation")


@pytest.fixture
def karaganda(federation):
    return OrganizationFactory(parent=federation)


@pytest.fixture
def trainer(client, karaganda):
    client.force_login(UserFactory(role=Role.TRAINING_ORGANIZER, organization=karaganda))
    return client


def blank_inlines(**filled):
    management = {
        f"{prefix}-{count}": "0"
        for prefix in ("sessions", "lectures", "figures", "materials")
        for count in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    return {**management, "mode": "in_person", "offer_hours": "48", **filled}


@pytest.mark.parametrize("factory", [ProgrammeFactory, SeminarFactory])
def test_a_list_asks_as_much_for_three_records_as_for_one(trainer, karaganda, factory):
    assert_list_does_not_grow(trainer, lambda: factory(organizer=karaganda))


def test_the_forms_open(trainer, karaganda):
    seminar = SeminarFactory(organizer=karaganda)
    LectureFactory(seminar=seminar, session=SessionFactory(seminar=seminar))
    SeminarFigureFactory(seminar=seminar)

    assert_forms_open(trainer, seminar)
    assert_forms_open(trainer, ProgrammeFactory(organizer=karaganda))


def test_a_seminar_is_entered_in_one_form(trainer, karaganda):
    lecturer = PersonFactory()
    response = trainer.post(
        admin_url(Seminar, "add"),
        blank_inlines(
            **{
                "organizer": karaganda.pk,
                "when": "29.01",
                "is_published": "on",
                "title_kk": "Келіссөз жүргізу",
                "title_ru": "Ведение переговоров",
                "place_ru": "Кызылорда",
                "lectures-TOTAL_FORMS": "1",
                "lectures-0-person": lecturer.pk,
                "lectures-0-number": "1",
                "figures-TOTAL_FORMS": "1",
                "figures-0-counted": "participants",
                "figures-0-qualifier": "more_than",
                "figures-0-number": "30",
            }
        ),
    )

    assert response.status_code == 302
    seminar = Seminar.objects.get()
    assert (seminar.slug, seminar.precision) == ("kelissoz-zhurgizu", "day_month")
    assert seminar.lectures.get().person == lecturer
    assert str(seminar.figures.get().number) == "30"
    told = {entry.subject for entry in JournalEntry.objects.all()}
    assert told == {seminar, seminar.lectures.get(), seminar.figures.get()}


def test_a_seminar_needs_a_title_in_one_language(trainer, karaganda):
    sent = blank_inlines(organizer=karaganda.pk, when="2024")
    response = trainer.post(admin_url(Seminar, "add"), sent)

    assert "title_kk" in response.context["adminform"].form.errors
    trainer.post(admin_url(Seminar, "add"), {**sent, "title_en": "Winter school"})
    assert Seminar.objects.get().slug == "winter-school"


def test_the_second_seminar_of_a_title_gets_the_next_address(trainer, karaganda):
    sent = blank_inlines(organizer=karaganda.pk, when="", title_ru="Семинар")
    for _ in range(2):
        trainer.post(admin_url(Seminar, "add"), sent)

    assert sorted(Seminar.objects.values_list("slug", flat=True)) == ["seminar", "seminar-2"]


def test_a_date_that_is_none_is_told_at_its_line(trainer, karaganda):
    sent = blank_inlines(organizer=karaganda.pk, when="31.02.2024", title_ru="Семинар")
    response = trainer.post(admin_url(Seminar, "add"), sent)

    assert "31.02.2024" in str(response.context["adminform"].form.errors["when"])


def test_nobody_organizes_for_others(trainer, federation):
    sent = blank_inlines(organizer=federation.pk, when="", title_ru="Семинар")
    response = trainer.post(admin_url(Seminar, "add"), sent)

    assert "organizer" in response.context["adminform"].form.errors
    assert not Seminar.objects.exists()


def test_lectures_choose_among_the_sessions_of_their_seminar(trainer, karaganda):
    own, other = (SessionFactory(seminar=SeminarFactory(organizer=karaganda)) for _ in range(2))
    LectureFactory(seminar=own.seminar)
    page = trainer.get(admin_url(Seminar, "change", own.seminar.pk))

    lectures = page.context["inline_admin_formsets"][1].formset
    offered = lectures.forms[0].fields["session"].queryset
    assert list(offered) == [own]
    assert other not in offered


@pytest.mark.parametrize("role", [Role.PRESS_OFFICER, Role.CHAIR, Role.APPEALS_OFFICER])
def test_the_others_read_but_do_not_enter(client, karaganda, role):
    client.force_login(UserFactory(role=role, organization=karaganda))
    programme = ProgrammeFactory(organizer=karaganda)

    assert client.get(admin_url(Programme, "change", programme.pk)).status_code == 200
    assert client.post(admin_url(Programme, "change", programme.pk)).status_code == 403
    assert client.get(reverse("admin:training_programme_add")).status_code == 403


def test_rows_are_added_without_scripts_and_nothing_typed_is_lost(trainer, karaganda):
    """The button comes with the form; what is typed comes back unjudged, the new row as offered."""
    lecturer = PersonFactory()
    page = trainer.get(admin_url(Seminar, "add"))
    assert admin_form(page).buttons["_more_rows"]

    page = send(trainer, page, title_ru="Школа", when="29.13", _more_rows="figures")
    assert not troubles(page)
    page = send(trainer, page, **{"figures-0-number": "30", "_more_rows": "lectures"})
    assert (shown := admin_form(page).sent)["figures-0-number"] == ["30"]
    assert (shown["figures-0-qualifier"], shown["lectures-0-number"]) == (["exact"], ["1"])
    assert not Seminar.objects.exists()

    refused = send(trainer, page, **{"lectures-0-person": lecturer.pk})
    assert list(troubles(refused)) == ["when"]
    send(trainer, refused, when="29.01")
    seminar = Seminar.objects.get()
    assert (seminar.lectures.get().person, str(seminar.figures.get().number)) == (lecturer, "30")
