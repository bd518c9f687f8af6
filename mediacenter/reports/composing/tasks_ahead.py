"""The tasks ahead, and the signature below them."""

from django.utils.translation import gettext as _

from mediacenter.reports.models import ReportSection
from mediacenter.services.printing import blocks

from . import listing


def section(facts):
    tasks = [facts.text(task["text"]) for task in facts.rows("tasks_ahead")]
    if tasks:
        made = [blocks.tasks(tasks), *listing.told_cut(facts, "tasks_ahead")]
    else:
        made = [blocks.missing(_("Tasks for the next year were not stated."))]
    closing = map(blocks.paragraph, facts.narrative(ReportSection.CLOSING))
    return blocks.section(_("Tasks ahead"), [*made, *closing, {"kind": "signature"}])
