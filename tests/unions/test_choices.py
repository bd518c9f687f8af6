"""Those of one name are told apart wherever one of them is chosen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from publications.plan.forms import able_to_work_for
from tests.training.factories import LectureFactory, SeminarFactory, SessionFactory
from tests.unions.factories import (
    AppointmentFactory,
    OrganizationFactory,
    PersonFactory,
    UserFactory,
)
from unions.choices import INDENT, indented, labels, written
from unions.models import Organization, Person, Role, User


@pytest.fixture
def officer(tree):
    return UserFactory(role=Role.PRESS_OFFICER, organization=tree["federation"])


@pytest.fixture
def namesakes(tree):
    """Two of one name, with a post each, and a guest of that name."""
    people = [PersonFactory(name_kk="Сейітов А.", name_ru="Сеитов А.") for _ in range(3)]
    for person, place, post in zip(people, ("ours", "theirs"), ("төраға", "заңгер"), strict=False):
        AppointmentFactory(person=person, organization=tree[place], post_kk=post)
    Person.objects.filter(pk=people[2].pk).update(about_kk="профессор")
    return list(Person.objects.filter(pk__in=[one.pk for one in people]).order_by("pk"))


def test_people_of_one_name_are_told_apart_by_post_and_organization(tree, officer, namesakes):
    with translation.override("kk"):
        told = list(labels(namesakes, officer).values())
    assert told == [
        f"Сейітов А. (төраға, {tree['ours'].name_kk})",
        f"Сейітов А. (заңгер, {tree['theirs'].name_kk})",
        "Сейітов А. (профессор)",
    ]


def test_a_post_that_is_not_public_is_told_within_the_reach_alone(tree, namesakes):
    AppointmentFactory(
        person=namesakes[0], organization=tree["theirs"], post_kk="кеңесші", is_public=False
    )
    editor = UserFactory(role=Role.EDITOR, organization=tree["ours"])
    assert "кеңесші" not in labels(namesakes[:1], editor)[namesakes[0].pk]


def asked(client, user, app, model, field, term):
    client.force_login(user)
    question = {"app_label": app, "model_name": model, "field_name": field, "term": term}
    answer = client.get(reverse("admin:autocomplete"), question, headers={"accept-language": "kk"})
    return [one["text"] for one in answer.json()["results"]]


def test_the_autocomplete_of_the_admin_tells_them_apart(client, officer, namesakes):
    told = asked(client, officer, "publications", "coverage", "speakers", "сейітов")
    assert len({one for one in told if one.startswith("Сейітов А.")}) == 3
    assert any("төраға" in one for one in told)


def test_accounts_cost_the_same_however_many_they_are(tree, officer, django_assert_num_queries):
    assert officer.posts_held  # read once for the whole page
    for number in (1, 3):
        while User.objects.count() < number:
            UserFactory(role=Role.EDITOR, organization=tree["ours"])
        with django_assert_num_queries(3):  # accounts, their people, the posts
            assert len(labels(User.objects.order_by("pk"), officer)) == number


def test_the_rows_of_a_form_ask_for_those_they_have_chosen_once(client, tree):
    client.force_login(UserFactory(role=Role.TRAINING_ORGANIZER, organization=tree["federation"]))
    seminar = SeminarFactory(organizer=tree["ours"])
    asked = []
    for _row in range(2):
        for _more in range(2):
            LectureFactory(seminar=seminar, person__name_kk="Сейітов А.")
        with CaptureQueriesContext(connection) as captured:
            page = client.get(reverse("admin:training_seminar_change", args=[seminar.pk]))
        assert page.content.decode().count("Сейітов А.</option>") == seminar.lectures.count()
        asked.append(sum('FROM "unions_person"' in one["sql"] for one in captured))
    assert asked[0] == asked[1]


def test_what_all_rows_of_a_form_offer_is_asked_once(client, tree):
    client.force_login(UserFactory(role=Role.TRAINING_ORGANIZER, organization=tree["federation"]))
    seminar = SeminarFactory(organizer=tree["ours"])
    session = SessionFactory(seminar=seminar, title_kk="Бірінші күн")
    asked = []
    for _row in range(2):
        for _more in range(2):
            LectureFactory(seminar=seminar, session=session)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(reverse("admin:training_seminar_change", args=[seminar.pk]))
        assert page.content.decode().count("Бірінші күн</option>") > seminar.lectures.count()
        asked.append(sum('FROM "training_session"' in one["sql"] for one in captured))
    assert asked[0] == asked[1]


def test_the_forms_of_the_plan_tell_them_apart(tree, officer):
    shared = {"name_kk": "Сейітов А.", "name_ru": "Сеитов А."}
    for place in ("ours", "branch"):
        UserFactory(person=PersonFactory(**shared), role=Role.EDITOR, organization=tree[place])
    told = [label for _key, label in written(able_to_work_for(tree["ours"]), officer)]
    assert len(set(told)) == len(told) == 3
    assert any(str(tree["branch"]) in one for one in told)


def test_organizations_are_told_apart_by_the_way_up(tree, officer):
    deep = OrganizationFactory(parent=tree["branch"])
    told = labels(Organization.objects.filter(pk=deep.pk), officer)
    assert told == {deep.pk: f"{deep} ({tree['branch']}, {tree['ours']})"}


def test_organizations_of_the_cabinet_stand_in_as_deep_as_they_are(client, tree, officer):
    assert [label for _one, label in indented(Organization.objects.all())] == [
        str(tree["federation"]),
        f"{INDENT}{tree['ours']}",
        f"{INDENT}{INDENT}{tree['branch']}",
        f"{INDENT}{tree['theirs']}",
    ]
    client.force_login(officer)
    for page in ("tables:contacts", "plan:month", "press:overview", "press:links"):
        assert f">{INDENT}{tree['ours']}</option>" in client.get(reverse(page)).content.decode()
