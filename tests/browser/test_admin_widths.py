"""No page of the admin is wider than the window, on a phone and on a desk."""

import pytest
from django.urls import reverse

from tests.outreach.factories import VisitFactory
from tests.unions.factories import UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Карагандинская областная организация отраслевого профсоюза работников просвещения"
OUTSIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_pages_are_no_wider_than_a_phone_or_a_desk(open_page, tree):
    organization = tree["ours"]
    organization.name_ru = organization.name_kk = LONG
    organization.save()
    visit = VisitFactory(organization=organization)
    editor = UserFactory(role=Role.EDITOR, organization=tree["federation"], language="ru")
    addresses = [
        reverse("admin:index"),
        reverse("admin:outreach_visit_change", args=[visit.pk]),
        reverse("admin:publications_newspaperissue_add"),
        reverse("admin:publications_article_changelist"),
        reverse("admin:unions_organization_change", args=[organization.pk]),
    ]
    page = open_page(user=editor, locale="ru")
    wider = []
    for address in addresses:
        page.goto(address)
        for width in (1400, 390):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate(OUTSIDE):
                wider.append((address, width))
    assert not wider
