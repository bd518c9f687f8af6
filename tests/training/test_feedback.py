"""Feedback: asked for and given once, anonymously; summaries from five answers on; quotes."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.outbox.letters import letter_of
from mediacenter.services.outbox.models import Mail
from mediacenter.services.retention.actions import purge
from mediacenter.services.retention.declarations import RULES
from mediacenter.services.transitions.steps import WrongState
from mediacenter.toolkit.mail import NothingToSay
from tests.shown_form import ShownForm
from tests.training.factories import DelegationFactory, RegistrationFactory, SeminarFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from training.actions.feedback import approve_quote, ask_for_feedback, give_feedback, hide_quote
from training.actions.signing_up import change_participant
from training.feedback import address_of, summary_of
from training.models import (
    FeedbackAnswer,
    FeedbackGiven,
    ParticipantQuote,
    Registration,
    Standing,
)
from unions.models import Role

pytestmark = pytest.mark.django_db

LAST_DAY = dt.datetime(2026, 11, 30, 7, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(LAST_DAY, tick=False)
    return time_machine


@pytest.fixture
def federation():
    return OrganizationFactory(slug="federation")


@pytest.fixture
def organizer(federation):
    return UserFactory(role=Role.TRAINING_ORGANIZER, organization=federation)


@pytest.fixture
def seminar(federation):
    return SeminarFactory(organizer=federation, starts_on=LAST_DAY.date())


@pytest.fixture
def delegation(seminar):
    return DelegationFactory(seminar=seminar)


def participant(delegation, **more):
    return RegistrationFactory(delegation=delegation, status=Standing.CONFIRMED, **more)


def answered(registration, *marks, suggestions="", words=""):
    value, lecturers, arrangements = marks or (5, 4, 3)
    give_feedback(
        registration_id=registration.pk,
        answer=FeedbackAnswer(
            practical_value=value,
            lecturers=lecturers,
            arrangements=arrangements,
            suggestions=suggestions,
        ),
        quote=ParticipantQuote(words=words, language="ru") if words else None,
    )


def test_a_participant_answers_once_by_their_own_link(delegation, seminar, client):
    address = address_of(participant(delegation))
    form = ShownForm(client.get(address).content, "feedback")
    assert {"answer-practical_value", "answer-suggestions", "quote-agrees"} <= form.shown
    marks = {
        "answer-practical_value": "5",
        "answer-lecturers": "4",
        "answer-arrangements": "2",
        "quote-words": "Спасибо",
    }
    assert client.post(address, form.sent | marks).status_code == 200  # no consent to the quote
    assert not FeedbackAnswer.objects.exists()
    client.post(address, form.sent | marks | {"quote-agrees": "on"})
    answer = seminar.feedback.get()
    assert (answer.practical_value, answer.lecturers, answer.arrangements) == (5, 4, 2)
    assert seminar.quotes.get().words == "Спасибо"
    client.post(address, form.sent | marks | {"quote-agrees": "on"})
    assert seminar.feedback.count() == 1
    assert b'id="feedback"' not in client.get(address).content


def test_a_link_that_was_made_up_opens_nothing(delegation, client):
    address = address_of(participant(delegation))
    assert client.get(address).status_code == 200
    assert client.get(address.replace(":", "0:")).status_code == 404


def test_whoever_comes_in_somebodys_place_answers_by_a_link_of_their_own(
    delegation, seminar, organizer, client
):
    registration = participant(delegation, email="former@example.org")
    ask_for_feedback(seminar_id=seminar.pk, by=organizer)
    former = address_of(registration)
    another = Registration(name="Another", email="another@example.org", language="kk")
    change_participant(registration_id=registration.pk, participant=another, by=organizer)
    assert client.get(former).status_code == 404
    assert ask_for_feedback(seminar_id=seminar.pk, by=organizer) == 1
    mail = Mail.objects.get(kind="training.feedback", to="another@example.org")
    registration.refresh_from_db()
    assert address_of(registration) in letter_of(mail).body
    assert client.get(address_of(registration)).status_code == 200


def test_nothing_of_an_answer_leads_to_who_gave_it_or_when(delegation):
    answered(participant(delegation))
    kept = {field.attname for field in FeedbackAnswer._meta.get_fields()}
    assert kept == {
        "id",
        "seminar_id",
        "practical_value",
        "lecturers",
        "arrangements",
        "suggestions",
    }
    assert isinstance(FeedbackAnswer.objects.get().pk, uuid.UUID)
    assert [field.name for field in FeedbackGiven._meta.get_fields()] == ["registration"]
    assert not JournalEntry.objects.filter(code__startswith="feedback").exists()


@pytest.mark.parametrize(
    ("days", "status", "is_open"),
    [
        (-1, Standing.CONFIRMED, False),
        (0, Standing.CONFIRMED, True),
        (60, Standing.LEAVING, True),
        (61, Standing.CONFIRMED, False),
        (0, Standing.CANCELLED, False),
    ],
)
def test_who_took_part_answers_from_the_last_day_on(delegation, clock, days, status, is_open):
    who = RegistrationFactory(delegation=delegation, status=status)
    clock.move_to(LAST_DAY + dt.timedelta(days=days))
    if is_open:
        answered(who)
    else:
        with pytest.raises(ValidationError):
            answered(who)
    assert FeedbackAnswer.objects.exists() == is_open


def test_a_summary_is_told_from_five_answers_on(delegation, seminar, organizer, client):
    client.force_login(organizer)
    address = f"/ru/training/{seminar.slug}/feedback/"
    for _ in range(4):
        answered(participant(delegation), 5, 4, 3, suggestions="Чаю")
    assert not summary_of(seminar).is_told
    assert "Чаю" not in client.get(address).content.decode()
    answered(participant(delegation), 1, 4, 3)
    value, lecturers, _arrangements = summary_of(seminar).questions
    assert (value.counts, value.mean) == ((1, 0, 0, 0, 4), 4.2)
    assert lecturers.mean == 4
    page = client.get(address).content.decode()
    assert "Чаю" in page
    assert "4,2" in page


def test_a_quote_is_public_once_the_organizer_approves_it(
    delegation, seminar, federation, organizer, client
):
    answered(participant(delegation), words="Полезно")
    quote = seminar.quotes.get()
    public = seminar.get_absolute_url()
    elsewhere = OrganizationFactory(parent=federation)
    stranger = UserFactory(role=Role.TRAINING_ORGANIZER, organization=elsewhere)
    assert "Полезно" not in client.get(public).content.decode()
    with pytest.raises(PermissionDenied):
        approve_quote(quote_id=quote.pk, by=stranger)
    client.force_login(organizer)
    form = ShownForm(
        client.get(f"/ru/training/{seminar.slug}/feedback/").content, f"quote-{quote.pk}"
    )
    client.post(form.action, form.sent | {"step": "approve"})
    assert "Полезно" in client.get(public).content.decode()
    with pytest.raises(WrongState):
        approve_quote(quote_id=quote.pk, by=organizer)
    hide_quote(quote_id=quote.pk, by=organizer)
    assert "Полезно" not in client.get(public).content.decode()


def test_everybody_is_sent_the_form_once(delegation, seminar, organizer):
    one, two = participant(delegation), participant(delegation)
    participant(delegation, email="")
    answered(two)
    assert ask_for_feedback(seminar_id=seminar.pk, by=organizer) == 1
    assert ask_for_feedback(seminar_id=seminar.pk, by=organizer) == 0
    mail = Mail.objects.get(kind="training.feedback")
    assert address_of(one) in letter_of(mail).body
    answered(one)
    with pytest.raises(NothingToSay):
        letter_of(Mail.objects.get())


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_number_of_queries(
    number, delegation, seminar, organizer, client, django_assert_num_queries
):
    for one in range(5 * number):
        answered(participant(delegation), words=f"{one}")
    client.force_login(organizer)
    address = f"/ru/training/{seminar.slug}/feedback/"
    client.get(address)
    with django_assert_num_queries(8):
        client.get(address)


def test_free_words_and_who_has_answered_are_purged(delegation, seminar, clock):
    answered(participant(delegation), suggestions="Чаю", words="не показана")
    answered(participant(delegation), words="показана")
    approve_quote(quote_id=seminar.quotes.get(words="показана").pk)
    for days, given, suggestions, quotes in [(90, 2, "Чаю", 2), (92, 0, "Чаю", 2), (367, 0, "", 1)]:
        clock.move_to(LAST_DAY + dt.timedelta(days=days))
        for code in ("feedback_given", "suggestions", "quotes"):
            purge(RULES[f"training.{code}"])
        assert FeedbackGiven.objects.count() == given
        assert {one.suggestions for one in seminar.feedback.all()} == {"", suggestions}
        assert seminar.quotes.count() == quotes
    assert seminar.feedback.count() == 2
