"""A series as a drawing that stands still: inline SVG whose colours follow the page's theme.

Hundreds of them are drawn in a second, which matplotlib's figures are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from matplotlib.ticker import MaxNLocator

from clusterpolicy.charts.breaks import Break
from clusterpolicy.text import format_number

# Units of the drawing; its letters are as large as those of the chapters' figures.
WIDTH, HEIGHT = 400.0, 190.0
TOP, RIGHT, BOTTOM = 22.0, 12.0, 24.0
LETTER = 6.1
YEARS, VALUES = 6, 5

Points = Mapping[int, float | None]


@dataclass(frozen=True)
class Line:
    """Values by year, the name that its key has, and the place of its colour in the palette."""

    name: str
    points: Points
    colour: int


@dataclass(frozen=True)
class Band:
    """Two values by year, and what lies between them."""

    name: str
    lower: Points
    upper: Points


class Scale:
    """Where years and values lie in the drawing."""

    def __init__(self, years: Sequence[int], values: Sequence[float]) -> None:
        low, high = min(values), max(values)
        # From nought where that costs less than half of the height: small changes of large values stay in sight.
        low = min(low, 0.0) if low < high / 2 else low
        locator = MaxNLocator(VALUES, steps=[1, 2, 2.5, 5, 10])
        self.values = [float(tick) for tick in locator.tick_values(low, high if high > low else low + 1)]
        self.labels = [format_number(tick, "~", 6) for tick in self.values]
        self.left = max(map(len, self.labels)) * LETTER + 8
        self.first, self.last = min(years), max(years)
        self.years = [
            round(tick)
            for tick in MaxNLocator(YEARS, integer=True).tick_values(self.first, self.last)
            if self.first <= tick <= self.last
        ]

    def x(self, year: float) -> float:
        """Return where a year lies, from the left."""
        return self.left + (year - self.first) / (self.last - self.first) * (WIDTH - self.left - RIGHT)

    def y(self, value: float) -> float:
        """Return where a value lies, from the top."""
        low, high = self.values[0], self.values[-1]
        return TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM)


def series_svg(
    lines: Sequence[Line], bands: Sequence[Band], breaks: Iterable[Break], years: Sequence[int], alt: str
) -> str:
    """Return lines over years, with bands behind them and the breaks of the series between the years.

    Parameters
    ----------
    lines : sequence of Line
        A line leads from a year to the next alone: across a gap there is none, and a year between two gaps is a dot.
    bands : sequence of Band
        What lies behind the lines.
    breaks : iterable of Break
        A dashed line each, with its letter on top.
    years : sequence of int
        The years shown, at least two.
    alt : str
        What a reader would see.
    """
    ends = [points for band in bands for points in (band.lower, band.upper)]
    values = [value for points in [*ends, *(line.points for line in lines)] for value in points.values()]
    scale = Scale(years, [value for value in values if value is not None])
    parts = [
        *_grid(scale),
        *(_band(scale, band) for band in bands),
        *(_break(scale, one) for one in breaks),
        *(part for line in lines for part in _line(scale, line)),
    ]
    return (
        f'<svg class="series-chart" role="img" aria-label="{escape(alt)}" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" '
        f'xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(parts) + "\n</svg>"
    )


def _grid(scale: Scale) -> Iterable[str]:
    for tick, label in zip(scale.values, scale.labels, strict=True):
        y = scale.y(tick)
        yield f'<path class="grid" d="M{scale.left:.1f} {y:.1f}H{WIDTH - RIGHT:g}"/>'
        yield f'<text class="value" x="{scale.left - 5:.1f}" y="{y + 4:.1f}">{escape(label)}</text>'
    for year in scale.years:
        yield f'<text class="year" x="{scale.x(year):.1f}" y="{HEIGHT - 6:g}">{year}</text>'


def runs(points: Points) -> list[list[tuple[int, float]]]:
    """Return the values cut into runs of years that follow each other."""
    found: list[list[tuple[int, float]]] = []
    for year in sorted(points):
        value = points[year]
        if value is None:
            continue
        if found and found[-1][-1][0] == year - 1:
            found[-1].append((year, value))
        else:
            found.append([(year, value)])
    return found


def _line(scale: Scale, line: Line) -> Iterable[str]:
    for run in runs(line.points):
        at = [f"{scale.x(year):.1f} {scale.y(value):.1f}" for year, value in run]
        if len(run) == 1:
            x, y = at[0].split()
            yield f'<circle class="series-{line.colour}" cx="{x}" cy="{y}" r="3"/>'
        else:
            yield f'<path class="line series-{line.colour}" d="M{"L".join(at)}"/>'


def _band(scale: Scale, band: Band) -> str:
    shapes = []
    for run in runs(band.upper):
        there = [(year, value) for year, value in run if band.lower.get(year) is not None]
        # One year alone is as wide as a line.
        edge = 0.12 if len(there) == 1 else 0.0
        over = [(year + side, value) for year, value in there for side in sorted({-edge, edge})]
        under = [(year, band.lower[round(year)]) for year, _value in reversed(over)]
        corners = [f"{scale.x(year):.1f} {scale.y(value or 0.0):.1f}" for year, value in [*over, *under]]
        shapes.append(f"M{'L'.join(corners)}Z")
    return f'<path class="band" d="{"".join(shapes)}"/>'


def _break(scale: Scale, one: Break) -> str:
    x = scale.x(one.place)
    return (
        f'<path class="break" d="M{x:.1f} {TOP:g}V{HEIGHT - BOTTOM:g}"/>'
        f'<text class="break" x="{x:.1f}" y="{TOP - 6:g}">{escape(one.mark)}</text>'
    )
