"""Drawings of a brief that stand alone: their colours are inside, so that they are the same on a page, on paper and in a word processor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clusterpolicy.brief.shapes import FONT
from clusterpolicy.charts.look import LIGHT
from clusterpolicy.charts.series_svg import HEIGHT, WIDTH, Line, series_svg
from clusterpolicy.charts.tile_svg import TILE, tile_map_svg
from clusterpolicy.exercises.framework.regions import tiles
from clusterpolicy.models.brief_blocks import picture
from clusterpolicy.text import _

ITSELF, PEER, OTHER = 4, 2, 0
# A picture as vl-convert makes it: twice as many dots as the drawing has units.
DOTS = 2.0


def region_map(code: str, peers: Sequence[str], alt: str, caption: str, source: str) -> dict[str, object]:
    """Return the tile map with a region and its peers."""
    grid = tiles()
    levels = {tile["iso"]: OTHER for tile in grid} | dict.fromkeys(peers, PEER) | {code: ITSELF}
    shades = "".join(
        f".tile-{level} rect{{fill:{LIGHT.steps[level]}}}.tile-{level} text{{fill:{LIGHT.step_ink[level]}}}"
        for level in (OTHER, PEER, ITSELF)
    )
    letters = f"text{{font:500 13px {FONT};text-anchor:middle}}"
    width = TILE * (max(tile["column"] for tile in grid) + 1)
    height = TILE * (max(tile["row"] for tile in grid) + 1)
    svg = alone(tile_map_svg(grid, levels, ""), shades + letters, width, height)
    return picture(svg, height, alt, caption, source, width)


def course(
    own: Mapping[int, float | None],
    middle: Mapping[int, float | None],
    names: tuple[str, str],
    alt: str,
    caption: str,
    source: str,
) -> dict[str, object]:
    """Return two lines over years: a region, and the middle of all."""
    lines = [Line(names[1], middle, 1), Line(names[0], own, 0)]
    years = sorted(year for year, value in own.items() if value is not None)
    style = (
        f"text{{font:11px {FONT};fill:{LIGHT.ink}}}text.value{{text-anchor:end}}text.year{{text-anchor:middle}}"
        f"path.grid{{stroke:{LIGHT.grid};stroke-width:.7}}path.line{{fill:none;stroke-width:2}}"
        f"path.series-0{{stroke:{LIGHT.series[0]}}}path.series-1{{stroke:{LIGHT.series[1]};stroke-dasharray:5 3}}"
    )
    svg = alone(series_svg(lines, [], [], years, ""), style, round(WIDTH), round(HEIGHT))
    return picture(svg, round(HEIGHT), alt, caption, source, round(WIDTH))


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
