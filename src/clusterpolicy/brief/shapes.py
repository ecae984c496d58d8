"""The shapes of which the models put drawings together: markup with places, in whole units."""

from __future__ import annotations

from functools import lru_cache

from clusterpolicy.charts.look import LIGHT
from clusterpolicy.charts.tile_svg import GAP, TILE
from clusterpolicy.exercises.framework.regions import tiles

# No system typeface is named: the same letters on paper, on the page and in a word processor.
FONT = "'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
INSIDE = "<!---->"
# Shades of the tile map.
ITSELF, PEER, OTHER = 4, 2, 0


def map_size() -> tuple[int, int]:
    """Return width and height of the tile map."""
    grid = tiles()
    return TILE * (max(one["column"] for one in grid) + 1), TILE * (max(one["row"] for one in grid) + 1)


def all_tiles() -> str:
    """Return the tiles of the 83 regions, each a group whose class is the region's letters, so that a style can colour some."""
    drawn = []
    for one in tiles():
        x, y, side = one["column"] * TILE, one["row"] * TILE, TILE - GAP
        drawn.append(
            f'<g class="{one["code"]}"><rect x="{x + GAP / 2:g}" y="{y + GAP / 2:g}" width="{side}" height="{side}" rx="4"/>'
            f'<text x="{x + TILE // 2}" y="{y + TILE // 2 + 4.5:g}">{one["code"]}</text></g>'
        )
    plain = f"rect{{fill:{LIGHT.steps[OTHER]}}}text{{font:500 13px {FONT};fill:{LIGHT.step_ink[OTHER]};text-anchor:middle}}"
    return f"<style>{plain}{{style}}</style>{''.join(drawn)}"


@lru_cache
def shapes() -> dict[str, str]:
    """Return the markup of each shape by its id; a drawing's own shapes stand where `INSIDE` does."""
    letters = f'font-family="{FONT}" font-size="13" fill="{LIGHT.ink}"'
    return {
        "svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{width}} {{height}}" width="{{width}}" height="{{height}}">{INSIDE}</svg>',
        "svg-label": f'<text x="{{x}}" y="{{y}}" text-anchor="end" {letters}>{{text}}</text>',
        "svg-figure": f'<text x="{{x}}" y="{{y}}" {letters}>{{text}}</text>',
        "svg-bar": '<rect x="{x}" y="{y}" width="{width}" height="16" fill="{colour}"/>',
        "svg-mark": f'<path d="M{{x}} {{top}}V{{bottom}}" stroke="{LIGHT.ink}" stroke-width="3"/>',
        "svg-map": all_tiles(),
        "svg-axis": f'<path d="M{{x}} 2V{{bottom}}" stroke="{LIGHT.muted}"/>',
    }
