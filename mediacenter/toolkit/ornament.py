"""The ram's horn of felt carpets, the figure of the house, as points for any pen to fill."""

import math

STEPS = 44
TURN = 1.6 * math.tau


def horn(x, y, size, *, side, up):
    """A horn that rises from (x, y) and curls outward, thinning to its tip. `side`, `up`: 1, -1."""
    outer, inner = [], []
    for step in range(STEPS + 1):
        share = step / STEPS
        angle = math.pi - share * TURN
        middle, half = (1 - 0.86 * share) ** 1.15, 0.16 * (1 - 0.8 * share)
        for edge, radius in ((outer, middle + half), (inner, middle - half)):
            across, along = 1 + radius * math.cos(angle), radius * math.sin(angle)
            edge.append((x + across * size * side, y - along * size * up))
    return outer + inner[::-1]


def horns(x, y, size):
    """Polygons: four horns on one stem."""
    curls = [
        horn(x, y - up * size * 1.15, size, side=side, up=up) for side in (1, -1) for up in (1, -1)
    ]
    left, right, high, low = x - size * 0.16, x + size * 0.16, y - size * 1.2, y + size * 1.2
    return [*curls, [(left, high), (right, high), (right, low), (left, low)]]


def lozenge(x, y, size):
    wide = size * 0.7
    return [(x, y - size), (x + wide, y), (x, y + size), (x - wide, y)]


def rosette(x, y, radius):
    """Polygons of the emblem: a pair of horns in each corner, a lozenge towards each side."""
    polygons = []
    for quarter in range(4):
        corner, side = math.tau * (quarter + 0.5) / 4, math.tau * quarter / 4
        stem = radius * 0.04
        petals = [horn(0, -radius * 0.4, radius * 0.2, side=way, up=1) for way in (1, -1)]
        petals.append(
            [
                (-stem, -radius * 0.16),
                (stem, -radius * 0.16),
                (stem, -radius * 0.46),
                (-stem, -radius * 0.46),
            ]
        )
        polygons += [turned(petal, x, y, corner) for petal in petals]
        polygons.append(turned(lozenge(0, -radius * 0.5, radius * 0.14), x, y, side))
    return polygons


def turned(points, x, y, angle):
    """Points around (0, 0), turned and moved to (x, y)."""
    cos, sin = math.cos(angle), math.sin(angle)
    return [(x + px * cos - py * sin, y + px * sin + py * cos) for px, py in points]
