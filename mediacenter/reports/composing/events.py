"""Campaigns and visits, online meetings, hearings in the committees."""

from collections import Counter

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from mediacenter.outreach.models import ParticipantLevel
from mediacenter.services.printing import blocks
from mediacenter.toolkit.choice_labels import label_of

from . import figures, listing
from .places import of_places
from .wording import in_years, listed, quoted, read_date, titled, unique


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
            "title": _titled(facts.text(campaign["title"])),
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
    campaigns = {}
    for visit in listing.own(visits):
        campaign = visit["campaign"] and facts.text(visit["campaign"])
        campaigns.setdefault(campaign, []).append(visit)
    made = [
        blocks.paragraph(_visited(facts, campaign, found)) for campaign, found in campaigns.items()
    ]
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


def _visited(facts, campaign, visits):
    """One sentence on the visits of a campaign, or of none, over all their years."""
    years = [
        read_date(day).year for visit in visits for day in (visit["starts_on"], visit["ends_on"])
    ]
    names = [_place(facts, visit) for visit in visits]
    numbers = Counter(name for name in names if name)
    places = of_places(numbers, facts.language, times=lambda name: _times(numbers[name]))
    if campaign and places:
        pattern = _(
            "In the campaign %(campaign)s the staff visited the primary organizations of %(places)s"
            " %(when)s."
        )
    elif campaign:
        pattern = _(
            "In the campaign %(campaign)s the staff visited primary organizations %(when)s:"
            " %(places)s."
        )
    elif places:
        pattern = _("The staff visited the primary organizations of %(places)s %(when)s.")
    else:
        pattern = _("The staff visited primary organizations %(when)s: %(places)s.")
    in_list = [f"{name}{_times(number)}" for name, number in numbers.items()]
    return capfirst(
        pattern
        % {
            "campaign": campaign and _titled(campaign),
            "when": in_years(min(years), max(years)),
            "places": places or listed(in_list) or _("the place was not stated"),
        }
    )


def _titled(campaign):
    return titled(pgettext("kind of a title", "campaign"), campaign)


def _place(facts, visit):
    visited = visit["visited"] and facts.text(visit["visited"])
    return facts.text(visit["place"]) or visited or ""


def _place_and_campaign(facts, visit):
    campaign = visit["campaign"] and quoted(facts.text(visit["campaign"]))
    place = _place(facts, visit) or _("the place was not stated")
    return listed(part for part in (place, campaign) if part)


def _times(number):
    """After a place where somebody was several times, how many times."""
    if number == 1:
        return ""
    return ngettext(" (%(number)s visit)", " (%(number)s visits)", number) % {"number": number}


def _not_visited(facts):
    missed = [
        facts.short(branch) for branch in facts.rows("appendix") if branch["is_visited"] is False
    ]
    if not missed:
        return []
    sentence = _("Branches that were not visited in the year: %(branches)s.")
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
                blocks.column(pgettext("column", "Date"), 2),
                *column,
                blocks.column(_("With whom"), 4),
                blocks.column(pgettext("column", "Topic"), 5),
            ],
            [
                [facts.day(one), *whose, facts.text(one["participants"]), facts.text(one["topic"])]
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
                blocks.column(pgettext("column", "Date"), 2),
                *column,
                blocks.column(pgettext("column", "Committee"), 4),
                blocks.column(pgettext("agenda", "Question"), 4),
                blocks.column(pgettext("column", "Participants"), 4),
                blocks.column(pgettext("column", "Outcome"), 4),
            ],
            [
                [
                    facts.day(one),
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
