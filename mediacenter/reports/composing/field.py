"""Work face to face and on paper: notice boards, printed matter, campaigns, visits, hearings."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediacenter.outreach.models import ParticipantLevel
from mediacenter.reports.indicators import REGISTRY
from mediacenter.toolkit.quantity import say
from unions.kinds import heading_of

from . import blocks, figures, listing
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
    accounted = _number_of(listing.below(boards)) + _own_number(told, boards)
    return [
        *made,
        *(block for board in listing.own(boards) for block in _board(told, board)),
        *_boards_below(told, boards),
        *listing.rest(told, code, accounted, is_cut=told["boards"]["is_cut"]),
    ]


def _own_number(told, boards):
    """The declared number, which stands instead of that of the organization's own registers."""
    figure = told.figure("boards.standing")
    if figure and figure["declared"]:
        return figure["own_number"]
    return _number_of(listing.own(boards))


def _number_of(boards):
    return sum(board["number"] or 0 for board in boards)


def _boards_below(told, boards):
    found = listing.below(boards)
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
                    told.short(board["whose"]),
                    uncapitalized(heading_of(board["where"])),
                    say(board["number"], board["qualifier"]),
                ]
                for board in found
            ],
        )
    ]


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
    if copies:
        known = sum(row["copies"] or 0 for row in kinds)
        rest = listing.rest(told, "print.copies", known, is_cut=False)
        return [*made, blocks.bullets(copies), *rest]
    if told.figure("print.copies"):
        return made
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
    campaigns = told.rows("campaigns")
    for campaign in listing.own(campaigns):
        said = _("Campaign %(title)s, %(when)s.") % {
            "title": quoted(told.text(campaign["title"])),
            "when": told.when(campaign),
        }
        made.append(blocks.paragraph(" ".join(unique([said, told.text(campaign["about"])]))))
    if not campaigns:
        return made or [blocks.missing(_("Campaigns of the year were not stated."))]
    return [
        *made,
        *listing.table_below(
            told,
            _("Campaigns of the organizations below"),
            campaigns,
            pgettext("column", "Campaign"),
            lambda campaign: quoted(told.text(campaign["title"])),
        ),
        *listing.rest(told, "field.campaigns", len(campaigns), is_cut=told["campaigns"]["is_cut"]),
    ]


def _visits(told):
    visits = told.rows("visits")
    stated = [
        *figures.stated(told, "field.visits"),
        *figures.stated(told, "field.places_visited"),
    ]
    if not visits:
        return stated or [blocks.missing(_("Visits to primary organizations were not stated."))]
    places = {}
    for visit in listing.own(visits):
        campaign = visit["campaign"] and told.text(visit["campaign"])
        places.setdefault((campaign, told.when(visit)), []).append(_place(told, visit))
    made = []
    for (campaign, when), names in places.items():
        if campaign:
            said = _(
                "Primary organizations were visited in the campaign %(campaign)s (%(when)s) in:"
            )
            said = said % {"campaign": quoted(campaign), "when": when}
        else:
            said = _("Primary organizations were visited (%(when)s) in:") % {"when": when}
        made += [blocks.paragraph(said), blocks.bullets(_each_once(names))]
    return [
        *stated,
        *made,
        *listing.table_below(
            told,
            _("Visits by the organizations below"),
            visits,
            pgettext("column", "Where"),
            lambda visit: _place_and_campaign(told, visit),
        ),
        *listing.rest(told, "field.visits", len(visits), is_cut=told["visits"]["is_cut"]),
        *_not_visited(told),
    ]


def _place(told, visit):
    visited = visit["visited"] and told.text(visit["visited"])
    return told.text(visit["place"]) or visited or _("the place was not stated")


def _place_and_campaign(told, visit):
    campaign = visit["campaign"] and quoted(told.text(visit["campaign"]))
    return listed(part for part in (_place(told, visit), campaign) if part)


def _each_once(names):
    """The names in their order; of one that stands there several times, how many times."""
    numbers = Counter(names)
    return [
        name
        if number == 1
        else _("%(place)s (visits: %(number)s)") % {"place": name, "number": number}
        for name, number in numbers.items()
    ]


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
    meetings = told.rows("online_meetings")
    if not meetings:
        return made or [blocks.missing(_("Online meetings were not stated."))]
    column, cells = listing.whose_column(told, meetings)
    is_cut = told["online_meetings"]["is_cut"]
    return [
        *made,
        blocks.table(
            _("Online meetings of the year"),
            [
                blocks.column(pgettext("column", "When"), 2),
                *column,
                blocks.column(_("With whom"), 4),
                blocks.column(pgettext("column", "Topic"), 5),
            ],
            [
                [told.when(one), *whose, told.text(one["participants"]), told.text(one["topic"])]
                for one, whose in zip(meetings, cells, strict=True)
            ],
            row_headers=False,
        ),
        *listing.rest(told, "field.online_meetings", len(meetings), is_cut=is_cut),
    ]


def _hearings(told):
    made = figures.stated(told, "hearings.held")
    hearings = told.rows("hearings")
    if not hearings:
        return made or [
            blocks.missing(_("Whether committees considered information work was not stated."))
        ]
    column, cells = listing.whose_column(told, hearings)
    return [
        *made,
        blocks.table(
            _("Questions of information work that committees considered"),
            [
                blocks.column(pgettext("column", "When"), 2),
                *column,
                blocks.column(pgettext("column", "Committee"), 4),
                blocks.column(pgettext("agenda", "Question"), 4),
                blocks.column(_("Who took part"), 4),
                blocks.column(pgettext("column", "Outcome"), 4),
            ],
            [
                [
                    told.when(one),
                    *whose,
                    told.text(one["body"]),
                    told.text(one["question"]),
                    listed(str(ParticipantLevel(level).label) for level in one["with_levels"]),
                    listed(part for part in (told.text(one["outcome"]), one["resolution"]) if part),
                ]
                for one, whose in zip(hearings, cells, strict=True)
            ],
            row_headers=False,
        ),
        *listing.rest(told, "hearings.held", len(hearings), is_cut=told["hearings"]["is_cut"]),
    ]
