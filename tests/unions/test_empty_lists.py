"""An empty list says what is true of it, and offers to add only what can be added."""

import pytest
from django.contrib import admin
from django.utils.translation import override
from lxml import html

from tests.access.visitor import Visitor, page_of
from tests.unions.factories import UserFactory
from unions.models import BinEntry, Role, User

RESET = "Сүзгілерді тазарту"


@pytest.fixture(params=["superuser", "administrator"])
def keeper(request, tree):
    if request.param == "superuser":
        return User.objects.create_superuser("root@example.org", "pw", person=None)
    return UserFactory(role=Role.ADMINISTRATOR, organization=tree["federation"])


def test_whatever_a_list_offers_to_add_can_be_added(keeper, monkeypatch):
    # the frame of the page (menu, list of rooms) offers nothing of the kind, and is slow
    monkeypatch.setattr(admin.site, "each_context", lambda request: {})
    visitor = Visitor(keeper)
    offered = []
    for model in admin.site._registry:
        label = f"{model._meta.app_label}.{model._meta.model_name}"
        if visitor.get(page_of(label, "changelist")) != 200:
            continue
        add = page_of(label, "add")
        hrefs = html.fromstring(visitor.response.rendered_content).xpath("//a/@href")
        if any(href.split("?")[0] == add for href in hrefs):
            offered.append(label)
            assert visitor.get(add) == 200, label
    assert len(offered) > len(admin.site._registry) / 2


def test_an_empty_list_speaks_of_filters_only_where_some_are_set(client, keeper):
    client.force_login(keeper)
    empty = page_of("reports.reportjob", "changelist")
    plain = client.get(empty).content.decode()
    assert "Мұнда әзірге ештеңе жоқ." in plain
    assert RESET not in plain
    assert RESET in client.get(empty, {"status__exact": "failed"}).content.decode()


def test_what_use_cases_write_is_not_added_by_hand(client, keeper):
    client.force_login(keeper)
    for label in ("reports.reportjob", "reports.reportfile", "reports.snapshot"):
        add = page_of(label, "add")
        assert f'href="{add}"' not in client.get(page_of(label, "changelist")).content.decode()
        assert client.get(add).status_code == 403, label


def test_the_empty_bin_speaks_the_language_of_its_page():
    empty = admin.site.get_model_admin(BinEntry)
    with override("ru"):
        assert empty.nothing_yet.startswith("Корзина пуста")
    with override("kk"):
        assert empty.nothing_yet.startswith("Себет бос")
