"""Small drawings of one region as inline SVG whose colours follow the page's theme: where it lies, and what it is specialised in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from clusterpolicy.text import format_number

# One tile of the small map, and the units of the bars: a line of words, a bar below it.
TILE, GAP = 10, 1
WIDTH, LINE, WORDS, THICK, BOTTOM = 400.0, 36.0, 15.0, 13.0, 20.0
VALUE = 92.0
STARS = 3


@dataclass(frozen=True)
class Bar:
    """A quotient with its stars and the words above it."""

    name: str
    value: float
    stars: int


def place_svg(
    tiles: Sequence[Mapping[str, Any]], marked: Collection[str], near: Collection[str], alt: str
) -> str:
    """Return a small tile map with a region, or several, marked and others outlined.

    Parameters
    ----------
    tiles : sequence of mapping
        One a region: ``iso``, ``column`` and ``row``.
    marked, near : collection of str
        Codes of the regions that are filled, and of those that are outlined.
    alt : str
        What a reader would see.
    """
    width = (max(tile["column"] for tile in tiles) + 1) * TILE
    height = (max(tile["row"] for tile in tiles) + 1) * TILE
    shapes = {"others": "", "near": "", "marked": ""}
    side = TILE - GAP
    for tile in tiles:
        kind = "marked" if tile["iso"] in marked else "near" if tile["iso"] in near else "others"
        shapes[kind] += f"M{tile['column'] * TILE} {tile['row'] * TILE}h{side}v{side}h-{side}z"
    drawn = "\n".join(f'<path class="place-{kind}" d="{shape}"/>' for kind, shape in shapes.items() if shape)
    return (
        f'<svg class="place-map" role="img" aria-label="{escape(alt)}" viewBox="-1 -1 {width + 2} {height + 2}" '
        f'xmlns="http://www.w3.org/2000/svg">\n{drawn}\n</svg>'
    )


def stars_svg(bars: Sequence[Bar], threshold: float, alt: str) -> str:
    """Return bars of location quotients with their stars, and the threshold as a dashed line.

    Parameters
    ----------
    bars : sequence of Bar
        From top to bottom, at least one.
    threshold : float
        The quotient from which a cell is specialised.
    alt : str
        What a reader would see.
    """
    height = LINE * len(bars) + BOTTOM
    scale = (WIDTH - VALUE) / max(threshold, *(bar.value for bar in bars))
    x = threshold * scale
    # The line comes first: words beside a bar lie on top of it.
    parts = [
        f'<path class="break" d="M{x:.1f} 2V{height - BOTTOM + 4:g}"/>',
        f'<text class="year" x="{x:.1f}" y="{height - 4:g}">{escape(format_number(threshold, "~", 1))}</text>',
    ]
    parts += [part for place, bar in enumerate(bars) for part in _bar(bar, place * LINE, scale)]
    return (
        f'<svg class="series-chart star-bars" role="img" aria-label="{escape(alt)}" viewBox="0 0 {WIDTH:g} {height:g}" '
        f'xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(parts) + "\n</svg>"
    )


def _bar(bar: Bar, y: float, scale: float) -> Iterable[str]:
    length = max(bar.value * scale, 0.5)
    signs = "★" * bar.stars + "☆" * (STARS - bar.stars)
    yield f'<text x="0" y="{y + WORDS - 3:g}">{escape(bar.name)}</text>'
    yield f'<rect class="bar" x="0" y="{y + WORDS + 2:g}" width="{length:.1f}" height="{THICK:g}"/>'
    yield (
        f'<text x="{length + 5:.1f}" y="{y + WORDS + THICK - 1:g}">'
        f"{escape(format_number(bar.value, '', 2))} {signs}</text>"
    )
