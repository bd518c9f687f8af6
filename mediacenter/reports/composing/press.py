"""Press, television and radio: outlets by level, publications, broadcasts, subscriptions."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediacenter.services.printing import blocks
from mediacenter.toolkit.choice_labels import label_of
from mediacenter.toolkit.quantity import say
from publications.press.models import Level, OutletKind

from . import figures, listing
from .wording import listed, quoted


def section(facts):
    return blocks.section(
        _("Press, television and radio"),
        [*_outlets(facts), *_partners(facts)],
        [
            blocks.section(
                _("Publications in newspapers and magazines"),
                [*_publications(facts), *_by_outlet(facts)],
            ),
            blocks.section(_("On air and on video channels"), _broadcasts(facts)),
            blocks.section(pgettext("heading", "Subscription"), _subscriptions(facts)),
        ],
    )


def _outlets(facts):
    outlets = facts.rows("outlets")
    if not outlets:
        return [
            blocks.missing(
                _("Which newspapers and magazines write about the organization was not stated."),
            )
        ]
    rows = [
        (name, listed(quoted(facts.text(one["name"])) for one in outlets if one["level"] == level))
        for level, name in (
            (Level.NATIONAL, pgettext("publications", "National")),
            (Level.REGIONAL, pgettext("publications", "Regional")),
            (Level.DISTRICT, _("District and city")),
        )
    ]
    return [
        blocks.table(
            _("Outlets that write about the organization and its branches"),
            [
                blocks.column(pgettext("column", "Level"), 1),
                blocks.column(pgettext("report", "Outlets"), 3),
            ],
            [row for row in rows if row[1]],
            note=listing.cut(facts, "outlets"),
        )
    ]


def _partners(facts):
    figure = facts.figure("press.partner_mentions")
    if figure is None:
        return []
    if figure["number"]:
        sentence = _("Social partners tell of the union's work on their own pages, too.")
    else:
        sentence = _("Social partners do not tell of the union's work on their pages.")
    return [blocks.paragraph(sentence)]


def _publications(facts):
    code = "press.publications"
    made = figures.by_year(
        facts,
        code,
        caption=_("Publications about the organization in newspapers and magazines"),
        note=facts.notes([code]),
    )
    if made:
        return made
    return [blocks.missing(_("How many publications there were was not stated."), code)]


def _by_outlet(facts):
    outlets = facts.rows("publications")
    if not outlets:
        return []
    rows = [
        [
            quoted(facts.text(outlet["name"])),
            *(_in_year(facts, outlet["by_year"], year) for year in facts.years),
        ]
        for outlet in outlets
    ]
    others = [_of_no_outlet(facts, outlets, year) for year in facts.years]
    if any(others):
        rows.append([_("Other outlets, and what was declared without its outlet"), *others])
    return [
        blocks.table(
            _("Publications by outlet"),
            [
                blocks.column(pgettext("report", "Outlet"), 4),
                *(blocks.column(str(year), 1, "right") for year in facts.years),
            ],
            rows,
            note=listing.cut(facts, "publications"),
        )
    ]


def _in_year(facts, by_year, year):
    """The number of an outlet's publications; None in a year of which the register tells none."""
    if str(year) not in facts["publications"]["counted"]:
        return None
    return say(by_year.get(str(year), 0))


def _of_no_outlet(facts, outlets, year):
    """What the figure of a year holds beyond the outlets listed; None where it is nothing."""
    figure = facts.figure("press.publications", year)
    if figure is None:
        return None
    rest = figure["number"] - sum(outlet["by_year"].get(str(year), 0) for outlet in outlets)
    return say(rest, figure["qualifier"]) if rest else None


def _broadcasts(facts):
    code = "press.broadcasts"
    made = figures.stated(facts, code)
    broadcasts = facts.rows("broadcasts")
    if not broadcasts:
        return made or [
            blocks.missing(
                _("Appearances on television, radio or video channels were not stated."), code
            )
        ]
    of_the_year = [one for one in broadcasts if one["ends_on"][:4] == str(facts.year)]
    return [
        *made,
        blocks.table(
            _("Broadcast appearances, %(first)s–%(last)s, by date")
            % {"first": facts.years[0], "last": facts.years[-1]},
            [
                blocks.column(pgettext("column", "Date"), 3),
                blocks.column(_("Channel and programme"), 5),
                blocks.column(pgettext("column", "Topic"), 4),
                blocks.column(pgettext("report", "Speakers"), 4),
                blocks.column(pgettext("column", "Recording"), 5),
            ],
            [_broadcast(facts, broadcast) for broadcast in broadcasts],
            row_headers=False,
        ),
        *listing.rest(facts, code, len(of_the_year), is_cut=facts["broadcasts"]["is_cut"]),
    ]


def _broadcast(facts, broadcast):
    outlet = _("%(outlet)s (%(kind)s)") % {
        "outlet": facts.text(broadcast["outlet"]),
        "kind": _kind_of(broadcast),
    }
    programme = broadcast["programme"] and _("programme %(title)s") % {
        "title": quoted(broadcast["programme"])
    }
    return [
        facts.day(broadcast),
        listed(part for part in (outlet, programme) if part),
        facts.text(broadcast["topic"]),
        _speakers(facts, broadcast),
        blocks.address(broadcast["url"]),
    ]


def _speakers(facts, broadcast):
    """Who spoke: each with the own post, or all with the one that is said of all."""
    speakers = [facts.text(speaker) for speaker in broadcast["speakers"]]
    if own := broadcast.get("speakers_posts"):
        posts = map(facts.text, own)
        return "; ".join(listed(filter(None, one)) for one in zip(speakers, posts, strict=True))
    return listed(part for part in (*speakers, facts.text(broadcast["speakers_post"])) if part)


def _kind_of(broadcast):
    kind = label_of(OutletKind, broadcast["kind"])
    if broadcast["kind"] not in (OutletKind.TV, OutletKind.RADIO):
        return kind
    level = {
        Level.NATIONAL: _("national level"),
        Level.REGIONAL: _("regional level"),
        Level.DISTRICT: _("district and city level"),
    }.get(broadcast["level"])
    return listed([kind, level]) if level else kind


def _subscriptions(facts):
    years = {}
    copies = {}
    for subscription in facts.rows("subscriptions"):
        outlet = facts.text(subscription["outlet"])
        years.setdefault(outlet, []).append(subscription["year"])
        if subscription["year"] == facts.year:
            copies[outlet] = subscription["copies"]
    made = [
        *figures.stated(facts, "print.subscriptions"),
        *figures.stated(facts, "print.subscription_copies"),
    ]
    of_branches = [quoted(facts.text(outlet)) for outlet in facts.rows("subscribed_below")]
    if not years and not of_branches:
        return made or [
            blocks.missing(
                _("Subscriptions to newspapers and magazines were not stated."),
                "print.subscription_copies",
            )
        ]
    if years:
        pairs = [
            (quoted(outlet), _subscribed(facts, years[outlet], copies.get(outlet)))
            for outlet in years
        ]
        made += [
            blocks.paragraph(_("The organization subscribes to:")),
            blocks.definitions(pairs),
        ]
    if of_branches:
        made += [
            blocks.paragraph(_("Only organizations below subscribe to:")),
            blocks.bullets(of_branches),
        ]
    is_cut = facts["subscriptions"]["is_cut"] or facts["subscribed_below"]["is_cut"]
    number = len(copies) + len(of_branches)
    return [*made, *listing.rest(facts, "print.subscriptions", number, is_cut=is_cut)]


def _subscribed(facts, years, copies):
    parts = {"years": listed(str(year) for year in years)}
    if years == facts.years:
        stated = _("every year (%(years)s)") % parts
    else:
        stated = _("in the years %(years)s") % parts
    if copies is None:
        return _("%(stated)s; the number of copies was not stated") % {"stated": stated}
    return _("%(stated)s; copies in the last year: %(copies)s") % {
        "stated": stated,
        "copies": say(copies),
    }
