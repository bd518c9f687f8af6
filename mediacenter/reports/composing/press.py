"""Press, television and radio: outlets by level, publications, broadcasts, subscriptions."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediacenter.toolkit.quantity import say
from publications.models import Level, OutletKind

from . import blocks, figures, listing
from .told import listed, quoted


def section(told):
    return blocks.section(
        _("Press, television and radio"),
        [*_outlets(told), *_partners(told)],
        [
            blocks.section(
                _("Publications in newspapers and magazines"),
                [*_publications(told), *_by_outlet(told)],
            ),
            blocks.section(_("On air and on video channels"), _broadcasts(told)),
            blocks.section(pgettext("heading", "Subscription"), _subscriptions(told)),
        ],
    )


def _outlets(told):
    outlets = told.rows("outlets")
    if not outlets:
        return [
            blocks.missing(
                _("Which newspapers and magazines write about the organization was not stated."),
            )
        ]
    rows = [
        (name, listed(quoted(told.text(one["name"])) for one in outlets if one["level"] == level))
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
                blocks.column(pgettext("column", "Outlets"), 3),
            ],
            [row for row in rows if row[1]],
            note=_cut(told, "outlets"),
        )
    ]


def _partners(told):
    figure = told.figure("press.partner_mentions")
    if figure is None:
        return []
    if figure["number"]:
        said = _("Social partners tell of the union's work on their own pages, too.")
    else:
        said = _("Social partners do not tell of the union's work on their pages.")
    return [blocks.paragraph(said)]


def _publications(told):
    code = "press.publications"
    made = figures.by_year(
        told,
        code,
        caption=_("Publications about the organization in newspapers and magazines"),
        note=told.notes([code]),
    )
    if made:
        return made
    return [blocks.missing(_("How many publications there were was not stated."))]


def _by_outlet(told):
    outlets = told.rows("publications")
    if not outlets:
        return []
    rows = [
        [
            quoted(told.text(outlet["name"])),
            *(_in_year(told, outlet["by_year"], year) for year in told.years),
        ]
        for outlet in outlets
    ]
    others = [_of_no_outlet(told, outlets, year) for year in told.years]
    if any(others):
        rows.append([_("Other outlets, and what was declared without its outlet"), *others])
    return [
        blocks.table(
            _("Publications by outlet"),
            [
                blocks.column(pgettext("column", "Outlet"), 4),
                *(blocks.column(str(year), 1, "right") for year in told.years),
            ],
            rows,
            note=_cut(told, "publications"),
        )
    ]


def _in_year(told, by_year, year):
    """The number of an outlet's publications; None in a year of which the register tells none."""
    if str(year) not in told["publications"]["counted"]:
        return None
    return say(by_year.get(str(year), 0))


def _of_no_outlet(told, outlets, year):
    """What the figure of a year holds beyond the outlets listed; None where it is nothing."""
    figure = told.figure("press.publications", year)
    if figure is None:
        return None
    rest = figure["number"] - sum(outlet["by_year"].get(str(year), 0) for outlet in outlets)
    return say(rest, figure["qualifier"]) if rest else None


def _broadcasts(told):
    code = "press.broadcasts"
    made = figures.stated(told, code)
    broadcasts = told.rows("broadcasts")
    if not broadcasts:
        return made or [
            blocks.missing(_("Appearances on television, radio or video channels were not stated."))
        ]
    of_the_year = [one for one in broadcasts if one["ends_on"][:4] == str(told.year)]
    return [
        *made,
        blocks.table(
            _("Broadcast appearances, %(first)s–%(last)s, by date")
            % {"first": told.years[0], "last": told.years[-1]},
            [
                blocks.column(pgettext("column", "Date"), 3),
                blocks.column(_("Channel and programme"), 5),
                blocks.column(pgettext("column", "Topic"), 4),
                blocks.column(_("Who spoke"), 4),
                blocks.column(pgettext("column", "Recording"), 5),
            ],
            [_broadcast(told, broadcast) for broadcast in broadcasts],
            row_headers=False,
            note=_cut(told, "broadcasts"),
        ),
        *listing.rest(told, code, len(of_the_year), is_cut=told["broadcasts"]["is_cut"]),
    ]


def _broadcast(told, broadcast):
    outlet = _("%(outlet)s (%(kind)s)") % {
        "outlet": told.text(broadcast["outlet"]),
        "kind": _kind_of(broadcast),
    }
    programme = broadcast["programme"] and _("programme %(title)s") % {
        "title": quoted(broadcast["programme"])
    }
    speakers = [told.text(speaker) for speaker in broadcast["speakers"]]
    post = told.text(broadcast["speakers_post"])
    return [
        told.when(broadcast),
        listed(part for part in (outlet, programme) if part),
        told.text(broadcast["topic"]),
        listed(part for part in (*speakers, post) if part),
        blocks.address(broadcast["url"]),
    ]


def _kind_of(broadcast):
    kind = str(OutletKind(broadcast["kind"]).label)
    if broadcast["kind"] not in (OutletKind.TV, OutletKind.RADIO):
        return kind
    level = {
        Level.NATIONAL: _("national level"),
        Level.REGIONAL: _("regional level"),
        Level.DISTRICT: _("district and city level"),
    }[broadcast["level"]]
    return listed([kind, level])


def _subscriptions(told):
    years = {}
    copies = {}
    for subscription in told.rows("subscriptions"):
        outlet = told.text(subscription["outlet"])
        years.setdefault(outlet, []).append(subscription["year"])
        if subscription["year"] == told.year:
            copies[outlet] = subscription["copies"]
    made = [
        *figures.stated(told, "print.subscriptions"),
        *figures.stated(told, "print.subscription_copies"),
    ]
    below = [quoted(told.text(outlet)) for outlet in told.rows("subscribed_below")]
    if not years and not below:
        return made or [
            blocks.missing(_("Subscriptions to newspapers and magazines were not stated."))
        ]
    if years:
        pairs = [
            (quoted(outlet), _subscribed(told, years[outlet], copies.get(outlet)))
            for outlet in years
        ]
        made += [
            blocks.paragraph(_("The organization subscribes to:")),
            blocks.definitions(pairs),
        ]
    if below:
        made += [
            blocks.paragraph(_("Only organizations below subscribe to:")),
            blocks.bullets(below),
        ]
    is_cut = told["subscriptions"]["is_cut"] or told["subscribed_below"]["is_cut"]
    number = len(copies) + len(below)
    return [*made, *listing.rest(told, "print.subscriptions", number, is_cut=is_cut)]


def _subscribed(told, years, copies):
    said = {"years": listed(str(year) for year in years)}
    if years == told.years:
        stated = _("every year (%(years)s)") % said
    else:
        stated = _("in the years %(years)s") % said
    if copies is None:
        return _("%(stated)s; the number of copies was not stated") % {"stated": stated}
    return _("%(stated)s; copies in the last year: %(copies)s") % {
        "stated": stated,
        "copies": say(copies),
    }


def _cut(told, name):
    if not told[name]["is_cut"]:
        return ""
    return _("Not all are listed here; the rest are in the register.")
