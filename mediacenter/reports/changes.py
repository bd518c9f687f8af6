"""Which figures of a year differ between two states of its facts."""

from dataclasses import dataclass

from mediacenter.toolkit.quantity import say

from .indicators import REGISTRY
from .wording import codes_in, name_in


@dataclass(frozen=True)
class Change:
    """A figure by its code and name, and its words before and after, in the active language."""

    code: str
    name: str
    before: str
    after: str


def changed_figures(before, after, year):
    """The Changes of the figures of `year` from the facts `before` to those `after`: a list, in the
    order of the report. What was declared of a figure, and not its number, is no change."""
    changes = []
    for code in codes_in(after):
        indicator = REGISTRY[code]
        was, now = (facts["figures"].get(code, {}).get(str(year)) for facts in (before, after))
        if stated(was) != stated(now):
            words = (say_figure(indicator, figure) for figure in (was, now))
            changes.append(Change(code, name_in(after, code), *words))
    return changes


def stated(figure):
    return figure and (figure["number"], figure["qualifier"])


def say_figure(indicator, figure):
    if figure is None:
        return say(None)
    return str(indicator.say(figure["number"], figure["qualifier"]))
