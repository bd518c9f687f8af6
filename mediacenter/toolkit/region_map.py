"""The regions of Kazakhstan as a grid of equal tiles, so that a small one is seen as well."""

from bisect import bisect_right
from typing import NamedTuple

COLUMNS, ROWS = 7, 5
STEPS = 5

# ISO 3166-2: (column, row), from the north-west.
PLACES = {
    "KZ-39": (2, 0),
    "KZ-59": (3, 0),
    "KZ-55": (5, 0),
    "KZ-27": (0, 1),
    "KZ-15": (1, 1),
    "KZ-11": (3, 1),
    "KZ-71": (4, 1),
    "KZ-10": (5, 1),
    "KZ-63": (6, 1),
    "KZ-23": (0, 2),
    "KZ-62": (2, 2),
    "KZ-35": (3, 2),
    "KZ-33": (5, 2),
    "KZ-47": (0, 3),
    "KZ-43": (1, 3),
    "KZ-61": (2, 3),
    "KZ-31": (3, 3),
    "KZ-19": (4, 3),
    "KZ-75": (5, 3),
    "KZ-79": (2, 4),
}


class Tile(NamedTuple):
    """A region's place and its shade: `step` is 1 (the least) to STEPS, None: not stated."""

    iso: str
    column: int
    row: int
    step: int | None


def tiles_of(values):
    """Return the Tiles of all regions, row by row; `values` is {ISO code: number or None}.

    Each step holds as many different numbers as any other, so that one great region leaves the
    rest apart; equal numbers have equal steps.
    """
    known = sorted({values[iso] for iso in PLACES if values.get(iso) is not None})
    bounds = [known[len(known) * step // STEPS] for step in range(1, STEPS)] if known else []
    return [
        Tile(iso, column, row, step_of(values.get(iso), bounds))
        for iso, (column, row) in sorted(PLACES.items(), key=lambda place: place[1][::-1])
    ]


def step_of(value, bounds):
    return None if value is None else 1 + bisect_right(bounds, value)
