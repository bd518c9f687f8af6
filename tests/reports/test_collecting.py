"""Each indicator counts its own records, in the year and the organization to which they belong."""

import datetime as dt

import pytest
from django.utils import timezone

from mediacenter.outreach.models import Appeal, Campaign, CommitteeHearing, Contest, Visit
from mediacenter.reports.collecting import collect
from mediacenter.reports.indicators import REGISTRY
from mediacenter.toolkit.dates import Precision
from mediacenter.toolkit.link_keys import fill_link_keys
from mediacenter.toolkit.quantity import Qualifier
from publications.articles.models import Article, ArticleText
from publications.press.models import Coverage, MediaPartnership, Outlet
from publications.printed.models import PrintedMatter, Subscription
from publications.social.models import SocialPost
from tests.reports.factories import plant
from training.models import Programme, Seminar, SeminarFigure
from unions.models import Channel

pytestmark = pytest.mark.django_db

DAY = {"starts_on": dt.date(2024, 3, 1), "ends_on": dt.date(2024, 3, 1)}
YEAR = {
    "starts_on": dt.date(2024, 1, 1),
    "ends_on": dt.date(2024, 12, 31),
    "precision": Precision.YEAR,
}
TWO_YEARS = {**YEAR, "starts_on": dt.date(2023, 1, 1)}


@pytest.fixture
def organization():
    return plant([None])[0]


@pytest.fixture
def outlet():
    return Outlet.objects.create(name_kk="Газет", kind="newspaper", level="national")


def by_year(code, years=(2022, 2024)):
    """{year: number} of the one organization."""
    numbers = {}
    for row in collect(REGISTRY[code], years):
        numbers[row.year] = numbers.get(row.year, 0) + row.number
    return numbers


SPELLINGS = (
    "https://www.instagram.com/p/C_NF/",
    "https://www.instagram.com/p/C_NF",
    "https://www.instagram.com/reel/C_NF/",
    "https://www.instagram.com/reels/C_NF/",
    "https://www.instagram.com/tv/C_NF/",
    "https://www.instagram.com/union/p/C_NF/",
    "https://www.instagram.com/union/reel/C_NF/",
    "https://www.instagram.com/p/C_NF/?igsh=1",
    "https://instagram.com/p/C_NF/",
    "http://www.instagram.com/p/C_NF/",
    "https://www.instagram.com/p/C_NF/?img_index=2",
    "https://m.instagram.com/p/C_NF/#comments",
)


def test_one_post_entered_in_twelve_ways_counts_once(organization, outlet):
    for url in SPELLINGS:  # as rows stand that are older than their keys
        SocialPost.objects.create(organization=organization, url=url, **DAY)
        Coverage.objects.create(
            organization=organization, medium="press", outlet=outlet, url=url, **DAY
        )
    for model in (SocialPost, Coverage):
        model.objects.update(link_key="")
        fill_link_keys(model)
    assert by_year("social.materials") == {2024: 1}
    assert by_year("press.publications") == {2024: 1}


def test_an_article_counts_when_a_text_is_public_once_whatever_its_languages(organization):
    article = Article.objects.create(organization=organization)
    moment = timezone.make_aware(dt.datetime(2024, 3, 1, 12))
    for language in ("kk", "ru"):
        ArticleText.objects.create(
            article=article,
            language=language,
            title=language,
            slug=language,
            status="published",
            published_at=moment,
        )
    draft = Article.objects.create(organization=organization)
    ArticleText.objects.create(article=draft, language="kk", title="жоба", slug="zhoba")
    assert by_year("articles.published") == {2024: 1}


def test_an_article_of_new_years_eve_belongs_to_the_year_of_the_almaty_clock(organization):
    article = Article.objects.create(organization=organization)
    ArticleText.objects.create(
        article=article,
        language="kk",
        title="Жаңа жыл",
        slug="zhana-zhyl",
        status="published",
        published_at=dt.datetime(2023, 12, 31, 20, tzinfo=dt.UTC),
    )
    assert by_year("articles.published") == {2024: 1}


def test_press_and_broadcasts_are_told_apart(organization, outlet):
    for medium, number in (("press", 3), ("broadcast", 2)):
        for _ in range(number):
            Coverage.objects.create(organization=organization, outlet=outlet, medium=medium, **DAY)
    assert by_year("press.publications") == {2024: 3}
    assert by_year("press.broadcasts") == {2024: 2}


def test_publications_without_a_link_are_each_their_own(organization, outlet):
    for url in ("", "", "https://example.org/1"):
        Coverage.objects.create(
            organization=organization, outlet=outlet, medium="press", url=url, **DAY
        )
    assert by_year("press.publications") == {2024: 3}


def test_a_record_without_a_date_belongs_to_no_year(organization, outlet):
    Coverage.objects.create(organization=organization, outlet=outlet, medium="press")
    Campaign.objects.create(organization=organization, title_kk="Акция")
    assert by_year("press.publications") == {}
    assert by_year("field.campaigns") == {}


def test_a_campaign_counts_in_every_year_that_it_touches(organization):
    Campaign.objects.create(organization=organization, title_kk="Акция", **TWO_YEARS)
    assert by_year("field.campaigns") == {2023: 1, 2024: 1}


def test_an_event_known_to_two_years_counts_in_the_second(organization):
    Visit.objects.create(organization=organization, place_kk="Шет ауданы", **TWO_YEARS)
    assert by_year("field.places_visited") == {2024: 1}


def test_places_count_once_however_often_they_are_visited(organization):
    for place in ("Шет ауданы", "Шет ауданы", "Саран қ."):
        Visit.objects.create(organization=organization, place_kk=place, **DAY)
    assert by_year("field.places_visited") == {2024: 2}
    assert by_year("field.visits") == {2024: 3}


def test_events_known_to_the_year_alone_count_in_that_year(organization):
    Visit.objects.create(organization=organization, mode="online", **YEAR)
    Visit.objects.create(organization=organization, place_kk="Шет ауданы", **YEAR)
    CommitteeHearing.objects.create(
        organization=organization, body_kk="Комитет", question_kk="Сұрақ", **YEAR
    )
    for code in ("field.online_meetings", "field.visits", "hearings.held"):
        assert by_year(code) == {2024: 1}, code


def test_dated_events_are_counted(organization):
    Visit.objects.create(organization=organization, mode="online", **DAY)
    CommitteeHearing.objects.create(
        organization=organization,
        body_kk="Комитет",
        question_kk="Сұрақ",
        resolution="№ 5",
        **DAY,
    )
    for code in ("field.online_meetings", "hearings.held", "hearings.resolutions"):
        assert by_year(code) == {2024: 1}, code


def test_appeals_count_where_they_were_answered_and_received(organization):
    Appeal.objects.create(
        organization=organization,
        kind="question",
        way="whatsapp",
        received_on=dt.date(2023, 12, 30),
        answered_on=dt.date(2024, 1, 5),
    )
    Appeal.objects.create(
        organization=organization, kind="question", way="phone", received_on=dt.date(2024, 2, 1)
    )
    assert by_year("appeals.received") == {2023: 1, 2024: 1}
    assert by_year("appeals.answered") == {2024: 1}


def test_printed_matter_known_by_its_kind_alone_is_a_kind_and_no_title(organization):
    PrintedMatter.objects.create(organization=organization, kind="memo", **YEAR)
    PrintedMatter.objects.create(
        organization=organization, kind="poster", title_ru="Плакат", copies=200, **DAY
    )
    assert by_year("print.kinds") == {2024: 2}
    assert by_year("print.memo") == {}
    assert by_year("print.poster") == {2024: 1}
    assert by_year("print.copies") == {2024: 200}


def test_a_subscription_counts_in_its_year_and_its_copies_where_they_are_stated(
    organization, outlet
):
    for year, copies in ((2023, None), (2024, 40)):
        Subscription.objects.create(
            organization=organization, outlet=outlet, year=year, copies=copies
        )
    assert by_year("print.subscriptions") == {2023: 1, 2024: 1}
    assert by_year("print.subscription_copies") == {2024: 40}


def test_an_outlet_that_writes_since_a_year_counts_from_then_on(organization, outlet):
    MediaPartnership.objects.create(organization=organization, outlet=outlet, first_year=2023)
    assert by_year("press.outlets") == {2023: 1, 2024: 1}


def test_a_page_counts_in_the_years_at_whose_end_it_stood(organization):
    Channel.objects.create(
        organization=organization,
        network="facebook",
        url="https://www.facebook.com/uiym",
        since=dt.date(2022, 5, 1),
        closed_on=dt.date(2023, 6, 1),
    )
    assert by_year("channels.facebook") == {2022: 1}


def test_an_organization_has_both_pages_or_it_does_not(organization):
    Channel.objects.create(organization=organization, network="facebook", url="https://f.example")
    assert by_year("channels.both_pages") == {}
    Channel.objects.create(organization=organization, network="instagram", url="https://i.example")
    assert by_year("channels.both_pages", (2024, 2024)) == {2024: 1}
    Channel.objects.filter(network="facebook").update(closed_on=dt.date(2024, 3, 1))
    assert by_year("channels.both_pages", (2024, 2024)) == {}


def test_participants_of_seminars_add_up_with_their_doubt(organization):
    for slug, number, qualifier in (("a", 30, Qualifier.MORE_THAN), ("b", 20, Qualifier.EXACT)):
        seminar = Seminar.objects.create(slug=slug, title_kk=slug, organizer=organization, **DAY)
        SeminarFigure.objects.create(seminar=seminar, number=number, qualifier=qualifier)
        SeminarFigure.objects.create(seminar=seminar, counted="countries", number=10)
    (row,) = collect(REGISTRY["training.participants"], (2024, 2024))
    assert (row.number, row.qualifier) == (50, Qualifier.MORE_THAN)


def test_events_of_the_marathon_are_those_of_its_programme(organization):
    marathon = Programme.objects.create(
        kind="marathon", slug="marafon", name_kk="Марафон", organizer=organization
    )
    for slug, programme in (("in", marathon), ("out", None)):
        Seminar.objects.create(
            slug=slug, title_kk=slug, organizer=organization, programme=programme, **DAY
        )
    assert by_year("training.marathon_events") == {2024: 1}
    assert by_year("training.seminars") == {2024: 2}


def test_followers_gained_by_a_draw_count_where_they_are_stated(organization):
    for gained in (1000, None):
        Contest.objects.create(
            organization=organization,
            title_kk="Ұтыс",
            network="instagram",
            conditions_kk="жазылу",
            followers_gained=gained,
            **YEAR,
        )
    assert by_year("social.followers_gained") == {2024: 1000}
    assert by_year("contests.held") == {2024: 2}
