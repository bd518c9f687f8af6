"""What the web page needs to show a document: the geometry of charts, the items of lists."""

from django import template

from mediacenter.services.printing.printable import safe_url

register = template.Library()

WIDTH, HEIGHT, TOP, BOTTOM = 640, 260, 34, 40


@register.filter
def drawn(chart):
    """Turn a chart block into points, bars and labels in a 640 x 260 picture.

    Every category gets an equal share of the width; a value nobody stated leaves a gap and its
    words. Returns {width, height, base, categories, series: [{label, tone, marks, line}]}.
    """
    series = chart["series"]
    stated = [value for one in series for value in one["values"] if value is not None]
    highest = max(stated, default=0) or 1
    base = HEIGHT - BOTTOM
    share = WIDTH / max(len(chart["categories"]), 1)
    side_by_side = len(series) if chart["type"] != "line" else 1
    thickness = min(share * 0.7 / side_by_side, 90)
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "base": base,
        "categories": [
            {"label": label, "x": round(share * (n + 0.5), 1), "y": HEIGHT - 14}
            for n, label in enumerate(chart["categories"])
        ],
        "series": [
            _series(one, m, chart["type"], share, thickness, side_by_side, highest, base)
            for m, one in enumerate(series)
        ],
    }


def _series(one, m, kind, share, thickness, side_by_side, highest, base):
    marks = []
    for n, (value, shown) in enumerate(zip(one["values"], one["shown"], strict=True)):
        offset = (m - (side_by_side - 1) / 2) * thickness if side_by_side > 1 else 0
        centre = share * (n + 0.5) + offset
        height = 0 if value is None else (base - TOP) * float(value) / float(highest)
        marks.append(
            {
                "x": round(centre - thickness * 0.46, 1),
                "centre": round(centre, 1),
                "y": round(base - height, 1),
                "width": round(thickness * 0.92, 1),
                "height": round(height, 1),
                "label_y": round(base - height - 8, 1),
                "shown": shown,
                "stated": value is not None,
            }
        )
    points = " ".join(f"{mark['centre']},{mark['y']}" for mark in marks if mark["stated"])
    return {
        "label": one["label"],
        "tone": m % 4 + 1,
        "marks": marks,
        "line": points if kind == "line" else "",
    }


@register.filter
def items_of(block):
    """A list block's items: in a template `block.items` is the dict's method."""
    return block["items"]


@register.filter
def ways(offered, part):
    """Where what a part of the document lacks can be stated: of what the view offers."""
    lacks = part.get("unstated", [])
    codes = [lacks] if isinstance(lacks, str) else lacks
    return [offered[code] for code in codes if code in (offered or {})]


@register.filter
def safe_address(url):
    """The address of a run's link, by the same rule as in print; "" where there is none."""
    return (url and safe_url(url)) or ""


@register.filter
def with_columns(row, columns):
    """Each cell of a row with the column that it stands in."""
    return list(zip(columns, row, strict=True))
