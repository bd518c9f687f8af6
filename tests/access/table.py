"""The whole matrix: the rows of the rooms, and those of the libraries that the portal stands on."""

from itertools import chain

from tests.access.rows import OPEN, Page
from tests.outreach import access as outreach
from tests.portal import access as portal
from tests.publications import access as publications
from tests.publications.plan import access as plan
from tests.publications.press import access as press
from tests.reports import access as reports
from tests.services import access as services
from tests.training import access as training
from tests.unions import access as unions

ROOMS = (unions, publications, plan, press, training, outreach, reports, portal, services)


def gathered(part, own):
    """The rows of all rooms; what two rooms claim is refused."""
    tables = [own, *(getattr(room, part, {}) for room in ROOMS)]
    rows = dict(chain.from_iterable(table.items() for table in tables))
    assert len(rows) == sum(len(table) for table in tables), f"two rows for one of {part}"
    return rows


MODELS = gathered("MODELS", {})
SITE = gathered(
    "SITE",
    {
        "set_language": Page(OPEN, posted={}, answer=302),  # back to where one came from
        "javascript-catalog": Page(OPEN),
    },
)
# The pages that everybody may read.
READ_BY_ALL = {
    name: page
    for name, page in SITE.items()
    if page.open_to == OPEN and page.posted is None and page.answer == 200
}
# Further pages of the admin, by the verb that they need or the letters of who opens them.
FURTHER = gathered("FURTHER", {})
# What every role may open in the admin, and nobody without one.
SITEWIDE = {
    "index",
    "app_list",
    "search",
    "autocomplete",
    "view_on_site",
    "password_change",
    "password_change_done",
}
# For everybody.
SIGN_IN_PAGES = {"login", "logout", "jsi18n"}
# The library of signing in shows everybody their own account; nothing there is another's.
OWN_ACCOUNT = ("account_", "mfa_", "usersessions_")
