"""Which font drew each letter, as Chromium tells it."""

import pytest

from mediacenter.portal.fonts import FAMILY
from tests.publications.factories import ArticleTextFactory
from tests.unions.factories import OrganizationFactory

pytestmark = pytest.mark.django_db(transaction=True)

LETTERS = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі"
BODY = f"<h2>{LETTERS}</h2><p>{LETTERS}: <em>{LETTERS}</em>, <b>{LETTERS}</b>, № 5 – «он».</p>"


def fonts_of(page, selector):
    """Return {(family, is it ours): number of glyphs} of all that the elements show."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    found = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": selector})
    drawn = {}
    for node in found["nodeIds"]:
        for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
            name = font["familyName"], font["isCustomFont"]
            drawn[name] = drawn.get(name, 0) + font["glyphCount"]
    return drawn


def test_one_family_draws_every_letter_of_kazakh(page):
    federation = OrganizationFactory(
        kind="federation", slug="federation", name_kk=f"Ұйым {LETTERS}", phone="+7 7172 70-00-00"
    )
    ArticleTextFactory(
        article__organization=federation,
        published=True,
        slug="matin",
        title=f"Тақырып {LETTERS}",
        lead=LETTERS,
        body=BODY,
    )
    for address in ("", "news/matin/", "organizations/federation/"):
        page.goto(f"/kk/{address}")
        page.evaluate("document.fonts.ready")
        assert set(fonts_of(page, "body")) == {(FAMILY, True)}, address
        assert set(fonts_of(page, "h1, h2, h3")) == {(FAMILY, True)}, address
