"""The administrator words and orders the blocks and the indicators of the reports, by year."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from mediacenter.reports.actions.freezing import facts_of, freeze
from mediacenter.reports.actions.outputs import printed_document
from mediacenter.reports.actions.reporting_years import close_reporting_year
from mediacenter.reports.actions.reviewing import return_report, submit_report
from mediacenter.reports.actions.wording import keep_wording
from mediacenter.reports.composing import compose
from mediacenter.reports.indicators import REGISTRY, Section
from mediacenter.reports.models import IndicatorWording, YearlyReport
from mediacenter.reports.outputs.consolidated import consolidated
from mediacenter.reports.outputs.short_form import short_form
from mediacenter.reports.wording import returned_in_words, wording_of
from mediacenter.services.journal.models import JournalEntry
from tests.reports.access import reporting_year
from tests.reports.factories import FigureFactory
from tests.reports.outputs import cells, data_in, frozen, workbook_in
from tests.reports.test_composing import ISSUED, words
from tests.shown_form import send
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db
CODE, OTHER = "appeals.answered", "appeals.received"
NAME = "Рассмотренные обращения"


def word(code=CODE, year=2024, by=None, **details):
    return keep_wording(wording=IndicatorWording(code=code, year=year, **details), by=by)


@pytest.fixture
def administrator(db):
    federation = OrganizationFactory(kind="federation")
    return UserFactory(role=Role.ADMINISTRATOR, organization=federation)


def said(facts, language="ru"):
    return words(compose(facts, language, identifier="1", issued=ISSUED))


def names(year, language="ru"):
    with override(language):
        return wording_of(year).name(CODE)


# --- From a year on ------------------------------------------------------------------------------


def test_what_is_worded_holds_from_its_year_until_another_is_worded():
    registered = names(2023)
    word(name_ru=NAME)
    word(year=2022, name_ru="Обращения")
    word(year=2026)
    assert [names(year) for year in (2021, 2026)] == [registered, registered]
    assert [names(year) for year in (2022, 2023)] == ["Обращения", "Обращения"]
    assert [names(year) for year in (2024, 2025)] == [NAME, NAME]


def test_a_language_that_nobody_worded_has_its_registered_name():
    registered = names(2024, "kk")
    word(name_ru=NAME)
    assert names(2024, "kk") == registered


def test_blocks_and_indicators_come_in_the_order_of_their_places():
    word(code="G", position=1)
    word(code=CODE, position=1)
    word(code=OTHER, position=2)
    blocks = wording_of(2024).blocks()
    assert [letter for letter, _found in blocks] == ["G", *sorted({*Section.values} - {"G"})]
    assert [one.code for one in blocks[0][1]][:2] == [CODE, OTHER]
    assert sorted(wording_of(2024).codes()) == sorted(REGISTRY)
    assert wording_of(2023).codes() == list(REGISTRY)


# --- In a report ---------------------------------------------------------------------------------


def test_the_report_of_the_year_calls_the_figure_so_and_another_does_not(ours):
    for year in (2023, 2024):
        FigureFactory(organization=ours, indicator=CODE, year=year, number=5)
    word(name_ru=NAME)
    assert NAME in said(facts_of(organization=ours, year=2024))
    assert NAME not in said(facts_of(organization=ours, year=2024), "kk")
    assert NAME not in said(facts_of(organization=ours, year=2023))


def test_the_table_of_figures_is_in_their_order(ours):
    for code in ("social.materials", CODE):
        FigureFactory(organization=ours, indicator=code, year=2024, number=5)

    def rows():
        facts = facts_of(organization=ours, year=2024)
        with override("ru"):
            found = compose(facts, "ru", identifier="1", issued=ISSUED)["sections"][1]["blocks"]
            [table] = [one for one in found if one["kind"] == "table"]
            names = [words(row) for row in table["rows"]]
            return [names.index(place) for place in names if str(REGISTRY[CODE].name) in place]

    assert rows() == [1]
    word(code="G", position=1)
    assert rows() == [0]


def test_what_was_frozen_keeps_its_words(ours):
    FigureFactory(organization=ours, indicator=CODE, year=2024, number=5)
    wording = word(name_ru=NAME)
    snapshot = freeze(organization=ours, year=2024)
    wording.name_ru = "Другое имя"
    keep_wording(wording=wording)
    assert NAME in said(snapshot.facts)
    assert "Другое имя" in said(facts_of(organization=ours, year=2024))


def test_every_form_of_a_report_calls_blocks_and_figures_so(ours):
    code, name, block = "social.materials", "Записи и сюжеты", "Интернет-ресурсы"
    for organization in (ours, OrganizationFactory(parent=ours)):
        for year in (2023, 2024):
            FigureFactory(organization=organization, indicator=code, year=year, number=5)
    word(code=code, name_ru=name)
    word(code="C", name_ru=block)
    ours.refresh_from_db()
    file = frozen(ours, 2024)
    [figure] = data_in(file)["figures"]
    assert (figure["name"], figure["section_name"]) == (name, block)
    told = {cell.value for cell in cells(workbook_in(file))}
    assert {name, block} <= told
    document, facts = printed_document(file), file.snapshot.facts
    assert f"{name}, 2024" in words(consolidated(document, facts, lines=9))
    with override("ru"):
        assert str(REGISTRY[code].name) not in words(consolidated(document, facts, lines=9))
        assert str(REGISTRY[code].name) not in words(short_form(document, facts))


def test_where_nothing_is_worded_facts_and_their_words_are_as_before(ours):
    facts = facts_of(organization=ours, year=2024)
    assert facts["wording"] == {}
    former = {name: fact for name, fact in facts.items() if name != "wording"}
    assert said(former) == said(facts)


def test_the_pages_of_a_year_and_of_its_figure_call_it_so(client, ours, chair):
    word(name_ru=NAME)
    client.force_login(chair)
    for name, keys in {
        "reports:year": ["ours", 2024],
        "reports:figure": ["ours", 2024, CODE],
        "reports:enter": ["ours", 2024],
    }.items():
        with override("ru"):
            address = reverse(name, args=keys)
        assert NAME in client.get(address).content.decode()


def test_what_is_returned_is_named_so_on_the_form_and_in_the_mail(client):
    above = OrganizationFactory(kind="federation")
    below = OrganizationFactory(parent=above, slug="below", kind="regional")
    chair = UserFactory(role=Role.CHAIR, organization=below)
    reviewer = UserFactory(role=Role.CHAIR, organization=above)
    word(name_ru=NAME)
    word(code="G", name_ru="Обратная связь с людьми")
    submit_report(organization=below, year=2024, by=chair)
    client.force_login(reviewer)
    with override("ru"):
        page = client.get(reverse("reports:return", args=["below", 2024])).content.decode()
    assert NAME in page
    assert "Обратная связь с людьми" in page
    return_report(
        organization=below,
        year=2024,
        items={CODE: "Проверьте", "press": ""},
        reason="Не сходится",
        answer_by=timezone.localdate() + dt.timedelta(days=1),
        by=reviewer,
    )
    with override("ru"):
        found = returned_in_words(YearlyReport.objects.get())
    assert {"name": NAME, "remark": "Проверьте"} in found
    assert len(found) == 2


# --- Who words, and what -------------------------------------------------------------------------


def test_who_keeps_no_reporting_years_words_nothing(chair, administrator):
    above = administrator.person.appointments.get().organization
    below = OrganizationFactory(parent=above, kind="regional")
    with pytest.raises(PermissionDenied):
        word(by=chair, name_ru=NAME)
    with pytest.raises(PermissionDenied):
        word(by=UserFactory(role=Role.ADMINISTRATOR, organization=below), name_ru=NAME)


@pytest.mark.parametrize(
    "details", [{"code": "no.such"}, {"year": 1899}, {"year": 3000}, {"position": 1000}]
)
def test_what_no_report_has_is_refused(details):
    with pytest.raises(ValidationError):
        word(**details)
    assert not IndicatorWording.objects.exists()


def test_a_closed_year_is_worded_no_more():
    wording = word(name_ru=NAME)
    close_reporting_year(reporting_year_id=reporting_year().pk)
    with pytest.raises(ValidationError):
        keep_wording(wording=wording)
    with pytest.raises(ValidationError):
        word(code=OTHER)


def test_it_is_worded_from_the_page_that_shows_them_all(client, administrator):
    word(year=2023, name_ru="Прежнее имя", position=7)
    client.force_login(administrator)
    with override("ru"):
        page = reverse("reports:wording") + "?year=2024"
        add = reverse("admin:reports_indicatorwording_add")
    assert "Прежнее имя" in client.get(page).content.decode()
    with override("ru"):
        form = client.get(f"{add}?code={CODE}&year=2024")
    sent = send(client, form, name_ru=NAME, position=2)
    assert sent.status_code == 302
    made = IndicatorWording.objects.get(year=2024)
    assert (made.code, made.name_ru, made.position) == (CODE, NAME, 2)
    shown = client.get(page).content.decode()
    assert NAME in shown
    assert reverse("admin:reports_indicatorwording_change", args=[made.pk]) in shown
    entry = JournalEntry.objects.filter(code="indicator.worded").latest("pk")
    assert entry.user == administrator
    twice = send(client, form, name_ru=NAME)
    assert twice.status_code == 200


def test_the_form_of_another_year_begins_with_what_holds_by_then(client, administrator):
    word(year=2023, name_ru=NAME, position=7)
    client.force_login(administrator)
    with override("ru"):
        shown = client.get(reverse("reports:wording") + "?year=2024").content.decode()
    assert f"code={CODE}&amp;year=2024&amp;name_kk=&amp;name_ru=" in shown
    assert "&amp;position=7" in shown


def test_a_reader_sees_them_without_the_way_to_change_them(client, ours, chair):
    client.force_login(chair)
    with override("ru"):
        shown = client.get(reverse("reports:wording") + "?year=2024")
    assert shown.status_code == 200
    assert "indicatorwording/add" not in shown.content.decode()
