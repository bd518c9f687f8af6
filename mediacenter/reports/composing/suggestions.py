"""What a section might say in words, put together from the facts, for its writer to take."""

from itertools import accumulate

from django.utils.translation import gettext as _
from django.utils.translation import override

from mediacenter.reports.models import ReportSection
from mediacenter.reports.models.narrative import LONGEST
from mediacenter.services.printing import blocks
from publications.press.models import Level, OutletKind

from . import figures
from .counted import pattern_of
from .localized_facts import LocalizedFacts
from .wording import listed, quoted

LONGEST_LIST = LONGEST // 5  # characters of names: there are three lists in a text
CHANGES = ("social.materials", "press.publications", "press.broadcasts", "appeals.answered")
COUNTED = {
    ReportSection.SOCIAL: ("social.materials", "social.followers_gained", "appeals.answered"),
    ReportSection.PRESS: ("press.publications", "press.broadcasts"),
    ReportSection.PRINTED: ("boards.standing", "print.copies"),
    ReportSection.EVENTS: ("field.campaigns", "field.visits", "field.online_meetings"),
    ReportSection.TRAINING: ("training.seminars", "training.participants"),
}


def suggest(snapshot_facts, language):
    """Return {section: text} in `language`, without sections of which the facts tell nothing."""
    with override(language):
        facts = LocalizedFacts(snapshot_facts, language)
        made = {section.value: "\n".join(_lines(facts, section)) for section in ReportSection}
    return {section: text for section, text in made.items() if text}


def _lines(facts, section):
    yield from _in_general(facts, section)
    sentences = [_counted(facts, code) for code in COUNTED.get(section, ()) if facts.figure(code)]
    if sentences:
        yield " ".join(sentences)


def _in_general(facts, section):
    match section:
        case ReportSection.MANDATE:
            yield _(
                "In %(year)s the organization carried on its information work by the decisions of"
                " the union's bodies. Its main tasks are to inform union members in good time and"
                " reliably, to keep the work of the union's bodies open, and to use the"
                " information resources of the union well."
            ) % {"year": facts.year}
        case ReportSection.FIGURES:
            found = [figures.change(facts, code) for code in CHANGES]
            yield from [" ".join(map(_text_of, filter(None, found)))] if any(found) else []
        case ReportSection.SOCIAL if facts.figure("social.materials"):
            yield _(
                "The pages in social networks tell of all lines of the organization's work; special"
                " attention is given to the protection of labour rights."
            )
        case ReportSection.PRESS:
            yield from _newspapers(facts)
        case ReportSection.CLOSING if facts.rows("tasks_ahead"):
            following = {"year": facts.year + 1}
            yield _("The work on these tasks will go on in %(year)s.") % following


def _counted(facts, code):
    pattern = _("%(done)s in %(year)s.").replace(
        "%(done)s", pattern_of(code, facts.figure(code), facts.name(code))
    )
    number = facts.figure_run(code)
    return _text_of(blocks.sentence(pattern, year=str(facts.year), number=number))


def _newspapers(facts):
    """Which newspapers write about the organization, by their level."""
    phrases = {
        Level.NATIONAL: _("republican newspapers %(names)s"),
        Level.REGIONAL: _("regional newspapers %(names)s"),
        Level.DISTRICT: _("district and city newspapers %(names)s"),
    }
    found = []
    for level, phrase in phrases.items():
        names = [
            quoted(facts.text(outlet["name"]))
            for outlet in facts.rows("outlets")
            if outlet["kind"] == OutletKind.NEWSPAPER and outlet["level"] == level
        ]
        if names:
            found.append(phrase % {"names": listed(first_of(names))})
    if found:
        sentence = _("The organization's work is covered by %(newspapers)s.")
        yield sentence % {"newspapers": listed(found)}


def first_of(names):
    """As many of the names as a text has room for."""
    lengths = accumulate(len(name) + 2 for name in names)
    return [name for name, length in zip(names, lengths, strict=True) if length <= LONGEST_LIST]


def _text_of(runs):
    return "".join(run["text"] for run in runs)
