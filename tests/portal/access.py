"""Who may open the pages of the roof."""

from mediacenter.portal.sitemaps import SITEMAPS
from tests.access.rows import ALL, OPEN, OPERATORS, SIGNED_IN, Page, slug

SITE = {
    "portal:home": Page(OPEN),
    "portal:about": Page(OPEN),
    "portal:accessibility": Page(OPEN),
    "portal:reading": Page(OPEN),
    "portal:read_as": Page(OPEN, lambda ours: ["size", "large"]),
    "portal:manifest": Page(OPEN),
    "portal:organization": Page(OPEN, slug),
    "portal:cabinet": Page(SIGNED_IN),
    "portal:account": Page(SIGNED_IN),
    "portal:end_session": Page(SIGNED_IN, lambda ours: [0], posted={}, answer=302),
    "portal:end_other_sessions": Page(SIGNED_IN, posted={}, answer=302),
    "portal:change_address": Page(SIGNED_IN),
    "portal:take_address": Page(SIGNED_IN, lambda ours: ["token"]),
    "desk:find": Page(ALL),
    "desk:pins": Page(ALL, posted={"pin": "unions.organization"}, answer=302),
    "sitemap": Page(OPEN),
    "latest_news": Page(OPEN),
    "favicon": Page(OPEN, answer=302),
    "oembed": Page(OPEN, answer=404),  # no address is asked for
    "sitemap_part": Page(OPEN, lambda ours: [next(iter(SITEMAPS))]),
    "media": Page(OPEN, lambda ours: ["pictures/none.webp"], answer=404),  # no such file
}
# Answered before any address is looked up.
PROBES = {"/healthy/": OPEN, "/ready/": OPEN, "/metrics/": OPERATORS}
