"""Whoever enters many records writes once what they have in common."""

import pytest
from django.contrib import admin

from mediacenter.outreach.models import Visit
from publications.press.models import Coverage, Journalist
from tests.changelists import admin_url
from tests.outreach.factories import CampaignFactory
from tests.publications.article_form import sent_from
from tests.publications.factories import OutletFactory
from tests.unions.factories import PersonFactory, UserFactory
from unions.models import Appointment, Role


@pytest.fixture
def officer(client, tree):
    client.force_login(UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"]))
    client.cookies["django_language"] = "ru"
    return client


def save_and_add_another(client, model, **fields):
    """Fill in an empty form as the page shows it; return what stands in the next one."""
    url = admin_url(model, "add")
    sent = {**sent_from(client.get(url)), **fields, "_addanother": "1"}
    response = client.post(url, sent, follow=True)
    assert model.objects.count() == 1
    return sent_from(response)


def test_the_next_visit_has_the_date_and_the_action_of_the_last(officer, tree):
    campaign = CampaignFactory(organization=tree["ours"])

    following = save_and_add_another(
        officer,
        Visit,
        organization=tree["branch"].pk,
        when="12–14.03.2024",
        mode="online",
        campaign=campaign.pk,
        place_ru="Шетский район",
    )

    assert following["when"] == "12.03.2024 – 14.03.2024"
    assert following["organization"] == str(tree["branch"].pk)
    assert (following["mode"], following["campaign"]) == ("online", str(campaign.pk))
    assert following["place_ru"] == ""


def test_what_was_left_blank_the_second_time_is_not_repeated_from_the_first(officer, tree):
    campaign = CampaignFactory(organization=tree["ours"])
    first = {"when": "2024", "place_ru": "Шет", "campaign": campaign.pk}
    url = admin_url(Visit, "add") + f"?campaign={campaign.pk}&when=2024"
    sent = {**sent_from(officer.get(url)), **first, "campaign": "", "_addanother": "1"}

    following = sent_from(officer.post(url, sent, follow=True))

    assert (following["when"], following["campaign"]) == ("2024", "")


def test_the_next_cutting_has_the_newspaper_of_the_last(officer, tree):
    outlet = OutletFactory()
    following = save_and_add_another(
        officer, Coverage, when="12.03.2024", medium="press", outlet=outlet.pk, title="О льготах"
    )

    assert (following["outlet"], following["when"]) == (str(outlet.pk), "12.03.2024")
    assert (following["title"], following["medium"]) == ("", "press")


def test_the_next_journalist_works_where_the_last_one_does(officer, tree):
    outlet = OutletFactory()
    following = save_and_add_another(
        officer, Journalist, name_ru="Сеитова А.", outlet=outlet.pk, email="a@example.org"
    )

    assert (following["outlet"], following["email"]) == (str(outlet.pk), "")


def test_what_is_fixed_once_saved_is_repeated_all_the_same(client, tree):
    client.force_login(UserFactory(role=Role.ADMINISTRATOR, organization=tree["ours"]))
    url = admin_url(Appointment, "add")
    sent = {
        **sent_from(client.get(url)),
        "person": PersonFactory().pk,
        "organization": tree["branch"].pk,
        "post_ru": "Председатель",
        "starts_on": "2024-03-12",
        "_addanother": "1",
    }

    following = sent_from(client.post(url, sent, follow=True))

    assert following["organization"] == str(tree["branch"].pk)
    assert (following["starts_on"], following["person"]) == ("12.03.2024", "")


def test_what_is_repeated_is_asked_for_by_the_form(admin_client, rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    for model, model_admin in admin.site._registry.items():
        repeats = getattr(model_admin, "repeats", ())
        assert not repeats or set(repeats) <= set(model_admin.get_form(request).base_fields), model
