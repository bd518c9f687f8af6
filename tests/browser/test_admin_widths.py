"""No page of the admin is wider than the window, on a phone and on a desk."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from publications.articles.models import Status
from tests.outreach.factories import VisitFactory
from tests.publications.factories import ArticleFactory, ArticleTextFactory, RubricFactory
from tests.unions.factories import UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Карагандинская областная организация отраслевого профсоюза работников просвещения"
OUTSIDE = """() => {
  const table = document.getElementById("result_list")
  const wider = (one) => one && one.scrollWidth > one.clientWidth
  return wider(document.documentElement) || wider(table?.closest(".simplebar-content-wrapper"))
}"""
# a state of two lines stands in one frame
OUT_OF_FRAME = """() => [...document.querySelectorAll("#result_list .rounded-default")]
  .filter((state) => state.scrollHeight > state.offsetHeight).map((state) => state.innerText)"""

# the name of the page is shown, and all of it, however many buttons stand beside it
CUT = """() => [...document.querySelectorAll("#header-inner h1, #header-inner h1 > *")]
  .filter((part) => part.checkVisibility() && part.scrollWidth > part.clientWidth + 1
    && getComputedStyle(part).display !== "inline")
  .map((part) => part.innerText)"""

# the clock of the portal says nothing of a day
NEEDLESS = """() => [...document.querySelectorAll(".vDateField ~ .timezonewarning")]
  .filter((note) => note.checkVisibility()).map((note) => note.innerText)"""


def test_pages_are_no_wider_than_a_phone_or_a_desk(open_page, tree):
    organization = tree["ours"]
    organization.name_ru = organization.name_kk = LONG
    organization.save()
    article = ArticleFactory(
        organization=organization,
        rubric=RubricFactory(name_kk="Ұйымдастырушылық-бұқаралық жұмыс"),
    )
    for language in ("kk", "ru", "en"):
        ArticleTextFactory(
            article=article,
            language=language,
            title="Ақпараттық жұмыс апталығының қорытындысы шығарылды",
            status=Status.PUBLISHED,
            published_at=timezone.now() + dt.timedelta(days=1),
        )
    visit = VisitFactory(organization=organization)
    pages = {
        Role.EDITOR: [
            reverse("admin:index"),
            reverse("admin:outreach_visit_change", args=[visit.pk]),
            reverse("admin:publications_newspaperissue_add"),
            reverse("admin:publications_article_changelist"),
        ],
        Role.ADMINISTRATOR: [
            reverse("admin:unions_organization_change", args=[organization.pk])  # seven steps
        ],
    }
    wider, broken = [], []
    for role, addresses in pages.items():
        user = UserFactory(role=role, organization=tree["federation"], language="kk")
        page = open_page(user=user, locale="kk", timezone_id="UTC")
        for address in addresses:
            page.goto(address)
            for width in (390, 1400):
                page.set_viewport_size({"width": width, "height": 900})
                if page.evaluate(OUTSIDE):
                    wider.append((address, width))
                broken += page.evaluate(CUT)
            broken += page.evaluate(OUT_OF_FRAME) + page.evaluate(NEEDLESS)
    assert not wider
    assert not broken
