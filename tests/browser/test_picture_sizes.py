"""Pictures as wide as they are drawn: the browser takes the smallest file that fills the place."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from publications.pictures.models import Rendition
from tests.publications.factories import ArticleTextFactory, PictureFactory
from tests.unions.factories import OrganizationFactory

pytestmark = pytest.mark.django_db(transaction=True)

FILES = {"whole": (480, 960, 1600), "card": (480, 960)}
PICTURES = """() => [...document.querySelectorAll("main img")].map(img => ({
  lazy: img.loading == "lazy", priority: img.fetchPriority,
  sized: img.hasAttribute("width") && img.hasAttribute("height"),
  drawn: img.getBoundingClientRect().width,
  taken: img.currentSrc,
  offered: img.srcset.split(", ").map(one => one.split(" ")),
}))"""


@pytest.fixture
def texts(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    union = OrganizationFactory(slug="union")
    for _ in range(4):
        cover = PictureFactory(organization=union, width=1600, height=900)
        for shape, widths in FILES.items():
            for width in widths:
                file = io.BytesIO()
                Image.new("RGB", (width, width * 9 // 16)).save(file, "WEBP")
                Rendition.objects.create(
                    picture=cover,
                    shape=shape,
                    width=width,
                    height=width * 9 // 16,
                    format="webp",
                    file=ContentFile(file.getvalue(), f"{shape}-{width}.webp"),
                )
        article = {"article__organization": union, "article__cover": cover}
        text = ArticleTextFactory(published=True, **article)
    return text


@pytest.mark.parametrize("width", [390, 660, 1400])
def test_the_browser_takes_the_smallest_file_that_fills_the_place(texts, open_page, width):
    page = open_page(width=width)
    for address in ("/kk/", "/kk/news/", texts.get_absolute_url()):
        page.goto(address)
        first, *others = pictures = page.evaluate(PICTURES)
        assert not first["lazy"]
        assert first["priority"] == "high"
        assert others
        assert all(one["lazy"] and one["priority"] == "auto" for one in others)
        for picture in pictures:
            assert picture["sized"]
            if picture["taken"]:  # a lazy one far below has taken none yet
                offered = {file: int(wide[:-1]) for file, wide in picture["offered"]}
                taken = offered[picture["taken"].removeprefix(page.url.split("/kk/")[0])]
                enough = [wide for wide in offered.values() if wide >= picture["drawn"]]
                assert taken == min(enough), (address, picture)
