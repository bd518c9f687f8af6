"""Pictures within a text, as they come to a reader on a slow line."""

import re

import pytest
from django.core.files.storage import InMemoryStorage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from mediacenter.toolkit.richtext import sanitize
from mediacenter.toolkit.templatetags.writing import laid_out
from publications.articles.previews import preview_url
from publications.pictures.actions import make_renditions, upload_picture
from publications.pictures.models import Rendition
from publications.templatetags.illustrated import illustrated
from tests.publications.factories import ArticleTextFactory, picture_file
from tests.unions.factories import OrganizationFactory


def stored(**fields):
    """A picture in its first moment: one size of it is made."""
    file = picture_file(1000, 500)
    return upload_picture(file=file, organization=OrganizationFactory(), **fields)


@pytest.fixture
def photo(db):
    return stored(
        alt_kk="Залдағы адамдар", caption_kk="Семинар залы", author="А. Серік", licence="CC BY 4.0"
    )


def image(picture, attributes='alt="Зал"'):
    """A picture as the editor puts it into a text."""
    address = f"/media/pictures/{picture.token[:2]}/{picture.token[2:]}-960.webp"
    return f'<img src="{address}" {attributes}>'


def shown(body):
    """The markup of the page that a stored body gives."""
    return illustrated(laid_out(sanitize(body)))


def page_of(text, client):
    return client.get(text.get_absolute_url()).content.decode()


def test_a_reader_gets_every_size_in_the_best_format_that_the_browser_knows(photo, client):
    make_renditions(picture_id=photo.pk)
    text = ArticleTextFactory(published=True, body=f"<p>{image(photo)}</p>")
    page = page_of(text, client)

    for kind, ending in (("avif", "avif"), ("webp", "webp")):
        (source,) = re.findall(f'<source type="image/{kind}"[^>]*>', page)
        assert re.findall(rf"-(\d+)\.{ending} \1w", source) == ["480", "960", "1000"]
    (picture,) = re.findall(r"<img [^>]*pictures/[^>]*>", page)
    assert f"{photo.token[2:]}-960.jpg" in picture
    assert 'width="960" height="480"' in picture
    assert 'alt="Зал"' in picture
    assert 'fetchpriority="high"' in picture  # no other stands before it
    text.refresh_from_db()
    assert text.body == f"<p>{image(photo)}</p>"  # the stored text stays small


def test_further_pictures_of_a_text_load_when_the_reader_comes_near(photo):
    body = f"<p>{image(photo)}</p><p>{image(stored())}</p>"
    for opens_page, lazy in ((False, 2), (True, 1)):
        markup = illustrated(laid_out(sanitize(body)), opens_page)
        assert markup.count('loading="lazy"') == lazy
        assert markup.count('fetchpriority="high"') == 2 - lazy


@pytest.mark.parametrize("number", [1, 3])
def test_all_pictures_of_a_text_cost_one_query(db, number):
    body = "".join(f"<p>{image(stored())}</p>" for _ in range(number))

    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert shown(body).count("<picture>") == number
    assert len(asked) == 1


def test_a_text_without_pictures_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert shown("<p>Мәтін</p>") == "<p>Мәтін</p>"


def test_a_picture_that_is_there_no_more_leaves_nothing_broken(photo):
    lost, kept = image(photo), image(stored())
    photo.delete()
    assert shown(f"<p>{lost}</p><p>Кеше {lost} бүгін {kept}</p>").count("<img") == 1
    assert shown(f"<p>{lost}</p><p>Мәтін</p>") == "<p>Мәтін</p>"


def test_a_picture_alone_in_its_paragraph_has_the_words_of_the_library_beneath(photo):
    markup = shown(f'<p style="text-align:center">{image(photo)}</p>')

    assert markup.startswith('<figure class="image text-center"><picture>')
    caption = re.search("<figcaption.*</figcaption>", markup, re.DOTALL)[0]
    assert "Семинар залы" in caption
    assert "Photo: А. Серік, CC BY 4.0" in caption


def test_the_writers_own_words_stand_instead_and_the_author_stays(photo):
    markup = shown(
        f'<figure class="image align-left">{image(photo)}'
        "<figcaption>Қарағанды, <em>14 наурыз</em></figcaption></figure>"
    )

    assert markup.startswith('<figure class="image align-left">')
    assert markup.count("<figcaption") == 1
    assert "Қарағанды, <em>14 наурыз</em>" in markup
    assert "Семинар залы" not in markup
    assert "Photo: А. Серік" in markup


def test_a_picture_amid_words_stays_there_with_its_author(photo):
    markup = shown(f"<p>Басы {image(photo, 'class=align-right')} соңы</p>")

    assert re.fullmatch(r"<p>Басы <picture>.*</picture>.*соңы</p>", markup, re.DOTALL)
    assert 'class="align-right"' in markup
    assert "Photo: А. Серік" in markup
    assert "<fig" not in markup


def test_a_picture_of_which_nothing_is_said_has_nothing_beneath(db):
    assert "figcaption" not in shown(f"<p>{image(stored())}</p>")


def test_a_size_that_the_writer_has_set_holds(photo):
    markup = shown(f"<p>{image(photo, 'alt=a width=300 height=150')}</p>")

    assert 'width="300" height="150"' in markup
    assert "min(300px, 92vw)" in markup


def test_where_the_writer_said_nothing_the_library_describes_it(photo):
    assert 'alt="Залдағы адамдар" lang="kk"' in shown(f"<p>{image(photo, '')}</p>")


def test_a_picture_whose_sizes_are_not_made_yet_is_shown(photo):
    markup = shown(f"<p>{image(photo)}</p>")

    assert f"{photo.token[2:]}-960.webp 960w" in markup
    assert "<source" not in markup
    assert 'width="960" height="480"' in markup


def test_what_the_library_does_not_know_is_left_as_it_is(db):
    body = '<p><img src="/media/a.png"></p>'
    assert shown(body) == sanitize(body)


def test_words_of_the_library_act_as_nothing(db):
    bad = '<script>alert(1)</script>" onload="alert(2)'
    markup = shown(
        f"<p>{image(stored(caption_kk=bad, author=bad, licence=bad, alt_kk=bad), '')}</p>"
    )

    assert "<script" not in markup
    assert markup.count(escape(bad)) == 4


def test_the_preview_shows_them_as_the_page_will(photo, client):
    text = ArticleTextFactory(body=f"<p>{image(photo)}</p>")

    assert f"{photo.token[2:]}-960.webp 960w" in client.get(preview_url(text)).content.decode()


def test_the_portal_hands_them_out_wherever_they_lie(karaganda, client, monkeypatch):
    storage = InMemoryStorage(base_url="https://bucket.example.org/")
    monkeypatch.setattr(Rendition._meta.get_field("file"), "storage", storage)
    monkeypatch.setattr("mediacenter.portal.views.default_storage", storage)
    picture = upload_picture(file=picture_file(600, 400), organization=karaganda)
    address = picture.renditions.get().address

    assert sanitize(f'<img src="{address}">')
    assert b"".join(client.get(address).streaming_content)[8:12] == b"WEBP"
    assert "bucket.example.org" not in shown(f'<p><img src="{address}"></p>')
