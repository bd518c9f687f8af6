"""Words travel compressed to whoever takes them so; pictures as they are."""

import gzip

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from publications.pictures.models import Rendition
from tests.access.table import SITE
from tests.publications.factories import ArticleTextFactory, PictureFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db


def asked(client, address, takes="gzip, deflate, br"):
    return client.get(address, headers={"accept-encoding": takes})


def unpacked(response):
    return gzip.decompress(b"".join(response))


@pytest.mark.parametrize(
    "address", ["/kk/", "/kk/news/feed.xml", "/sitemap.xml", "/kk/accounts/login/"]
)
def test_pages_feeds_and_lists_for_machines_are_compressed(client, tree, address):
    ArticleTextFactory(article__organization=tree["ours"], published=True)
    response = asked(client, address)
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    packed, plain = b"".join(response), asked(client, address, takes="identity")
    assert "Content-Encoding" not in plain
    assert len(packed) < len(plain.content) * 0.8  # a short feed gains least
    assert gzip.decompress(packed).startswith(plain.content[:80])


def test_a_sheet_that_is_written_while_it_is_sent_is_compressed_too(client):
    organization = OrganizationFactory(slug="ours")
    client.force_login(UserFactory(role=Role.CHAIR, organization=organization))
    page = SITE["reports:figure_sheet"]
    response = asked(client, reverse("reports:figure_sheet", args=page.about(organization)))
    assert response.streaming
    assert response["Content-Encoding"] == "gzip"
    assert unpacked(response)


def test_a_picture_is_handed_out_as_it_is(client):
    file = ContentFile(b"picture" * 1000, "one.webp")
    rendition = Rendition.objects.create(
        picture=PictureFactory(), width=480, height=320, format="webp", file=file
    )
    response = asked(client, rendition.file.url)
    assert "Content-Encoding" not in response
    assert response["Content-Length"] == "7000"


def test_the_same_page_has_another_length_each_time(client):
    """So that nobody learns a secret of the page from the length of what was sent (BREACH)."""
    assert len({len(asked(client, "/kk/about/").content) for _ in range(20)}) > 5
