"""Notice boards and printed matter."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediacenter.reports.indicators import REGISTRY
from mediacenter.services.printing import blocks
from mediacenter.toolkit.quantity import say
from unions.kinds import heading_of

from . import figures, listing
from .wording import listed, no_data, uncapitalized


def section(facts):
    return blocks.section(
        _("Notice boards and printed matter"),
        [],
        [
            blocks.section(_("Notice boards"), _boards(facts)),
            blocks.section(_("Printed matter"), [*_printed(facts), *_titles(facts)]),
        ],
    )


def _boards(facts):
    code = "boards.standing"
    made = figures.stated(facts, code)
    boards = facts.rows("boards")
    if not boards:
        return made or [blocks.missing(_("Whether notice boards are kept was not stated."), code)]
    accounted = _number_of(listing.of_branches(boards)) + _own_number(facts, boards)
    return [
        *made,
        *(block for board in listing.own(boards) for block in _board(facts, board)),
        *_boards_below(facts, boards),
        *listing.rest(facts, code, accounted, is_cut=facts["boards"]["is_cut"]),
    ]


def _own_number(facts, boards):
    """The declared number, which stands instead of that of the organization's own registers."""
    figure = facts.figure("boards.standing")
    if figure and figure["declared"]:
        return figure["own_number"]
    return _number_of(listing.own(boards))


def _number_of(boards):
    return sum(board["number"] or 0 for board in boards)


def _boards_below(facts, boards):
    found = listing.of_branches(boards)
    if not found:
        return []
    return [
        blocks.table(
            _("Notice boards of the organizations below"),
            [
                blocks.column(pgettext("column", "Organization"), 5),
                blocks.column(_("Where they are installed"), 5),
                blocks.column(pgettext("column", "Number"), 2, "right"),
            ],
            [
                [
                    facts.short(board["whose"]),
                    uncapitalized(heading_of(board["where"])),
                    say(board["number"], board["qualifier"]),
                ]
                for board in found
            ],
        )
    ]


def _board(facts, board):
    pairs = [(_("Where they are installed"), uncapitalized(heading_of(board["where"])))]
    figure = facts.figure("boards.standing")
    if not (figure and figure["declared"]):  # which then stands instead of the register's number
        pairs.append((_("Number of notice boards"), _number(board)))
    made = [blocks.definitions(pairs)]
    if board["subjects"]:
        made.append(blocks.paragraph(_("The notice boards tell of:")))
        made.append(blocks.bullets([facts.text(subject) for subject in board["subjects"]]))
    return made


def _number(board):
    if board["number"] is None:
        return no_data()
    return say(board["number"], board["qualifier"])


def _printed(facts):
    made = figures.stated(facts, "print.copies")
    kinds = facts["printed_kinds"]
    if not kinds:
        return made or [
            blocks.missing(_("Printed matter of the year was not stated."), "print.copies")
        ]
    names = [_kind(row["kind"]) for row in kinds]
    made.append(
        blocks.paragraph(_("Kinds of printed matter in use: %(kinds)s.") % {"kinds": listed(names)})
    )
    copies = [
        _("%(kind)s: %(copies)s copies")
        % {"kind": _kind(row["kind"]), "copies": say(row["copies"])}
        for row in kinds
        if row["copies"] is not None
    ]
    if copies:
        known = sum(row["copies"] or 0 for row in kinds)
        rest = listing.rest(facts, "print.copies", known, is_cut=False)
        return [*made, blocks.bullets(copies), *rest]
    if facts.figure("print.copies"):
        return made
    return [*made, blocks.missing(_("The number of copies was not stated."), "print.copies")]


def _kind(kind):
    counted = REGISTRY.get(f"print.{kind}")
    return uncapitalized(str(counted.name)) if counted else kind


def _titles(facts):
    titles = facts.rows("printed")
    if not titles:
        return []
    return [
        blocks.table(
            _("Titles that the organization printed"),
            [
                blocks.column(pgettext("column", "Title"), 4),
                blocks.column(pgettext("column", "Kind"), 2),
                blocks.column(pgettext("column", "Copies"), 1, "right"),
            ],
            [
                [
                    facts.text(one["title"]),
                    _kind(one["kind"]),
                    None if one["copies"] is None else say(one["copies"]),
                ]
                for one in titles
            ],
            note=listing.cut(facts, "printed"),
        )
    ]
