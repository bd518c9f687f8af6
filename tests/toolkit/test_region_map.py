"""The map of regions: each once, none upon another, shaded by order and not by size."""

from mediacenter.demo.content import read
from mediacenter.toolkit.region_map import COLUMNS, PLACES, ROWS, STEPS, tiles_of


def test_every_region_has_a_tile_of_its_own():
    assert set(PLACES) == {region["iso"] for region in read("regions")["region"]}
    assert len(set(PLACES.values())) == len(PLACES)
    assert all(column < COLUMNS and row < ROWS for column, row in PLACES.values())


def test_shades_follow_the_order_of_the_numbers():
    values = {iso: 10**n for n, iso in enumerate(sorted(PLACES)[:10])}
    steps = {tile.iso: tile.step for tile in tiles_of(values)}
    stated = [steps[iso] for iso in sorted(values)]
    assert stated == sorted(stated)
    assert {stated.count(step) for step in range(1, STEPS + 1)} == {2}
    assert all(steps[iso] is None for iso in PLACES if iso not in values)


def test_equal_numbers_are_shaded_alike_and_none_is_not_nought():
    steps = {tile.iso: tile.step for tile in tiles_of(dict.fromkeys(PLACES, 7) | {"KZ-10": None})}
    assert steps.pop("KZ-10") is None
    assert len(set(steps.values())) == 1
    assert {tile.step for tile in tiles_of({})} == {None}
