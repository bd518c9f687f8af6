"""What is doubtful or missing in the data: nobody repairs it silently, the report says it."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediacenter.services.printing import blocks
from mediacenter.toolkit.choice_labels import label_of
from unions.models import FlagKind, Network

from .social import PAGES
from .wording import listed, uncapitalized

ROWS = 100
NAMED = 12  # so many organizations are named in a sentence, more are counted
EXPECTED = (
    "staff.information_officers",
    "training.seminars",
    "social.materials",
    "social.followers.facebook",
    "social.followers.instagram",
    "press.publications",
    "press.broadcasts",
    "print.copies",
    "print.subscription_copies",
    "boards.standing",
    "field.visits",
    "field.online_meetings",
    "appeals.answered",
    "hearings.held",
)


def section(facts):
    found = [*_doubts(facts), *_pages_missing(facts), *_undated(facts), *_silent(facts)]
    if not found:
        found = [blocks.paragraph(_("Nothing doubtful or missing was found in the records."))]
    return blocks.section(_("Data quality"), found)


def _doubts(facts):
    rows = [
        [
            str(organization["number"]),
            facts.short(organization),
            blocks.address(channel["url"]),
            listed(label_of(FlagKind, kind) for kind in channel["doubts"]),
        ]
        for organization in facts.rows("appendix")
        for channel in organization["channels"]
        if channel["doubts"]
    ]
    if not rows:
        return []
    return [
        blocks.paragraph(
            _("These links of the appendix are kept as they were entered, but raise a doubt:")
        ),
        blocks.table(
            _("Doubtful links"),
            [
                blocks.column(pgettext("column", "No."), 1, "right"),
                blocks.column(pgettext("column", "Organization"), 5),
                blocks.column(pgettext("column", "Link"), 6),
                blocks.column(pgettext("column", "Doubt"), 5),
            ],
            rows[:ROWS],
            row_headers=False,
            note=_("More links are doubtful; the register shows all of them.")
            if len(rows) > ROWS
            else "",
        ),
    ]


def _pages_missing(facts):
    """Per network the organizations of the appendix that have no page there."""
    organizations = facts.rows("appendix")
    if not any(one["channels"] for one in organizations):
        return []
    missing = {
        network: [
            facts.short(one)
            for one in organizations
            if network not in {channel["network"] for channel in one["channels"]}
        ]
        for network in PAGES
    }
    return [
        blocks.callout("warning", _without_page(network, names, len(organizations)))
        for network, names in missing.items()
        if names
    ]


def _without_page(network, names, organizations):
    if len(names) > NAMED:
        sentence = _(
            "No page on %(network)s is known of %(missing)s of the %(organizations)s organizations"
            " in the appendix."
        )
        return sentence % {
            "network": label_of(Network, network),
            "missing": len(names),
            "organizations": organizations,
        }
    return _("No page on %(network)s is known of: %(organizations)s.") % {
        "network": label_of(Network, network),
        "organizations": listed(names),
    }


def undated_registers():
    """What records without a date are called, by their register in the facts."""
    return {
        "campaigns": pgettext("records", "campaigns"),
        "visits": _("visits and meetings"),
        "contests": pgettext("records", "contests"),
        "hearings": pgettext("records", "hearings"),
        "coverage": _("publications and broadcasts"),
        "printed": _("printed matter"),
    }


def _undated(facts):
    names = undated_registers()
    counts = [
        _("%(register)s: %(records)s") % {"register": names[register], "records": records}
        for register, records in sorted(facts["undated"].items())
    ]
    if not counts:
        return []
    sentence = _("Records without a date are in no year's report. There are (%(counts)s).")
    return [blocks.callout("warning", sentence % {"counts": listed(counts)})]


def _silent(facts):
    """Expected figures that nobody stated for the year."""
    names = [uncapitalized(facts.name(code)) for code in EXPECTED if not facts.figure(code)]
    if not names:
        return []
    return [
        blocks.paragraph(
            _("For %(year)s there are no data on these numbers, which a full report holds:")
            % {"year": facts.year}
        ),
        blocks.bullets(names),
    ]
