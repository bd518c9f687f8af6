"""A letter to an organization in a real browser: with scripts, and without them."""

import pytest
from django.core.cache import cache

from mediacenter.outreach.models import Appeal
from mediacenter.services.publicforms import forms
from mediacenter.services.publicforms.proof import proves
from tests.browser.looking import over_the_edge, violations
from tests.unions.factories import OrganizationFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def address():
    cache.clear()
    organization = OrganizationFactory(slug="karaganda-education", phone="+7 7212 41-23-45")
    return f"/kk/organizations/{organization.slug}/write/"


def write(page):
    page.fill("[name=name]", "Әсел Нұрланқызы")
    page.fill("[name=email]", "asel@example.org")
    page.fill("[name=words]", "Ұжымдық шарт туралы сұрағым бар.")
    page.check("[name=consent]")


def send(page):
    with page.expect_navigation():  # not at once: a script may have to find the proof first
        page.locator("main form.panel button").click()


def test_with_scripts_the_proof_is_found_while_somebody_writes(page, address, monkeypatch):
    monkeypatch.setattr(forms, "QUICKEST", 0)
    page.goto(address)
    proof = page.locator("[name=proof]")
    write(page)
    page.wait_for_function("document.querySelector('[name=proof]').value")
    assert proves(proof.get_attribute("data-proof-of"), proof.input_value())
    send(page)
    number = str(Appeal.objects.get().pk)
    assert page.locator("main strong").inner_text() == number


def test_who_sends_before_it_is_found_waits_for_it(page, address, monkeypatch):
    monkeypatch.setattr(forms, "QUICKEST", 0)
    page.goto(address)
    page.evaluate("""() => {
      document.querySelector("[name=name]").value = "Ә";
      document.querySelector("[name=email]").value = "asel@example.org";
      document.querySelector("[name=words]").value = "Сұрақ";
      document.querySelector("[name=consent]").checked = true;
    }""")
    with page.expect_navigation():
        page.evaluate("document.querySelector('main form.panel').requestSubmit()")
    assert Appeal.objects.count() == 1


def test_without_scripts_the_slower_way_is_told_and_works(open_page, address, monkeypatch):
    page = open_page(java_script_enabled=False, width=390)
    page.goto(address)
    assert "20" in page.locator("noscript p").inner_text()
    write(page)
    send(page)
    assert page.locator("[role=alert]").is_visible()
    assert page.input_value("[name=words]") == "Ұжымдық шарт туралы сұрағым бар."
    monkeypatch.setattr(forms, "QUICKEST_WITHOUT_PROOF", 0)
    send(page)
    assert page.locator("main strong").inner_text() == str(Appeal.objects.get().pk)


def test_the_form_is_accessible_when_it_comes_back_too(page, address):
    page.goto(address)
    send(page)
    assert page.locator(".errorlist").count() > 2
    assert not page.locator("[name=homepage]").is_visible()
    tree = page.locator("main form.panel").aria_snapshot()
    assert "Бұл өрісті бос қалдырыңыз" not in tree, "no assistive technology meets the trap"
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert over_the_edge(page, "letters twice as large") == []
