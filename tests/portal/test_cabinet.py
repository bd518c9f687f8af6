"""The first screen of somebody who writes: what waits for them, and nothing that is empty."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from publications.articles.actions.texts import save_article
from publications.articles.models import Remark, Status
from tests.publications.factories import ArticleFactory, ArticleTextFactory
from tests.publications.plan.factories import AssignmentFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db

CABINET = reverse("portal:cabinet")
ADMIN = reverse("admin:index")


@pytest.fixture
def organization():
    return OrganizationFactory()


@pytest.fixture
def enter(client, organization):
    """Return a function that signs in with a role and gives the user."""

    def enter(role):
        user = UserFactory(role=role, organization=organization)
        client.force_login(user)
        return user

    return enter


def test_what_waits_for_the_writer_stands_first(client, enter, organization):
    user = enter(Role.PRESS_OFFICER)
    text = ArticleTextFactory.build(article=None, title="Return")
    article = ArticleFactory(organization=organization)
    save_article(article=article, texts=[text], by=user)
    Remark.objects.create(text=text, words="Which school?")
    now = timezone.now()
    overdue = AssignmentFactory(assignee=user, due_at=now - dt.timedelta(days=2))
    today = AssignmentFactory(
        assignee=user, due_at=timezone.localtime(now).replace(hour=23, minute=59)
    )
    page = client.get(CABINET.replace("/kk/", "/en/")).content.decode()
    waiting = [page.index(str(one)) for one in (text, overdue.plan_item, today.plan_item)]
    assert waiting == sorted(waiting)
    assert page.index("New article") < waiting[0]


def test_the_editor_is_led_to_what_waits_for_review(client, enter, organization):
    enter(Role.EDITOR)
    text = ArticleTextFactory(article__organization=organization, status=Status.REVIEW)
    page = client.get(CABINET.replace("/kk/", "/en/")).content.decode()
    assert page.count(text.title) == 1
    assert "Waits for your review" in page


def test_nothing_empty_is_shown(client, enter):
    enter(Role.PRESS_OFFICER)
    page = client.get(CABINET.replace("/kk/", "/en/")).content.decode()
    for heading in ("Returned to you", "Overdue", "Due today", "Waits for your review"):
        assert heading not in page


# --- What the admin opens with ---


def links_of(page):
    return re.findall(r'<a [^>]*href="([^"]+)"', page[page.index('class="first-screen"') :])


def test_the_admin_opens_with_what_waits(client, enter, organization):
    user = enter(Role.PRESS_OFFICER)
    text = ArticleTextFactory.build(article=None, title="Return")
    save_article(article=ArticleFactory(organization=organization), texts=[text], by=user)
    Remark.objects.create(text=text, words="Which school?")
    now = timezone.now()
    overdue = AssignmentFactory(assignee=user, due_at=now - dt.timedelta(days=2))
    today = AssignmentFactory(
        assignee=user, due_at=timezone.localtime(now).replace(hour=23, minute=59)
    )
    occasions = [
        f"plan/occasions/{one.plan_item.occasion_id}/#item-{one.plan_item_id}"
        for one in (overdue, today)
    ]
    links = links_of(client.get(ADMIN).content.decode())
    wanted = [reverse("admin:publications_article_add"), text.form_address, *occasions]
    found = [one for link in links for one in wanted if link.endswith(one)]
    assert found == wanted


def test_the_admin_opens_without_the_list_of_its_models(client, enter):
    enter(Role.EDITOR)
    links = links_of(client.get(ADMIN).content.decode())
    assert reverse("admin:publications_article_add") in links
    assert not [link for link in links if link == reverse("admin:publications_article_changelist")]


def test_the_first_screen_asks_as_often_for_three_as_for_one(
    client, enter, organization, django_assert_num_queries, django_assert_max_num_queries
):
    user = enter(Role.EDITOR)

    def more():
        ArticleTextFactory(article__organization=organization, status=Status.REVIEW)
        AssignmentFactory(assignee=user, due_at=timezone.now() - dt.timedelta(days=2))

    more()
    client.get(ADMIN)
    with django_assert_max_num_queries(20) as first:
        client.get(ADMIN)
    more()
    more()
    with django_assert_num_queries(len(first)):
        client.get(ADMIN)


def test_each_card_is_named_by_the_work_that_it_leads_to(client, enter):
    enter(Role.PRESS_OFFICER)
    page = client.get(CABINET.replace("/kk/", "/ru/")).content.decode()
    cards = dict(re.findall(r'<h2 class="card-title">([^<]+)</h2>(.*?)</section>', page, re.DOTALL))
    for card, places in {
        "СМИ и кризисы": ["press:overview", "crises:cards", "press:joint", "press:links"],
        "Социальные сети": ["social:links", "tables:followers"],
        "Филиалы": ["tables:contacts", "outreach:visits", "subscriptions:table"],
    }.items():
        led = re.findall(r'href="([^"]+)"', cards[card])
        assert led == [reverse(place).replace("/kk/", "/ru/") for place in places]
