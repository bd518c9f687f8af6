"""One page, however its link is spelled, has one key; two pages have two."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediacenter.toolkit.link_keys import MAX_LENGTH, link_key
from mediacenter.toolkit.links import normalize
from tests.toolkit.test_links import LINKS, canonical_or_none

FACEBOOK, INSTAGRAM = "https://www.facebook.com", "https://www.instagram.com"
PAGES = {
    "instagram:C_NF": [
        f"{INSTAGRAM}/p/C_NF/",
        f"{INSTAGRAM}/reel/C_NF",
        f"{INSTAGRAM}/reels/C_NF/?igsh=1",
        f"{INSTAGRAM}/tv/C_NF/",
        f"{INSTAGRAM}/union.krg/p/C_NF/?img_index=2",
        "http://instagram.com/union.krg/reel/C_NF",
        "instagr.am/p/C_NF",
    ],
    "telegram:kasipodaq/42": [
        "https://t.me/Kasipodaq/42",
        "https://t.me/s/kasipodaq/42",
        "https://t.me/kasipodaq/42?single",
        "https://t.me/kasipodaq/42?comment=7",
        "https://t.me/kasipodaq/1/42",
        "https://telegram.me/KASIPODAQ/42/",
        "kasipodaq.t.me/42",
    ],
    "youtube:q7xQNHFiueU": [
        "https://youtu.be/q7xQNHFiueU?t=4",
        "https://www.youtube.com/watch?v=q7xQNHFiueU&list=PL1&index=2",
        "https://m.youtube.com/watch?list=PL1&v=q7xQNHFiueU#t=30",
        "youtube.com/shorts/q7xQNHFiueU?si=1",
        "https://www.youtube.com/embed/q7xQNHFiueU?start=3",
        "https://www.youtube.com/live/q7xQNHFiueU",
        "https://www.youtube-nocookie.com/embed/q7xQNHFiueU",
    ],
    "facebook:pfbid0Abc": [
        f"{FACEBOOK}/union/posts/pfbid0Abc",
        f"{FACEBOOK}/union/posts/pfbid0Abc?comment_id=12&__cft__[0]=1",
        f"{FACEBOOK}/7/posts/some-words/pfbid0Abc/",
        f"{FACEBOOK}/groups/11/posts/pfbid0Abc/",
        "https://m.facebook.com/story.php?story_fbid=pfbid0Abc&id=7",
        "https://mbasic.facebook.com/permalink.php?id=7&story_fbid=pfbid0Abc",
    ],
    "facebook:123": [
        f"{FACEBOOK}/union/videos/123/",
        f"{FACEBOOK}/watch/?v=123",
        f"{FACEBOOK}/reel/123",
        "https://m.facebook.com/union/videos/words/123/?mibextid=1",
    ],
    "x:12": [
        "https://x.com/Name/status/12",
        "https://twitter.com/name/status/12?s=20",
        "https://mobile.twitter.com/name/status/12/photo/1",
        "https://x.com/i/web/status/12",
    ],
    "threads:Cab": [
        "https://www.threads.net/@name/post/Cab",
        "https://threads.com/@name/post/Cab?xmt=1",
    ],
    "vk:wall-1_2": [
        "https://vk.com/wall-1_2",
        "https://m.vk.com/wall-1_2?from=feed",
        "https://vk.ru/wall-1_2?reply=3",
        "https://vk.com/union?w=wall-1_2",
        "https://vk.com/feed?w=wall-1_2%2Fall",
    ],
    "tiktok:12": [
        "https://www.tiktok.com/@name/video/12?is_from_webapp=1",
        "https://m.tiktok.com/v/12.html",
    ],
    "site.kz/бет": [
        "https://site.kz/%D0%B1%D0%B5%D1%82/",
        "http://www.site.kz/бет#:~:text=a,b",
        "site.kz/бет?utm_source=x",
        "https://site.kz/%d0%b1%d0%b5%d1%82#top",
    ],
    "site.kz/йод": ["https://site.kz/йод", "https://site.kz/и\u0306од"],
    "site.kz/№?a=2&b=1": ["https://site.kz/№?b=1&a=2", "https://site.kz/%E2%84%96/?a=2&b=1"],
    "xn--80ahrqel1m2whr.xn--80ao21a": ["https://Кәсіподақ.қаз", "http://xn--80ahrqel1m2whr.xn--80ao21a/"],
    "instagram.com/name": [f"{INSTAGRAM}/Name/?igsh=1", f"{INSTAGRAM}/name"],
    "t.me/name": ["https://t.me/s/Name", "https://telegram.me/name/"],
    "facebook.com/profile.php?id=7": ["https://m.facebook.com/profile.php?id=7&sk=about"],
}  # fmt: skip


@pytest.mark.parametrize("key", PAGES)
def test_however_a_link_is_spelled_its_page_has_one_key(key):
    assert {link: link_key(link) for link in PAGES[key]} == dict.fromkeys(PAGES[key], key)


@pytest.mark.parametrize(
    "links",
    [
        (f"{INSTAGRAM}/p/ABC/", f"{INSTAGRAM}/p/abc/", f"{INSTAGRAM}/share/p/ABC/"),
        (f"{INSTAGRAM}/reels/audio/12/", f"{INSTAGRAM}/reels/audio/13/"),
        ("https://t.me/one/42", "https://t.me/other/42", "https://t.me/one", "https://t.me/c/1/42"),
        (
            "https://www.youtube.com/embed/videoseries?list=PL1",
            "https://www.youtube.com/embed/videoseries?list=PL2",
        ),
        (f"{FACEBOOK}/profile.php?id=7", f"{FACEBOOK}/profile.php?id=8"),
        (f"{FACEBOOK}/share/p/abc/", f"{FACEBOOK}/share/p/abd/"),
        (f"{INSTAGRAM}/name", f"{FACEBOOK}/name"),
        ("https://site.kz/a", "https://site.kz/A", "https://site.kz/a?b", "https://m.site.kz/a"),
        ("https://site.kz/a%2Fb", "https://site.kz/a/b"),
        ("https://site.kz/#/news/1", "https://site.kz/#/news/2"),
        ("https://site.kz/" + "ә" * 300 + "1", "https://site.kz/" + "ә" * 300 + "2"),
    ],
)
def test_two_pages_have_two_keys(links):
    assert len({link_key(link) for link in links}) == len(links)


POSTS = st.sampled_from([link for links in PAGES.values() for link in links])


@given(LINKS | POSTS | st.text(max_size=60))
def test_the_key_is_that_of_the_canonical_link_and_short_enough(entered):
    link = canonical_or_none(entered)
    if link is not None:
        assert link_key(entered) == link_key(link)
        assert 0 < len(link_key(link)) <= MAX_LENGTH


@given(
    POSTS, st.sampled_from(["utm_source", "fbclid", "igsh", "gclid"]), st.text("ab1", min_size=1)
)
def test_who_shared_a_link_changes_neither_link_nor_key(link, key, value):
    head, hash_mark, fragment = link.partition("#")
    shared = f"{head}{'&' if '?' in head else '?'}{key}={value}{hash_mark}{fragment}"
    assert normalize(shared) == normalize(link)


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=80))
def test_a_path_is_the_same_percent_encoded(words):
    assert link_key(f"https://site.kz/{quote(words)}") == link_key(f"https://site.kz/{words}")
