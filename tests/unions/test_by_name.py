"""Related records chosen by their names, as a browser without scripts sends them."""

import re

import pytest
from django.urls import reverse

from publications.press.models import Coverage
from tests.publications.factories import CoverageFactory, OutletFactory
from tests.unions.factories import OrganizationFactory, PersonFactory, UserFactory
from unions.models import Role

ADD = reverse("admin:publications_coverage_add")


@pytest.fixture
def officer(client, tree):
    client.cookies["django_language"] = "en"
    client.force_login(UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"]))
    return client


def sent(tree, **fields):
    return {"organization": tree["ours"].pk, "when": "12.03.2024", "medium": "press", **fields}


def offered(response, name):
    """{label: whether it is chosen} of what a select of the form that came back offers."""
    select = str(response.context["adminform"].form[name])
    found = re.findall(r'<option value="[0-9]+"([^>]*)>([^<]+)<', select)
    return {label.strip(): "selected" in attributes for attributes, label in found}


def test_a_name_that_tells_one_record_is_enough(officer, tree):
    outlet = OutletFactory(name_kk="Сарыарқа", name_ru="Сарыарка")
    speakers = [PersonFactory(name_kk=f"Сөйлеуші {n}") for n in ("Бірінші", "Екінші")]
    form = sent(
        tree,
        **{
            "outlet-written": "сарыарка",
            "speakers": [speakers[0].pk],
            "speakers-written": "екінші",
        },
    )
    assert officer.post(ADD, form).status_code == 302
    coverage = Coverage.objects.get()
    assert coverage.outlet == outlet
    assert set(coverage.speakers.all()) == set(speakers)


def test_of_several_the_form_offers_the_choice_and_keeps_the_rest(officer, tree):
    for name in ("Егемен Қазақстан", "Орталық Қазақстан"):
        OutletFactory(name_en=name, name_kk=name)
    form = sent(tree, **{"outlet-written": "Қазақстан", "title": "Кәсіподақ"})
    response = officer.post(ADD, form)
    assert "No single match for “Қазақстан”" in response.content.decode()
    assert offered(response, "outlet") == {"Егемен Қазақстан": False, "Орталық Қазақстан": False}
    assert response.context["adminform"].form["title"].value() == "Кәсіподақ"
    assert not Coverage.objects.exists()


def test_the_whole_name_tells_it_from_longer_ones(officer, tree):
    for name in ("Қазақстан", "Қазақстан дәуірі"):
        OutletFactory(name_en=name, name_kk=name)
    assert officer.post(ADD, sent(tree, **{"outlet-written": "Қазақстан"})).status_code == 302
    assert Coverage.objects.get().outlet.name_kk == "Қазақстан"


def test_a_name_reaches_no_further_than_the_autocomplete(officer, tree):
    OrganizationFactory(parent=tree["theirs"], name_en="Miners of theirs")
    form = sent(tree, **{"outlet": OutletFactory().pk, "organization-written": "miners"})
    response = officer.post(ADD, form)
    assert "No single match for “miners”" in response.content.decode()
    assert not Coverage.objects.exists()


@pytest.mark.parametrize("junk", ["abc", "“", "-1", "99999999999999999999"])
def test_a_key_that_is_none_is_refused_in_words(officer, tree, junk):
    response = officer.post(ADD, sent(tree, outlet=junk))
    assert "No single match for" in response.content.decode()


# --- In the filters of a list -------------------------------------------------------------------


@pytest.fixture
def coverage(tree):
    return [CoverageFactory(organization=tree["ours"], outlet=outlet(name)) for name in NAMES]


NAMES = ("Егемен Қазақстан", "Орталық Қазақстан")


def outlet(name):
    return OutletFactory(name_en=name, name_kk=name)


def listed(officer, **filters):
    return officer.get(reverse("admin:publications_coverage_changelist"), filters).context["cl"]


def test_a_list_is_filtered_by_a_name(officer, coverage):
    found = listed(officer, **{"outlet__id__exact-written": "егемен"})
    assert list(found.queryset) == [coverage[0]]
    assert list(listed(officer, **{"outlet__id__exact": coverage[1].outlet_id}).queryset) == [
        coverage[1]
    ]


def test_a_filter_offers_the_choice_where_several_are_found(officer, coverage):
    found = listed(officer, **{"outlet__id__exact-written": "Қазақстан"})
    assert not found.queryset
    (choice,) = next(spec for spec in found.filter_specs if spec.field_path == "outlet").choices(
        found
    )
    assert all(name in str(choice["form"]) for name in NAMES)


def test_a_name_in_a_filter_reaches_no_further_than_the_autocomplete(officer, tree, coverage):
    CoverageFactory(organization=tree["theirs"])
    found = listed(officer, **{"organization__id__exact-written": str(tree["theirs"])})
    assert not found.queryset
