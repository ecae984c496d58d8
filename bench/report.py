"""The table that the benchmark prints."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

HEADINGS = ("figure", "this course", "peer", "ratio", "target")


@dataclass(frozen=True)
class Row:
    """One figure: samples of this course, of the peer where there is one, and what is aimed at.

    `ratio` in the printed table is the peer's median over the course's: above one, the course is ahead.
    """

    figure: str
    unit: str
    course: Sequence[float]
    peer: Sequence[float] = ()
    target: str = ""

    def cells(self) -> tuple[str, ...]:
        """Return the row's five texts."""
        return (
            self.figure,
            written(self.course, self.unit),
            written(self.peer, self.unit) if self.peer else "–",
            ratio(self.peer, self.course),
            self.target or "–",
        )


def ratio(peer: Sequence[float], course: Sequence[float]) -> str:
    """Return how many times the course's median fits into the peer's."""
    if not peer or not course or not statistics.median(course):
        return "–"
    return f"{statistics.median(peer) / statistics.median(course):.1f}"


def written(samples: Sequence[float], unit: str) -> str:
    """Return median, range and number of samples."""
    if not samples:
        return "not measured"
    middle = f"{number(statistics.median(samples))} {unit}".strip()
    if len(samples) == 1:
        return middle
    return f"{middle} ({number(min(samples))}–{number(max(samples))}, n={len(samples)})"


def number(value: float) -> str:
    """Return a figure with about three digits."""
    if value == int(value) and abs(value) < 100_000:
        return f"{value:.0f}"
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def percentile(samples: Sequence[float], share: float) -> float:
    """Return the sample below which that share of the samples lies."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def table(rows: Sequence[Row]) -> str:
    """Return all rows as aligned columns."""
    lines = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
