"""The main figures of each organization below, for the report that lays them side by side."""

from mediacenter.reports.rolling_up import STEP, roll_up
from unions.models import Region

from .reporting_organization import names_of
from .shapes import texts

LAID_SIDE_BY_SIDE = (
    "social.materials",
    "social.followers.facebook",
    "channels.both_pages",
    "press.publications",
    "press.broadcasts",
    "appeals.answered",
    "field.places_visited",
    "training.seminars",
)
BRANCHES = 200  # organizations


def facts(organization, day, names, found):
    """Rows of {slug, name, region, figures: {code: {year: [number, qualifier]}}}, of two years.

    `found` is what branches_of() gives.
    """
    below, is_cut = found
    is_cut = is_cut or len(below) > BRANCHES
    below = below[:BRANCHES]
    figures = _figures(organization, day.year) if below else {}
    regions = Region.objects.in_bulk() if any(one.region_id for one in below) else {}
    rows = [
        {
            "slug": one.slug,
            **names_of(one, names),
            "region": regions[one.region_id].iso if one.region_id else None,
            "figures": figures.get(one.path, {}),
        }
        for one in below
    ]
    return {
        "branches": {"rows": rows, "is_cut": is_cut},
        "regions": {
            one.iso: texts(one, "name")
            for one in sorted(regions.values(), key=lambda region: region.iso)
        },
    }


def _figures(organization, year):
    """{path: figures} of all that stand directly below, in one statement."""
    depth = len(organization.path) // STEP + 1
    found = {}
    for total in roll_up(
        (year - 1, year), codes=LAID_SIDE_BY_SIDE, within=organization, depths=(depth, depth)
    ):
        by_year = found.setdefault(total.path, {}).setdefault(total.code, {})
        by_year[str(total.year)] = [total.number, total.qualifier]
    return found
