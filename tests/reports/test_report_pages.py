"""The pages of the yearly report: for the organization's officers, and for nobody else."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils.translation import override

from mediacenter.reports.actions import requesting
from mediacenter.reports.actions.reviewing import submit_report
from mediacenter.reports.indicators import REGISTRY
from mediacenter.reports.models import ReportJob
from mediacenter.services.jobs.actions import doing
from mediacenter.services.jobs.models import JobStatus
from tests.reports.factories import FigureFactory
from tests.shown_form import shown_form
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


def test_what_is_not_stated_leads_to_where_it_is_entered(client, ours, chair):
    FigureFactory(organization=ours, year=YEAR, indicator="press.broadcasts")
    client.force_login(chair)
    response = client.get(address("year", "ours", YEAR))
    offered = response.context["unstated"]
    led = re.findall(r'href="([^"]*/enter/[?][^"]*)"', response.content.decode())
    codes = [parse_qs(urlsplit(unescape(one)).query)["figure"][0] for one in led]
    codes.remove("press.broadcasts")  # which is stated, and entered there as well
    assert "press.broadcasts" not in codes
    # by the key figure, by the sentence of its section, and in the list of all
    assert codes.count("social.materials") == 3
    assert set(codes) == REGISTRY.keys() - {"press.broadcasts"}
    [where] = {unescape(one) for one in led if "social.materials" in one}
    assert where == offered["social.materials"]["address"]
    assert where in unescape(page_of(client, "figure", "social.materials"))
    form = shown_form(client.get(where), "enter-C")
    assert "figure-social.materials-number" in form.shown
    assert f'id="{where.partition("#")[2]}"' in client.get(where).content.decode()


def test_what_is_submitted_or_signed_offers_nothing_to_be_stated_or_written(client, ours, chair):
    submit_report(organization=ours, year=YEAR)
    client.force_login(chair)
    answer = client.get(address("year", "ours", YEAR))
    assert answer.context["unstated"] == {}
    assert address("narrative", "ours", YEAR) not in answer.content.decode()
    assert not client.get(address("figure", "ours", YEAR, "social.materials")).context["to_state"]
    texts = client.get(address("narrative", "ours", YEAR)).content.decode()
    assert "<textarea" not in texts
    assert 'name="take"' not in texts


def test_who_may_state_nothing_is_led_to_no_form(client, ours):
    client.force_login(UserFactory(role=Role.EDITOR, organization=ours))
    assert client.get(address("year", "ours", YEAR)).context["unstated"] == {}
    figure = client.get(address("figure", "ours", YEAR, "social.materials"))
    assert not figure.context["to_state"]


def page_of(client, name, *more):
    return client.get(address(name, "ours", YEAR, *more)).content.decode()
