"""The pages of the yearly report: for the organization's officers, and for nobody else."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils.translation import override

from mediacenter.reports.actions import requesting
from mediacenter.reports.indicators import REGISTRY
from mediacenter.reports.models import ReportJob
from mediacenter.services.jobs.actions import doing
from mediacenter.services.jobs.models import JobStatus
from tests.reports.factories import FigureFactory
from tests.shown_form import admin_form
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

YEAR = 2024


@pytest.fixture
def theirs(db):
    return OrganizationFactory(slug="theirs", kind="regional")


@pytest.fixture
def outsider(theirs):
    return UserFactory(role=Role.PRESS_OFFICER, organization=theirs)


def address(name, *args):
    with override("ru"):
        return reverse(f"reports:{name}", args=args)


@pytest.fixture
def built(ours, chair):
    job = requesting.request_report(organization=ours, year=YEAR, language="ru", by=chair)
    doing.do_job(job_id=job.pk)
    job.refresh_from_db()
    return job


@pytest.fixture
def addresses(built):
    return [
        address("organization", "ours"),
        address("year", "ours", YEAR),
        address("job", built.pk),
        address("progress", built.pk),
        address("download", built.file_id),
    ]


def test_a_chair_opens_every_page_and_the_file(client, chair, addresses):
    client.force_login(chair)
    assert [client.get(one).status_code for one in addresses] == [200] * len(addresses)


def test_the_report_is_headed_by_its_year_and_organization(client, chair, ours):
    client.force_login(chair)
    page = client.get(address("year", "ours", YEAR)).content.decode()
    heading = page[page.index("<h1") : page.index("</h1>")]
    assert str(YEAR) in heading
    assert ours.name in page[page.index("</h1>") : page.index('id="files"')]


def test_an_officer_of_another_organization_is_refused(client, outsider, addresses):
    client.force_login(outsider)
    assert [client.get(one).status_code for one in addresses] == [403] * len(addresses)


def test_whoever_has_the_link_but_no_account_is_refused(client, addresses):
    assert [client.get(one).status_code for one in addresses] == [403] * len(addresses)


def test_only_officers_of_the_organization_build(client, chair, outsider, ours):
    build = address("build", "ours", YEAR)
    for stranger in (None, outsider):
        if stranger:
            client.force_login(stranger)
        assert client.post(build, {"language": "ru"}).status_code == 403
    assert not ReportJob.objects.exists()
    client.force_login(chair)
    answer = client.post(build, {"language": "kk"})
    job = ReportJob.objects.get()
    assert answer.url == address("job", job.pk)
    assert (job.organization, job.year, job.language) == (ours, YEAR, "kk")
    assert (job.status, job.requested_by) == (JobStatus.QUEUED, chair)


def test_a_chair_of_the_parent_reads_the_branches_report(client, built, ours, chair):
    branch = OrganizationFactory(slug="branch", parent=ours, kind="city")
    client.force_login(chair)
    page = client.get(address("organization", "ours"))
    assert address("organization", "branch") in page.content.decode()
    assert client.get(address("year", branch.slug, YEAR)).status_code == 200


def test_a_chair_of_one_organization_is_led_straight_to_it(client, chair):
    client.force_login(chair)
    assert client.get(address("mine")).url == address("organization", "ours")


def test_ones_own_reports_ask_a_stranger_to_sign_in(client, db):
    assert client.get(address("mine")).url.startswith("/ru/accounts/login/")


def test_progress_is_told_to_the_page(client, chair, ours):
    job = requesting.request_report(organization=ours, year=YEAR, language="ru", by=chair)
    doing.tell_progress(doing.claim(job.pk), "print", 60)
    client.force_login(chair)
    told = client.get(address("progress", job.pk)).json()
    assert (told["percent"], told["finished"]) == (60, False)
    assert "PDF" in told["in_words"]
    page = client.get(address("job", job.pk)).content.decode()
    assert "<noscript>" in page, "without JavaScript a link leads to the state of the moment"


def test_a_year_before_the_portals_time_is_not_found(client, chair):
    client.force_login(chair)
    assert client.get(address("year", "ours", 1999)).status_code == 404


@pytest.mark.parametrize("branches", [1, 3])
def test_the_live_page_costs_the_same_whatever_the_number_of_branches(
    client, chair, ours, branches, django_assert_max_num_queries
):
    for _n in range(branches):
        OrganizationFactory(parent=ours, kind="city")
    client.force_login(chair)
    client.get(address("year", "ours", YEAR))
    with django_assert_max_num_queries(45):
        client.get(address("year", "ours", YEAR))


def test_what_is_not_stated_leads_to_its_form_filled_in(client, ours, chair):
    FigureFactory(organization=ours, year=YEAR, indicator="press.broadcasts")
    client.force_login(chair)
    led = re.findall(r'href="(/admin/reports/figure/add/[^"]*)"', page_of(client, "year"))
    codes = [parse_qs(urlsplit(unescape(one)).query)["indicator"][0] for one in led]
    assert "press.broadcasts" not in codes
    # by the key figure, by the sentence of its section, and in the list of all
    assert codes.count("social.materials") == 3
    assert set(codes) == REGISTRY.keys() - {"press.broadcasts"}
    [address_of_form] = {unescape(one) for one in led if "social.materials" in one}
    assert address_of_form in unescape(page_of(client, "figure", "social.materials"))
    form = admin_form(client.get(address_of_form))
    filled = {name: form.sent[name] for name in ("organization", "indicator", "year")}
    assert filled == {
        "organization": [str(ours.pk)],
        "indicator": ["social.materials"],
        "year": [str(YEAR)],
    }


def test_who_may_state_nothing_is_led_to_no_form(client, ours):
    client.force_login(UserFactory(role=Role.EDITOR, organization=ours))
    assert "/admin/reports/figure/add/" not in page_of(client, "year")
    assert "/admin/reports/figure/add/" not in page_of(client, "figure", "social.materials")


def page_of(client, name, *more):
    return client.get(address(name, "ours", YEAR, *more)).content.decode()
