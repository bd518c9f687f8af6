"""Three years of figures: the strip of key figures, the table, what changed."""

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from mediacenter.reports.indicators import REGISTRY, BetweenYears
from mediacenter.reports.models import Scope
from mediacenter.services.printing import blocks
from mediacenter.toolkit.numerals import dative
from mediacenter.toolkit.quantity import Qualifier, say

from .counted import pattern_of
from .wording import no_data, percent

KEY_FIGURES = (
    "social.materials",
    "social.followers.facebook",
    "press.publications",
    "press.broadcasts",
    "appeals.answered",
    "field.places_visited",
    "channels.both_pages",
    "training.seminars",
)
# Indicators of a state whose beginning is mostly not recorded: of past years they tell nothing.
TODAY_ONLY = {
    code
    for code, indicator in REGISTRY.items()
    if code.startswith("channels.") or isinstance(indicator.year, BetweenYears)
}


def key_figures(facts):
    return [_key_figure(facts, code) for code in KEY_FIGURES]


def _key_figure(facts, code):
    made = {"value": facts.quantity(code), "label": facts.name(code)}
    if made["value"] is not None:
        made["figure"] = facts.figure_identity(code)
    else:
        made["unstated"] = code
    before = [year for year in facts.stated_years(code) if year < facts.year]
    if before and code not in TODAY_ONLY:
        made["note"] = _year_of(facts, code, before[-1])
        made["noted"] = facts.figure_identity(code, before[-1])
    return made


def _year_of(facts, code, year):
    quantity = facts.quantity(code, year) or no_data()
    return _("%(year)s: %(quantity)s") % {"year": year, "quantity": quantity}


def section(facts):
    codes = [code for code in facts.codes() if code not in TODAY_ONLY and facts.stated_years(code)]
    if not codes:
        sentence = _("For the years %(first)s to %(last)s no figure was stated or can be counted.")
        missing = sentence % {"first": facts.years[0], "last": facts.years[-1]}
        return blocks.section(_("Three-year figures"), [blocks.missing(missing)])
    return blocks.section(
        _("Three-year figures"),
        [_table(facts, codes), *_beside_registers(facts)],
        [blocks.section(_("What changed in the year"), _changes(facts, codes))],
    )


def _table(facts, codes):
    return blocks.table(
        _("Figures of the years %(first)s to %(last)s")
        % {"first": facts.years[0], "last": facts.years[-1]},
        [
            blocks.column(pgettext("column", "Indicator"), 13),
            *(blocks.column(str(year), 8, "right") for year in facts.years),
            blocks.column(pgettext("column", "Basis"), 7),
        ],
        [
            [
                facts.name(code),
                *(cell(facts, code, year) for year in facts.years),
                _basis(facts, code),
            ]
            for code in codes
        ],
        note=_(
            "“Declared”: entered by the organization with its source; “register”: counted from the"
            " records; “both”: added up from the two."
        ),
    )


def _beside_registers(facts):
    """A table of what was declared for the year and is counted as well; nothing without such."""
    codes = [code for code in facts.codes() if facts.in_register(code)]
    if not codes:
        return []
    return [
        blocks.table(
            _("Declared figures of %(year)s beside the register") % {"year": facts.year},
            [
                blocks.column(pgettext("column", "Indicator"), 6),
                blocks.column(pgettext("column", "Declared"), 3, "right"),
                blocks.column(pgettext("column", "In the register"), 3, "right"),
                blocks.column(pgettext("column", "Why they differ"), 6),
            ],
            [
                [
                    facts.name(code),
                    [_own(facts, code)],
                    [facts.figure_run(code, aspect="register", text=say_counted(facts, code))],
                    facts.text(facts.figure(code)["declared"]["difference"]),
                ]
                for code in codes
            ],
        )
    ]


def _own(facts, code):
    """The run of what the organization declared itself: the whole, or its own part of it."""
    figure = facts.figure(code)
    if figure["declared"]["scope"] == Scope.SUBTREE:
        return facts.figure_run(code)
    text = str(REGISTRY[code].say(figure["own_number"], figure["own_qualifier"]))
    return facts.figure_run(code, aspect="own", text=text)


def say_counted(facts, code):
    counted = facts.in_register(code)
    return str(REGISTRY[code].say(counted["number"], counted["qualifier"]))


def cell(facts, code, year):
    """The runs of a figure in its cell, None where nobody stated it."""
    run = facts.figure_run(code, year)
    return run and [run]


def stated(facts, code, pattern=None, **parts):
    """A paragraph that says a figure, with its sources; none where it is missing.

    All sections that list what a figure counts begin with it. `pattern`, where the sentence is
    another than told() has, holds the figure as ``%(number)s``.
    """
    run = facts.figure_run(code)
    if run is None:
        return []
    pattern = pattern or f"{pattern_of(code, facts.figure(code), facts.name(code))}."
    runs = blocks.sentence(pattern, number=run, **parts)
    if notes := facts.notes([code]):
        runs.append(blocks.run(f" {notes}"))
    return [blocks.paragraph(runs)]


def _basis(facts, code):
    """From what the figures of a line come."""
    bases = {facts.figure(code, year)["basis"] for year in facts.stated_years(code)}
    if bases == {"declared"}:
        return pgettext("basis", "declared")
    if bases == {"counted"}:
        return pgettext("basis", "register")
    return pgettext("basis", "both")


def _changes(facts, codes):
    changes = [runs for code in codes if (runs := change(facts, code))]
    if not changes:
        return [
            blocks.missing(
                _("No figure was stated for both %(before)s and %(year)s: nothing to compare.")
                % {"before": facts.year - 1, "year": facts.year},
            )
        ]
    return [blocks.bullets(changes)]


def change(facts, code):
    """The runs of a figure beside the year before; None where there are not both, and of shares and
    ages, which are no more or fewer of anything.

    Where others stated it than the year before, those are compared who stated both years.
    """
    now, before = facts.figure(code), facts.figure(code, facts.year - 1)
    if not now or not before or REGISTRY[code].stays:
        return None
    parts = {"number": facts.figure_run(code), "year": str(facts.year - 1)}
    same = facts.same_reporters(code)
    if same:
        pattern, compared = _of_same_reporters(facts, code, same)
        parts["before"] = facts.figure_run(code, facts.year - 1)
    else:
        pattern, compared = _of_all(facts, code)
    return blocks.sentence(
        pattern.replace("%(done)s", pattern_of(code, now, facts.name(code))), **parts, **compared
    )


def _of_all(facts, code):
    exact_now, exact_before = facts.exact(code, facts.year), facts.exact(code, facts.year - 1)
    if not exact_now or not exact_before:  # of what is not exactly known, and of nought
        before = facts.figure_run(code, facts.year - 1)
        return _("%(done)s, in %(year)s %(before)s."), {"before": before}
    if exact_now == exact_before:
        return _("%(done)s, as many as in %(year)s."), {}
    if exact_now > exact_before:
        pattern = _(
            "%(done)s, %(difference)s%(by)s (%(percent)s%(by_percent)s) more than in %(year)s."
        )
    else:
        pattern = _(
            "%(done)s, %(difference)s%(by)s (%(percent)s%(by_percent)s) fewer than in %(year)s."
        )
    return pattern, _difference(facts, code, exact_now, exact_before)


def _of_same_reporters(facts, code, same):
    if not same["reporters"]:
        pattern = _(
            "%(done)s, in %(year)s %(before)s: other organizations stated it, so that the years are"
            " not compared."
        )
        return pattern, {}
    indicator = REGISTRY[code]
    parts = {
        "reporters": facts.figure_run(code, aspect="reporters", text=say(same["reporters"])),
        "same": facts.figure_run(
            code, aspect="both", text=str(indicator.say(same["number"], same["qualifier"]))
        ),
        "same_before": facts.figure_run(
            code,
            facts.year - 1,
            aspect="both",
            text=str(indicator.say(same["before"], same["before_qualifier"])),
        ),
    }
    now, before = same["number"], same["before"]
    is_exact = same["qualifier"] == same["before_qualifier"] == Qualifier.EXACT
    if now == before or not (is_exact and now and before):
        pattern = _(
            "%(done)s, in %(year)s %(before)s. By the organizations that stated both years"
            " (%(reporters)s): %(same)s, in %(year)s %(same_before)s."
        )
        return pattern, parts
    if now > before:
        pattern = _(
            "%(done)s, in %(year)s %(before)s. By the organizations that stated both years"
            " (%(reporters)s): %(same)s, %(difference)s%(by)s (%(percent)s%(by_percent)s) more than"
            " in %(year)s."
        )
    else:
        pattern = _(
            "%(done)s, in %(year)s %(before)s. By the organizations that stated both years"
            " (%(reporters)s): %(same)s, %(difference)s%(by)s (%(percent)s%(by_percent)s) fewer"
            " than in %(year)s."
        )
    del parts["same_before"]
    return pattern, {**parts, **_difference(facts, code, now, before)}


def _difference(facts, code, now, before):
    """The parts of a sentence that compares; a Kazakh number takes the ending of "by"."""
    changed = abs(now - before)
    in_kazakh = get_language() == "kk"
    return {
        "difference": facts.figure_run(code, aspect="change", text=say(changed)),
        "by": f"-{dative(changed)}" if in_kazakh else "",
        "percent": facts.figure_run(code, aspect="share", text=percent(changed / before)),
        "by_percent": "-ға" if in_kazakh else "",
    }


def by_year(facts, code, *, caption, note=""):
    """A table and a bar chart of one indicator over the three years; nothing where none is
    stated."""
    if not facts.stated_years(code):
        return []
    name = facts.name(code)
    figures = [facts.figure(code, year) for year in facts.years]
    shown = [facts.quantity(code, year) or "" for year in facts.years]
    each_year = [_year_of(facts, code, year) for year in facts.years]
    return [
        blocks.table(
            caption,
            [
                blocks.column(pgettext("column", "Indicator"), 4),
                *(blocks.column(str(year), 1, "right") for year in facts.years),
            ],
            [[name, *(cell(facts, code, year) for year in facts.years)]],
            note=note,
        ),
        blocks.chart(
            "bars",
            caption,
            alt=_("Bar chart. %(name)s. %(by_year)s.")
            % {"name": name, "by_year": "; ".join(each_year)},
            unit=_("%(unit)s a year") % {"unit": REGISTRY[code].unit},
            categories=[str(year) for year in facts.years],
            series=[
                (
                    name,
                    [figure and figure["number"] for figure in figures],
                    shown,
                    [
                        facts.figure_identity(code, year) if figure else None
                        for year, figure in zip(facts.years, figures, strict=True)
                    ],
                )
            ],
        ),
    ]


def in_all(facts, code):
    """The run of the sum over the three years where each is exactly known, else None."""
    numbers = [facts.exact(code, year) for year in facts.years]
    if None in numbers:
        return None
    return facts.figure_run(code, aspect="sum", text=say(sum(numbers)))
