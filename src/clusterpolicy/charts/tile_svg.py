"""A tile map as a drawing that stands still: inline SVG whose colours follow the page's theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from clusterpolicy.charts.look import LIGHT

TILE, GAP = 40, 3


def tile_map_svg(
    tiles: Sequence[Mapping[str, Any]],
    levels: Mapping[str, int | None],
    alt: str,
    links: Mapping[str, str] | None = None,
) -> str:
    """Return a tile map.

    Parameters
    ----------
    tiles : sequence of mapping
        One a region: ``iso``, ``code`` (its letters), ``name``, ``column`` and ``row``.
    levels : mapping of str to int or None
        Shade of each region by ``iso``, from 0; higher than the last shade counts as the last. None: no data.
    alt : str
        What a reader would see.
    links : mapping of str to str, optional
        Address that a tile leads to, by ``iso``. The Tab key passes them by: a page with links has a list of the same regions.
    """
    width = max(tile["column"] for tile in tiles) + 1
    height = max(tile["row"] for tile in tiles) + 1
    links = links or {}
    drawn = "\n".join(_tile(tile, levels.get(tile["iso"]), links.get(tile["iso"])) for tile in tiles)
    # What is a picture has no links inside; a group may.
    role = "group" if links else "img"
    size = f"0 0 {width * TILE} {height * TILE}"
    return (
        f'<svg class="tile-map" role="{role}" aria-label="{escape(alt)}" viewBox="{size}" '
        f'xmlns="http://www.w3.org/2000/svg">\n{drawn}\n</svg>'
    )


def _tile(tile: Mapping[str, Any], level: int | None, link: str | None) -> str:
    last = len(LIGHT.steps) - 1
    shade = "none" if level is None else str(min(level, last))
    x, y = tile["column"] * TILE, tile["row"] * TILE
    start, end = (f'<a href="{escape(link)}" tabindex="-1"', "</a>") if link else ("<g", "</g>")
    return (
        f'{start} class="tile tile-{shade}"><title>{escape(tile["name"])}</title>'
        f'<rect x="{x + GAP / 2:g}" y="{y + GAP / 2:g}" width="{TILE - GAP}" height="{TILE - GAP}" rx="4"/>'
        f'<text x="{x + TILE / 2:g}" y="{y + TILE / 2 + 4.5:g}">{escape(tile["code"])}</text>{end}'
    )
