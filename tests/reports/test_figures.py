"""Figures that no register counts are declared by whoever answers for them, with their source."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import translation

from mediacenter.reports.actions.figures import declare_figure
from mediacenter.reports.actions.withdrawing import withdraw_figure
from mediacenter.reports.models import Figure, Scope
from mediacenter.reports.rolling_up import figures_of
from mediacenter.services.journal.models import JournalEntry
from mediacenter.toolkit.quantity import Qualifier
from tests.publications.articles.test_at_once import at_once
from tests.reports.factories import FigureFactory, TaskAheadFactory
from tests.shown import page_of as shown_page
from tests.shown_form import admin_form, send, troubles
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

SOURCE = {"kk": "аппараттың мәліметі", "ru": "сведения аппарата"}


@pytest.fixture
def organization(db):
    return OrganizationFactory(slug="ours", kind="regional")


@pytest.fixture
def branch(organization):
    return OrganizationFactory(parent=organization, kind="district")


@pytest.fixture
def chair(organization):
    return UserFactory(role=Role.CHAIR, organization=organization)


def declare(organization, by, **details):
    wish = {"indicator": "social.materials", "year": 2024, "number": 103, "source": SOURCE}
    return declare_figure(organization=organization, by=by, **{**wish, **details})


def test_a_chair_declares_a_figure_with_its_doubt_day_and_source(organization, chair):
    figure = declare(
        organization,
        chair,
        number=5000,
        qualifier=Qualifier.MORE_THAN,
        scope=Scope.SUBTREE,
        as_of=dt.date(2024, 12, 1),
        note={"ru": "только страница организации"},
    )
    figure.refresh_from_db()
    assert (figure.number, figure.qualifier, figure.scope) == (5000, "more_than", "subtree")
    assert (figure.source_kk, figure.source_ru) == (SOURCE["kk"], SOURCE["ru"])
    assert figure.note_ru == "только страница организации"
    assert figure.author == chair
    assert figures_of(organization, (2024, 2024))["social.materials"][2024].declared == figure


def test_the_journal_tells_who_declared_what_and_what_stood_before(organization, chair):
    declare(organization, chair, number=100)
    declare(organization, chair, number=103)
    entry = JournalEntry.objects.filter(code="figure.declared").latest("pk")
    assert entry.user == chair
    assert (entry.details["before"], entry.details["number"]) == (100, 103)


def test_a_second_declaration_takes_the_place_of_the_first(organization, chair):
    declare(organization, chair, number=100)
    declare(organization, chair, number=103)
    assert Figure.objects.get().number == 103


def test_a_withdrawn_figure_is_gone_and_the_journal_keeps_it(organization, chair):
    figure = declare(organization, chair)
    withdraw_figure(figure_id=figure.pk, by=chair)
    assert not Figure.objects.exists()
    entry = JournalEntry.objects.get(code="figure.withdrawn")
    assert (entry.user, entry.details["number"]) == (chair, 103)


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"indicator": "no.such"}, "indicator"),
        ({"number": None}, "number"),
        ({"number": -1}, "number"),
        ({"indicator": "press.partner_mentions", "number": 2}, "number"),
        ({"source": {"ru": "  "}}, "source"),
        ({"year": 1989}, "year"),
        ({"year": 2999}, "year"),
        ({"as_of": dt.date(2999, 1, 1)}, "as_of"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(organization, chair, details, field):
    with pytest.raises(ValidationError) as refusal:
        declare(organization, chair, **details)
    assert set(refusal.value.error_dict) == {field}
    assert not Figure.objects.exists()


@pytest.mark.parametrize("role", [Role.CHAIR, Role.PRESS_OFFICER, Role.ADMINISTRATOR])
def test_chair_press_officer_and_administrator_declare_within_their_reach(
    organization, branch, role
):
    officer = UserFactory(role=role, organization=organization)
    assert declare(branch, officer).organization == branch
    elsewhere = OrganizationFactory(kind="regional")
    with pytest.raises(PermissionDenied):
        declare(elsewhere, officer)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRAINING_ORGANIZER, Role.APPEALS_OFFICER])
def test_other_roles_do_not_declare(organization, role):
    with pytest.raises(PermissionDenied):
        declare(organization, UserFactory(role=role, organization=organization))


def test_a_chair_does_not_withdraw_a_figure_of_the_organization_above(organization, branch):
    figure = FigureFactory(organization=organization)
    with pytest.raises(PermissionDenied):
        withdraw_figure(figure_id=figure.pk, by=UserFactory(role=Role.CHAIR, organization=branch))
    assert Figure.objects.filter(pk=figure.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_declare_the_same_at_once_leave_one_figure():
    organization = OrganizationFactory(kind="regional")

    def declare_in_own_connection(number):
        try:
            return declare(organization, None, number=number).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(declare_in_own_connection, range(4)))
    assert len(keys) == 1
    assert Figure.objects.get().pk in keys


@pytest.mark.django_db(transaction=True)
def test_declaring_and_withdrawing_at_once_never_wait_for_each_other(organization):
    def declare_again():
        for number in range(60):
            declare(organization, None, number=number)

    def withdraw_again():
        for _time in range(120):
            for figure in Figure.objects.all():
                with suppress(Figure.DoesNotExist):  # withdrawn already
                    withdraw_figure(figure_id=figure.pk)

    assert at_once(declare_again, withdraw_again, withdraw_again) == []


# --- In the admin ------------------------------------------------------------------------------


def form_of(organization, **changes):
    return {
        "organization": organization.pk,
        "indicator": "social.materials",
        "year": 2024,
        "number": 103,
        "qualifier": "exact",
        "scope": "own",
        "as_of": "",
        "precision": "day",
        "source_ru": "сведения аппарата",
        **changes,
    }


def test_a_chair_declares_changes_and_withdraws_in_the_admin(client, organization, chair):
    client.force_login(chair)
    page = client.get(reverse("admin:reports_figure_add"))
    send(client, page, **form_of(organization))
    figure = Figure.objects.get()
    assert (figure.number, figure.author) == (103, chair)
    page = client.get(reverse("admin:reports_figure_change", args=[figure.pk]))
    assert not {"organization", "indicator", "year"} & admin_form(page).shown
    assert send(client, page, number="104", note_ru="без филиалов").status_code == 302
    figure.refresh_from_db()
    assert (figure.number, figure.note_ru, figure.source_ru) == (
        104,
        "без филиалов",
        "сведения аппарата",
    )
    client.post(reverse("admin:reports_figure_delete", args=[figure.pk]), {"post": "yes"})
    assert not Figure.objects.exists()
    codes = JournalEntry.objects.order_by("pk").values_list("code", flat=True)
    assert list(codes) == ["figure.declared", "figure.declared", "figure.withdrawn"]


def test_the_organization_indicator_and_year_of_a_figure_stay(client, organization, branch, chair):
    figure = FigureFactory(organization=organization)
    client.force_login(chair)
    page = reverse("admin:reports_figure_change", args=[figure.pk])
    client.post(page, form_of(branch, year=2020, indicator="press.publications", number=7))
    figure.refresh_from_db()
    assert (figure.organization, figure.indicator, figure.year, figure.number) == (
        organization,
        "social.materials",
        2024,
        7,
    )


def test_the_form_of_a_figure_whose_indicator_is_no_more_says_so(client, organization, chair):
    figure = FigureFactory(organization=organization, indicator="of.old")
    client.force_login(chair)
    page = client.get(reverse("admin:reports_figure_change", args=[figure.pk]))
    answer = send(client, page, number="8")
    assert "__all__" in troubles(answer)


def test_a_figure_that_is_an_answer_is_read_and_changed_in_words(client, organization, chair):
    answered = {"indicator": "press.partner_mentions", "number": 1}
    figure = FigureFactory(organization=organization, **answered)
    client.force_login(chair)
    client.cookies["django_language"] = "ru"
    page = reverse("admin:reports_figure_change", args=[figure.pk])
    with translation.override("ru"):
        assert str(figure).endswith(": да")
    [number] = shown_page(client.get(page)).xpath("//select[@name='number']")
    assert [option.text for option in number][1:] == ["да", "нет"]
    send(client, client.get(page), number="0")
    listed = shown_page(client.get(reverse("admin:reports_figure_changelist")))
    [said] = listed.find_class("field-quantity_stated")
    assert said.text_content().strip() == "нет"


@pytest.mark.parametrize(
    "changes", [{"source_ru": ""}, {"number": ""}, {"indicator": "no.such"}, {"year": 2999}]
)
def test_the_form_says_what_is_wrong(client, organization, chair, changes):
    client.force_login(chair)
    response = client.post(reverse("admin:reports_figure_add"), form_of(organization, **changes))
    assert response.status_code == 200
    assert response.context["adminform"].form.errors
    assert not Figure.objects.exists()


def test_a_figure_of_another_organization_is_out_of_reach(client, organization, chair):
    figure = FigureFactory(organization=OrganizationFactory(kind="regional"))
    own = FigureFactory(organization=organization)
    client.force_login(chair)
    assert client.get(reverse("admin:reports_figure_change", args=[own.pk])).status_code == 200
    assert client.get(reverse("admin:reports_figure_change", args=[figure.pk])).status_code == 403
    response = client.post(reverse("admin:reports_figure_add"), form_of(figure.organization))
    assert response.status_code == 200
    assert Figure.objects.count() == 2


def test_the_list_costs_the_same_for_one_and_for_three_figures(
    client, organization, chair, django_assert_max_num_queries
):
    client.force_login(chair)
    address = reverse("admin:reports_figure_changelist")
    counts = []
    for year in (2022, 2023, 2024):
        FigureFactory(organization=organization, year=year)
        client.get(address)  # what is kept for the process is kept now
        with django_assert_max_num_queries(30) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[2]


@pytest.mark.parametrize("name", ["snapshot", "reportfile", "reportjob"])
def test_what_use_cases_write_is_read_only(client, organization, chair, name):
    client.force_login(chair)
    assert client.get(reverse(f"admin:reports_{name}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:reports_{name}_add")).status_code == 403


def test_a_year_is_written_without_a_gap_in_lists_and_where_it_is_only_read(client, organization):
    task = TaskAheadFactory(organization=organization, year=2024)
    client.force_login(UserFactory(role=Role.EDITOR, organization=organization, language="ru"))
    for page, args in (("changelist", []), ("change", [task.pk])):
        told = client.get(reverse(f"admin:reports_taskahead_{page}", args=args)).content.decode()
        assert ">2024<" in told.replace(" ", "").replace("\n", "")
        assert "2\xa0024" not in told
