"""A yearly report goes from its figures over a review to the signature, which freezes its files."""

import datetime as dt
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from mediacenter.reports.actions.answering_doubts import answer_doubts
from mediacenter.reports.actions.building import build_report
from mediacenter.reports.actions.figures import declare_figure
from mediacenter.reports.actions.freezing import facts_of, freeze
from mediacenter.reports.actions.narrative import write_narrative
from mediacenter.reports.actions.publishing import publish_report, withdraw_report
from mediacenter.reports.actions.report_files import produce, renew
from mediacenter.reports.actions.reporting_years import close_reporting_year
from mediacenter.reports.actions.reviewing import (
    accept_report,
    begin_correction,
    extend_deadline,
    return_report,
    submit_report,
)
from mediacenter.reports.actions.signing import publish_signed, sign_report
from mediacenter.reports.actions.tasks_ahead import keep_task_ahead
from mediacenter.reports.actions.withdrawing import withdraw_figure
from mediacenter.reports.changes import changed_figures
from mediacenter.reports.doubts import doubts_of
from mediacenter.reports.locks import refuse_locked
from mediacenter.reports.models import (
    Figure,
    ReportFile,
    ReportJob,
    ReportState,
    SectionText,
    Signature,
    Snapshot,
    TaskAhead,
    TaskStatus,
    YearlyReport,
)
from mediacenter.reports.progress import report_of, stages_of, standings
from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.outbox.models import Mail
from mediacenter.services.register.models import Entry, State
from mediacenter.services.transitions.steps import WrongState
from publications.press.models import MediaPartnership
from tests.outreach.factories import VisitFactory
from tests.publications.factories import OutletFactory
from tests.reports.access import accepted, report_file, reporting_year, to_sign
from tests.reports.factories import FigureFactory, TaskAheadFactory
from tests.services.printed import squeezed, text_of
from tests.shown_form import send
from tests.unions.factories import AppointmentFactory, OrganizationFactory, UserFactory
from unions.actions import delete_record
from unions.models import Role

pytestmark = pytest.mark.django_db
SOURCE = {"kk": "аппараттың мәліметі", "ru": "сведения аппарата"}


def silently(stage=None, percent=None):
    """A job that tells nobody how far it is."""


@pytest.fixture
def federation():
    return OrganizationFactory(kind="federation", slug="federation")


@pytest.fixture
def ours(federation):
    return OrganizationFactory(parent=federation, slug="ours", kind="regional")


@pytest.fixture
def chair(ours):
    user = UserFactory(role=Role.CHAIR, organization=ours, language="ru")
    user.person.appointments.update(post_ru="председатель", post_kk="төраға")
    return user


@pytest.fixture
def officer(ours):
    return UserFactory(role=Role.PRESS_OFFICER, organization=ours)


@pytest.fixture
def reviewer(federation):
    return UserFactory(role=Role.CHAIR, organization=federation)


def year_of(organization):
    return {"organization": organization, "year": 2024}


def declare(organization, by, **details):
    wish = {"indicator": "social.materials", "number": 103, "source": SOURCE}
    return declare_figure(**year_of(organization), by=by, **{**wish, **details})


def give_back(organization, by, **details):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    wish = {
        "items": {"social.materials": "Сверьте."},
        "reason": "Не сходится",
        "answer_by": tomorrow,
    }
    return return_report(**year_of(organization), by=by, **{**wish, **details})


def sign(organization, by, **details):
    wish = {"number": "1-05/7", "signed_on": dt.date(2025, 1, 20)}
    return sign_report(**year_of(organization), by=by, **{**wish, **details})


def print_signed():
    """What a worker would do; the first file of each language."""
    for job in ReportJob.objects.filter(file=None, wish__has_key="signature"):
        build_report(job, silently)


def status_of(organization):
    return YearlyReport.objects.get(**year_of(organization)).status


def told_of(kind):
    return set(Mail.objects.filter(kind=kind).values_list("user", flat=True))


def test_a_report_is_submitted_returned_submitted_again_accepted_and_signed(
    ours, chair, officer, reviewer
):
    submit_report(**year_of(ours), by=officer)
    give_back(ours, reviewer)
    submit_report(**year_of(ours), by=officer)
    accept_report(**year_of(ours), by=reviewer)
    answer_all(ours, chair)
    sign(ours, chair)
    assert status_of(ours) == ReportState.SIGNED
    codes = JournalEntry.objects.filter(code__startswith="report.").order_by("pk")
    told = [code for code in codes.values_list("code", flat=True) if "doubt" not in code]
    assert told == [
        "report.submitted",
        "report.returned",
        "report.submitted",
        "report.accepted",
        "report.signed",
    ]
    assert told_of("reports.submitted") == {reviewer.pk}
    assert told_of("reports.returned") == told_of("reports.accepted") == {chair.pk, officer.pk}
    assert told_of("reports.signed") == {reviewer.pk}


def test_a_doubt_on_the_page_is_the_same_in_the_stored_facts(ours):
    """PostgreSQL keeps the keys of JSON in an order of its own."""
    outlet = OutletFactory(name_kk="", name_ru="Б", name_en="Y")
    MediaPartnership.objects.create(organization=ours, outlet=outlet)
    VisitFactory(organization=ours, place_kk="", place_ru="А\u0378", starts_on="2024-05-01")
    seen = facts_of(**year_of(ours))
    freeze(**year_of(ours))
    keys = [doubt.key for doubt in doubts_of(seen)]
    assert [key for key in keys if key.startswith("language:kk")]
    assert keys == [doubt.key for doubt in doubts_of(Snapshot.objects.get().facts)]


def answer_all(organization, by, explanation=None):
    doubts = doubts_of(facts_of(**year_of(organization)))
    answers = {doubt.key: {"ru": explanation or ""} for doubt in doubts}
    answer_doubts(**year_of(organization), answers=answers, by=by)


def test_nobody_reviews_the_report_of_their_own_organization(ours, chair, officer, reviewer):
    submit_report(**year_of(ours), by=chair)
    for own in (chair, officer, UserFactory(role=Role.ADMINISTRATOR, organization=ours)):
        with pytest.raises(PermissionDenied):
            accept_report(**year_of(ours), by=own)
        with pytest.raises(PermissionDenied):
            give_back(ours, own)
    accept_report(**year_of(ours), by=reviewer)


def test_the_root_of_the_tree_has_nobody_above_and_signs_its_own(federation, reviewer):
    submit_report(**year_of(federation), by=reviewer)
    assert status_of(federation) == ReportState.ACCEPTED
    answer_all(federation, reviewer)
    sign(federation, reviewer)
    stages = stages_of(report_of(federation, 2024))
    assert [stage.place for stage in stages] == ["done", "done", "current", "ahead"]


def test_a_step_is_taken_from_its_state_alone(ours, chair, reviewer):
    with pytest.raises(WrongState):
        accept_report(**year_of(ours), by=reviewer)
    submit_report(**year_of(ours), by=chair)
    with pytest.raises(WrongState):
        submit_report(**year_of(ours), by=chair)
    with pytest.raises(WrongState):
        sign(ours, chair)


def test_who_is_away_is_stood_in_for_by_a_post_of_the_role(ours, chair, federation, reviewer):
    accepted(ours)
    with pytest.raises(PermissionDenied):
        sign(ours, reviewer)
    chair.person.appointments.update(ends_on=dt.date(2020, 1, 1))
    deputy = UserFactory()
    AppointmentFactory(
        person=deputy.person, organization=ours, role=Role.CHAIR, post_ru="и. о. председателя"
    )
    answer_all(ours, deputy)
    assert sign(ours, deputy).signer["post"]["ru"] == "и. о. председателя"


def test_the_chair_above_signs_where_there_is_no_chair(ours, reviewer):
    to_sign(ours)
    assert sign(ours, reviewer).signed_by == reviewer


# --- What is locked -------------------------------------------------------------------------------


def test_what_is_submitted_is_not_declared_anew_until_it_is_returned(ours, chair, reviewer):
    figure = declare(ours, chair)
    other = declare(ours, chair, indicator="press.publications", number=3)
    submit_report(**year_of(ours), by=chair)
    for act in (lambda: declare(ours, chair, number=104), lambda: withdraw(figure, chair)):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.code == "locked"
    give_back(ours, reviewer)
    assert declare(ours, chair, number=104).number == 104
    with pytest.raises(ValidationError):
        withdraw(other, chair)
    assert Figure.objects.filter(pk=other.pk).exists()


def withdraw(figure, by):
    return withdraw_figure(figure_id=figure.pk, by=by)


def test_a_section_that_is_returned_opens_all_its_figures(ours, chair, reviewer):
    submit_report(**year_of(ours), by=chair)
    give_back(ours, reviewer, items={"D": ""})
    declare(ours, chair, indicator="press.publications", number=4)
    with pytest.raises(ValidationError):
        declare(ours, chair)


def test_only_the_last_return_counts(ours, chair, reviewer):
    submit_report(**year_of(ours), by=chair)
    give_back(ours, reviewer)
    submit_report(**year_of(ours), by=chair)
    give_back(ours, reviewer, items={"press.publications": ""})
    with pytest.raises(ValidationError):
        declare(ours, chair)


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"items": {}}, "items"),
        ({"items": {"no.such": ""}}, "items"),
        ({"items": {"D": "x" * 1001}}, "items"),
        ({"reason": " "}, "reason"),
        ({"answer_by": None}, "answer_by"),
        ({"answer_by": dt.date(2020, 1, 1)}, "answer_by"),
    ],
)
def test_a_return_says_what_why_and_until_when(ours, chair, reviewer, details, field):
    submit_report(**year_of(ours), by=chair)
    with pytest.raises(ValidationError) as refusal:
        give_back(ours, reviewer, **details)
    assert set(refusal.value.error_dict) == {field}
    assert status_of(ours) == ReportState.SUBMITTED


def test_a_closed_year_is_locked(ours, chair):
    figure = declare(ours, chair)
    close_reporting_year(reporting_year_id=reporting_year().pk)
    for act in (
        lambda: declare(ours, chair),
        lambda: withdraw(figure, chair),
        lambda: submit_report(**year_of(ours), by=chair),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.code == "closed"


# --- The signature --------------------------------------------------------------------------------


def test_nothing_is_signed_while_a_doubt_is_open(ours, chair):
    accepted(ours)
    with pytest.raises(ValidationError) as refusal:
        sign(ours, chair)
    assert refusal.value.code == "doubts"
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"number": " "}, "number"),
        ({"number": "1" * 41}, "number"),
        ({"signed_on": None}, "signed_on"),
        ({"signed_on": dt.date(2999, 1, 1)}, "signed_on"),
        ({"signed_on": dt.date(2023, 12, 31)}, "signed_on"),
    ],
)
def test_a_signature_has_a_number_and_a_day(ours, chair, details, field):
    to_sign(ours)
    with pytest.raises(ValidationError) as refusal:
        sign(ours, chair, **details)
    assert set(refusal.value.error_dict) == {field}


def test_what_changed_while_the_page_was_open_is_not_signed_unseen(ours, chair):
    to_sign(ours)
    seen = freeze(**year_of(ours)).facts_sha
    FigureFactory(organization=ours, indicator="press.publications", number=7, as_of="2024-12-01")
    with pytest.raises(ValidationError) as refusal:
        sign(ours, chair, seen=seen)
    assert refusal.value.code == "changed"


def test_the_signed_file_says_who_signed_when_and_none_of_the_doubts(ours, chair):
    to_sign(ours)
    answer_all(ours, chair, explanation="Сведения собираются впервые.")
    signature = sign(ours, chair)
    print_signed()
    assert signature.files.count() == 3
    file = signature.files.get(language="ru")
    with file.file.open() as pdf:
        printed = squeezed(text_of(pdf.read()))
    for said in ("Председатель", chair.person.name_ru, "1-05/7", "Сведения собираются впервые."):
        assert squeezed(said) in printed
    assert "20 января 2025" in " ".join(text_of(file.file.open().read()).split())
    assert squeezed("Качество данных") not in printed
    entry = Entry.objects.get(record=file.key)
    assert (entry.state, entry.files[0]["sha256"]) == (State.VALID, file.file_sha)


def test_whoever_has_the_code_is_told_the_figures_the_signer_and_the_versions(client, ours, chair):
    declare(ours, chair)
    to_sign(ours)
    sign(ours, chair)
    print_signed()
    begin_correction(**year_of(ours), by=chair)
    declare(ours, chair, number=104)
    to_sign(ours)
    sign(ours, chair, number="1-05/8")
    print_signed()
    files = ReportFile.objects.filter(language="ru").order_by("signature__version")
    first, second = (Entry.objects.get(record=file.key) for file in files)
    for entry, other, number, figure in (
        (first, second, "1-05/7", "103"),
        (second, first, "1-05/8", "104"),
    ):
        told = shown(client.get(f"/kk/verify/{entry.code}/"))
        assert f"Председатель, {chair.person.name_ru}" in told
        assert f'<dd lang="ru">{number}</dd>' in told
        assert f"<strong>{figure}</strong>" in told
        assert "20 января 2025" in told
        assert f"/kk/verify/{other.code}/" in told


def test_a_signed_file_is_printed_once_and_anew_from_what_was_signed(ours, chair, monkeypatch):
    to_sign(ours)
    signature = sign(ours, chair)
    print_signed()
    print_signed()
    file = signature.files.get(language="kk")
    before = file.file_sha
    file.file.storage.delete(file.file.name)
    monkeypatch.setattr("mediacenter.reports.actions.report_files.compose", None)
    renew(file, tell=silently)
    assert file.file_sha == before


def test_a_later_record_shows_as_changed_and_leaves_the_signed_one_as_it_was(ours, chair):
    to_sign(ours)
    signature = sign(ours, chair)
    FigureFactory(organization=ours, indicator="press.publications", number=7)
    [change] = changed_figures(signature.snapshot.facts, facts_of(**year_of(ours)), 2024)
    assert (change.code, change.after) == ("press.publications", "7")


def test_a_correction_is_a_new_version_that_supersedes(ours, chair, reviewer):
    to_sign(ours)
    first = sign(ours, chair)
    print_signed()
    with pytest.raises(ValidationError):
        declare(ours, chair)
    begin_correction(**year_of(ours), by=chair)
    declare(ours, chair, as_of=dt.date(2024, 12, 1))
    submit_report(**year_of(ours), by=chair)
    accept_report(**year_of(ours), by=reviewer)
    answer_all(ours, chair)
    second = sign(ours, chair, number="1-05/8")
    print_signed()
    assert (first.version, second.version) == (1, 2)
    states = [
        Entry.objects.get(record=signature.files.get(language="ru").key).state
        for signature in (first, second)
    ]
    assert states == [State.SUPERSEDED, State.VALID]


def test_a_signed_report_is_published_whole_and_stays_valid_when_it_is_taken_off(ours, chair):
    to_sign(ours)
    signature = sign(ours, chair)
    with pytest.raises(ValidationError):
        publish_signed(**year_of(ours), by=chair)
    print_signed()
    files = publish_signed(**year_of(ours), by=chair)
    assert len(files) == ReportFile.objects.published().count() == 3
    assert status_of(ours) == ReportState.PUBLISHED
    for file in files:
        withdraw_report(file=file, by=chair)
    assert status_of(ours) == ReportState.SIGNED
    assert Entry.objects.valid().count() == signature.files.count()


def test_of_a_year_that_all_report_on_no_draft_is_published(ours, chair):
    file = report_file(ours, freeze(**year_of(ours)))
    publish_report(file=file, by=chair)
    withdraw_report(file=file, by=chair)
    reporting_year()
    with pytest.raises(ValidationError) as refusal:
        publish_report(file=file, by=chair)
    assert refusal.value.code == "unsigned"


def test_a_draft_beside_a_signed_report_is_another_file_and_does_not_replace_it(ours, chair):
    to_sign(ours)
    signature = sign(ours, chair)
    print_signed()
    draft = produce(**year_of(ours), language="ru")
    assert draft.signature is None
    assert draft.key != signature.files.get(language="ru").key
    with pytest.raises(ValidationError):
        publish_report(file=draft, by=chair)


# --- How far it is --------------------------------------------------------------------------------


def test_the_one_above_sees_who_is_late_and_how_much_is_stated(federation, ours, chair):
    theirs = OrganizationFactory(parent=federation, kind="regional")
    reporting_year(due_on=dt.date(2025, 1, 15))
    FigureFactory(organization=ours, indicator="social.materials")
    FigureFactory(organization=ours, indicator="press.publications")
    submit_report(**year_of(ours), by=chair)
    first, second = standings(federation, [ours, theirs], 2024)
    assert (first.status, first.stated, first.is_late) == ("submitted", 2, False)
    assert (second.status, second.stated, second.is_late) == ("collecting", 0, True)


def test_an_extension_is_for_one_organization_by_who_reviews_it(federation, ours, chair, reviewer):
    reporting_year(due_on=dt.date(2025, 1, 15))
    until = timezone.localdate() + dt.timedelta(days=5)
    with pytest.raises(PermissionDenied):
        extend_deadline(**year_of(ours), until=until, by=chair)
    extend_deadline(**year_of(ours), until=until, by=reviewer)
    [standing] = standings(federation, [ours], 2024)
    assert (standing.due_on, standing.is_late) == (until, False)


# --- What is refused is told in words, and nothing typed is lost ----------------------------------


@pytest.fixture
def locked(ours, chair):
    """A figure and a task of a report that is submitted."""
    figure, task = declare(ours, chair), TaskAheadFactory(organization=ours)
    submit_report(**year_of(ours), by=chair)
    return figure, task


def shown(answer):
    assert answer.status_code == 200
    return answer.content.decode()


SUBMITTED = "The report of this year is submitted."


@pytest.fixture
def desk(client, chair):
    """The browser of the chair, in English."""
    chair.language = "en"
    chair.save()
    client.force_login(chair)
    client.cookies["django_language"] = "en"
    translation.activate("en")
    return client


def test_the_form_of_a_locked_figure_says_so_and_keeps_what_was_typed(desk, locked):
    figure, _task = locked
    page = reverse("admin:reports_figure_change", args=[figure.pk])
    told = shown(send(desk, desk.get(page), number="9999"))
    assert SUBMITTED in told
    assert "9999" in told
    figure.refresh_from_db()
    assert figure.number == 103


def test_a_new_figure_of_a_locked_report_is_refused_in_its_form(desk, locked, ours):
    page = reverse("admin:reports_figure_add")
    wish = {
        "organization": ours.pk,
        "indicator": "press.publications",
        "year": 2024,
        "number": 7,
        "source_ru": "сведения",
    }
    assert SUBMITTED in shown(send(desk, desk.get(page), **wish))
    assert Figure.objects.count() == 1


def test_a_figure_locked_after_its_form_was_checked_is_refused_in_words(desk, locked):
    """Who submits was faster than who declares: the form was found right a moment ago."""
    figure, _task = locked
    too_early = [None]

    def check(**about):
        if too_early:
            return too_early.pop()
        return refuse_locked(**about)

    page = desk.get(reverse("admin:reports_figure_change", args=[figure.pk]))
    with patch("mediacenter.reports.forms.refuse_locked", check):
        told = shown(send(desk, page, number="9999"))
    assert SUBMITTED in told
    assert "9999" in told


@pytest.mark.parametrize("place", [0, 1], ids=["figure", "task"])
def test_deleting_what_is_locked_is_refused_in_words(desk, locked, place):
    record = locked[place]
    name = record._meta.model_name
    page = reverse(f"admin:reports_{name}_delete", args=[record.pk])
    assert SUBMITTED in shown(desk.post(page, {"post": "yes"}, follow=True))
    several = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}
    page = reverse(f"admin:reports_{name}_changelist")
    assert SUBMITTED in shown(desk.post(page, several, follow=True))
    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("make", [FigureFactory, TaskAheadFactory])
def test_what_is_locked_does_not_come_back_from_the_bin(desk, ours, chair, make):
    record = make(organization=ours)
    entry = delete_record(record=record, by=chair)
    submit_report(**year_of(ours), by=chair)
    page = reverse("admin:unions_binentry_bring_back", args=[entry.pk])
    assert SUBMITTED in shown(desk.post(page, {}))
    assert not make._meta.model.objects.exists()


def test_a_task_ahead_is_locked_with_its_report_and_its_form_keeps_what_was_typed(desk, locked):
    _figure, task = locked
    page = reverse("admin:reports_taskahead_change", args=[task.pk])
    told = shown(send(desk, desk.get(page), text_ru="Другими словами"))
    assert SUBMITTED in told
    assert "Другими словами" in told
    task.text_ru = "Другими словами"
    with pytest.raises(ValidationError):
        keep_task_ahead(task=task)
    assert TaskAhead.objects.get().text_ru != "Другими словами"


def test_a_task_does_not_leave_a_locked_year_nor_enter_one(ours, chair, locked):
    _figure, task = locked
    task.year = 2025
    with pytest.raises(ValidationError):
        keep_task_ahead(task=task, by=chair)
    elsewhere = TaskAheadFactory(organization=ours, year=2025)
    elsewhere.year = 2024
    with pytest.raises(ValidationError):
        keep_task_ahead(task=elsewhere, by=chair)


def test_what_becomes_of_a_task_is_told_after_the_signature(ours, chair):
    task = TaskAheadFactory(organization=ours)
    to_sign(ours)
    task.status = TaskStatus.DONE
    with pytest.raises(ValidationError):
        keep_task_ahead(task=task, by=chair)
    sign(ours, chair)
    keep_task_ahead(task=task, by=chair)
    assert TaskAhead.objects.get().status == TaskStatus.DONE


def test_the_texts_of_a_locked_report_stay_and_what_was_typed_stands_there(desk, ours, locked):
    wish = {**year_of(ours), "language": "ru", "texts": {"social": "Слова"}}
    with pytest.raises(ValidationError):
        write_narrative(**wish)
    page = reverse("reports:narrative", args=[ours.slug, 2024])
    told = shown(desk.post(page, {"social": "Слова"}))
    assert SUBMITTED in told
    assert "Слова" in told
    assert not SectionText.objects.exists()


def test_the_texts_of_a_returned_report_are_open(ours, chair, reviewer, locked):
    give_back(ours, reviewer)
    wish = {**year_of(ours), "language": "ru", "texts": {"social": "Слова"}}
    assert write_narrative(**wish, by=chair) == ["social"]


def test_an_explanation_that_is_too_long_stays_in_its_form(desk, ours, chair):
    accepted(ours)
    first, second = doubts_of(facts_of(**year_of(ours)))[:2]
    sent = {
        "doubt": [first.key, second.key],
        "explanation-1-ru": "очень " * 200,
        "explanation-2-ru": "Сведения собираются впервые.",
        "explanation-2-kk": "",
    }
    told = shown(desk.post(reverse("reports:doubts", args=[ours.slug, 2024]), sent, follow=True))
    assert "This is longer than 500 characters." in told
    assert "очень " * 200 in told
    assert "Сведения собираются впервые." in told


def test_a_doubt_that_no_report_can_have_is_refused_in_words(desk, ours, chair):
    accepted(ours)
    sent = {"doubt": ["x" * 201], "accept-1": "on"}
    told = shown(desk.post(reverse("reports:doubts", args=[ours.slug, 2024]), sent))
    assert "This is longer than 200 characters." in told
    assert not YearlyReport.objects.get().doubt_answers.exists()


def test_a_signature_that_is_refused_keeps_its_number_and_can_be_sent_again(desk, ours, chair):
    to_sign(ours)
    page = reverse("reports:sign", args=[ours.slug, 2024])
    sent = {"number": "1-05/7", "signed_on": "2025-01-20", "seen": "0" * 64}
    told = shown(desk.post(page, sent))
    assert "The figures have changed while the page was open." in told
    assert 'value="1-05/7"' in told
    seen = freeze(**year_of(ours)).facts_sha
    assert f'name="seen" value="{seen}"' in told
    YearlyReport.objects.get().doubt_answers.first().delete()
    told = shown(desk.post(page, {**sent, "seen": seen}))
    assert "Something doubtful is not answered yet" in told
    assert 'value="1-05/7"' in told


def test_a_return_that_comes_second_keeps_its_remarks(client, ours, chair, reviewer):
    client.force_login(reviewer)
    submit_report(**year_of(ours), by=chair)
    give_back(ours, reviewer)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    sent = {
        "item-social.materials": "on",
        "remark-social.materials": "Сверьте с журналом.",
        "reason": "Не сходится с журналом",
        "answer_by": tomorrow.isoformat(),
    }
    told = shown(client.post(reverse("reports:return", args=[ours.slug, 2024]), sent))
    assert "Сверьте с журналом." in told
    assert "Не сходится с журналом" in told
    assert YearlyReport.objects.get().returns == 1
