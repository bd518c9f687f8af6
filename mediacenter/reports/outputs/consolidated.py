"""The consolidated report of a parent: its organizations side by side, charts, a map of regions."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from mediacenter.reports.composing.figures import TODAY_ONLY, cell, key_figures
from mediacenter.reports.composing.localized_facts import LocalizedFacts
from mediacenter.reports.composing.wording import listed, no_data
from mediacenter.reports.facts.figures_below import LAID_SIDE_BY_SIDE
from mediacenter.reports.indicators import REGISTRY
from mediacenter.services.printing import blocks
from mediacenter.toolkit.quantity import Qualifier, weakest
from mediacenter.toolkit.region_map import tiles_of

from .frame import sheet_like, signed_section, tasks_heading, tasks_of, tasks_or_none

GROUPS = (
    (
        lambda: _("Internet and social networks"),
        ("social.materials", "social.followers.facebook"),
    ),
    (lambda: _("Press, television and radio"), ("press.publications", "press.broadcasts")),
    (lambda: _("Work with members"), ("appeals.answered", "field.places_visited")),
    (
        lambda: _("Pages in social networks and training"),
        ("channels.both_pages", "training.seminars"),
    ),
)
CHARTED = ("social.materials", "press.publications", "appeals.answered")
BARS = 15  # of one chart: the largest
NAMED = 20  # organizations in a sentence
KIND_OF_REGION = re.compile(r"\s*\b(область|облысы|region|қаласы|қ\.|город|г\.)\s*", re.IGNORECASE)


def consolidated(document, snapshot_facts, *, lines):
    """The Document from a numbered whole one and its facts; a table holds `lines` organizations."""
    with override(document["language"]):
        facts = LocalizedFacts(snapshot_facts, document["language"])
        side_by_side = SideBySide(facts)
        title = _("Consolidated report on information work for %(year)s") % {"year": facts.year}
        tasks = tasks_of(document)
        return sheet_like(
            document,
            title=title,
            key_figures=key_figures(facts),
            sections=[
                *side_by_side.sections(lines),
                signed_section(tasks_heading(), [tasks_or_none(tasks)]),
            ],
        )


class SideBySide:
    """The figures of the organizations below one, as tables, charts and a map."""

    def __init__(self, facts):
        self.facts = facts
        self.rows = facts.rows("branches")

    def sections(self, lines):
        return [
            *self._silent(),
            *(
                blocks.section(heading(), self._group(heading(), codes, lines))
                for heading, codes in GROUPS
                if self._columns(codes)
            ),
            *self._maps(),
        ]

    def _figure(self, row, code, year=None):
        """[number, qualifier], None where nobody stated it."""
        return row["figures"].get(code, {}).get(str(year or self.facts.year))

    def _stating(self, code):
        return [row for row in self.rows if self._figure(row, code)]

    def _run(self, row, code, year=None):
        figure = self._figure(row, code, year)
        return figure and {
            "text": str(REGISTRY[code].say(*figure)),
            "figure": {
                "organization": row["slug"],
                "code": code,
                "year": year or self.facts.year,
                "aspect": "all",
            },
        }

    def _group(self, heading, codes, lines):
        return [
            *(block for code in codes for block in self._chart(code)),
            self._table(heading, codes, lines),
        ]

    def _columns(self, codes):
        """(code, year) of what any of the organizations has stated, in this year or the last."""
        return [
            (code, year)
            for code in codes
            for year in (self.facts.year - 1, self.facts.year)
            if any(self._figure(row, code, year) for row in self.rows)
            and (year == self.facts.year or code not in TODAY_ONLY)
        ]

    def _table(self, heading, codes, lines):
        year = self.facts.year
        years = self._columns(codes)
        stating = [
            row for row in self.rows if any(self._figure(row, code, one) for code, one in years)
        ]
        shown = stating[:lines]
        notes = [
            _(
                "In all: the organization with everything below it; what several did together"
                " counts there once."
            )
        ]
        if len(shown) < len(stating) or self.facts["branches"]["is_cut"]:
            notes.append(_("Only the first %(number)s are listed.") % {"number": len(shown)})
        return blocks.table(
            _("%(heading)s: organizations, %(before)s and %(year)s")
            % {"heading": heading, "before": year - 1, "year": year},
            [
                blocks.column(pgettext("column", "Organization"), 8),
                *(
                    blocks.column(f"{self.facts.name(code)}, {one}", 4, "right")
                    for code, one in years
                ),
            ],
            [
                *(
                    [
                        self.facts.short(row),
                        *((run := self._run(row, code, one)) and [run] for code, one in years),
                    ]
                    for row in shown
                ),
                [
                    [blocks.run(pgettext("row", "In all"), bold=True)],
                    *(cell(self.facts, code, one) for code, one in years),
                ],
            ],
            note=" ".join(notes),
        )

    def _chart(self, code):
        """The organizations with the most of it, the largest first; nothing for one alone."""
        rows = sorted(
            self._stating(code), key=lambda row: (-self._figure(row, code)[0], row["slug"])
        )[:BARS]
        if code not in CHARTED or len(rows) < 2 or not self._figure(rows[0], code)[0]:
            return []
        name, runs = self.facts.name(code), [self._run(row, code) for row in rows]
        names = [self.facts.short(row) for row in rows]
        told = [f"{one}: {run['text']}" for one, run in zip(names, runs, strict=True)]
        return [
            blocks.chart(
                "bars",
                _("%(name)s, %(year)s") % {"name": name, "year": self.facts.year},
                alt=_("Bar chart. %(name)s. %(by_year)s.")
                % {"name": name, "by_year": "; ".join(told)},
                unit=str(REGISTRY[code].unit),
                categories=names,
                series=[
                    (
                        name,
                        [self._figure(row, code)[0] for row in rows],
                        [run["text"] for run in runs],
                        [run["figure"] for run in runs],
                    )
                ],
            )
        ]

    def _maps(self):
        """A map of the first figure that two regions have stated."""
        for code in LAID_SIDE_BY_SIDE:
            by_region = self._by_region(code)
            if len(by_region) > 1:
                return [
                    blocks.section(pgettext("heading", "Regions"), [self._map(code, by_region)])
                ]
        return []

    def _by_region(self, code):
        found = {}
        for row in self._stating(code):
            if row["region"]:
                found.setdefault(row["region"], []).append(row)
        return found

    def _map(self, code, by_region):
        names = {iso: self.facts.text(name) for iso, name in self.facts["regions"].items()}
        sums = {
            iso: (
                sum(self._figure(row, code)[0] for row in rows),
                weakest(Qualifier(self._figure(row, code)[1]) for row in rows),
            )
            for iso, rows in by_region.items()
        }
        shown = {iso: str(REGISTRY[code].say(*figure)) for iso, figure in sums.items()}
        name = self.facts.name(code)
        told = "; ".join(f"{names[iso]}: {shown[iso]}" for iso in sorted(shown, key=names.get))
        return blocks.tiles(
            _("%(name)s, %(year)s, by regions") % {"name": name, "year": self.facts.year},
            alt=_("Map of the regions. %(name)s. %(told)s.") % {"name": name, "told": told},
            unit=str(REGISTRY[code].unit),
            scale=(pgettext("map", "fewer"), pgettext("map", "more")),
            places=[
                {
                    "label": KIND_OF_REGION.sub("", names[tile.iso]),
                    "column": tile.column,
                    "row": tile.row,
                    "step": tile.step,
                    "shown": shown.get(tile.iso, ""),
                }
                for tile in tiles_of({iso: number for iso, (number, _doubt) in sums.items()})
                if tile.iso in names
            ],
        )

    def _silent(self):
        """Who has stated none of these figures for the year."""
        silent = [
            self.facts.short(row)
            for row in self.rows
            if not any(self._figure(row, code) for code in LAID_SIDE_BY_SIDE)
        ]
        if not silent:
            return []
        if len(silent) > NAMED:
            said = _(
                "Organizations of which none of these figures is known: %(silent)s of %(all)s."
            )
            said %= {"silent": len(silent), "all": len(self.rows)}
        else:
            said = _("None of these figures is known of: %(organizations)s.")
            said %= {"organizations": listed(silent)}
        return [
            blocks.section(no_data()[:1].upper() + no_data()[1:], [blocks.callout("missing", said)])
        ]
