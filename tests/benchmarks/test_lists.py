"""What every list of the admin and every page of the plan costs as the federation grows tenfold.

Told in statements, bytes and rows that are touched, which are the same on any machine. The lists
are those that the admin knows, the pages those that the plan has: a new one is measured from its
first day.
"""

import logging

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

import mediacenter.urls  # noqa: F401  it says which lists the admin has
from mediacenter.services.calendars.actions import calendar_address_of
from mediacenter.toolkit.bounded import BoundedPaginator
from publications.articles.admin import tags
from publications.articles.models import ArticleText
from publications.plan import board, views
from publications.plan.feed import PLAN
from publications.plan.models import Assignment, DayNote, Occasion, PlanItem
from publications.plan.urls import urlpatterns as plan
from unions import sessions
from unions.admin.reach import ReachAdmin
from unions.admin.reach_filter import ReachFilter
from unions.models import Appointment, Organization, OrganizationKind, Role

from .touching import ask_where_indexes_are_read

pytestmark = [pytest.mark.django_db, pytest.mark.together]

EVERY_WAY = {
    "root": {"last page", "searched", "of a year", "of a region"},
    "region": {"last page", "searched"},
}
AS_IT_OPENS = {"root": (), "region": ()}
# Organizations, articles, records a page, ways to look at a list. The large federation's pages are
# longer, so that a statement a record shows too; in use they are longer still, and lead to more.
SIZES = {"small": (150, 200, 3, AS_IT_OPENS), "large": (1_500, 4_000, 10, EVERY_WAY)}
PAGES, COUNTED = 11, 10
MOST_BYTES = 400_000  # the board has most; lists of fifty were seen at full size with as much
NARROWED = 4  # what a filter has chosen, what it offers, and what tells it apart by name
# The large federation's articles are 4,000, their texts 9,000, all rows 70,000.
MOST_ROWS = 2_500
REGION = 3  # times as many: it is a twelfth of the federation, and its newest are among all newest
ADDS_UP = {"plan:fact", "plan:month", "plan:week"}  # what was planned for a year, a month, a week
SEEKS = {"plan:desk"}  # outdated translations, found by passing over those that are not
# Guests are found by asking for everybody's posts; each column of the board reads what is reached.
ASKS_ALL = {"unions.Person", "plan:board"}
LAST_DAY, LAST_YEAR = "2024-12-10", 2024
# The records of the plan's addresses, with the way to their organization.
PLANNED = {
    "notes": (DayNote, "organization"),
    "occasions": (Occasion, "organization"),
    "items": (PlanItem, "occasion__organization"),
    "assignments": (Assignment, "plan_item__occasion__organization"),
    "texts": (ArticleText, "article__organization"),
}


@pytest.fixture(scope="module")
def costs(django_db_setup, django_db_blocker):
    """{size: {(who, list or page, how): Cost}}; of the small federation each as it opens."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(logging.getLogger("django.request"), "disabled", True)  # lists that refuse
        # once a minute any page also notes that somebody is there
        patch.setattr(sessions, "NOTED_EVERY", 3600)
        patch.setattr(tags, "MOST_COUNTED", COUNTED)
        patch.setattr(board, "COUNTED_A_COLUMN", COUNTED)
        patch.setattr(views, "ON_A_LIST", COUNTED)
        ContentType.objects.get_for_models(*apps.get_models())  # a process asks for them once
        vacuum()
        yield {size: costs_of(patch, *extent) for size, extent in SIZES.items()}
        vacuum()


def vacuum():
    """What was rolled back still lies in the tables, and PostgreSQL plans by their size."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def costs_of(patch, organizations, articles, a_page, ways):
    patch.setattr(ReachAdmin, "list_per_page", a_page)
    patch.setattr(BoundedPaginator, "MOST", a_page * PAGES)
    size = {"organizations": organizations, "articles": articles, "years": 2}
    with transaction.atomic():
        call_command("generate_federation", **size, verbosity=0)
        found = dict(measured(ways))
        transaction.set_rollback(True)
    return found


def measured(ways):
    """Yield ((who, list or page, how), Cost) for these ways to look at a list."""
    federation = Organization.objects.get(depth=1)
    region = Organization.objects.filter(kind=OrganizationKind.REGIONAL).order_by("path")[0]
    for who, role, organization in (
        ("root", Role.ADMINISTRATOR, federation),
        ("region", Role.PRESS_OFFICER, region),
    ):
        appointment = Appointment.objects.filter(organization=organization, role=role)[0]
        user = appointment.person.user
        client = Client()
        client.force_login(user)
        for (page, way), cost in lists(client, region, ways[who]):
            yield (who, page, way), cost
        for page, cost in plan_pages(client, user, region):
            yield (who, page, "opened"), cost


def asked_of(client, url):
    return ask_where_indexes_are_read(client, url, beyond=MOST_ROWS)


def lists(client, region, ways):
    for model in admin.site._registry:
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        response, cost = asked_of(client, url)
        if response.status_code != 200:
            continue
        yield (model._meta.label, "opened"), cost
        for way, asked in narrowed(response.context["cl"], region):
            if way in ways:
                yield (model._meta.label, way), asked_of(client, url + asked)[1]


def narrowed(changelist, region):
    if changelist.paginator.num_pages > 1:
        yield "last page", f"?p={changelist.paginator.num_pages}"
    if changelist.search_fields:
        yield "searched", "?q=12"
    if changelist.date_hierarchy:
        yield "of a year", f"?{changelist.date_hierarchy}__year={LAST_YEAR}"
    for spec in changelist.filter_specs:
        if isinstance(spec, ReachFilter) and spec.field.related_model is Organization:
            yield "of a region", f"?{spec.lookup_kwarg}={region.pk}"


def plan_pages(client, user, region):
    for page in plan:
        if not page.name.startswith("step_"):  # these take what is sent to them and show nothing
            url = f"{address_of(page, user, region)}?day={LAST_DAY}&year={LAST_YEAR}"
            response, cost = asked_of(client, url)
            if response.status_code == 200:
                yield f"plan:{page.name}", cost


def address_of(page, user, region):
    match list(page.pattern.converters):
        case ["pk"]:
            model, organization = PLANNED[str(page.pattern).partition("/")[0]]
            of_region = {f"{organization}__path__startswith": region.path}
            arguments = [model.objects.filter(**of_region).order_by("pk")[0].pk]
        case ["secret"]:
            arguments = [calendar_address_of(kind=PLAN, owner=user).secret]
        case _:
            arguments = []
    return reverse(f"plan:{page.name}", args=arguments)


def over(bound, measure, costs, *, but=()):
    """What costs more than the bound, unless its list or page is excepted."""
    return [
        f"{who} {page} {way}: {cost}"
        for (who, page, way), cost in costs.items()
        if getattr(cost, measure) > bound and page not in but
    ]


def narrow(costs, *, region):
    """What is of a region, by who asks or by what is asked; or all the rest."""
    return {
        key: cost
        for key, cost in costs.items()
        if (key[0] == "region" or key[2] == "of a region") is region
    }


def test_every_list_and_page_is_open_to_the_administrator_and_is_measured(costs):
    there = {model._meta.label for model in admin.site._registry}
    there |= {f"plan:{page.name}" for page in plan if not page.name.startswith("step_")}
    measured = {page for who, page, _way in costs["large"] if who == "root"}
    assert there <= measured


def test_ten_times_as_much_and_longer_pages_take_no_statement_more(costs):
    small, large = costs["small"], costs["large"]
    assert [key for key, cost in small.items() if large[key].statements != cost.statements] == []


def test_a_list_that_is_searched_or_narrowed_takes_four_statements_more_at_most(costs):
    opened = {key[:2]: cost.statements for key, cost in costs["small"].items()}
    more = {key: cost.statements - opened[key[:2]] for key, cost in costs["large"].items()}
    assert {key: number for key, number in more.items() if number > NARROWED} == {}


def test_no_page_reads_a_share_of_the_federation(costs):
    all_over = narrow(costs["large"], region=False)
    assert over(MOST_ROWS, "touched", all_over, but=ADDS_UP | SEEKS) == []


def test_a_region_looks_for_its_own_among_the_newest_of_all_and_no_further(costs):
    of_region = narrow(costs["large"], region=True)
    assert over(REGION * MOST_ROWS, "touched", of_region, but=ADDS_UP | SEEKS | ASKS_ALL) == []


def test_no_page_is_too_large_for_a_phone_on_the_road(costs):
    assert over(MOST_BYTES, "bytes", costs["large"]) == []
