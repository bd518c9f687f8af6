"""On what mandate the information work stands, and who does it."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediacenter.reports.models import TaskStatus
from mediacenter.services.printing import blocks

from . import listing
from .counted import pattern_of
from .wording import titled

POSTS = "staff.information_officers"


def section(facts):
    return blocks.section(
        _("Mandate and organization of the work"),
        [_about(facts), *_names(facts), *_mandate(facts)],
        [
            blocks.section(_("Who does the information work"), _staff(facts)),
            *_tasks_of_the_year(facts),
        ],
    )


def _about(facts):
    return blocks.paragraph(
        _(
            "This report tells how the organization informed union members and the public in"
            " %(year)s: on its pages, in the press, on notice boards and face to face. Its figures"
            " cover the organization with everything below it, unless something else is said."
            " What nobody stated is marked as such and is never counted as zero."
        )
        % {"year": facts.year}
    )


def _names(facts):
    """The region, and the name in the other of the two languages of office."""
    organization = facts["organization"]
    pairs = []
    if facts.language != "kk" and (name := _in_full(organization, "kk")):
        pairs.append((_("Name in Kazakh"), name))
    if facts.language == "kk" and (name := _in_full(organization, "ru")):
        pairs.append((_("Name in Russian"), name))
    if organization["region"]:
        pairs.append((pgettext("column", "Region"), facts.text(organization["region"]["name"])))
    return [blocks.definitions(pairs)] if pairs else []


def _in_full(organization, language):
    full, short = (organization[name].get(language, "") for name in ("name", "short_name"))
    if not full or not short or short == full:
        return full or short
    return _("%(name)s (%(short_name)s)") % {"name": full, "short_name": short}


def _mandate(facts):
    mandate = facts["mandate"]
    if not mandate:
        return [
            blocks.missing(_("On which decisions and programmes the work rests was not stated."))
        ]
    kind = pgettext("kind of a title", "programme")
    pairs = [(_("Trade union"), facts.text(mandate["organization"]["name"]))]
    if mandate["congress"]:
        pairs.append(
            (
                _("Decisions carried out"),
                _("those of congress %(ordinal)s of the union") % {"ordinal": mandate["congress"]},
            )
        )
    pairs += [
        (
            _("Programme carried out"),
            _("%(title)s for %(first_year)s–%(last_year)s")
            % {
                "title": titled(kind, facts.text(programme["title"])),
                "first_year": programme["first_year"],
                "last_year": programme["last_year"],
            },
        )
        for programme in mandate["programmes"]
    ]
    return [
        blocks.paragraph(_("The organization’s information work is based on:")),
        blocks.definitions(pairs),
    ]


def _staff(facts):
    figure = facts.figure(POSTS)
    if figure is None:
        return [
            blocks.missing(
                _("How many posts there are for information work was not stated."),
                POSTS,
            )
        ]
    if figure["number"]:
        pattern = f"{pattern_of(POSTS, figure, facts.name(POSTS))}."
    else:
        pattern = _("There is no staff post for information work.")
    runs = blocks.sentence(pattern, number=facts.figure_run(POSTS))
    if figure["declared"] and (remarks := facts.text(figure["declared"]["note"])):
        runs.append(blocks.run(f" {remarks}"))
    return [blocks.paragraph(runs)]


def _tasks_of_the_year(facts):
    """What the report of the year before had set, and what came of it."""
    tasks = facts.rows("tasks_set_before")
    if not tasks:
        return []
    table = blocks.table(
        _("Tasks that the report of the year before had set"),
        [
            blocks.column(pgettext("report", "Task"), 3),
            blocks.column(pgettext("report", "Outcome of the task"), 2),
        ],
        [[facts.text(task["text"]), _what_became(facts, task)] for task in tasks],
        note=listing.cut(facts, "tasks_set_before"),
    )
    return [blocks.section(_("What was to be done this year"), [table])]


def _what_became(facts, task):
    """The state of a task and its line; None where nobody has told either."""
    states = {
        TaskStatus.UNDER_WAY: pgettext("task", "under way"),
        TaskStatus.DONE: pgettext("task", "done"),
        TaskStatus.NOT_DONE: pgettext("task", "not done"),
    }
    state = states.get(task["status"])
    outcome = facts.text(task.get("outcome", {}))  # which facts frozen earlier have not
    if state and outcome:
        return _("%(state)s: %(outcome)s") % {"state": state.capitalize(), "outcome": outcome}
    return outcome or (state and state.capitalize())
