"""Appendix 1: the organization and its branches with their pages, written out and clickable."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediacenter.services.printing import blocks
from unions.models import Network

from .social import PAGES

OTHERS = tuple(network for network in Network if network not in PAGES)


def appendix(facts):
    organizations = facts.rows("appendix")
    used = {channel["network"] for one in organizations for channel in one["channels"]}
    has_others = bool(used - set(PAGES))
    notes = []
    if any(channel["doubts"] for one in organizations for channel in one["channels"]):
        notes.append(_("Links that raise a doubt are explained in the section on data quality."))
    if facts["appendix"]["is_cut"]:
        notes.append(
            _(
                "The table holds the first %(rows)s organizations; the pages of the others are"
                " in the reports of the branches."
            )
            % {"rows": len(organizations)}
        )
    return {
        "heading": _("Pages of the organization and its branches in social networks"),
        "blocks": [
            blocks.table(
                _("Organizations and their pages"),
                [
                    blocks.column(pgettext("column", "No."), 2, "right"),
                    blocks.column(pgettext("column", "Organization"), 11 if has_others else 8),
                    *(blocks.column(str(network.label), 10) for network in PAGES),
                    *([blocks.column(_("Other pages"), 10)] if has_others else []),
                ],
                [
                    [
                        str(one["number"]),
                        facts.short(one),
                        *(_links(one, [network]) for network in PAGES),
                        *([_links(one, OTHERS)] if has_others else []),
                    ]
                    for one in organizations
                ],
                row_headers=False,
                note=" ".join(notes),
            )
        ],
    }


def _links(organization, networks):
    runs = []
    for channel in organization["channels"]:
        if channel["network"] in networks:
            if runs:
                runs.append(blocks.run("\n"))
            runs += blocks.address(channel["url"])
    return runs
