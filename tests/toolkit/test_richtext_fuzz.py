"""Ten thousand documents, made of honest articles and every class of attack: the same each time."""

import random

import pytest

from mediacenter.toolkit.richtext import plain_text, sanitize
from tests.toolkit.test_richtext import ATTACKS, SAFE_TAGS, assert_harmless

pytestmark = pytest.mark.long

DOCUMENTS = 10_000
PARTS = 10  # tests, so that a failure names its tenth and two cores share the work
SEED = 20261122

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
WORDS = ["Әріптестік", "ғылым", "ҚОҒАМ", "өңір", "Үнқосу", "Ұйым", "іс", "Һәм", "Ңұр", "еңбек"]
WORDS += ["Іс-шара", "Өңір", "үшін", "қаһарман", "профсоюз", "Ёлка", "union", "2024"]
TAGS = [*sorted(SAFE_TAGS), "script", "style", "svg", "math", "form", "font", "o:p", "template"]
SCRAPS = ["<!--", "-->", "&nbsp;", "<", ">", '"', "'", "&lt;script&gt;", "<![CDATA[", "]]>", "\0"]
ATTRIBUTES = [
    "onclick=alert(1)",
    "style=position:fixed",
    'style="text-align:center"',
    'class="image align-left x"',
    'href="javascript:alert(1)"',
    'href="https://kasipodaq.kz/"',
    'src="/media/../admin/"',
    'src="/media/pictures/a.webp"',
    'colspan="2"',
    'colspan="99999"',
    "id=admin",
    'lang="kk"',
]


def soup(rng):
    """A mixture of words, whole and broken tags, and attacks."""
    made = []
    for _ in range(rng.randint(3, 14)):
        kind = rng.random()
        if kind < 0.3:
            made.append(" ".join(rng.choices(WORDS, k=rng.randint(1, 6))))
        elif kind < 0.55:
            attributes = "".join(f" {one}" for one in rng.sample(ATTRIBUTES, rng.randint(0, 3)))
            made.append(f"<{rng.choice(TAGS)}{attributes}>")
        elif kind < 0.7:
            made.append(f"</{rng.choice(TAGS)}>")
        elif kind < 0.92:
            made.append(broken(rng, rng.choice(ATTACKS)))
        else:
            made.append(rng.choice(SCRAPS))
    return "".join(made)


def broken(rng, attack):
    """An attack as it is, cut, doubled, or in another case: filters are evaded that way."""
    way = rng.randint(0, 4)
    if way == 1:
        return attack[: rng.randint(1, len(attack))]
    if way == 2:
        return attack[: len(attack) // 2] + attack
    if way == 3:
        return "".join(map(rng.choice, [(letter.lower(), letter.upper()) for letter in attack]))
    return attack


def honest(rng):
    """A table and a link with Kazakh letters, as an editor writes them: the HTML and its words."""
    cells = [rng.choices(WORDS, k=rng.randint(1, 3)) for _ in range(4)]
    link = rng.choice(WORDS)
    table = "".join(f"<td>{' '.join(cell)}</td>" for cell in cells)
    address = f"https://kasipodaq.kz/?n={rng.randint(1, 99)}"
    written = (
        f"<table><tbody><tr>{table}</tr></tbody></table>"
        f'<p><a href="{address}" rel="noopener">{link}</a></p>'
    )
    return written, [word for cell in cells for word in cell] + [link]


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_that_acts_gets_through_and_nothing_honest_is_lost(part):
    rng = random.Random(SEED + part)  # noqa: S311  documents, not secrets
    for _ in range(DOCUMENTS // PARTS):
        article, words = honest(rng)
        document = soup(rng)
        cleaned = sanitize(document)
        assert_harmless(cleaned)
        assert sanitize(str(cleaned)) == cleaned, "settled"

        beside = sanitize(article + document)
        assert_harmless(beside)
        assert beside.startswith(article), "tables, links and letters stand as they were written"
        assert plain_text(beside).split()[: len(words)] == words


def test_the_documents_hold_every_attack_and_every_kazakh_letter():
    rng = random.Random(SEED)  # noqa: S311
    documents = "".join(soup(rng) + honest(rng)[0] for _ in range(DOCUMENTS // PARTS))
    assert [attack for attack in ATTACKS if attack not in documents] == []
    assert set(documents) >= set(KAZAKH)
