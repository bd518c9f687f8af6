"""Who may open the pages of the roof."""

from mediacenter.portal.sitemaps import SITEMAPS
from tests.access.rows import ALL, OPEN, OPERATORS, SIGNED_IN, Page, slug
from tests.publications import access as publications
from tests.reports import access as reports
from tests.training import access as training

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
    "portal:open_data": Page(OPEN),
    "api:api-root": Page(OPEN, answer=302),  # to the page that shows its use
    "api:openapi-json": Page(OPEN),
    "api:news": Page(OPEN),
    "api:organizations": Page(OPEN),
    "api:seminars": Page(OPEN),
    "api:guides": Page(OPEN),
    "api:reports": Page(OPEN),
    "api:figures": Page(OPEN, query="?code=social.materials"),
    "api:news_text": Page(OPEN, publications.published),
    "api:organization": Page(OPEN, slug),
    "api:seminar": Page(OPEN, training.slug_of_seminar),
    "api:guide": Page(OPEN, publications.guide),
    "api:report": Page(OPEN, reports.published),
    "oembed": Page(OPEN, answer=404),  # no address is asked for
    "sitemap_part": Page(OPEN, lambda ours: [next(iter(SITEMAPS))]),
    "media": Page(OPEN, lambda ours: ["pictures/none.webp"], answer=404),  # no such file
}
# Answered before any address is looked up.
PROBES = {"/healthy/": OPEN, "/ready/": OPEN, "/metrics/": OPERATORS}
