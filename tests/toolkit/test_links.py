"""The canonical link, what is refused, and what stands for something else than a page."""

from urllib.parse import quote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mediacenter.toolkit.links import (
    CANONICAL_HOST,
    NotALink,
    doubts,
    network_of,
    normalize,
)

FACEBOOK, INSTAGRAM = "https://www.facebook.com", "https://www.instagram.com"


@pytest.mark.parametrize(
    ("entered", "canonical"),
    [
        # tracking keys
        (f"{INSTAGRAM}/name?igsh=bzdxaW0ybmF3Y2lm", f"{INSTAGRAM}/name"),
        (f"{INSTAGRAM}/name?utm_source=qr&igsh=M2ZtYnVsNX1", f"{INSTAGRAM}/name"),
        (f"{INSTAGRAM}/name/?hl=ru", f"{INSTAGRAM}/name/"),
        (f"{INSTAGRAM}/p/C_NFCIZOIdW/?igsh=em5y", f"{INSTAGRAM}/p/C_NFCIZOIdW/"),
        (
            f"{FACEBOOK}/profile.php?id=1000&mibextid=LQQJ4d",
            f"{FACEBOOK}/profile.php?id=1000",
        ),
        (f"{FACEBOOK}/profile.php?mibextid=a&sk=about&id=7", f"{FACEBOOK}/profile.php?id=7"),
        (f"{FACEBOOK}/share/JnnunN8Gkb/?mibextid=LQ", f"{FACEBOOK}/share/JnnunN8Gkb/"),
        ("https://youtu.be/rUlsl2hpIZ4?si=vIzx0L", "https://youtu.be/rUlsl2hpIZ4"),
        ("https://youtu.be/rUlsl2hpIZ4?t=42&si=vIzx0L", "https://youtu.be/rUlsl2hpIZ4?t=42"),
        ("https://site.kz/a?page=2&fbclid=IwAR0#top", "https://site.kz/a?page=2#top"),
        ("https://site.kz/find?hl=kk&si=1", "https://site.kz/find?hl=kk&si=1"),
        # hosts
        ("http://m.facebook.com/name", f"{FACEBOOK}/name"),
        ("https://ru-ru.facebook.com/name", f"{FACEBOOK}/name"),
        ("Instagram.com/Name", f"{INSTAGRAM}/name"),
        ("https://youtube.com/channel/UCaB", "https://www.youtube.com/channel/UCaB"),
        ("HTTPS://YouTube.com:443/@name", "https://www.youtube.com/@name"),
        ("https://telegram.me/name", "https://t.me/name"),
        ("http://old.kz:80/", "http://old.kz/"),
        ("http://old.kz:8080/a", "http://old.kz:8080/a"),
        ("www.site.kz", "https://www.site.kz"),
        ("https://site.kz/%D0%B1%d0%b5%D1%82", "https://site.kz/бет"),
        ("https://site.kz/?q=%D0%B5%26", "https://site.kz/?q=е%26"),
        ("https://site.kz/a%2fb%20%c2%a0%2e", "https://site.kz/a%2Fb%20%C2%A0%2E"),
        ("https://site.kz/a#:~:text=first,last", "https://site.kz/a"),
        ("https://site.kz/a#part:~:text=first", "https://site.kz/a#part"),
        ("https://site.kz/" + "%D3%99" * 80, "https://site.kz/" + "ә" * 80),
        ("https://twitter.com/name/status/1?s=20", "https://x.com/name/status/1"),
        ("https://kasipodaq.t.me/42?single", "https://t.me/kasipodaq/42"),
        ("https://Кәсіподақ.қаз/бет", "https://xn--80ahrqel1m2whr.xn--80ao21a/бет"),
        # what a text leaves on a link
        ("  https://site.kz/a.\n", "https://site.kz/a"),
        ("«https://site.kz/a».", "https://site.kz/a"),
        ("(https://site.kz/a)", "https://site.kz/a"),
        ("https://site.kz/a);", "https://site.kz/a"),
        ("https://site.kz/a_(b)", "https://site.kz/a_(b)"),
        ("«https://site.kz/a_(b)».", "https://site.kz/a_(b)"),
        ("https://site.kz/a»).", "https://site.kz/a"),
        ("https://site.kz/\u200ba", "https://site.kz/a"),
        ("https://youtu.be/rUlsl2hpIZ4?si =vIzx0L", "https://youtu.be/rUlsl2hpIZ4"),
        (f"{FACEBOOK}/profile.php?id=7&mibextid=LQ\n\tQJ4d", f"{FACEBOOK}/profile.php?id=7"),
        ("https://site.kz/?a = 1 & b=2", "https://site.kz/?a=1&b=2"),
    ],
)
def test_a_pasted_link_becomes_canonical(entered, canonical):
    assert normalize(entered) == canonical


@pytest.mark.parametrize(
    ("entered", "reason"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("нет", "host"),
        ("страницы нет", "space"),
        ("@profsoyuz310krg", "name"),
        ("javascript:alert(1)", "scheme"),
        ("JavaScript:alert(1)", "scheme"),
        ("data:text/html,hello", "scheme"),
        ("mailto:union@example.kz", "scheme"),
        ("ftp://site.kz/a", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("https://", "host"),
        ("https:///path", "host"),
        ("https://localhost/", "host"),
        ("https://10.0.0.1/admin", "host"),
        ("https://[::1]/", "host"),
        ("https://user:secret@site.kz/", "credentials"),
        ("https://www.facebook.com@evil.kz/", "credentials"),
        ("https://site.kz:port/", "form"),
        ("https://instagram.соm/name", "letters"),  # с and о are Cyrillic
        ("https://site.kz\\@evil.kz/", "character"),
        ("https://site.kz/a\x00b", "character"),
        ("https://site.kz/first and second", "space"),
        ("https://site.kz/a https://site.kz/b", "space"),
        (f"{FACEBOOK}/profile.php", "own"),
        ("https://site.kz/" + "a" * 2000, "length"),
    ],
)
def test_what_is_no_link_is_refused_with_its_reason(entered, reason):
    with pytest.raises(NotALink) as refused:
        normalize(entered)
    assert refused.value.code == reason
    assert refused.value.messages[0]


HOSTS = st.sampled_from(
    [
        *CANONICAL_HOST,
        *CANONICAL_HOST.values(),
        "m.facebook.com",
        "site.kz",
        "ұйым.қаз",
        "a.b.kz:81",
    ]
)
KEYS = st.sampled_from(["id", "igsh", "utm_source", "hl", "si", "t", "fbclid", "v", "a"])
TOKENS = st.text("abcXYZ012._-%=", max_size=8)
QUERIES = st.lists(st.tuples(KEYS, TOKENS).map("=".join), max_size=4).map("&".join)
TAILS = st.builds(
    "/{}?{}{}".format,
    st.text("abcXYZ/._-%@", max_size=20) | st.text(max_size=8).map(quote),
    QUERIES,
    st.sampled_from(["", ".", ";", " ", "».", ")", "#a", "#a?b", "/"]),
)
SCHEMES = st.sampled_from(["https://", "http://", "", "//", "HTTPS://"])
LINKS = st.builds("{}{}{}".format, SCHEMES, HOSTS, TAILS)


def canonical_or_none(entered):
    try:
        return normalize(entered)
    except NotALink:
        return None


@given(LINKS | st.text(max_size=60))
@example("https://site.kz/x.?igsh=1")
@example("https://site.kz/x».")
def test_a_canonical_link_stays_as_it_is(entered):
    link = canonical_or_none(entered)
    if link is not None:
        assert normalize(link) == link


@given(SCHEMES, HOSTS, TAILS)
def test_a_link_never_changes_to_another_site(scheme, host, tail):
    link = canonical_or_none(f"{scheme}{host}{tail}")
    written = host.partition(":")[0].encode("idna").decode()
    own_name = CANONICAL_HOST.get(written.removeprefix("www.").removeprefix("m."), written)
    assert link is None or urlsplit(link).hostname in (written, own_name)


@given(st.text(max_size=80))
def test_whatever_is_entered_the_result_is_a_web_address_or_a_refusal(entered):
    link = canonical_or_none(entered)
    if link is not None:
        parts = urlsplit(link)
        assert parts.scheme in ("http", "https")
        assert "." in parts.hostname
        assert "@" not in parts.netloc
        assert not any(character.isspace() for character in link)


@pytest.mark.parametrize(
    ("link", "doubted"),
    [
        (f"{INSTAGRAM}/profsoyuz310krg", set()),
        (f"{INSTAGRAM}/name/reels/", set()),
        (f"{INSTAGRAM}/p/C_NFCIZOIdW/", {"post"}),
        (f"{INSTAGRAM}/name/p/C_NFCIZOIdW/", {"post"}),
        (f"{INSTAGRAM}/reel/C_NFCIZOIdW", {"post"}),
        (f"{FACEBOOK}/profile.php?id=100041669981308", set()),
        (f"{FACEBOOK}/asem.aitzhanova.7", set()),  # a name proves nothing
        (f"{FACEBOOK}/name/posts/123", {"post"}),
        (f"{FACEBOOK}/share/JnnunN8GkbvvWbQp/", {"share_link"}),
        (f"{FACEBOOK}/share/p/VuDPvgEJc74RJoAH/", {"post", "share_link"}),
        ("https://youtu.be/q7xQNHFiueU", {"post"}),
        ("https://www.youtube.com/@kasipodaq", set()),
        ("https://www.youtube.com/watch?v=q7xQNHFiueU", {"post"}),
        ("https://t.me/kasipodaq", set()),
        ("https://t.me/kasipodaq/42", {"post"}),
        ("https://vm.tiktok.com/ZM123/", {"share_link"}),
        ("https://www.tiktok.com/@name", set()),
        ("https://vk.com/id42", {"personal"}),
        ("https://kasipodaq.kz/share/", set()),
    ],
)
def test_a_link_to_something_else_than_a_page_is_doubted(link, doubted):
    assert doubts(link) == doubted


def test_a_link_tells_its_network():
    assert network_of(f"{INSTAGRAM}/name") == "instagram"
    assert network_of("https://youtu.be/q7xQNHFiueU") == "youtube"
    assert network_of("https://kasipodaq.kz/") == ""
