"""Which organization is nearest to somebody who names their workplace, their town, their industry.

What nothing is found by is left out, the workplace first: so everybody is led to somebody.
"""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left

from mediacenter.toolkit.language import STATE_LANGUAGES, in_each
from mediacenter.toolkit.stemming.folding import fold
from mediacenter.toolkit.stemming.forms import forms_of, words_of
from mediacenter.toolkit.words import MOST_WORDS, Words, words_in

from .contacts import Contacts, contacts_of
from .models import Organization, OrganizationKind, Region

MOST = 10  # organizations found; who sees as many is asked for more words
MOST_LEVELS = 8  # of the tree above an organization that its region is inherited from
NAMES = (*in_each("name", "short_name"), "slug")  # those of the index of words, in its order
LEAST = 3  # letters of a form that is sought as a beginning; a shorter one as a whole word
NAMES_OF_PLACES = in_each("name", "centre")
# What is asked at once, from the nearest to the farthest.
WAYS = (
    ("workplace", "town", "industry"),
    ("workplace", "town"),
    ("town", "industry"),
    ("town",),
    ("industry",),
    (),
)
# What stands beside the name of a place and tells it from no other.
KINDS_OF_PLACES = frozenset(
    words_in("область облысы области обл город города г қала қаласы облыс region city of the")
)


@dataclass(frozen=True)
class Nearest:
    """What was found: `found`, a list of Found; `has_more`: there are others.

    `left_out`: which of "workplace", "town" and "industry" nothing was found by.
    """

    found: list
    has_more: bool
    left_out: tuple


@dataclass(frozen=True)
class Found:
    """An organization and its Contacts, inherited from above where it has none."""

    organization: Organization
    contacts: Contacts


def nearest(*, workplace="", town="", industry=None):
    """Return a Nearest; `industry` is an industry union. Nine statements at most."""
    asked = {"workplace": called(workplace), "town": called(town), "industry": industry}
    asked = {name: value for name, value in asked.items() if value}
    if regions := regions_named(town):
        asked["town"] = regions
    for kept in ways_to_ask(asked):
        records = list(sought(**kept)[: MOST + 1])
        if records:
            left_out = tuple(name for name in asked if name not in kept)
            return Nearest(with_contacts(records[:MOST]), len(records) > MOST, left_out)
    return Nearest([], False, tuple(asked))


def ways_to_ask(asked):
    """All that was asked, then less of it, and in the end nothing: whoever stands at the root."""
    tried = []
    for names in WAYS:
        kept = {name: asked[name] for name in names if name in asked}
        if kept not in tried:
            tried.append(kept)
            yield kept


def sought(*, workplace=None, town=None, industry=None):
    """The open organizations of a workplace, a town and an industry, the nearest first.

    `workplace`: a condition; `town`: one, or a list of regions. Whoever names nothing is led to
    the root of the tree.
    """
    if not (workplace or town or industry):
        return Organization.objects.open().filter(depth=1).order_by("path")
    records = Organization.objects.open().exclude(kind=OrganizationKind.FEDERATION)
    if industry:
        records = records.within(industry)
    if isinstance(town, list):
        # what has no region of its own matters to who seeks it by its name
        town = in_regions(town) if workplace else Q(region__in=town)
    conditions = [condition for condition in (workplace, town) if condition]
    # a workplace is where its own organization is; else one turns to whoever stands above
    order = "-depth" if workplace else "depth"
    return records.alias(its_words=Words(*NAMES)).filter(*conditions).order_by(order, "path")


def called(text):
    """The condition that an organization is called by all words of a text; None without words."""
    words = words_of(text)[:MOST_WORDS]
    if not words:
        return None
    forms = [forms_of(language, words) for language in STATE_LANGUAGES]
    wanted = " & ".join(
        as_sought({word, *(form for found in forms for form in found[word])}) for word in words
    )
    return Q(its_words=SearchQuery(wanted, config="simple", search_type="raw"))


def as_sought(forms):
    """What the index is asked for a word: any of its forms, or a number as it is."""
    forms = sorted({fold(form) for form in forms})
    # a number is no beginning of another
    spelled = [
        f"'{form}'" if len(form) < LEAST or form.isdigit() else f"'{form}':*" for form in forms
    ]
    return f"({' | '.join(spelled)})"


def in_regions(regions):
    """Of those regions, by their own or, where they have none, by that of one above them."""
    steps = range(Organization.steplen, Organization.steplen * MOST_LEVELS, Organization.steplen)
    above = Organization.objects.filter(
        path__in=[Left(OuterRef("path"), length) for length in steps], region__in=regions
    )
    return Q(region__in=regions) | Q(Exists(above.order_by()), region=None)


def regions_named(town):
    """The regions that are named so, or whose centre is, in whatever language."""
    begun = [word for word in words_in(town) if word not in KINDS_OF_PLACES]
    if not begun:
        return []
    return [
        region
        for region in Region.objects.filter(until=None).order_by("pk")
        if any(holds(getattr(region, column) or "", begun) for column in NAMES_OF_PLACES)
    ]


def holds(name, begun):
    words = words_in(name)
    return all(any(word.startswith(beginning) for word in words) for beginning in begun)


def with_contacts(records):
    """[Found] of organizations, in one statement however many there are."""
    steps = Organization.steplen
    paths = {one.path[:length] for one in records for length in range(steps, len(one.path), steps)}
    by_path = {one.path: one for one in Organization.objects.filter(path__in=paths)}
    found = []
    for one in records:
        above = [
            by_path[one.path[:length]]
            for length in range(steps, len(one.path), steps)
            if one.path[:length] in by_path
        ]
        found.append(Found(one, contacts_of(one, above)))
    return found
