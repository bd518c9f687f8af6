"""The facts of an organization's year: everything a report says, gathered from the rooms.

Texts stand in all their languages, dates as ISO strings, figures by code and year. Nothing in them
depends on the moment of asking, so that the same records give the same facts.
"""

import json
from datetime import date

from mediacenter.reports.wording import wording_of

from . import (
    activities,
    branches,
    figures,
    figures_below,
    media,
    narrative,
    reporting_organization,
)

EDITION = 6  # of the shape of the facts


def facts_of(organization, year):
    """Return the facts as a dict that JSON keeps as it is.

    The number of statements does not depend on how many organizations or records there are.
    """
    day = date(year, 12, 31)
    names = reporting_organization.names_on(organization, day)
    below = branches.branches_of(organization, day)
    facts = {
        "edition": EDITION,
        "year": year,
        "years": [year - 2, year - 1, year],
        **reporting_organization.facts(organization, day, names),
        "wording": wording_of(year).facts(),
        "figures": figures.facts(organization, (year - 2, year)),
        "same_reporters": figures.same_reporters(organization, year),
        **media.facts(organization, year),
        **activities.facts(organization, year, names),
        **branches.facts(organization, day, names, below),
        **figures_below.facts(organization, day, names, below),
        **narrative.facts(organization, year),
    }
    return json.loads(json.dumps(facts, default=str))
