"""Drawings of a brief that stand alone: their colours are inside, so that they are the same on a page, on paper and in a word processor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from clusterpolicy.brief.shapes import FONT, ITSELF, PEER, map_size
from clusterpolicy.charts.look import LIGHT
from clusterpolicy.charts.series_svg import HEIGHT, WIDTH, Line, series_svg
from clusterpolicy.exercises.framework.regions import tiles
from clusterpolicy.models.brief_blocks import picture, say
from clusterpolicy.text import _

# A picture as vl-convert makes it: twice as many dots as the drawing has units.
DOTS = 2.0
# The last year's label stands half outside of a chart of series.
EDGE = 14


def region_map(code: str, peers: Sequence[str], alt: str, caption: str, source: str) -> dict[str, Any]:
    """Return the tile map with a region and its peers: the shape of all tiles, and the colours of a few."""
    letters = {tile["iso"]: tile["code"] for tile in tiles()}
    style = "".join(
        f".{letters[one]} rect{{fill:{LIGHT.steps[level]}}}.{letters[one]} text{{fill:{LIGHT.step_ink[level]}}}"
        for one, level in (*((peer, PEER) for peer in peers), (code, ITSELF))
    )
    width, height = map_size()
    return picture([say("svg-map", {"style": style})], height, alt, caption, source, width)


def course(
    own: Mapping[int, float | None],
    middle: Mapping[int, float | None],
    names: tuple[str, str],
    alt: str,
    caption: str,
    source: str,
) -> dict[str, Any]:
    """Return two lines over years: a region, and the middle of all."""
    lines = [Line(names[1], middle, 1), Line(names[0], own, 0)]
    years = sorted(year for year, value in own.items() if value is not None)
    style = (
        f"text{{font:11px {FONT};fill:{LIGHT.ink}}}text.value{{text-anchor:end}}text.year{{text-anchor:middle}}"
        f"path.grid{{stroke:{LIGHT.grid};stroke-width:.7}}path.line{{fill:none;stroke-width:2}}"
        f"path.series-0{{stroke:{LIGHT.series[0]}}}path.series-1{{stroke:{LIGHT.series[1]};stroke-dasharray:5 3}}"
    )
    width, height = round(WIDTH) + EDGE, round(HEIGHT)
    drawn = series_svg(lines, [], [], years, "").replace(f"0 0 {WIDTH:g} ", f"0 0 {width} ")
    return picture(alone(drawn, style, width, height), height, alt, caption, source, width)


def alone(svg: str, style: str, width: int, height: int) -> str:
    """Return a drawing with its colours inside; its words stand beside it, in the picture's own alternative text."""
    start, inside = svg.replace("\n", "").split(">", 1)
    view = start[start.index("viewBox") :]
    return f'<svg width="{width}" height="{height}" {view}><style>{style}</style>{inside}'


def as_png(svg: str) -> bytes:
    """Return a drawing as dots, for a word processor."""
    import vl_convert

    png: bytes = vl_convert.svg_to_png(svg, scale=DOTS)
    return png


def key_of_map() -> str:
    """Return what the shades of the map mean."""
    return _(
        "Darkest: the region. Middle shade: the five regions most like it. Each tile is one region; the map shows no borders."
    )
