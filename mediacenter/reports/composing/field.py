"""Work face to face and on paper: notice boards, printed matter, campaigns, visits, hearings."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediacenter.outreach.models import ParticipantLevel, VisitMode
from mediacenter.reports.indicators import REGISTRY
from mediacenter.toolkit.quantity import say
from unions.kinds import heading_of

from . import blocks, figures
from .told import listed, no_data, quoted, uncapitalized, unique


def print_section(told):
    return blocks.section(
        _("Notice boards and printed matter"),
        [],
        [
            blocks.section(_("Notice boards"), _boards(told)),
            blocks.section(_("Printed matter"), [*_printed(told), *_titles(told)]),
        ],
    )


def events_section(told):
    return blocks.section(
        _("Campaigns, meetings and elected bodies"),
        [],
        [
            blocks.section(_("Campaigns and visits"), [*_campaigns(told), *_visits(told)]),
            blocks.section(_("Online meetings"), _online(told)),
            blocks.section(_("Hearings in the committees"), _hearings(told)),
        ],
    )


def _boards(told):
    code = "boards.standing"
    made = figures.stated(told, code)
    boards = told.rows("boards")
    if not boards:
        return made or [blocks.missing(_("Whether notice boards are kept was not stated."))]
    return [*made, *(block for board in boards for block in _board(told, board))]


def _board(told, board):
    pairs = [(_("Where they are installed"), uncapitalized(heading_of(board["where"])))]
    figure = told.figure("boards.standing")
    if not (figure and figure["declared"]):  # which then stands instead of the register's number
        pairs.append((_("Number of notice boards"), _number(board)))
    made = [blocks.definitions(pairs)]
    if board["subjects"]:
        made.append(blocks.paragraph(_("The notice boards tell of:")))
        made.append(blocks.bullets([told.text(subject) for subject in board["subjects"]]))
    return made


def _number(board):
    if board["number"] is None:
        return no_data()
    return say(board["number"], board["qualifier"])


def _printed(told):
    made = figures.stated(told, "print.copies")
    kinds = told["printed_kinds"]
    if not kinds:
        return made or [blocks.missing(_("Printed matter of the year was not stated."))]
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
    if copies or told.figure("print.copies"):
        return [*made, *([blocks.bullets(copies)] if copies else [])]
    return [*made, blocks.missing(_("The number of copies was not stated."))]


def _kind(kind):
    return uncapitalized(str(REGISTRY[f"print.{kind}"].name))


def _titles(told):
    titles = told.rows("printed")
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
                    told.text(one["title"]),
                    _kind(one["kind"]),
                    None if one["copies"] is None else say(one["copies"]),
                ]
                for one in titles
            ],
        )
    ]


def _campaigns(told):
    made = figures.stated(told, "field.campaigns")
    for campaign in told.rows("campaigns"):
        said = _("Campaign %(title)s, %(when)s.") % {
            "title": quoted(told.text(campaign["title"])),
            "when": told.when(campaign),
        }
        made.append(blocks.paragraph(" ".join(unique([said, told.text(campaign["about"])]))))
    return made or [blocks.missing(_("Campaigns of the year were not stated."))]


def _visits(told):
    visits = [visit for visit in told.rows("visits") if visit["mode"] == VisitMode.IN_PERSON]
    stated = [
        *figures.stated(told, "field.visits"),
        *figures.stated(told, "field.places_visited"),
    ]
    if not visits:
        return stated or [blocks.missing(_("Visits to primary organizations were not stated."))]
    places = {}
    for visit in visits:
        campaign = visit["campaign"] and told.text(visit["campaign"])
        place = told.text(visit["place"]) or (visit["visited"] and told.text(visit["visited"]))
        if place:
            places.setdefault((campaign, told.when(visit)), []).append(place)
    made = []
    for (campaign, when), names in places.items():
        if campaign:
            said = _(
                "Primary organizations were visited in the campaign %(campaign)s (%(when)s) in:"
            )
            said = said % {"campaign": quoted(campaign), "when": when}
        else:
            said = _("Primary organizations were visited (%(when)s) in:") % {"when": when}
        made += [blocks.paragraph(said), blocks.bullets(unique(names))]
    return [*stated, *made, *_not_visited(told)]


def _not_visited(told):
    missed = [
        told.short(branch) for branch in told.rows("appendix") if branch["is_visited"] is False
    ]
    if not missed:
        return []
    said = _("Branches where, by the records, nobody has been: %(branches)s.")
    return [blocks.callout("warning", said % {"branches": listed(missed)})]


def _online(told):
    made = figures.stated(told, "field.online_meetings")
    meetings = [visit for visit in told.rows("visits") if visit["mode"] == VisitMode.ONLINE]
    if not meetings:
        return made or [blocks.missing(_("Online meetings were not stated."))]
    return [
        *made,
        blocks.table(
            _("Online meetings of the year"),
            [
                blocks.column(pgettext("column", "When"), 2),
                blocks.column(_("With whom"), 4),
                blocks.column(pgettext("column", "Topic"), 5),
            ],
            [
                [told.when(one), told.text(one["participants"]), told.text(one["topic"])]
                for one in meetings
            ],
            row_headers=False,
        ),
    ]


def _hearings(told):
    made = figures.stated(told, "hearings.held")
    hearings = told.rows("hearings")
    if not hearings:
        return made or [
            blocks.missing(_("Whether committees considered information work was not stated."))
        ]
    return [
        *made,
        blocks.table(
            _("Questions of information work that committees considered"),
            [
                blocks.column(pgettext("column", "When"), 2),
                blocks.column(pgettext("column", "Committee"), 4),
                blocks.column(pgettext("agenda", "Question"), 4),
                blocks.column(_("Who took part"), 4),
                blocks.column(pgettext("column", "Outcome"), 4),
            ],
            [
                [
                    told.when(one),
                    told.text(one["body"]),
                    told.text(one["question"]),
                    listed(str(ParticipantLevel(level).label) for level in one["with_levels"]),
                    listed(part for part in (told.text(one["outcome"]), one["resolution"]) if part),
                ]
                for one in hearings
            ],
            row_headers=False,
        ),
    ]
