"""A figure of each region, for the map: what its uppermost organizations state together."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Sum
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from mediacenter.reports.models import RolledUp
from mediacenter.toolkit.region_map import PLACES, tiles_of
from unions.models import OrganizationKind, Region
from unions.models.region import without_kind

from .scope import PARENT, standing_in, together

WIDTH, HEIGHT, GAP, LINE = 124, 84, 6, 17
OF_THE_COUNTRY = (OrganizationKind.FEDERATION, OrganizationKind.INDUSTRY_UNION)
NAME_LENGTH = 15  # letters of a line on a tile
ENDINGS = (" область", " облысы", " қаласы", " Region")


@dataclass(frozen=True)
class RegionRow:
    region: Region
    number: int | None
    words: str
    organizations: int


def rows_of(organization, indicator, year):
    """A RegionRow of each region; two statements.

    Uppermost are the organizations of a region whose parent is not among those of the page, or
    belongs to another region. A union of the whole country has a seat, and is of no region.
    """
    found = together(organization).exclude(kind__in=OF_THE_COUNTRY)
    parents = found.order_by().filter(path=OuterRef("parent_path"), region=OuterRef("region"))
    uppermost = (
        standing_in(found, year)
        .filter(region__isnull=False)
        .annotate(parent_path=PARENT)
        .filter(~Exists(parents))
    )
    number = KeyTextTransform("0", KeyTransform(indicator.code, "figures"))
    found = (
        RolledUp.objects.filter(year=year, organization__in=uppermost.order_by().values("pk"))
        .annotate(number=Cast(number, BigIntegerField()))
        .order_by()
        .values(key=F("organization__region"))
        .annotate(total=Sum("number"), stating=Count("number"))
    )
    by_region = {one["key"]: one for one in found}
    rows = []
    for region in Region.objects.alphabetical():
        told = by_region.get(region.pk, {"total": None, "stating": 0})
        words = str(indicator.say(told["total"], "exact"))
        rows.append(RegionRow(region, told["total"], words, told["stating"]))
    return rows


def picture_of(rows):
    """{width, height, tiles: [{x, y, step, lines, number}]}: `rows` as a grid of tiles.

    A region that the map does not know stands in the table alone.
    """
    by_iso = {row.region.iso: row for row in rows}
    columns = max(column for column, _row in PLACES.values()) + 1
    lines = max(row for _column, row in PLACES.values()) + 1
    return {
        "width": columns * (WIDTH + GAP),
        "height": lines * (HEIGHT + GAP),
        "tiles": [
            {
                "x": tile.column * (WIDTH + GAP),
                "y": tile.row * (HEIGHT + GAP),
                "centre": tile.column * (WIDTH + GAP) + WIDTH // 2,
                "step": tile.step,
                "row": by_iso[tile.iso],
                "lines": [
                    (line, tile.row * (HEIGHT + GAP) + 24 + LINE * place)
                    for place, line in enumerate(lines_of(by_iso[tile.iso].region.name))
                ],
                "number_y": tile.row * (HEIGHT + GAP) + HEIGHT - 12,
            }
            for tile in tiles_of({iso: row.number for iso, row in by_iso.items()})
            if tile.iso in by_iso
        ],
    }


def lines_of(name):
    """The name of a region without its kind, in at most two lines."""
    name = without_kind(name)
    for ending in ENDINGS:
        name = name.removesuffix(ending)
    if len(name) <= NAME_LENGTH or not {"-", " "} & set(name):
        return [name]
    place = max(name.find("-") + 1, name.find(" "))
    return [name[:place].strip(), name[place:].strip()]
