"""The year of an organization on one page, by sections of its report."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mediacenter.outreach.models import CommitteeHearing, Contest, Visit
from mediacenter.reports.actions.reviewing import return_report, submit_report
from mediacenter.reports.entering.registers import REGISTERS
from mediacenter.reports.indicators import REGISTRY
from mediacenter.reports.models import Figure, UnsavedSection
from mediacenter.reports.views import address_to_enter
from publications.articles.models import Rubric
from publications.press.models import Coverage, MediaContact, Outlet
from publications.printed.models import Subscription
from tests.outreach.factories import ContestFactory, VisitFactory
from tests.publications.factories import OutletFactory, RubricFactory
from tests.publications.press.factories import JournalistFactory
from tests.reports.factories import FigureFactory
from tests.shown_form import shown_form
from tests.unions.factories import (
    AppointmentFactory,
    ChannelFactory,
    OrganizationFactory,
    UserFactory,
)
from unions.models import Role


def page_of(organization, year=2024):
    return reverse("reports:enter", args=[organization.slug, year])


def section_of(organization, section, year=2024):
    return reverse("reports:save_section", args=[organization.slug, year, section])


@pytest.fixture
def officer(ours):
    return UserFactory(role=Role.PRESS_OFFICER, organization=ours)


@pytest.fixture
def form(client, officer, ours):
    """form("D", {field: value}) sends the form of a section as its page shows it, changed so."""
    client.force_login(officer)

    def send(section, changes, **posted):
        seen = shown_form(client.get(page_of(ours)), f"enter-{section}")
        unseen = changes.keys() - seen.shown - {name for name in changes if "carry-" in name}
        assert not unseen, unseen
        sent = {**seen.sent, **changes, **posted}
        return client.post(section_of(ours, section), sent)

    send.client = client
    return send


def test_a_visit_is_entered_by_its_day_and_the_name_of_the_branch(form, ours):
    branch = OrganizationFactory(parent=ours, name_kk="Шет ауданы", name_ru="Шетский район")
    answer = form(
        "F",
        {
            "visits-0-when": "12.03",
            "visits-0-place_name": "шетский район",
            "visits-1-place_name": "Ы",
        },
    )
    assert answer.status_code == 302
    dated, undated = Visit.objects.order_by("pk")
    assert (dated.visited, str(dated.starts_on), dated.place) == (branch, "2024-03-12", "")
    assert (undated.precision, undated.starts_on.year, undated.place_kk) == ("year", 2024, "Ы")


def test_a_section_is_stored_whole_or_not_at_all_and_nothing_typed_is_lost(form, ours):
    answer = form(
        "F",
        {
            "visits-0-when": "12.03.2024",
            "visits-0-place_name": "Қызылорда",
            "visits-1-when": "12.03.2023",
            "contests-0-title": "Ұтыс",
        },
    )
    page = answer.content.decode()
    assert not Visit.objects.exists()
    assert not Contest.objects.exists()
    seen = shown_form(answer, "enter-F").sent
    assert seen["visits-0-place_name"] == ["Қызылорда"]
    assert seen["visits-1-when"] == ["12.03.2023"]
    assert 'href="#row-visits-1"' in page
    assert 'href="#row-contests-0"' in page
    assert 'href="#row-visits-0"' not in page


def test_what_names_an_outlet_finds_the_one_of_the_same_sending(form, ours):
    answer = form(
        "D",
        {
            "outlets-0-name": "Орталық Қазақстан",
            "publications-0-when": "05.2024",
            "publications-0-outlet": "орталық қазақстан",
            "publications-0-title": "Кәсіподақ",
        },
    )
    assert answer.status_code == 302
    coverage = Coverage.objects.get()
    assert coverage.outlet == Outlet.objects.get()
    assert coverage.precision == "month"


def test_an_unknown_outlet_is_refused_beside_its_cell(form):
    answer = form("D", {"publications-0-outlet": "Жоқ", "publications-0-title": "Мақала"})
    assert not Coverage.objects.exists()
    row = next(
        register.grid.rows[0]
        for register in answer.context["sections"][3].registers
        if register.code == "publications"
    )
    assert list(row.errors) == ["outlet"]


def test_figures_take_what_the_section_says_of_all_of_them(form, ours):
    answer = form(
        "A",
        {
            "figure-staff.information_officers-number": "2",
            "figure-staff.information_officers-qualifier": "about",
            "common-A-source": "кадр бөлімі",
            "common-A-as_of": "31.12.2024",
        },
    )
    assert answer.status_code == 302
    figure = Figure.objects.get()
    assert (figure.number, figure.qualifier, figure.source_kk) == (2, "about", "кадр бөлімі")
    assert str(figure.as_of) == "2024-12-31"


def test_a_figure_without_a_source_is_refused_beside_its_cell(form):
    answer = form("A", {"figure-staff.information_officers-number": "2"})
    assert not Figure.objects.exists()
    row = answer.context["sections"][0].figures[0]
    assert list(row.errors) == ["source"]


def test_a_figure_that_is_declared_keeps_what_nobody_touched(form, ours):
    code = "staff.information_officers"
    FigureFactory(organization=ours, indicator=code, note_ru="сноска", scope="subtree")
    form("A", {f"figure-{code}-number": "5"})
    figure = Figure.objects.get()
    assert (figure.number, figure.source_ru, figure.note_ru, figure.scope) == (
        *(5, "сведения организации", "сноска", "subtree"),
    )


def test_a_pasted_table_is_stored_row_by_row_without_scripts(form):
    text = "15.02.2024\tПрезидиум\tАқпараттық жұмыс\t\t№ 5\r\n03.2024\tАтқару комитеті\tСайт"
    assert form("H", {"paste-hearings": text}).status_code == 302
    first, second = CommitteeHearing.objects.order_by("starts_on")
    assert (first.body, first.resolution, second.question) == ("Президиум", "№ 5", "Сайт")


def test_a_pasted_row_that_is_refused_stands_in_cells(form):
    answer = form("H", {"paste-hearings": "2023\tПрезидиум\tСұрақ"})
    assert not CommitteeHearing.objects.exists()
    seen = shown_form(answer, "enter-H").sent
    assert seen["hearings-0-when"] == ["2023"]
    assert seen["paste-hearings"] == [""]


def test_a_pasted_table_that_does_not_fit_is_refused_in_words_and_kept(form):
    table = "\r\n".join(["2024\tКеңес\tСұрақ"] * 51)
    answer = form("H", {"paste-hearings": table})
    assert not CommitteeHearing.objects.exists()
    assert "Кестеде 51 жол бар, ал мұнда бір рет ең көбі 50 сыяды" in answer.content.decode()
    seen = shown_form(answer, "enter-H").sent
    assert "".join(seen["paste-hearings"]).count("Кеңес") == 51
    answer = form("H", {"paste-hearings": "ы" * 100_001})
    assert "Кестеде 100\u00a0001 таңба бар" in answer.content.decode()


def test_an_unclosed_quotation_mark_in_a_long_table_is_no_error(form, ours):
    table = '"Президиум\t' + "ы" * 140_000
    seen = shown_form(form.client.get(page_of(ours)), "enter-H").sent
    keep = reverse("reports:keep_section", args=[ours.slug, 2024, "H"])
    assert form.client.post(keep, {**seen, "paste-hearings": table}).json() == {"kept": True}
    assert form.client.get(page_of(ours)).status_code == 200


def test_no_row_is_lost_where_a_table_and_more_rows_are_many(form):
    table = "\n".join(["2024\tКеңес\tСұрақ"] * 50)
    typed = {"rows-hearings": "55", "hearings-54-body": "Соңғы", "paste-hearings": table}
    seen = shown_form(form("H", {}, **typed), "enter-H").sent
    assert seen["hearings-54-body"] == ["Соңғы"]
    again = shown_form(form("H", {}, **seen), "enter-H").sent
    assert again["hearings-54-body"] == ["Соңғы"]


def test_more_rows_come_without_scripts_and_keep_what_is_typed(form):
    answer = form("H", {"hearings-0-body": "Кеңес"}, more="hearings")
    seen = shown_form(answer, "enter-H").sent
    assert seen["hearings-0-body"] == ["Кеңес"]
    assert "hearings-6-body" in seen


def test_last_years_subscriptions_are_carried_on_by_ticking(form, ours):
    last = [
        Subscription.objects.create(
            organization=ours, outlet=OutletFactory(), year=2023, copies=copies
        )
        for copies in (3, 4)
    ]
    assert form("E", {"carry-subscriptions": [str(last[1].pk)]}).status_code == 302
    carried = Subscription.objects.get(year=2024)
    assert (carried.outlet, carried.copies) == (last[1].outlet, 4)


def test_what_is_typed_and_carried_on_as_well_is_refused_and_nothing_is_stored(form, ours):
    outlet = OutletFactory(name_kk="Егемен", name_ru="Егемен")
    last = Subscription.objects.create(organization=ours, outlet=outlet, year=2023, copies=3)
    answer = form("E", {"subscriptions-0-outlet": "егемен", "carry-subscriptions": [str(last.pk)]})
    assert answer.status_code == 200
    assert 'href="#subscriptions"' in answer.content.decode()
    assert not Subscription.objects.filter(year=2024).exists()


def test_last_years_contest_is_carried_on_without_its_outcome(form, ours):
    contest = ContestFactory(
        organization=ours, starts_on="2023-01-01", ends_on="2023-12-31", followers_gained=70
    )
    form("F", {"carry-contests": [str(contest.pk)]})
    carried = Contest.objects.exclude(pk=contest.pk).get()
    assert (carried.title, carried.starts_on.year) == (contest.title, 2024)
    assert carried.followers_gained is None


@pytest.mark.parametrize(("last_year", "is_said"), [(2, False), (3, True)])
def test_what_can_be_carried_on_beyond_those_shown_is_said(
    form, ours, monkeypatch, last_year, is_said
):
    monkeypatch.setattr("mediacenter.reports.entering.registers.events.KEPT", 2)
    for _number in range(last_year):
        ContestFactory(organization=ours, starts_on="2023-01-01", ends_on="2023-12-31")
    page = form.client.get(page_of(ours)).content.decode()
    assert ("Мұнда тек алғашқы 2 көрсетілген" in page) == is_said


def test_pages_beyond_those_that_have_a_row_are_told(form, ours, monkeypatch):
    monkeypatch.setattr("mediacenter.reports.entering.registers.internet.MOST_CHANNELS", 1)
    told = "Мұнда тек алғашқы 1 көрсетілген"
    ChannelFactory(organization=ours, network="facebook")
    assert told not in form.client.get(page_of(ours)).content.decode()
    ChannelFactory(organization=ours, network="instagram")
    assert told in form.client.get(page_of(ours)).content.decode()


def test_followers_are_counted_at_the_end_of_the_year(form, ours):
    channel = ChannelFactory(organization=ours, network="facebook")
    form("C", {f"{channel.pk}-number": "1 200", f"{channel.pk}-qualifier": "more_than"})
    count = channel.follower_counts.get()
    assert (count.number, count.qualifier, str(count.counted_on)) == (
        *(1200, "more_than", "2024-12-31"),
    )


@pytest.mark.parametrize("register", REGISTERS, ids=[one.code for one in REGISTERS])
def test_each_register_says_what_a_row_lacks_and_is_no_error(form, register):
    cells = register.row.base_fields
    changes = {
        f"{register.code}-0-{name}": "x"
        for name, cell in cells.items()
        if type(cell).__name__ in ("CharField", "NameCell", "WhenField")
    }
    if register.code == "followers":
        changes = {}
    assert form(register.section.value, {}, **changes).status_code in (200, 302)


@pytest.mark.parametrize("register", REGISTERS, ids=[one.code for one in REGISTERS])
def test_each_record_that_the_page_lists_has_an_address(register):
    opened = {}
    if register.opened:
        opened[register.opened] = register.model._meta.get_field(register.opened).related_model(
            pk=1
        )
    assert register.address_of(register.model(pk=1, **opened)).endswith("/1/change/")
    assert register.list_address


def test_a_contact_is_listed_and_leads_to_its_journalist(client, officer, ours):
    contact = MediaContact.objects.create(
        journalist=JournalistFactory(organization=ours),
        happened_on="2024-05-02",
        way="call",
        note="Жалақы туралы",
    )
    client.force_login(officer)
    page = client.get(page_of(ours)).content.decode()
    address = reverse("admin:publications_journalist_change", args=[contact.journalist_id])
    assert f'href="{address}"' in page

    chair = UserFactory(role=Role.CHAIR, organization=ours)
    client.force_login(chair)
    theirs = client.get(page_of(ours)).content.decode()
    assert contact.note in page, "the press officer's"
    assert contact.note not in theirs, "and nobody else's"


def test_the_page_costs_the_same_whatever_stands_on_it(client, officer, ours):
    client.force_login(officer)

    def statements():
        with CaptureQueriesContext(connection) as seen:
            assert client.get(page_of(ours)).status_code == 200
        return len(seen)

    OrganizationFactory(parent=ours)
    VisitFactory(organization=ours, starts_on="2024-02-01")
    ChannelFactory(organization=ours)
    statements()
    once = statements()
    for _number in range(3):
        branch = OrganizationFactory(parent=ours)
        FigureFactory(organization=branch)
        VisitFactory(organization=ours, starts_on="2024-02-01", visited=branch)
        ChannelFactory(organization=ours)
        ContestFactory(organization=ours, starts_on="2023-01-01", ends_on="2023-12-31")
    assert statements() == once


def test_two_speakers_of_a_broadcast_are_told_by_their_names(form, ours):
    OutletFactory(name_kk="Арна", name_ru="Канал")
    branch = OrganizationFactory(parent=ours)
    people = [
        AppointmentFactory(organization=one, person__name_ru=name).person
        for one, name in ((ours, "Кашенова М."), (branch, "Хамитова Э."))
    ]
    typed = {"broadcasts-0-outlet": "канал", "broadcasts-0-topic": "Жалақы"}
    form("D", {**typed, "broadcasts-0-speakers": "Кашенова М., хамитова э."})
    assert set(Coverage.objects.get().speakers.all()) == set(people)
    foreign = AppointmentFactory(person__name_ru="Бөтен Б.").person
    answer = form("D", {**typed, "broadcasts-0-speakers": foreign.name_ru})
    assert answer.status_code == 200
    assert Coverage.objects.count() == 1


def test_a_rubric_goes_on_and_one_closed_last_year_is_opened_again(form, ours):
    closed = RubricFactory(organization=ours, closed_on="2023-06-30")
    long_ago = RubricFactory(organization=ours, closed_on="2021-06-30")
    form(
        "C",
        {"carry-rubrics": [str(closed.pk), str(long_ago.pk)], "rubrics-0-name_of_rubric": "Еңбек"},
    )
    closed.refresh_from_db()
    long_ago.refresh_from_db()
    assert closed.closed_on is None
    assert long_ago.closed_on is not None
    assert Rubric.objects.get(name_kk="Еңбек").organization == ours


# --- Figures ----------------------------------------------------------------------------------


def test_each_figure_leads_to_where_it_and_its_records_are_entered(client, officer, ours):
    client.force_login(officer)
    page = client.get(page_of(ours)).content.decode()
    for code in REGISTRY:
        _page, _hash, anchor = address_to_enter(ours, 2024, code).partition("#")
        assert f'id="{anchor}"' in page
    for register in REGISTERS:
        assert page.count(f'href="#{register.code}"') == len(register.indicators)
        assert f'id="{register.code}"' in page
    counted = "press.publications"  # which is declared where somebody asks for it
    asked = client.get(address_to_enter(ours, 2024, counted))
    assert f"figure-{counted}-number" in shown_form(asked, "enter-D").shown


def test_a_number_beyond_reason_is_asked_about_and_saved_by_an_explicit_word(form, ours):
    code = "staff.information_officers"
    FigureFactory(organization=ours, indicator=code, number=30, year=2023)
    typed = {f"figure-{code}-number": "3000", "common-A-source": "кадр бөлімі"}
    answer = form("A", typed)
    assert not Figure.objects.filter(year=2024).exists()
    assert "30" in answer.content.decode()
    seen = shown_form(answer, "enter-A")
    assert f"figure-{code}-is_right" in seen.shown
    sent = {**seen.sent, f"figure-{code}-is_right": "on"}
    answer = form.client.post(section_of(ours, "A"), sent)
    assert answer.status_code == 302
    assert Figure.objects.get(year=2024).number == 3000


# --- Locks ------------------------------------------------------------------------------------


def test_a_submitted_report_is_read_only_and_says_why(client, officer, ours):
    submit_report(organization=ours, year=2024)
    client.force_login(officer)
    answer = client.get(page_of(ours))
    assert all(not section.is_open and section.refusal for section in answer.context["sections"])
    assert "visits-0-when" not in shown_form(answer, "enter-F").sent


def test_what_is_sent_to_a_locked_section_is_refused_and_not_lost(client, officer, ours):
    client.force_login(officer)
    seen = shown_form(client.get(page_of(ours)), "enter-F").sent
    submit_report(organization=ours, year=2024)
    answer = client.post(section_of(ours, "F"), {**seen, "visits-0-place_name": "Қызылорда"})
    assert not Visit.objects.exists()
    assert shown_form(answer, "enter-F").sent["visits-0-place_name"] == ["Қызылорда"]


def test_a_returned_report_opens_the_returned_figures_and_sections_only(client, officer, ours):
    submit_report(organization=ours, year=2024)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    return_report(
        organization=ours,
        year=2024,
        items={"field.visits": "Сверьте", "H": ""},
        reason="Не сходится",
        answer_by=tomorrow,
    )
    client.force_login(officer)
    sections = {one.code: one for one in client.get(page_of(ours)).context["sections"]}
    assert {code for code, one in sections.items() if one.is_open} == {"F", "H"}
    opened = [row.record.indicator.code for row in sections["F"].open_figures]
    assert opened == ["field.visits"]
    assert {one.code for one in sections["F"].registers if one.is_open} == {"visits"}


# --- Nothing is lost ---------------------------------------------------------------------------


def test_what_is_typed_is_kept_and_stands_in_the_form_until_it_is_saved(client, officer, ours):
    client.force_login(officer)
    seen = shown_form(client.get(page_of(ours)), "enter-F").sent
    typed = {**seen, "visits-0-place_name": "Қызылорда", "sequence": "1"}
    keep = reverse("reports:keep_section", args=[ours.slug, 2024, "F"])
    assert client.post(keep, typed).json() == {"kept": True}
    again = shown_form(client.get(page_of(ours)), "enter-F").sent
    assert again["visits-0-place_name"] == ["Қызылорда"]
    client.post(section_of(ours, "F"), {**again, "sequence": "2"})
    assert Visit.objects.get().place_kk == "Қызылорда"
    assert shown_form(client.get(page_of(ours)), "enter-F").sent["visits-0-place_name"] == [""]


def test_what_arrives_after_the_saving_is_passed_over(client, officer, ours):
    client.force_login(officer)
    seen = shown_form(client.get(page_of(ours)), "enter-F").sent
    typed = {**seen, "visits-0-place_name": "Қызылорда", "sequence": "1"}
    client.post(section_of(ours, "F"), typed)
    client.post(reverse("reports:keep_section", args=[ours.slug, 2024, "F"]), typed)
    assert UnsavedSection.objects.get().fields == {}


def test_whoever_is_signed_out_finds_again_what_was_sent(client, officer, ours):
    client.force_login(officer)
    seen = shown_form(client.get(page_of(ours)), "enter-F").sent
    client.logout()
    answer = client.post(section_of(ours, "F"), {**seen, "visits-0-place_name": "Қызылорда"})
    assert answer.status_code == 302
    assert "next=" in answer.url
    assert not Visit.objects.exists()
    client.force_login(officer)
    again = shown_form(client.get(page_of(ours)), "enter-F").sent
    assert again["visits-0-place_name"] == ["Қызылорда"]


def test_no_words_are_kept_for_a_year_that_has_no_report(client, officer, ours):
    client.force_login(officer)
    seen = shown_form(client.get(page_of(ours)), "enter-F").sent
    client.logout()
    assert client.post(section_of(ours, "F", year=99_999), seen).status_code == 302
    assert not UnsavedSection.objects.exists()


def test_nobody_keeps_words_for_somebody_else(client, officer, ours):
    client.force_login(officer)
    seen = shown_form(client.get(page_of(ours)), "enter-F").sent
    client.logout()
    client.post(section_of(ours, "F"), {**seen, "signature": "forged", "visits-0-topic": "Ы"})
    assert not UnsavedSection.objects.exists()


def test_unsaved_words_are_discarded_by_their_writer(client, officer, ours):
    client.force_login(officer)
    seen = shown_form(client.get(page_of(ours)), "enter-F").sent
    typed = {**seen, "visits-0-place_name": "Қызылорда", "sequence": "1"}
    client.post(reverse("reports:keep_section", args=[ours.slug, 2024, "F"]), typed)
    client.post(section_of(ours, "F"), {**typed, "discard": "1"})
    assert not Visit.objects.exists()
    assert shown_form(client.get(page_of(ours)), "enter-F").sent["visits-0-place_name"] == [""]


def test_more_than_fits_is_not_kept(client, officer, ours):
    client.force_login(officer)
    seen = shown_form(client.get(page_of(ours)), "enter-F").sent
    keep = reverse("reports:keep_section", args=[ours.slug, 2024, "F"])
    typed = {**seen, "visits-0-topic": "ы" * (UnsavedSection.LONGEST + 1)}
    assert client.post(keep, typed).status_code == 400
