"""The newspapers of the unions: public pages and their issues as PDF."""

import datetime as dt

import pytest
from django.urls import reverse

from publications.printed.models import NewspaperIssue
from tests.publications.factories import NewspaperIssueFactory, OutletFactory
from tests.publications.pdf_file import PDF, WITH_SCRIPT, pdf_file
from tests.unions.factories import UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db


def sign_in(client, user):
    client.force_login(user)


@pytest.fixture
def newspaper(karaganda):
    return OutletFactory(publisher=karaganda, name_kk="Ұстаз үні")


def test_newspapers_of_unions_are_listed_and_no_others(client, newspaper):
    other = OutletFactory(name_kk="Бөтен газет")
    page = client.get("/kk/news/newspapers/").content.decode()
    assert newspaper.name_kk in page
    assert other.name_kk not in page
    assert client.get(f"/kk/news/newspapers/{other.pk}/").status_code == 404


def test_issues_stand_by_year_the_newest_first(client, newspaper):
    for day in (dt.date(2023, 5, 1), dt.date(2024, 3, 12)):
        NewspaperIssueFactory(outlet=newspaper, published_on=day)
    page = client.get(f"/kk/news/newspapers/{newspaper.pk}/").content.decode()
    assert page.index("2024</h2>") < page.index("2023</h2>")


def test_an_issue_is_downloaded_and_never_shown_inside_the_portal(client, newspaper):
    issue = NewspaperIssueFactory(outlet=newspaper, file=pdf_file())
    answer = client.get(reverse("newspapers:file", args=[issue.pk]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert client.get(f"/media/{issue.file.name}").status_code == 404


def test_an_issue_without_a_file_has_nothing_to_download(client, newspaper):
    issue = NewspaperIssueFactory(outlet=newspaper)
    assert client.get(reverse("newspapers:file", args=[issue.pk])).status_code == 404


def test_an_editor_adds_issues_of_newspapers_within_the_reach(client, karaganda, newspaper):
    theirs = NewspaperIssueFactory().outlet
    sign_in(client, UserFactory(role=Role.EDITOR, organization=karaganda))
    url = reverse("admin:publications_newspaperissue_add")
    sent = {"number": "7", "published_on": "2024-03-12"}
    client.post(url, {**sent, "outlet": theirs.pk})
    client.post(url, {**sent, "outlet": newspaper.pk, "file": pdf_file(WITH_SCRIPT)})
    assert not NewspaperIssue.objects.filter(number="7").exists()
    client.post(url, {**sent, "outlet": newspaper.pk, "file": pdf_file()})
    assert newspaper.issues.get().number == "7"
