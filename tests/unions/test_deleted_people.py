"""Who was deleted comes back with their posts and account, by whoever reaches all of that."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.unions.factories import AppointmentFactory, UserFactory
from unions.actions import bring_back, delete_record
from unions.models import Person, Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client, tree):
    user = UserFactory(role=Role.ADMINISTRATOR, organization=tree["ours"])
    client.force_login(user)
    return user


def test_with_posts_and_account_once_it_is_clear_who_asks(client, administrator, tree):
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=tree["branch"])
    client.post(reverse("admin:unions_person_delete", args=[officer.person_id]), {"post": "yes"})
    assert not Person.objects.filter(pk=officer.person_id).exists()
    [undo] = client.get(reverse("admin:unions_binentry_changelist")).context["cl"].result_list
    page = reverse("admin:unions_binentry_bring_back", args=[undo.pk])

    session = client.session
    methods = session.pop("account_authentication_methods")
    session.save()
    assert client.post(page).url.startswith(reverse("account_reauthenticate"))
    session["account_authentication_methods"] = methods
    session.save()
    client.post(page)
    back = User.objects.get(pk=officer.pk)
    assert back.person == officer.person
    assert back.has_role_at(tree["branch"], Role.PRESS_OFFICER)


def test_not_by_whoever_does_not_reach_every_post(administrator, tree):
    post = AppointmentFactory(organization=tree["branch"])
    AppointmentFactory(person=post.person, organization=tree["theirs"], role=Role.ADMINISTRATOR)
    entry = delete_record(record=post.person)
    with pytest.raises(PermissionDenied):
        bring_back(entry_id=entry.pk, by=administrator)
    root = UserFactory(role=Role.ADMINISTRATOR, organization=tree["federation"])
    assert bring_back(entry_id=entry.pk, by=root) == post.person
