"""From a figure to what it is made of: the records that count, and what was declared instead."""

import csv
import io
import itertools

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from mediacenter.outreach.models import Appeal
from mediacenter.reports.drilldown import RecordFilters, drill_down
from mediacenter.reports.indicators import REGISTRY
from mediacenter.reports.models import Scope
from mediacenter.reports.rolling_up import figures_of
from publications.plan.models import PlanItem
from publications.press.models import CrisisCard, Journalist
from publications.social.models import SocialPost
from tests.benchmarks.touching import rows_read
from tests.outreach import factories as outreach
from tests.publications import factories as publications
from tests.publications.plan.factories import OccasionFactory
from tests.reports.factories import FigureFactory
from tests.unions.factories import ChannelFactory, OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db

YEAR = 2024


@pytest.fixture
def branch(ours):
    return OrganizationFactory(slug="branch", parent=ours, kind="city")


@pytest.fixture
def cell(branch):
    return OrganizationFactory(slug="cell", parent=branch, kind="primary")


def address(code, organization, name="figure"):
    with override("ru"):
        return reverse(f"reports:{name}", args=[organization.slug, YEAR, code])


def number_of(code, organization):
    return figures_of(organization, (YEAR, YEAR), codes=[code])[code][YEAR].number


def drilldown_of(code, organization):
    found = drill_down(REGISTRY[code], organization, YEAR)
    return list(found.records), list(found.declared)


def assert_sums_up(code, organization):
    """As many records as the figure says, with the declared figures added."""
    records, declared = drilldown_of(code, organization)
    assert len(records) + sum(figure.number for figure in declared) == number_of(code, organization)


# --- The records are those that the roll-up counts ----------------------------------------------


def test_a_figure_is_made_of_the_records_of_the_organization_and_all_below(ours, branch, cell):
    own, deep = (publications.SocialPostFactory(organization=one) for one in (ours, cell))
    publications.SocialPostFactory()  # of others
    publications.SocialPostFactory(organization=ours, starts_on="2023-05-01")
    assert drilldown_of("social.materials", ours) == ([own, deep], [])
    assert drilldown_of("social.materials", cell) == ([deep], [])
    assert_sums_up("social.materials", ours)


@pytest.mark.parametrize(("reads", "told_in"), [("kk", "kk"), ("ru", "ru"), ("en", "kk")])
def test_an_article_stands_once_and_in_the_readers_language_where_there_is_one(
    ours, reads, told_in
):
    article = publications.ArticleFactory(organization=ours)
    for language in ("kk", "ru"):
        publications.ArticleTextFactory(
            article=article,
            language=language,
            published=True,
            published_at="2024-05-01T10:00:00Z",
        )
    with override(reads):
        records, _declared = drilldown_of("articles.published", ours)
    assert [(record.article, record.language) for record in records] == [(article, told_in)]
    assert_sums_up("articles.published", ours)


def test_a_declared_figure_stands_in_place_of_its_organizations_records(ours, branch, cell):
    below = publications.SocialPostFactory(organization=cell)
    publications.SocialPostFactory(organization=branch)
    figure = FigureFactory(organization=branch, number=7)
    assert drilldown_of("social.materials", ours) == ([below], [figure])
    assert_sums_up("social.materials", ours)


def test_one_for_the_whole_subtree_stands_in_place_of_everything_below(ours, branch, cell):
    own = publications.SocialPostFactory(organization=ours)
    publications.SocialPostFactory(organization=cell)
    figure = FigureFactory(organization=branch, number=7, scope=Scope.SUBTREE)
    under = FigureFactory(organization=cell, number=3)
    assert drilldown_of("social.materials", ours) == ([own], [figure])
    assert drilldown_of("social.materials", cell) == ([], [under])
    for organization in (ours, branch, cell):
        assert_sums_up("social.materials", organization)


def test_a_joint_publication_does_not_leave_the_figure_of_whom_it_is_not_about(ours, branch):
    stranger = OrganizationFactory()
    coverage = publications.CoverageFactory(organization=stranger)
    coverage.shared_with.add(branch)
    assert number_of("press.publications", branch) == 1
    assert number_of("press.publications", ours) == 1
    assert drilldown_of("press.publications", ours) == ([coverage], [])


# --- The page -----------------------------------------------------------------------------------


def test_the_live_report_leads_from_its_figures_to_their_records(client, chair, ours):
    publications.SocialPostFactory(organization=ours)
    client.force_login(chair)
    with override("ru"):
        report = reverse("reports:year", args=["ours", YEAR])
    page = client.get(report).content.decode()
    link = address("social.materials", ours)
    assert page.count(f'href="{link}"') >= 3, "the strip, the table, the list"
    assert address("appeals.received", ours) not in page, "what nobody stated leads nowhere"


def test_the_page_leads_to_the_record_and_to_what_was_published(client, ours, branch):
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=ours)
    coverage = publications.CoverageFactory(
        organization=branch, title="О труде", url="https://gazeta.example/1"
    )
    client.force_login(officer)
    page = client.get(address("press.publications", ours)).content.decode()
    assert "О труде" in page
    assert str(branch) in page
    assert reverse("admin:publications_coverage_change", args=[coverage.pk]) in page
    assert "https://gazeta.example/1" in page


def test_of_records_beyond_the_readers_roles_it_tells_no_more_than_the_figure_does(
    client, ours, chair
):
    appeal = outreach.AppealFactory(organization=ours, subject="О моём деле")
    link = reverse("admin:outreach_appeal_change", args=[appeal.pk])
    client.force_login(chair)
    assert link in client.get(address("appeals.received", ours)).content.decode()
    client.force_login(UserFactory(role=Role.PRESS_OFFICER, organization=ours))
    page = client.get(address("appeals.received", ours)).content.decode()
    assert "О моём деле" not in page
    assert link not in page


def test_a_declared_figure_tells_its_source_date_and_author(client, chair, ours):
    FigureFactory(organization=ours, number=1358, as_of="2024-12-20", author=chair)
    client.force_login(chair)
    page = client.get(address("social.materials", ours)).content.decode()
    for said in ("сведения организации", "20 декабря 2024", str(chair)):
        assert said in page


@pytest.mark.parametrize("name", ["figure", "figure_sheet"])
def test_it_is_open_to_whom_the_report_is_open(client, chair, ours, name):
    url = address("social.materials", ours, name)
    assert client.get(url).status_code == 403
    client.force_login(UserFactory(role=Role.PRESS_OFFICER, organization=OrganizationFactory()))
    assert client.get(url).status_code == 403
    client.force_login(chair)
    assert client.get(url).status_code == 200
    assert client.get(address("no.such.figure", ours, name)).status_code == 404


# --- What the newsroom adds ---------------------------------------------------------------------


def published(organization, **article):
    return publications.ArticleTextFactory(
        article=publications.ArticleFactory(organization=organization, **article),
        published=True,
        published_at="2024-05-01T10:00:00Z",
    )


def test_articles_count_by_kind_and_for_each_of_their_audiences(ours):
    published(ours, kind="press_release", audiences=["youth", "women"])
    published(ours)
    counted = {
        code: number_of(f"articles.{code}", ours)
        for code in ("published", "kind.press_release", "audience.youth", "audience.women")
    }
    assert list(counted.values()) == [2, 1, 1, 1]
    assert number_of("articles.audience.digital", ours) is None, "not stated, not 0"


def test_coverage_counts_by_tone_whatever_the_medium(ours):
    for medium in ("press", "broadcast", "partner"):
        publications.CoverageFactory(organization=ours, medium=medium, tone="positive")
    assert number_of("press.tone.positive", ours) == 3
    assert number_of("press.mentions", ours) == 1
    assert_sums_up("press.tone.positive", ours)


def test_what_the_plan_promised_and_what_came_out(ours):
    occasion = OccasionFactory(organization=ours)
    for status in ("idea", "planned", "released", "measured", "cancelled"):
        PlanItem.objects.create(
            occasion=occasion, title=status, status=status, release_on="2024-06-01"
        )
    assert (number_of("plan.items", ours), number_of("plan.released", ours)) == (3, 2)


def test_journalists_count_once_however_often_one_speaks_with_them(ours):
    journalist = Journalist.objects.create(name="Редакция", organization=ours)
    for day in (1, 2):
        journalist.contacts.create(happened_on=f"2024-06-0{day}", way="call", note="пресс-тур")
    assert number_of("press.contacts", ours) == 2
    assert number_of("press.journalists", ours) == 1


def test_a_crisis_counts_in_the_year_it_opened_and_the_year_it_closed(ours):
    CrisisCard.objects.create(
        organization=ours,
        title="Дағдарыс",
        trigger="Жалақы кешікті",
        level="local",
        opened_at="2023-12-20T10:00:00Z",
        closed_at="2024-01-10T10:00:00Z",
    )
    assert number_of("crises.opened", ours) is None
    assert number_of("crises.closed", ours) == 1


def test_the_newspapers_of_an_organization_count_by_issue_and_copies(ours):
    newspaper = publications.OutletFactory(publisher=ours)
    for number, copies in (("1", 500), ("2", 700), ("3", None)):
        newspaper.issues.create(number=number, published_on="2024-06-01", copies=copies)
    assert number_of("print.newspaper_issues", ours) == 3
    assert number_of("print.newspaper_copies", ours) == 1200
    assert len(drilldown_of("print.newspaper_copies", ours)[0]) == 2, "not stated is not 0"


# --- The table ----------------------------------------------------------------------------------


def sheet(client, code, organization):
    answer = client.get(address(code, organization, "figure_sheet"))
    assert answer.headers["Content-Type"].startswith("text/csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_table_holds_what_was_declared_and_every_record(client, chair, ours, branch):
    FigureFactory(organization=ours, number=12)
    post = publications.SocialPostFactory(organization=branch)
    client.force_login(chair)
    _head, declared, record = sheet(client, "social.materials", ours)
    assert (declared[0], declared[3], declared[4]) == (str(ours), "12", "сведения организации")
    assert (record[0], record[5]) == (str(branch), post.url)


def test_a_table_with_fewer_rows_than_there_are_says_so_in_its_last(
    client, chair, ours, monkeypatch
):
    monkeypatch.setattr("mediacenter.reports.drilldown.sheet.MOST_RECORDS", 2)
    monkeypatch.setattr("mediacenter.reports.drilldown.sheet.MOST_IN_BOOK", 1)
    client.force_login(chair)
    for _number in range(2):
        publications.SocialPostFactory(organization=ours)
    assert len(sheet(client, "social.materials", ours)) == 3
    publications.SocialPostFactory(organization=ours)
    *_head_and_rows, last = sheet(client, "social.materials", ours)
    assert last == ["Здесь только первые строки: 2 из 3. Остальные получите, сузив выбор."]
    book = client.get(address("social.materials", ours, "figure_workbook"))
    told = list(openpyxl.load_workbook(io.BytesIO(book.content)).active.values)
    assert "1 из 3" in told[-1][0]
    assert len(told) == 3


def test_ten_times_the_records_cost_the_table_ten_times_the_reading(
    client, chair, ours, monkeypatch
):
    monkeypatch.setattr("mediacenter.reports.drilldown.sheet.A_TIME", 2)
    client.force_login(chair)
    posts = (
        publications.SocialPostFactory.build(organization=ours, ends_on="2024-03-12")
        for _number in itertools.count()
    )
    cost = {}
    for number in (6, 60):
        SocialPost.objects.bulk_create(itertools.islice(posts, number - len(cost) * 6))
        with connection.cursor() as cursor:  # so that keys are read by their index
            cursor.execute("SET LOCAL enable_seqscan = off; ANALYZE publications_socialpost")
        before = rows_read()
        assert len(sheet(client, "social.materials", ours)) == 1 + number
        cost[number] = (rows_read() - before).total()
    assert cost[60] < 15 * cost[6]


def test_no_cell_of_the_table_is_a_formula(client, chair, ours):
    outreach.AppealFactory(organization=ours, subject="=HYPERLINK(1)")
    client.force_login(chair)
    cells = [cell for line in sheet(client, "appeals.received", ours) for cell in line]
    assert "'=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_an_organization_with_two_pages_beside_one_stands_once_with_the_time_of_both(client, ours):
    ChannelFactory(organization=ours, network="facebook", since="2020-03-01")
    ChannelFactory(
        organization=ours, network="instagram", since="2019-01-01", closed_on="2021-05-01"
    )
    for month in (2, 3):
        ChannelFactory(organization=ours, network="instagram", since=f"2023-0{month}-01")
    client.force_login(UserFactory(role=Role.CHAIR, organization=ours))
    rows = client.get(address("channels.both_pages", ours)).context["rows"]
    assert [row.when for row in rows] == ["01.02.2023 – …"]
    assert_sums_up("channels.both_pages", ours)


# --- Filters ------------------------------------------------------------------------------------


@pytest.fixture
def appeals(ours, branch):
    """A question of March to the organization and another kind of May to its branch; the kinds."""
    kinds = [kind for kind, _label in Appeal._meta.get_field("kind").choices]
    outreach.AppealFactory(organization=ours, received_on="2024-03-05", kind=kinds[0])
    outreach.AppealFactory(organization=branch, received_on="2024-05-05", kind=kinds[1])
    return kinds


def rows(client, code, organization, **asked):
    return client.get(address(code, organization), asked).context["rows"]


def test_records_are_filtered_and_sorted(client, chair, ours, branch, appeals):
    client.force_login(chair)

    def whose(**asked):
        return [row.organization for row in rows(client, "appeals.received", ours, **asked)]

    assert whose() == [ours, branch]
    assert whose(sort="newest") == [branch, ours]
    assert whose(month="5") == whose(below=branch.pk) == whose(kind=appeals[1]) == [branch]
    assert whose(month="4") == whose(month="3", below=branch.pk) == []
    assert whose(month="13", kind="nothing", below="x", sort="x") == [ours, branch]


def test_a_filter_is_there_only_where_the_records_have_it(client, chair, ours, branch):
    publications.CoverageFactory(organization=ours)
    second = publications.CoverageFactory(organization=ours)
    client.force_login(chair)

    def asked(code):
        return set(client.get(address(code, ours)).context["filters"].fields)

    assert asked("press.publications") >= {"below", "month", "outlet", "sort"}
    assert asked("print.subscriptions") == {"below", "outlet"}
    assert len(rows(client, "press.publications", ours)) == 2
    assert len(rows(client, "press.publications", ours, outlet=second.outlet_id)) == 1


def test_what_has_no_record_is_not_to_be_filtered_and_what_was_left_out_is(client, chair, ours):
    client.force_login(chair)
    page = client.get(address("appeals.received", ours)).content.decode()
    assert 'name="month"' not in page
    page = client.get(address("appeals.received", ours), {"month": "3"}).content.decode()
    assert 'name="month"' in page


def test_what_is_known_by_its_year_alone_is_of_no_month(client, chair, ours):
    publications.SocialPostFactory(
        organization=ours, starts_on="2024-01-01", ends_on="2024-12-31", precision="year"
    )
    client.force_login(chair)
    assert len(rows(client, "social.materials", ours)) == 1
    assert rows(client, "social.materials", ours, month="12") == []


def test_both_tables_hold_what_is_filtered(client, chair, ours, branch, appeals):
    client.force_login(chair)
    asked = {"month": "3"}
    table = client.get(address("appeals.received", ours, "figure_sheet"), asked)
    lines = b"".join(table.streaming_content).decode().splitlines()
    book = client.get(address("appeals.received", ours, "figure_workbook"), asked)
    told = list(openpyxl.load_workbook(io.BytesIO(book.content)).active.values)
    assert len(lines) == len(told) == 2
    assert told[1][0] == str(ours)
    page = client.get(address("appeals.received", ours), asked).content.decode()
    assert "csv/?month=3" in page
    assert "xlsx/?month=3" in page


def test_every_counted_figure_takes_every_filter(ours, branch):
    for indicator in REGISTRY.values():
        if indicator.counted_from is not None:
            found = drill_down(indicator, ours, YEAR)
            of = {"indicator": indicator, "organization": ours, "records": found.records}
            fields = RecordFilters({}, **of).fields
            asked = {name: str(field.choices[-1][0]) for name, field in fields.items()}
            assert list(RecordFilters(asked, **of).applied(found).records) == [], indicator.code


def test_more_records_ask_no_more_statements(client, chair, ours, branch):
    client.force_login(chair)

    def statements():
        with CaptureQueriesContext(connection) as seen:
            rows(client, "press.publications", ours, below=branch.pk, month="3", sort="newest")
        return len(seen)

    publications.CoverageFactory(organization=branch, starts_on="2024-03-12")
    statements()
    once = statements()
    for _number in range(3):
        publications.CoverageFactory(organization=branch, starts_on="2024-03-12")
        OrganizationFactory(parent=ours)
    assert statements() == once
