"""The admin by role, inside and outside the subtree: every page of every model."""

import json

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.test import RequestFactory
from django.urls import reverse

from tests.access.rows import LETTERS, Own
from tests.access.table import FURTHER, MODELS, SITEWIDE
from tests.access.visitor import Visitor, page_of, status, takes
from tests.publications.factories import ArticleTextFactory
from tests.unions.factories import AppointmentFactory, UserFactory
from unions.access import GRANTS

pytestmark = pytest.mark.django_db

OF_ORGANIZATIONS = sorted(label for label, row in MODELS.items() if isinstance(row, Own))


@pytest.fixture
def bare(monkeypatch):
    """Leave out the frame of the admin's pages (menu, list of rooms): it is slow and not asked."""
    monkeypatch.setattr(admin.site, "each_context", lambda request: {})


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(
    ("label", "place"),
    [(label, "ours") for label in sorted(MODELS)]
    + [(label, "federation") for label in sorted(MODELS) if label not in OF_ORGANIZATIONS],
)
def test_standard_pages_open_as_the_table_says(tree, visitors, label, place):
    """Below their organization each role meets its row; what is common is kept at the root."""
    row = MODELS[label]
    record, lists = row.record(tree["branch"]), getattr(row, "lists", "")
    for letter, visitor in visitors(place):
        may = row.allows(letter, at_root=place == "federation")
        pages = {
            ("changelist",): may["sees"] or may["changes"] or letter in lists,
            ("add",): may["adds"],
            ("change", record.pk): may["sees"] or may["changes"],
            ("history", record.pk): may["sees"] or may["changes"],
            ("delete", record.pk): may["deletes"],
        }
        for page, allowed in pages.items():
            told = visitor.get(page_of(label, *page))
            assert told == status(allowed), (letter, page)
            if allowed and page == ("changelist",):
                seen = may["sees"] or may["changes"]
                assert (record.pk in visitor.listed()) is seen, letter
        saving = visitor.post(page_of(label, "change", record.pk))
        assert (saving == 403) is not may["changes"], letter


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("label", OF_ORGANIZATIONS)
def test_beyond_the_reach_every_page_is_closed(tree, visitors, label):
    """Beside it and above it; the page that is open inside is asked by the same visitor."""
    row = MODELS[label]
    inside = row.record(tree["branch"])
    beyond = [row.record(tree["theirs"]), row.record(tree["federation"])]
    for letter, visitor in visitors("ours"):
        if row.allows(letter, at_root=False)["sees"]:
            visitor.get(page_of(label, "changelist"))
            assert inside.pk in visitor.listed(), letter
            assert not visitor.listed() & {record.pk for record in beyond}, letter
        for record in beyond:
            for page in ("change", "history", "delete"):
                address = page_of(label, page, record.pk)
                assert visitor.get(address) == 403, (letter, page)
                assert visitor.post(address, {"post": "yes"}) == 403, (letter, page)
            assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("label", OF_ORGANIZATIONS)
def test_roles_do_not_lend_each_other_their_reach(tree, label):
    """An administrator here who is a chair there does there what a chair does, and no more."""
    user = UserFactory(role=LETTERS["A"], organization=tree["ours"])
    AppointmentFactory(
        person=user.person, role=LETTERS["C"], organization=tree["theirs"], post_ru="председатель"
    )
    visitor = Visitor(user)
    for letter, place in [("A", "branch"), ("C", "theirs")]:
        record = MODELS[label].record(tree[place])
        may = MODELS[label].allows(letter, at_root=False)
        assert visitor.get(page_of(label, "change", record.pk)) == status(may["sees"])
        saving = visitor.post(page_of(label, "change", record.pk))
        assert (saving == 403) is not may["changes"]
        assert visitor.get(page_of(label, "delete", record.pk)) == status(may["deletes"])


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(
    "label", [label for label in OF_ORGANIZATIONS if "A" in MODELS[label].deletes]
)
def test_what_is_deleted_in_bulk_lies_within_the_reach(tree, label):
    inside, beyond = (MODELS[label].record(tree[place]) for place in ("branch", "theirs"))
    visitor = Visitor(UserFactory(role=LETTERS["A"], organization=tree["ours"]))
    records = [inside.pk, beyond.pk]
    data = {"action": "delete_selected", "_selected_action": records, "post": "yes"}
    visitor.post(page_of(label, "changelist"), data)
    left = set(type(inside).objects.filter(pk__in=records).values_list("pk", flat=True))
    assert left == {beyond.pk}


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("page", sorted(FURTHER))
def test_further_pages_open_as_the_table_says(tree, visitors, page):
    row = MODELS[model_of(page)]
    takes_record = takes(f"admin:{page}", 1)
    args = [row.record(tree["branch"]).pk] if takes_record else []
    address = reverse(f"admin:{page}", args=args)
    if takes_record:
        beyond = reverse(f"admin:{page}", args=[row.record(tree["theirs"]).pk])
    for letter, visitor in visitors("ours"):
        needs = FURTHER[page]
        allowed = row.allows(letter, at_root=False).get(needs, letter in needs)
        assert (visitor.get(address) != 403) is allowed, letter
        if takes_record:
            assert visitor.get(beyond) == 403, letter
            assert visitor.post(beyond) == 403, letter


def model_of(page):
    room, model, _name = page.split("_", 2)
    return f"{room}.{model}"


@pytest.mark.parametrize("page", sorted(page for page in FURTHER if page.endswith("_export")))
def test_an_export_holds_what_the_role_reaches(tree, visitors, page):
    label = model_of(page)
    inside, beyond = (MODELS[label].record(tree[place]) for place in ("branch", "theirs"))
    for _letter, visitor in visitors("ours"):
        request = RequestFactory().get(reverse(f"admin:{page}"))
        request.user = visitor.user
        exported = admin.site._registry[apps.get_model(label)].get_export_queryset(request)
        everybodys = label not in OF_ORGANIZATIONS
        assert set(exported) == ({inside, beyond} if everybodys else {inside})


def test_who_holds_no_role_finds_the_admin_closed(tree):
    person = AppointmentFactory(organization=tree["ours"]).person
    somebody = Visitor(UserFactory(person=person))
    for user in (somebody, Visitor(AnonymousUser())):
        for label in MODELS:
            assert user.get(page_of(label, "changelist")) == 302
        for page in SITEWIDE - {"view_on_site", "app_list"}:
            assert user.get(reverse(f"admin:{page}")) == 302, page
        assert user.get(reverse("admin:app_list", args=["unions"])) == 302
        assert user.get(on_site(tree["ours"])) == 302


def on_site(record):
    kind = ContentType.objects.get_for_model(record)
    return reverse("admin:view_on_site", args=[kind.pk, record.pk])


def test_the_way_to_the_public_page_leads_only_from_within_the_reach(tree, visitors):
    """An address would tell the title of a draft."""
    article = ArticleTextFactory(article__organization=tree["theirs"])
    for letter, visitor in visitors("ours"):
        assert visitor.get(on_site(tree["branch"])) == 302, letter
        assert visitor.get(on_site(tree["theirs"])) == 403, letter
        assert visitor.get(on_site(article)) == 403, letter


def relations():
    """Every relation of a form of the admin that offers by autocomplete."""
    for model_admin in admin.site._registry.values():
        holders = [model_admin, *(inline for inline in model_admin.inlines)]
        for holder in holders:
            for name in holder.autocomplete_fields or ():
                yield holder.model._meta.label_lower, name
    yield "unions.appointment", "organization"  # steps and filters ask by this one


def offered(visitor):
    return {row["id"] for row in json.loads(visitor.response.content)["results"]}


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(("label", "field"), sorted(set(relations())))
def test_autocomplete_offers_what_the_role_reaches(tree, visitors, label, field):
    target = apps.get_model(label)._meta.get_field(field).related_model._meta.label_lower
    inside, beyond = (MODELS[target].record(tree[place]) for place in ("branch", "theirs"))
    for letter, visitor in visitors("ours"):
        may_see = MODELS[target].allows(letter, at_root=False)["sees"]
        assert ask_to_complete(visitor, label, field) == status(may_see), letter
        if not may_see:
            continue
        if target in OF_ORGANIZATIONS:
            own = GRANTS.get(apps.get_model(label))
            names_anybody = own is not None and field in own.names
            assert (str(beyond.pk) in offered(visitor)) is names_anybody, letter
        if label in MODELS and MODELS[label].allows(letter, at_root=False)["adds"]:
            assert str(inside.pk) in offered(visitor), letter


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("label", ["publications.article", "unions.channel", "reports.figure"])
def test_autocomplete_offers_an_organization_where_the_role_may_use_it(tree, label):
    user = UserFactory(role=LETTERS["P"], organization=tree["branch"])
    AppointmentFactory(person=user.person, role=LETTERS["O"], organization=tree["theirs"])
    visitor = Visitor(user)
    ask_to_complete(visitor, label, "organization")
    assert offered(visitor) == {str(tree["branch"].pk)}


def ask_to_complete(visitor, label, field):
    room, model = label.split(".")
    return visitor.get(
        reverse("admin:autocomplete"), app_label=room, model_name=model, field_name=field
    )
