"""Videos of other sites in a text: a place to press "play", asked of nobody before."""

import pytest
from django.conf import settings

from mediacenter.toolkit.richtext import sanitize
from publications.articles.models import ArticleKind
from tests.publications.factories import ArticleTextFactory
from tests.shown import page_of

pytestmark = pytest.mark.django_db

LINK = "https://youtu.be/dQw4w9WgXcQ"


def read(client, **fields):
    text = ArticleTextFactory(published=True, **fields)
    return client.get(text.get_absolute_url())


def figure(address, words="Съезд"):
    return f'<p>До.</p><figure class="video"><a href="{address}">{words}</a></figure>'


def test_a_video_is_a_link_that_names_its_player_and_fetches_nothing(client):
    page = page_of(read(client, body=figure(LINK)))

    (place,) = page.xpath('//figure[@class="video"]')
    assert place.get("data-video").startswith("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ")
    (link,) = place.xpath(".//a")
    assert link.get("href") == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert "Съезд" in link.text_content()
    assert not page.xpath("//iframe")
    fetched = [one.get("src") for one in page.xpath("//img|//script[@src]")]
    fetched += [one.get("href") for one in page.xpath('//link[@rel="stylesheet"]')]
    assert all(address.startswith("/") for address in fetched)


def test_a_link_to_another_site_stays_a_link(client):
    page = page_of(read(client, body=figure("https://example.org/film")))
    (place,) = page.xpath('//figure[@class="video"]')
    assert place.get("data-video") is None
    assert place.xpath(".//a")[0].get("href") == "https://example.org/film"


def test_words_of_a_video_are_text_and_nothing_else(client):
    page = read(client, body=figure(LINK, "&lt;b onclick=&quot;x&quot;&gt;"))
    assert b"<b onclick" not in page.content


def test_the_video_of_a_video_report_plays_in_its_place(client):
    fields = {
        "article__kind": ArticleKind.VIDEO,
        "article__video_url": "https://vimeo.com/76979871",
    }
    (place,) = page_of(read(client, **fields)).xpath('//figure[@class="video"]')
    assert place.get("data-video").startswith("https://player.vimeo.com/video/76979871")


def test_frames_are_opened_to_the_players_only(client):
    policy = read(client)["Content-Security-Policy"]
    frames = next(part for part in policy.split(";") if part.strip().startswith("frame-src"))
    assert frames.split()[1:] == [
        "'self'",
        "https://www.youtube-nocookie.com",
        "https://player.vimeo.com",
        "https://www.facebook.com",
    ]
    assert "youtube" not in str(settings.CONTENT_SECURITY_POLICY)


def test_nobody_brings_a_frame_into_a_text():
    kept = sanitize(
        '<figure class="video x" data-video="https://example.org" onclick="x()">'
        f'<a href="{LINK}">Съезд</a><iframe src="https://www.youtube.com/embed/x"></iframe></figure>'
    )
    assert kept == f'<figure class="video"><a href="{LINK}" rel="noopener">Съезд</a></figure>'
