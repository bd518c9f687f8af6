"""Figures climb the tree: sums, declared figures, barriers, joint things, "not stated"."""

import datetime as dt
from itertools import product

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from mediacenter.outreach.models import Appeal
from mediacenter.reports.collecting import DOUBTS
from mediacenter.reports.models import Figure, Scope
from mediacenter.reports.rolling_up import Cell, figures_of, roll_up
from mediacenter.toolkit.quantity import Qualifier, weakest
from publications.social.models import SocialPost
from tests.reports.factories import FigureFactory, plant
from training.models import Seminar
from unions.models import Channel, FollowerCount

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    """A union, a region below it, two branches of the region, a primary of the first branch."""
    return plant([None, 0, 1, 1, 2])


def post(organization, url, year=2024):
    day = dt.date(year, 3, 1)
    return SocialPost.objects.create(
        organization=organization, url=url, entered=url, starts_on=day, ends_on=day
    )


def cell(organization, code="social.materials", year=2024):
    return figures_of(organization, (2022, 2024))[code][year]


def test_what_nobody_stated_is_none_and_not_zero(tree):
    assert cell(tree[0]) == Cell()
    assert cell(tree[0]).number is None


def test_a_declared_zero_is_zero(tree):
    FigureFactory(organization=tree[1], indicator="staff.information_officers", number=0)
    assert cell(tree[1], "staff.information_officers").number == 0
    assert cell(tree[0], "staff.information_officers").number == 0


def test_a_figure_declared_without_a_number_states_nothing(tree):
    post(tree[1], "https://example.org/1")
    FigureFactory(organization=tree[1], number=None)
    assert cell(tree[1]).number == 1


def test_records_of_the_whole_subtree_add_up_year_by_year(tree):
    union, region, branch, other_branch, primary = tree
    for number, organization in enumerate((region, branch, branch, primary)):
        post(organization, f"https://example.org/{number}")
    post(other_branch, "https://example.org/old", year=2022)
    figures = figures_of(union, (2022, 2024))["social.materials"]
    assert [figures[year].number for year in (2022, 2023, 2024)] == [1, None, 4]
    assert cell(branch).number == 3
    assert (cell(branch).own_number, cell(primary).own_number) == (2, 1)


def test_a_declared_figure_of_its_own_replaces_the_count_of_that_organization_alone(tree):
    union, region, branch, _, _ = tree
    post(region, "https://example.org/1")
    post(branch, "https://example.org/2")
    FigureFactory(organization=region, number=76, scope=Scope.OWN)
    assert cell(region).number == 77
    assert cell(union).number == 77
    assert cell(region).own_number == 76


def test_nothing_below_adds_to_a_declared_figure_of_the_whole_subtree(tree):
    union, region, branch, _, primary = tree
    post(branch, "https://example.org/1")
    post(primary, "https://example.org/2")
    post(union, "https://example.org/3")
    FigureFactory(organization=region, number=103, scope=Scope.SUBTREE)
    assert cell(region).number == 103
    assert cell(union).number == 104
    assert cell(branch).number == 2


def test_of_nested_figures_of_whole_subtrees_the_upper_one_counts_above_itself(tree):
    _union, region, branch, other_branch, primary = tree
    FigureFactory(organization=branch, number=10, scope=Scope.SUBTREE)
    FigureFactory(organization=region, number=50, scope=Scope.SUBTREE)
    post(primary, "https://example.org/1")
    post(other_branch, "https://example.org/2")
    assert [cell(o).number for o in tree] == [50, 50, 10, 1, 1]


def test_the_weakest_qualifier_of_what_is_added_is_the_sums(tree):
    union, region, branch, other_branch, _ = tree
    FigureFactory(organization=region, number=5000, qualifier=Qualifier.MORE_THAN)
    FigureFactory(organization=branch, number=100)
    assert cell(region).qualifier == Qualifier.MORE_THAN
    assert cell(branch).qualifier == Qualifier.EXACT
    FigureFactory(organization=other_branch, number=40, qualifier=Qualifier.ABOUT)
    assert (cell(union).number, cell(union).qualifier) == (5140, Qualifier.ABOUT)


@pytest.mark.parametrize(("one", "other"), list(product(DOUBTS, DOUBTS)))
def test_the_places_of_doubt_agree_with_the_weakest_qualifier(one, other):
    assert DOUBTS[DOUBTS.index(one) | DOUBTS.index(other)] == weakest([one, other])


def test_a_post_that_two_branches_entered_counts_once_in_the_common_parent(tree):
    union, region, branch, other_branch, _ = tree
    post(branch, "https://example.org/joint")
    post(other_branch, "https://example.org/joint/")
    assert (cell(branch).number, cell(other_branch).number) == (1, 1)
    assert (cell(region).number, cell(union).number) == (1, 1)
    assert cell(region).stated_by == 2


def test_a_joint_seminar_counts_once_above_those_that_took_part(tree):
    union, region, branch, other_branch, _ = tree
    day = dt.date(2024, 5, 1)
    seminar = Seminar.objects.create(
        slug="joint", title_kk="Оқу", organizer=union, starts_on=day, ends_on=day
    )
    seminar.audience.set([branch, other_branch])
    assert cell(branch, "training.attended").number == 1
    assert cell(region, "training.attended").number == 1


def test_followers_are_the_last_count_of_the_year_of_each_page(tree):
    _, region, branch, other_branch, _ = tree
    for organization, counts in (
        (branch, {dt.date(2024, 1, 31): 90, dt.date(2024, 11, 30): 100}),
        (other_branch, {dt.date(2023, 12, 31): 7}),
    ):
        channel = Channel.objects.create(
            organization=organization, network="facebook", url=f"https://fb.example/{organization}"
        )
        for day, number in counts.items():
            FollowerCount.objects.create(channel=channel, counted_on=day, number=number)
    figures = figures_of(region, (2022, 2024))["social.followers.facebook"]
    assert [figures[year].number for year in (2022, 2023, 2024)] == [None, 7, 100]
    assert figures[2024].as_of == dt.date(2024, 11, 30)


def test_one_page_of_two_organizations_has_its_followers_once(tree):
    _, region, branch, other_branch, _ = tree
    for organization in (branch, other_branch):
        channel = Channel.objects.create(
            organization=organization, network="instagram", url="https://www.instagram.com/one"
        )
        FollowerCount.objects.create(channel=channel, counted_on=dt.date(2024, 6, 1), number=300)
    assert cell(region, "social.followers.instagram").number == 300


def test_yes_and_no_stay_where_they_were_said(tree):
    union, region, _, _, _ = tree
    FigureFactory(organization=region, indicator="press.partner_mentions", number=1)
    assert cell(region, "press.partner_mentions").number == 1
    assert cell(union, "press.partner_mentions").number is None


def test_it_tells_how_many_organizations_of_how_many_stated_it(tree):
    union, region, branch, _, primary = tree
    post(primary, "https://example.org/1")
    assert (cell(union).stated_by, cell(union).of) == (1, 5)
    FigureFactory(organization=branch, number=3, scope=Scope.SUBTREE)
    assert (cell(union).stated_by, cell(union).of) == (2, 5)
    FigureFactory(organization=region, number=9, scope=Scope.SUBTREE)
    assert (cell(union).stated_by, cell(union).of) == (4, 5)


def test_an_organization_closed_before_the_year_is_not_among_those_asked(tree):
    union, *_, primary = tree
    post(tree[1], "https://example.org/1")
    primary.closed_on = dt.date(2023, 12, 31)
    primary.save()
    assert cell(union).of == 4


def test_one_statement_whatever_the_number_of_organizations(tree, django_assert_num_queries):
    with django_assert_num_queries(1):
        roll_up((2022, 2024))
    plant([None] + [0] * 30)
    with django_assert_num_queries(1):
        roll_up((2022, 2024))
    with django_assert_num_queries(2):
        figures_of(tree[0], (2022, 2024))


def test_a_level_of_the_tree_gets_the_same_figures_as_each_node_by_itself(tree):
    for number, organization in enumerate(tree):
        post(organization, f"https://example.org/{number}")
    level = {total.path: total for total in roll_up((2024, 2024), depths=(3, 3))}
    assert set(level) == {tree[2].path, tree[3].path}
    assert level[tree[2].path].number == cell(tree[2]).number == 2


# --- The statement against a plain recursion ---------------------------------------------------

CODES = {
    "appeals.answered": "sum",
    "social.materials": "sum of distinct posts",
    "social.followers.facebook": "latest",
    "press.partner_mentions": "stays",
}
URLS = [f"https://example.org/{letter}" for letter in "abc"]
qualifiers = st.sampled_from(Qualifier.values)


@st.composite
def federations(draw):
    size = draw(st.integers(1, 9))
    parents = [None] + [draw(st.integers(0, place - 1)) for place in range(1, size)]
    places = st.integers(0, size - 1)
    return {
        "parents": parents,
        "appeals": draw(st.lists(places, max_size=6)),
        "posts": draw(st.sets(st.tuples(places, st.sampled_from(URLS)), max_size=8)),
        "followers": draw(
            st.dictionaries(
                st.tuples(places, st.sampled_from(URLS), st.integers(1, 28)),
                st.tuples(st.integers(0, 500), qualifiers),
                max_size=8,
            )
        ),
        "declared": draw(
            st.dictionaries(
                st.tuples(places, st.sampled_from(list(CODES))),
                st.tuples(st.integers(0, 900), qualifiers, st.sampled_from(Scope.values)),
                max_size=8,
            )
        ),
    }


def store(federation):
    organizations = plant(federation["parents"])
    for place in federation["appeals"]:
        Appeal.objects.create(
            organization=organizations[place],
            kind="question",
            way="phone",
            received_on=dt.date(2024, 2, 1),
            answered_on=dt.date(2024, 2, 2),
        )
    for place, url in federation["posts"]:
        post(organizations[place], url)
    for (place, url, day), (number, qualifier) in federation["followers"].items():
        channel, _ = Channel.objects.get_or_create(
            organization=organizations[place], url=url, network="facebook"
        )
        FollowerCount.objects.create(
            channel=channel,
            counted_on=dt.date(2024, 7, day),
            number=number,
            qualifier=qualifier,
        )
    Figure.objects.bulk_create(
        FigureFactory.build(
            organization=organizations[place],
            indicator=code,
            number=number,
            qualifier=qualifier,
            scope=scope,
        )
        for (place, code), (number, qualifier, scope) in federation["declared"].items()
    )
    return organizations


def own_things(federation, place, code):
    """What the registers hold of one organization: {thing: (number, qualifier)}."""
    match CODES[code]:
        case "sum":
            answered = federation["appeals"].count(place)
            return {place: (answered, Qualifier.EXACT)} if answered else {}
        case "sum of distinct posts":
            return {url: (1, Qualifier.EXACT) for at, url in federation["posts"] if at == place}
        case "latest":
            counts = sorted(
                (day, url, count)
                for (at, url, day), count in federation["followers"].items()
                if at == place
            )
            return {url: count for _day, url, count in counts}
        case "stays":
            return {}


def arrivals(federation, place, code):
    """What arrives at an organization from itself and from below: things, and who said them."""
    number, qualifier, scope = federation["declared"].get((place, code), (None, None, None))
    below = [child for child, parent in enumerate(federation["parents"]) if parent == place]
    if scope == Scope.SUBTREE:
        return {("declared", place): (number, qualifier)}, 1 + size_below(federation, place)
    things = dict(own_things(federation, place, code))
    if scope == Scope.OWN:
        things = {("declared", place): (number, qualifier)}
    said_by = int(bool(things))
    if CODES[code] != "stays":
        for child in below:
            more, more_said = arrivals(federation, child, code)
            said_by += more_said
            for thing, (number, qualifier) in more.items():
                had_number, had_qualifier = things.get(thing, (0, Qualifier.EXACT))
                things[thing] = max(number, had_number), weakest([qualifier, had_qualifier])
    return things, said_by


def size_below(federation, place):
    below = [child for child, parent in enumerate(federation["parents"]) if parent == place]
    return len(below) + sum(size_below(federation, child) for child in below)


@settings(max_examples=60)
@given(federation=federations())
def test_the_statement_agrees_with_a_plain_recursion(federation):
    with transaction.atomic():
        organizations = store(federation)
        totals = {
            (total.path, total.code): (total.number, total.qualifier, total.stated_by)
            for total in roll_up((2024, 2024), codes=list(CODES))
        }
        connection.set_rollback(True)
    expected = {}
    for place, organization in enumerate(organizations):
        for code in CODES:
            things, said_by = arrivals(federation, place, code)
            if things:
                numbers, doubts = zip(*things.values(), strict=True)
                expected[organization.path, code] = sum(numbers), weakest(doubts), said_by
    assert totals == expected
