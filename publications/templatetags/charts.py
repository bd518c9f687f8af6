"""Bars of pieces by tone, as measures of an inline SVG."""

from django import template

from publications.press.overview import TONES

register = template.Library()

WIDTH, HEIGHT, TOP, BOTTOM = 640, 240, 26, 30


@register.filter
def standing(bars):
    """Bars side by side in a 640 x 240 picture: [{bar, centre, label_y, parts: [rect]}]."""
    share = WIDTH / len(bars)
    thickness = round(share * 0.62, 1)
    highest = max(bar.number for bar in bars) or 1
    scale = (HEIGHT - TOP - BOTTOM) / highest
    return [
        {
            "bar": bar,
            "centre": round(share * (place + 0.5), 1),
            "label_y": round(HEIGHT - BOTTOM - bar.number * scale - 7, 1),
            "parts": stacked(bar, scale, share * (place + 0.5) - thickness / 2, thickness),
        }
        for place, bar in enumerate(bars)
    ]


def stacked(bar, scale, x, thickness):
    parts, base = [], HEIGHT - BOTTOM
    for tone in TONES:
        height = bar.tones[tone] * scale
        if height:
            base -= height
            measures = {"x": x, "y": base, "width": thickness, "height": height}
            parts.append({"tone": tone or "unjudged"} | rounded(measures))
    return parts


def rounded(measures):
    return {name: round(value, 1) for name, value in measures.items()}


@register.filter
def lying(bar, bars):
    """The parts of a bar from left to right, in a picture as wide as the longest of the bars."""
    longest = max(one.number for one in bars) or 1
    parts, x = [], 0
    for tone in TONES:
        number = bar.tones[tone]
        if number:
            width = 100 * number / longest
            parts.append({"tone": tone or "unjudged"} | rounded({"x": x, "width": width}))
            x += width
    return parts
