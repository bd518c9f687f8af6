"""What is doubtful in the facts of a year, told to who signs before it is signed.

A signed report prints none of it: each doubt is mended in the records, explained, which becomes a
footnote, or accepted by name (actions/answering_doubts.py).
"""

import hashlib
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from mediacenter.services.printing.printable import cleaned
from mediacenter.toolkit.choice_labels import label_of
from mediacenter.toolkit.language import LANGUAGES
from mediacenter.toolkit.quantity import Qualifier, agree, say
from unions.models import FlagKind, Network

from .composing.figures import say_counted
from .composing.localized_facts import LocalizedFacts
from .composing.quality import EXPECTED, NAMED, undated_registers
from .composing.social import PAGES
from .composing.wording import listed
from .indicators import REGISTRY, Kind
from .models import TaskStatus

JUMP = 3  # times as much as the year before, or as little
SMALL = 20  # of numbers below it, three times as much is no jump
TASKS = "tasks"  # begins the key of what is told on a page of its own
OFFICIAL = ("kk", "ru")  # a report that lacks one of them is half a report


@dataclass(frozen=True)
class Doubt:
    """`key` is the same as long as the same is doubtful. `says`: a sentence in the active language.
    `code`: the indicator that it is about, None where it is no figure."""

    key: str
    says: str
    code: str | None = None


def doubts_of(snapshot_facts):
    """The Doubts in a Snapshot's facts, in the order of the report."""
    facts = LocalizedFacts(snapshot_facts, get_language())
    return [
        *_silent(facts),
        *_jumps(facts),
        *_differing(facts),
        *_without_day(facts),
        *_links(facts),
        *_pages_missing(facts),
        *_not_visited(facts),
        *_undated(facts),
        *_tasks_not_followed(facts),
        *_half_filled(snapshot_facts),
        *_unprintable(snapshot_facts),
    ]


def _silent(facts):
    for code in EXPECTED:
        if not facts.figure(code):
            says = _("%(name)s: not stated for %(year)s.")
            named = {"name": facts.name(code), "year": facts.year}
            yield Doubt(f"silent:{code}", says % named, code)


def _jumps(facts):
    for code, indicator in REGISTRY.items():
        now, before = _comparable(facts, code)
        if indicator.kind == Kind.YES_NO or now is None or before is None:
            continue
        less, more = sorted((now, before))
        if more >= SMALL and more >= JUMP * less:
            says = _("%(name)s: %(now)s, in %(year)s it was %(before)s.")
            parts = {
                "name": facts.name(code),
                "now": say(now),
                "year": facts.year - 1,
                "before": say(before),
            }
            yield Doubt(f"jump:{code}:{before}:{now}", says % parts, code)


def _comparable(facts, code):
    """The exact numbers of the year and the one before, of the same reporters."""
    same = facts.same_reporters(code)
    if same is None:
        return facts.exact(code, facts.year), facts.exact(code, facts.year - 1)
    if not same["reporters"] or {same["qualifier"], same["before_qualifier"]} != {Qualifier.EXACT}:
        return None, None
    return same["number"], same["before"]


def _differing(facts):
    """What was declared is another number than the register has, and nobody says why."""
    for code, indicator in REGISTRY.items():
        figure, counted = facts.figure(code), facts.in_register(code)
        if counted is None or any(figure["declared"]["difference"].values()):
            continue
        # with all below, the figure holds more than was declared of the organization itself
        declared = figure["own_number"], figure["own_qualifier"]
        if not agree(declared, (counted["number"], counted["qualifier"])):
            says = _("%(name)s: declared are %(declared)s, the register counts %(counted)s.")
            parts = {
                "name": facts.name(code),
                "declared": indicator.say(*declared),
                "counted": say_counted(facts, code),
            }
            key = f"differs:{code}:{declared[0]}:{counted['number']}"
            yield Doubt(key, says % parts, code)


def _without_day(facts):
    for code in REGISTRY:
        figure = facts.figure(code)
        if figure and figure["declared"] and not figure["declared"]["as_of"]:
            says = _("%(name)s: declared without the day on which it was counted.")
            yield Doubt(f"day:{code}", says % {"name": facts.name(code)}, code)


def _links(facts):
    by_kind = {}
    for organization in facts.rows("appendix"):
        for channel in organization["channels"]:
            for kind in channel["doubts"]:
                named = (facts.short(organization), channel["url"])
                by_kind.setdefault(kind, []).append(named)
    for kind, links in by_kind.items():
        shown = [f"{name} ({url})" for name, url in links]
        says = _("Links in the appendix: %(doubt)s: %(links)s.")
        parts = {"doubt": label_of(FlagKind, kind), "links": _some(shown)}
        yield Doubt(f"links:{kind}:{_digest(url for _name, url in links)}", says % parts)


def _pages_missing(facts):
    organizations = facts.rows("appendix")
    if not any(one["channels"] for one in organizations):
        return
    for network in PAGES:
        without = [
            one
            for one in organizations
            if network not in {channel["network"] for channel in one["channels"]}
        ]
        if without:
            says = _("No page on %(network)s is known of: %(organizations)s.") % {
                "network": label_of(Network, network),
                "organizations": _some([facts.short(one) for one in without]),
            }
            yield Doubt(f"pages:{network}:{_digest(map(_names, without))}", says)


def _not_visited(facts):
    branches = [one for one in facts.rows("appendix") if one["is_visited"] is False]
    if branches:
        says = _("Nobody is known to have visited: %(organizations)s.")
        named = {"organizations": _some([facts.short(one) for one in branches])}
        yield Doubt(f"unvisited:{_digest(map(_names, branches))}", says % named)


def _undated(facts):
    names = undated_registers()
    for register, records in sorted(facts["undated"].items()):
        says = _("No year counts records without a date: %(register)s: %(records)s.")
        yield Doubt(
            f"undated:{register}:{records}",
            says % {"register": names[register], "records": records},
        )


def _tasks_not_followed(facts):
    silent = [
        facts.text(task["text"])
        for task in facts.rows("tasks_set_before")
        if task["status"] == TaskStatus.AHEAD and not any(task.get("outcome", {}).values())
    ]
    if silent:
        says = _("What became of last year’s tasks is not told: %(tasks)s.")
        named = {"tasks": _some([_("“%(text)s”") % {"text": text[:80]} for text in silent])}
        yield Doubt(f"{TASKS}:{_digest(silent)}", says % named)


def _half_filled(facts):
    names = {"kk": pgettext("language", "Kazakh"), "ru": pgettext("language", "Russian")}
    for language in OFFICIAL:
        lacking = [
            next(texts[code] for code in LANGUAGES if texts.get(code))
            for texts in _texts_of(facts)
            if any(texts.values()) and not texts.get(language)
        ]
        lacking = sorted(set(lacking))  # a snapshot has the same facts in another order
        if lacking:
            says = ngettext(
                "%(number)s text has no %(language)s: %(texts)s.",
                "%(number)s texts have no %(language)s: %(texts)s.",
                len(lacking),
            )
            parts = {
                "number": len(lacking),
                "language": names[language],
                "texts": _some([_("“%(text)s”") % {"text": text[:80]} for text in lacking]),
            }
            yield Doubt(f"language:{language}:{_digest(lacking)}", says % parts)


def _unprintable(facts):
    found = [
        text for texts in _texts_of(facts) for text in texts.values() if text and cleaned(text)[1]
    ]
    found = sorted(set(found))
    if found:
        says = _("Characters that cannot be printed stand in: %(texts)s.")
        shown = _some([_("“%(text)s”") % {"text": text[:80]} for text in found])
        yield Doubt(f"characters:{_digest(found)}", says % {"texts": shown})


def _texts_of(part):
    """Each {language: text} in the facts."""
    if isinstance(part, dict):
        if part and part.keys() <= set(LANGUAGES):
            yield part
            return
        part = part.values()
    if isinstance(part, list | type({}.values())):
        for inner in part:
            yield from _texts_of(inner)


def _names(organization):
    return "/".join(str(organization["name"].get(code)) for code in LANGUAGES)


def _some(names):
    shown = listed(names[:NAMED])
    if len(names) <= NAMED:
        return shown
    return _("%(names)s and %(more)s more") % {"names": shown, "more": len(names) - NAMED}


def _digest(parts):
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
