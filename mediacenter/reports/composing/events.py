"""Campaigns and visits, online meetings, hearings in the committees."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediacenter.outreach.models import ParticipantLevel
from mediacenter.services.printing import blocks
from mediacenter.toolkit.choice_labels import label_of

from . import figures, listing
from .wording import listed, quoted, unique


def section(facts):
    return blocks.section(
        _("Campaigns, meetings and elected bodies"),
        [],
        [
            blocks.section(_("Campaigns and visits"), [*_campaigns(facts), *_visits(facts)]),
            blocks.section(_("Online meetings"), _online(facts)),
            blocks.section(_("Hearings in the committees"), _hearings(facts)),
        ],
    )


def _campaigns(facts):
    code = "field.campaigns"
    made = figures.stated(facts, code)
    campaigns = facts.rows("campaigns")
    for campaign in listing.own(campaigns):
        sentence = _("Campaign %(title)s, %(when)s.") % {
            "title": quoted(facts.text(campaign["title"])),
            "when": facts.when(campaign),
        }
        made.append(blocks.paragraph(" ".join(unique([sentence, facts.text(campaign["about"])]))))
    if not campaigns:
        return made or [blocks.missing(_("Campaigns of the year were not stated."), code)]
    return [
        *made,
        *listing.table_below(
            facts,
            _("Campaigns of the organizations below"),
            campaigns,
            pgettext("column", "Campaign"),
            lambda campaign: quoted(facts.text(campaign["title"])),
        ),
        *listing.rest(facts, code, len(campaigns), is_cut=facts["campaigns"]["is_cut"]),
    ]


def _visits(facts):
    visits = facts.rows("visits")
    stated = [
        *figures.stated(facts, "field.visits"),
        *figures.stated(facts, "field.places_visited"),
    ]
    if not visits:
        return stated or [
            blocks.missing(_("Visits to primary organizations were not stated."), "field.visits")
        ]
    places = {}
    for visit in listing.own(visits):
        campaign = visit["campaign"] and facts.text(visit["campaign"])
        places.setdefault((campaign, facts.when(visit)), []).append(_place(facts, visit))
    made = []
    for (campaign, when), names in places.items():
        if campaign:
            sentence = _(
                "Primary organizations were visited in the campaign %(campaign)s (%(when)s) in:"
            )
            sentence = sentence % {"campaign": quoted(campaign), "when": when}
        else:
            sentence = _("Primary organizations were visited (%(when)s) in:") % {"when": when}
        made += [blocks.paragraph(sentence), blocks.bullets(_each_once(names))]
    return [
        *stated,
        *made,
        *listing.table_below(
            facts,
            _("Visits by the organizations below"),
            visits,
            pgettext("column", "Where"),
            lambda visit: _place_and_campaign(facts, visit),
        ),
        *listing.rest(facts, "field.visits", len(visits), is_cut=facts["visits"]["is_cut"]),
        *_not_visited(facts),
    ]


def _place(facts, visit):
    visited = visit["visited"] and facts.text(visit["visited"])
    return facts.text(visit["place"]) or visited or _("the place was not stated")


def _place_and_campaign(facts, visit):
    campaign = visit["campaign"] and quoted(facts.text(visit["campaign"]))
    return listed(part for part in (_place(facts, visit), campaign) if part)


def _each_once(names):
    """The names in their order; of one that stands there several times, how many times."""
    numbers = Counter(names)
    return [
        name
        if number == 1
        else _("%(place)s (visits: %(number)s)") % {"place": name, "number": number}
        for name, number in numbers.items()
    ]


def _not_visited(facts):
    missed = [
        facts.short(branch) for branch in facts.rows("appendix") if branch["is_visited"] is False
    ]
    if not missed:
        return []
    sentence = _("Branches where, by the records, nobody has been: %(branches)s.")
    return [blocks.callout("warning", sentence % {"branches": listed(missed)})]


def _online(facts):
    made = figures.stated(facts, "field.online_meetings")
    meetings = facts.rows("online_meetings")
    if not meetings:
        return made or [
            blocks.missing(_("Online meetings were not stated."), "field.online_meetings")
        ]
    column, cells = listing.whose_column(facts, meetings)
    is_cut = facts["online_meetings"]["is_cut"]
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
                [facts.when(one), *whose, facts.text(one["participants"]), facts.text(one["topic"])]
                for one, whose in zip(meetings, cells, strict=True)
            ],
            row_headers=False,
        ),
        *listing.rest(facts, "field.online_meetings", len(meetings), is_cut=is_cut),
    ]


def _hearings(facts):
    made = figures.stated(facts, "hearings.held")
    hearings = facts.rows("hearings")
    if not hearings:
        return made or [
            blocks.missing(
                _("Whether committees considered information work was not stated."), "hearings.held"
            )
        ]
    column, cells = listing.whose_column(facts, hearings)
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
                    facts.when(one),
                    *whose,
                    facts.text(one["body"]),
                    facts.text(one["question"]),
                    listed(label_of(ParticipantLevel, level) for level in one["with_levels"]),
                    listed(
                        part for part in (facts.text(one["outcome"]), one["resolution"]) if part
                    ),
                ]
                for one, whose in zip(hearings, cells, strict=True)
            ],
            row_headers=False,
        ),
        *listing.rest(facts, "hearings.held", len(hearings), is_cut=facts["hearings"]["is_cut"]),
    ]
