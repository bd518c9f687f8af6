"""The short form: two pages of key figures, charts, tasks and the signature."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from mediacenter.reports.composing.figures import by_year, key_figures
from mediacenter.reports.composing.localized_facts import LocalizedFacts
from mediacenter.services.printing import blocks

from .frame import sheet_like, signed_section, tasks_heading, tasks_of, tasks_or_none

CHARTS = ("social.materials", "press.publications", "press.broadcasts", "appeals.answered")
TASKS_ROOM = 900  # letters of all tasks together
LONGEST_TASK = 300


def short_form(document, snapshot_facts):
    """The Document of two pages from a numbered whole one and the facts that it was composed of."""
    with override(document["language"]):
        facts = LocalizedFacts(snapshot_facts, document["language"])
        title = _("Short report on information work for %(year)s") % {"year": facts.year}
        charts = [
            block
            for code in CHARTS
            for block in by_year(facts, code, caption=facts.name(code))
            if block["kind"] == "chart"
        ]
        sections = [blocks.section(_("Three years"), charts)] if charts else []
        return sheet_like(
            document,
            layout="brief",
            title=title,
            key_figures=key_figures(facts),
            sections=[*sections, signed_section(tasks_heading(), _tasks(document))],
        )


def _tasks(document):
    """The tasks that two pages hold, each whole; how many more there are is said."""
    tasks, room = tasks_of(document), TASKS_ROOM
    shown = []
    for task in tasks:
        letters = sum(len(run["text"]) for run in task)
        room -= letters
        if room < 0 or letters > LONGEST_TASK:
            break
        shown.append(task)
    made = [tasks_or_none(shown)] if shown or not tasks else []
    if left := len(tasks) - len(shown):
        said = _("Further tasks in the whole report: %(number)s.") % {"number": left}
        return [*made, blocks.paragraph(said)]
    return made
