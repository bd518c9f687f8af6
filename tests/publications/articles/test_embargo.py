"""Under embargo: accredited journalists read it before the hour, nobody else finds it."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from publications.articles.actions.releasing import publish_text
from publications.articles.models import Accreditation, ArticleText
from publications.press.models import Journalist
from tests.publications.factories import ArticleFactory, ArticleTextFactory
from tests.unions.factories import UserFactory
from unions.models import Role

DAY = dt.timedelta(days=1)


@pytest.fixture
def release(karaganda):
    """A press release that the editor has let go, with an embargo until tomorrow."""
    article = ArticleFactory(organization=karaganda, kind="press_release")
    text = ArticleTextFactory(
        article=article, title="Келісім жасалды", embargo_until=timezone.now() + DAY
    )
    return publish_text(text_id=text.pk)


@pytest.fixture
def journalist(karaganda):
    user = UserFactory()
    register = Journalist.objects.create(name_kk="Тілші", organization=karaganda, user=user)
    Accreditation.objects.create(
        journalist=register, reach=karaganda, ends_on=timezone.localdate() + 30 * DAY
    )
    return user


def visible_to(user):
    return list(ArticleText.objects.visible_to(user))


def under_embargo():
    with override("kk"):
        return reverse("publications:under_embargo")


def test_a_release_under_embargo_is_seen_by_accredited_journalists_only(
    release, journalist, press_officer
):
    assert visible_to(journalist) == [release]
    assert visible_to(AnonymousUser()) == visible_to(press_officer) == []


def test_the_embargo_holds_whatever_moment_of_publication_was_chosen(release):
    assert release.published_at == release.embargo_until


def test_after_the_hour_everybody_reads_it(release):
    past = timezone.now() - DAY
    ArticleText.objects.update(embargo_until=past, published_at=past)
    assert visible_to(AnonymousUser()) == [release]


@pytest.mark.parametrize(("starts", "ends"), [(-30, -1), (1, 30)])
def test_an_accreditation_of_another_time_opens_nothing(client, release, journalist, starts, ends):
    today = timezone.localdate()
    days = [today + starts * DAY, today + ends * DAY]
    Accreditation.objects.update(starts_on=days[0], ends_on=days[1])
    client.force_login(journalist)

    assert visible_to(journalist) == []
    assert client.get(release.get_absolute_url()).status_code == 404
    page = client.get(under_embargo()).content.decode()
    assert release.title not in page
    with override("kk"):
        assert all(date_format(day) in page for day in days)


def test_a_draft_is_not_the_journalists_even_with_an_embargo(karaganda, journalist):
    ArticleTextFactory(
        article=ArticleFactory(organization=karaganda), embargo_until=timezone.now() + DAY
    )
    assert visible_to(journalist) == []


def test_the_journalist_finds_and_opens_it_and_no_store_keeps_it(client, release, journalist):
    client.force_login(journalist)
    listed = client.get(under_embargo()).content.decode()
    assert release.title in listed
    with override("kk"):
        assert date_format(timezone.localdate() + 30 * DAY) in listed

    page = client.get(release.get_absolute_url())
    assert page.status_code == 200
    assert "notice-warning" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"]


def test_for_everybody_else_there_is_no_such_page(client, release, editor, karaganda):
    assert client.get(release.get_absolute_url()).status_code == 404
    assert "/login/" in client.get(under_embargo()).url, "a journalist signs in again"
    for user in (editor, UserFactory(role=Role.CHAIR, organization=karaganda)):
        client.force_login(user)
        assert client.get(release.get_absolute_url()).status_code == 404
        assert client.get(under_embargo()).status_code == 404


def test_the_cabinet_leads_the_journalist_there_and_nobody_else(client, journalist, editor):
    for user, is_led in ((journalist, True), (editor, False)):
        client.force_login(user)
        assert (under_embargo() in client.get("/kk/cabinet/").content.decode()) == is_led


@pytest.mark.parametrize(
    "address", ["/kk/", "/kk/news/", "/kk/news/feed.xml", "/sitemap-news-kk.xml"]
)
def test_no_list_tells_of_it_not_even_to_the_journalist(client, release, journalist, address):
    client.force_login(journalist)
    page = client.get(address)

    assert page.status_code == 200
    assert release.slug not in page.content.decode()
