"""What is not public yet, or no more, shows at no public door: every open address, every state."""

import datetime as dt

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from mediacenter.portal.sitemaps import SITEMAPS
from publications.articles.models import ArticleKind, ArticleText, Audience, FormerAddress, Status
from tests.access.rows import OPEN
from tests.access.table import SITE
from tests.publications.access import tag as make_tag
from tests.publications.factories import ArticleFactory, ArticleTextFactory, RubricFactory

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
SECRETS = ("Құпия тақырып", "Жасырын лид", "Жасырын мәтін", "qupiya-")
STATES = {
    "draft": {"status": Status.DRAFT},
    "review": {"status": Status.REVIEW},
    "ready": {"status": Status.READY},
    "scheduled": {"status": Status.PUBLISHED, "published_at": HOUR},
    "embargo": {"status": Status.PUBLISHED, "published_at": HOUR, "embargo_until": HOUR},
    "embargo-alone": {"status": Status.PUBLISHED, "published_at": -HOUR, "embargo_until": HOUR},
    "withdrawn": {"status": Status.PUBLISHED, "published_at": -2 * HOUR, "withdraw_at": -HOUR},
}
PUBLIC = sorted(name for name, page in SITE.items() if page.open_to == OPEN and page.posted is None)


@pytest.fixture(scope="module")
def written(standing):
    """An article for each state, all that a door could tell it by, and a public text beside it."""
    article = {"organization": standing[0]["ours"], "audiences": [Audience.YOUTH]}
    rubric, tag, now = RubricFactory(), make_tag(), timezone.now()
    texts = []
    for state, fields in STATES.items():
        kind = ArticleKind.PRESS_RELEASE if "embargo" in state else ArticleKind.NEWS
        made = ArticleFactory(**article, rubric=rubric, kind=kind)
        made.tags.add(tag)
        moments = {
            name: now + f if isinstance(f, dt.timedelta) else f for name, f in fields.items()
        }
        text = ArticleTextFactory(
            article=made,
            title=f"Құпия тақырып {state}",
            slug=f"qupiya-{state}",
            lead="Жасырын лид.",
            body="<p>Жасырын мәтін.</p>",
            **moments,
        )
        sibling = ArticleTextFactory(
            article=made, language="ru", slug=f"open-{state}", title="Открыто", published=True
        )
        FormerAddress.objects.create(text=text, language="kk", slug=f"burynghy-{state}")
        texts.append((text, sibling))
    for text, _sibling in texts:
        text.article.related.set([other.article for other, _ in texts])
    return texts


@pytest.fixture
def hidden(written, db):
    return written


def arguments(name, tree, hidden):
    text = hidden[0][0]
    known = {
        "publications:rubric": [text.article.rubric.slug],
        "publications:rubric_feed": [text.article.rubric.slug],
        "publications:rubric_feed_rss": [text.article.rubric.slug],
        "publications:rubric_feed_json": [text.article.rubric.slug],
        "publications:tag": [text.article.tags.get().slug],
        "publications:audience": [Audience.YOUTH.value],
    }
    if name in known:
        return [known[name]]
    if name == "publications:article":
        return [[sibling.slug] for _text, sibling in hidden]
    if name == "sitemap_part":
        return [[part] for part in SITEMAPS]
    with override("kk"):
        return [SITE[name].about(tree["ours"]) if SITE[name].about else []]


@pytest.mark.parametrize("name", PUBLIC)
def test_no_open_address_tells_of_a_text_outside_its_hours(client, tree, hidden, name):
    seen = 0
    for parts in arguments(name, tree, hidden):
        for language, _ in settings.LANGUAGES:
            with override(language):
                url = reverse(name, args=parts) + SITE[name].query
            response = client.get(url, follow=True)
            told = response.getvalue().decode(errors="replace") + str(response.headers)
            assert not [secret for secret in SECRETS if secret in told], url
            seen += 1
    assert seen


@pytest.mark.parametrize("state", STATES)
def test_its_own_addresses_lead_to_what_is_public_alone(client, hidden, state):
    text, sibling = next(pair for pair in hidden if pair[0].slug == f"qupiya-{state}")
    assert client.get(text.get_absolute_url()).status_code == 404
    assert client.get(f"/kk/news/burynghy-{state}/").status_code == 404
    page = client.get(sibling.get_absolute_url()).content.decode()
    assert 'hreflang="kk"' not in page.split("<main")[1].split("</main>")[0]
    assert 'rel="alternate" hreflang="kk"' not in page
    assert text.slug not in page


def test_the_doors_show_it_once_its_hour_has_come(client, tree, hidden):
    """Or else the tests above would say nothing."""
    ArticleText.objects.filter(language="kk").update(
        status=Status.PUBLISHED,
        published_at=timezone.now() - HOUR,
        embargo_until=None,
        withdraw_at=None,
    )
    telling = {
        "portal:home",
        "sitemap_part",
        *(n for n in PUBLIC if n.startswith("publications:")),
    }
    silent = {"publications:coverage", "publications:preview"}
    for name in telling - silent:
        pages = []
        for parts in arguments(name, tree, hidden):
            with override("kk"):
                url = reverse(name, args=parts)
            pages.append(client.get(url, follow=True).getvalue().decode())
        assert any(secret in page for page in pages for secret in SECRETS), name
