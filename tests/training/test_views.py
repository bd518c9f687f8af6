"""Seminars and programmes, as a reader sees them."""

import datetime as dt

import pytest

from mediacenter.toolkit.dates import Precision
from tests.training.factories import (
    LectureFactory,
    ProgrammeFactory,
    SeminarFactory,
    SeminarFigureFactory,
    SessionFactory,
)
from tests.unions.factories import OrganizationFactory, PersonFactory
from training.models import Counted
from training.views import NAMED

pytestmark = pytest.mark.django_db

TODAY = "2024-06-15T12:00+05:00"


@pytest.fixture
def organizer():
    return OrganizationFactory(slug="federation")


def page_of(client, seminar, language="ru"):
    return client.get(f"/{language}/training/{seminar.slug}/").content.decode()


def test_what_comes_stands_apart_from_what_is_over(client, organizer, time_machine):
    time_machine.move_to(TODAY)
    over = SeminarFactory(organizer=organizer, starts_on=dt.date(2024, 3, 12))
    undated = SeminarFactory(organizer=organizer, starts_on=None)
    under_way = SeminarFactory(
        organizer=organizer, starts_on=dt.date(2024, 6, 14), ends_on=dt.date(2024, 6, 16)
    )
    next_month = SeminarFactory(organizer=organizer, starts_on=dt.date(2024, 7, 1))
    context = client.get("/ru/training/").context
    assert list(context["upcoming"]) == [under_way, next_month]
    assert list(context["page"]) == [over, undated]


def test_an_unpublished_seminar_is_nowhere(client, organizer):
    programme = ProgrammeFactory(organizer=organizer)
    seminar = SeminarFactory(organizer=organizer, is_published=False, programme=programme)
    assert client.get(f"/ru/training/{seminar.slug}/").status_code == 404
    assert seminar.title_ru not in client.get("/ru/training/").content.decode()
    programmes_page = client.get(f"/ru/training/programmes/{programme.slug}/").content.decode()
    assert seminar.title_ru not in programmes_page


def test_figures_keep_their_qualifiers_and_dates_their_precision(client, organizer):
    seminar = SeminarFactory(
        organizer=organizer,
        starts_on=dt.date(4, 1, 29),
        precision=Precision.DAY_OF_UNKNOWN_YEAR,
    )
    SeminarFigureFactory(seminar=seminar, number=30, qualifier="more_than")
    SeminarFigureFactory(seminar=seminar, number=None, counted=Counted.COUNTRIES)
    page = page_of(client, seminar)
    assert "более 30" in page
    assert "29 января" in page
    assert "29 января 4" not in page
    assert "<strong>0</strong>" not in page
    in_english = page_of(client, seminar, "en")
    assert "<strong>more than 30</strong><span>participants</span>" in in_english


def test_lectures_stand_with_their_session_and_the_others_by_themselves(client, organizer):
    seminar = SeminarFactory(organizer=organizer)
    session = SessionFactory(seminar=seminar)
    speaker = PersonFactory(name_ru="Голенкова Л.")
    LectureFactory(seminar=seminar, session=session, person=speaker, capacity_ru="юрист")
    LectureFactory(seminar=seminar, person=PersonFactory(name_ru="Утешев Н."))
    context = client.get(f"/ru/training/{seminar.slug}/").context
    ((shown, lectures),) = context["sessions"]
    assert shown == session
    assert [lecture.person.name_ru for lecture in lectures] == ["Голенкова Л."]
    assert [one.person.name_ru for one in context["other_lectures"]] == ["Утешев Н."]
    assert "юрист" in page_of(client, seminar)


def test_a_description_in_another_language_is_announced_and_marked(client, organizer):
    seminar = SeminarFactory(organizer=organizer, about_ru="О переговорах.")
    in_english = page_of(client, seminar, "en")
    assert 'class="prose" lang="ru"' in in_english
    assert 'class="notice"' in in_english
    assert 'class="notice"' not in page_of(client, seminar, "ru")


def test_nobody_took_part_in_what_is_to_come(client, organizer, time_machine):
    seminar = SeminarFactory(organizer=organizer)
    seminar.audience.add(organizer)
    time_machine.move_to("2024-03-11T12:00+05:00")
    page = page_of(client, seminar, "en")
    assert "Expected to take part" in page
    assert "Took part" not in page
    time_machine.move_to("2024-03-13T12:00+05:00")
    assert "Took part" in page_of(client, seminar, "en")


def test_of_a_large_audience_the_first_are_named(client, organizer):
    seminar = SeminarFactory(organizer=organizer)
    seminar.audience.set(OrganizationFactory.create_batch(NAMED))
    assert not client.get(f"/ru/training/{seminar.slug}/").context["others_took_part"]
    seminar.audience.add(OrganizationFactory())
    context = client.get(f"/ru/training/{seminar.slug}/").context
    assert len(context["audience"]) == NAMED
    assert context["others_took_part"]


@pytest.mark.parametrize("number", [1, 3])
def test_pages_take_the_same_queries_for_one_of_each_as_for_three(
    client, organizer, number, django_assert_num_queries
):
    programme = ProgrammeFactory(organizer=organizer, slug="mektep")
    for n in range(number):
        ProgrammeFactory(organizer=organizer)
        for starts_on in (dt.date(2024, 1, 1 + n), dt.date(2099, 1, 1 + n)):
            seminar = SeminarFactory(organizer=organizer, programme=programme, starts_on=starts_on)
            SeminarFigureFactory(seminar=seminar)
    for _ in range(number):
        session = SessionFactory(seminar=seminar)
        LectureFactory(seminar=seminar, session=session)
        LectureFactory(seminar=seminar)
        seminar.audience.add(OrganizationFactory())
    with django_assert_num_queries(7):
        client.get("/ru/training/")
    with django_assert_num_queries(8):
        client.get(f"/ru/training/{seminar.slug}/")
    with django_assert_num_queries(13):
        client.get("/ru/training/programmes/mektep/")


def test_that_no_source_tells_the_date_is_said_once(client, organizer):
    programme = ProgrammeFactory(organizer=organizer)
    undated = SeminarFactory.create_batch(
        2, organizer=organizer, starts_on=None, programme=programme
    )
    said = "The source does not tell the date."
    assert page_of(client, undated[0], "en").count(said) == 1
    for page in (
        page_of(client, undated[0], "en"),
        client.get("/en/training/").content.decode(),
        client.get(programme.get_absolute_url()).content.decode(),
        client.get("/en/organizations/federation/").content.decode(),
        client.get("/en/").content.decode(),
    ):
        assert "date not stated" not in page
    said = "Where no date stands, the source does not tell it."
    assert client.get("/en/training/").content.decode().count(said) == 1


def test_a_seminar_shows_what_is_known_of_it_only(client, organizer):
    seminar = SeminarFactory(organizer=organizer)
    SeminarFigureFactory(seminar=seminar, number=None)
    page = page_of(client, seminar, "en")
    assert "not stated" not in page
    assert "<dt>Where</dt>" not in page


def test_lists_of_training_leave_out_what_is_empty(client, organizer):
    page = client.get("/en/training/").content.decode()
    assert page.count("No seminars have been announced yet.") == 1
    programme = ProgrammeFactory(organizer=organizer)
    for address in ("/en/training/", programme.get_absolute_url()):
        page = client.get(address).content.decode()
        assert " yet" not in page
        assert 'id="past"' not in page
        assert 'id="seminars"' not in page
