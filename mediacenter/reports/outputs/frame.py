"""What the shorter forms of a report have in common with the whole: who, of what, where checked."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediacenter.services.printing import blocks
from mediacenter.services.printing.words import labels

TAKEN = (
    "language",
    "organization",
    "parents",
    "year",
    "place_date",
    "signer",
    "identifier",
    "issued",
    "verification",
)


def sheet_like(document, *, layout="sheet", title, sections, key_figures):
    """A shorter Document, in the frame of a whole one that was composed of the same facts."""
    return {
        "layout": layout,
        **{name: document.get(name) for name in TAKEN},
        "title": title,
        "short_title": _("%(title)s · %(organization)s")
        % {"title": title, "organization": document["organization"]},
        "key_figures": key_figures,
        "sections": sections,
        "labels": {**labels(), **document["labels"]},
    }


def tasks_of(document):
    """The tasks ahead as the whole report has them, runs; none where they are not stated."""
    return [
        item
        for section in document["sections"]
        for block in section["blocks"]
        if block["kind"] == "tasks"
        for item in block["items"]
    ]


def tasks_or_none(tasks):
    """The block of tasks, or the sentence that there are none: nobody signs an empty page."""
    if not tasks:
        return blocks.missing(_("Tasks for the next year were not stated."))
    return {"kind": "tasks", "items": tasks}


def signed_section(heading, made):
    return blocks.section(heading, [*made, {"kind": "signature"}])


def tasks_heading():
    return pgettext("short report", "Tasks ahead")
