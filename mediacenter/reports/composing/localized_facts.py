"""The facts of a year in one language: names, dates and figures as a reader reads them."""

from typing import Literal, TypedDict

from django.utils.translation import gettext as _

from mediacenter.reports.indicators import REGISTRY
from mediacenter.reports.wording import codes_in, name_in
from mediacenter.toolkit.alphabetical import LANGUAGES
from mediacenter.toolkit.dates import Precision
from mediacenter.toolkit.quantity import Qualifier

from .wording import say_span, unique


class FigureIdentity(TypedDict):
    """Which number of a document it is, so that the screen leads to its records.

    An indicator of an organization in a year, and what of it: the number with ``all`` below, the
    organization's ``own``, how many organizations ``stated`` it of how many there ``are``, its
    ``change`` against the year before, the ``share`` of that, the ``sum`` of three years, the
    ``rest`` beyond the records that are listed under it, what the ``register`` counts where it was
    declared, what those say who stated ``both`` that year and the one beside it, and how many these
    ``reporters`` are. Numbers that agree in all four
    are one, and say the same wherever they stand.
    """

    organization: str
    code: str
    year: int
    aspect: Literal[
        "all",
        "own",
        "stated",
        "are",
        "change",
        "share",
        "sum",
        "rest",
        "register",
        "both",
        "reporters",
    ]


class LocalizedFacts:
    """A Snapshot's facts in a language, which must be the active one."""

    def __init__(self, facts, language):
        self._facts = facts
        self.language = language
        self.year = facts["year"]
        self.years = facts["years"]

    def __getitem__(self, name):
        return self._facts[name]

    def text(self, texts):
        """A text in this language, or in the first that has it: kk, ru, en. "" where none has."""
        order = (self.language, *LANGUAGES)
        return next((texts[language] for language in order if texts.get(language)), "")

    def short(self, organization):
        return self.text(organization["short_name"]) or self.text(organization["name"])

    def when(self, record):
        return say_span(record["starts_on"], record["ends_on"], record["precision"])

    def day(self, record):
        """The cell of a table that says when; a single day that is known exactly carries it."""
        run = {"text": self.when(record)}
        first, last = record["starts_on"], record["ends_on"]
        if first and last in (None, first) and record["precision"] == Precision.DAY:
            run["date"] = first
        return [run]

    def rows(self, name):
        return self._facts[name]["rows"]

    def narrative(self, section):
        """The paragraphs that the organization wrote for a section, in this language alone."""
        written = self._facts.get("narrative", {})  # which facts frozen earlier have not
        lines = written.get(section, {}).get(self.language, "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    # --- Figures --------------------------------------------------------------------------------

    def figure(self, code, year=None):
        """The figure of the organization and all below it, None where nobody stated it."""
        return self._facts["figures"].get(code, {}).get(str(year or self.year))

    def name(self, code):
        """What an indicator, or a block by its letter, is called in this report."""
        return name_in(self._facts, code)

    def codes(self):
        """The codes of all indicators, in the order of this report."""
        return codes_in(self._facts)

    def quantity(self, code, year=None):
        """ "more than 1 358", "yes", or None where nobody stated it."""
        figure = self.figure(code, year)
        if figure is None:
            return None
        return str(REGISTRY[code].say(figure["number"], figure["qualifier"]))

    def figure_identity(self, code, year=None, aspect="all"):
        """The FigureIdentity of a number."""
        return {
            "organization": self["organization"]["slug"],
            "code": code,
            "year": year or self.year,
            "aspect": aspect,
        }

    def figure_run(self, code, year=None, *, aspect="all", text=None):
        """The run of a number in its words, with its identity; None where nobody stated it.

        `text` are the words of what is not simply the figure with all below.
        """
        text = self.quantity(code, year) if text is None else text
        return text and {"text": text, "figure": self.figure_identity(code, year, aspect)}

    def stated_years(self, code):
        return [year for year in self.years if self.figure(code, year)]

    def exact(self, code, year):
        """The number where it is exactly known, else None."""
        figure = self.figure(code, year)
        return figure["number"] if figure and figure["qualifier"] == Qualifier.EXACT else None

    def same_reporters(self, code):
        """What those say who stated both the year and the one before; None where all did."""
        return self._facts.get("same_reporters", {}).get(code)  # earlier facts have none

    def in_register(self, code, year=None):
        """What the register counts where the figure was declared: {number, qualifier}, or None."""
        declared = (self.figure(code, year) or {}).get("declared") or {}
        return declared.get("in_register")  # which facts frozen earlier have not

    def notes(self, codes):
        """The sources and remarks of the declared figures of all three years, each once."""
        declared = [
            figure["declared"]
            for code in codes
            for year in self.years
            if (figure := self.figure(code, year)) and figure["declared"]
        ]
        sources = unique(self.text(figure["source"]) for figure in declared)
        remarks = unique(self.text(figure["note"]) for figure in declared)
        parts = [_("Source: %(source)s.") % {"source": source} for source in sources]
        return " ".join([*parts, *remarks])
