"""What only some may do with journalists and crises, beyond the question of the page."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.access.rows import LETTERS, READERS
from tests.access.visitor import holders, page_of
from tests.publications.press.factories import CrisisCardFactory, JournalistFactory
from tests.unions.factories import AppointmentFactory, UserFactory


@pytest.mark.parametrize(
    ("at_theirs", "at_ours", "accredits"),
    [("P", "", False), ("E", "", True), ("P", "E", False), ("P", "A", False)],
)
def test_an_accreditation_is_given_only_by_the_editors_of_who_keeps_the_journalist(
    client, tree, at_theirs, at_ours, accredits
):
    """It opens what stands under embargo; an editor elsewhere is no editor here."""
    user = UserFactory(role=LETTERS[at_theirs], organization=tree["theirs"])
    if at_ours:
        AppointmentFactory(person=user.person, role=LETTERS[at_ours], organization=tree["ours"])
    journalist = JournalistFactory(organization=tree["theirs"])
    sent = {
        "name_kk": journalist.name_kk,
        "name_ru": journalist.name_ru,
        "organization": journalist.organization_id,
        "language": "kk",
        "accreditations-TOTAL_FORMS": 1,
        "accreditations-INITIAL_FORMS": 0,
        "accreditations-0-starts_on": "12.03.2024",
        "accreditations-0-ends_on": "12.04.2024",
        "contacts-TOTAL_FORMS": 0,
        "contacts-INITIAL_FORMS": 0,
    }
    client.cookies["django_language"] = "ru"  # its dates
    client.force_login(user)
    saving = client.post(page_of("publications.journalist", "change", journalist.pk), sent)
    assert saving.status_code == (403 if at_ours else 302)
    assert journalist.accreditations.exists() is accredits


def test_what_stands_under_embargo_opens_while_an_accreditation_lasts(client, tree):
    today = timezone.localdate()
    url = reverse("publications:under_embargo")
    spans = {"now": (-1, 1), "over": (-9, -1), "to come": (1, 9)}
    told = {}
    for name, (first, last) in spans.items():
        journalist = JournalistFactory(organization=tree["ours"], user=UserFactory(person=None))
        journalist.accreditations.create(
            reach=tree["ours"],
            starts_on=today + dt.timedelta(days=first),
            ends_on=today + dt.timedelta(days=last),
        )
        client.force_login(journalist.user)
        told[name] = client.get(url).context["texts"] is not None
    assert told == {"now": True, "over": False, "to come": False}


def test_the_list_of_crisis_cards_holds_what_the_role_reaches(client, tree):
    for name in ("branch", "theirs", "federation"):
        CrisisCardFactory(organization=tree[name], title=f"a crisis at {name}")
    for letter, user in holders(tree["ours"]):
        client.force_login(user)
        response = client.get(reverse("crises:cards"))
        if letter not in READERS:
            assert response.status_code == 403, letter
            continue
        page = response.content.decode()
        assert "a crisis at branch" in page, letter
        assert "a crisis at theirs" not in page, letter
        assert "a crisis at federation" not in page, letter
