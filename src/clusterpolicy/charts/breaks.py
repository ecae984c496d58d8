"""Breaks of a series on its chart: which lie in sight, how they are marked, and the sentences that explain the marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

import altair as alt
from matplotlib.axes import Axes

from clusterpolicy import vocabulary
from clusterpolicy.charts.look import LIGHT, PALETTES, LookName
from clusterpolicy.datasets import breaks
from clusterpolicy.text import _, format_message

# A break lies between two years: half a year before the first one of what is new.
BEFORE = 0.5


@dataclass(frozen=True)
class Break:
    """What changes before a year of a series.

    Attributes
    ----------
    year : int
        First year of what is new.
    mark : str
        Letter on the chart.
    kinds : str
        What kind of change, in words.
    changes : tuple of str
        What changes, each with the mark of its verification where it was not seen in a source.
    """

    year: int
    mark: str
    kinds: str
    changes: tuple[str, ...]

    @property
    def place(self) -> float:
        """Where it lies on an axis of years."""
        return self.year - BEFORE

    @property
    def note(self) -> str:
        """The sentence that explains the mark."""
        params = {"mark": self.mark, "year": str(self.year), "kinds": self.kinds, "changes": "; ".join(self.changes)}
        return format_message(_("{mark}: from {year}, {kinds}. {changes}."), params)


def series_breaks(
    dataset: str, indicator: str, years: Sequence[int], territories: str | Iterable[str]
) -> list[Break]:
    """Return the breaks of a series that lie within a chart.

    Parameters
    ----------
    dataset, indicator : str
        As for `clusterpolicy.datasets.breaks`.
    years : sequence of int
        Years on the chart: what changes before the first of them, or after the last, cannot be seen.
    territories : str or iterable of str
        Whose lines are drawn: what concerns others alone is left out.

    Returns
    -------
    list of Break
        By year; letters follow the years.
    """
    found = breaks(dataset, indicator, territories)
    found = found[(found["year_from"] > min(years)) & (found["year_from"] <= max(years))]
    kinds = vocabulary.kinds_of_break()
    return [
        Break(
            int(year),
            ascii_lowercase[number % len(ascii_lowercase)],
            ", ".join(dict.fromkeys(kinds[kind] for kind in rows["kind"])),
            tuple(map(with_mark, rows["change"], rows["verification"])),
        )
        for number, (year, rows) in enumerate(found.groupby("year_from", sort=True))
    ]


def with_mark(change: str, verification: str) -> str:
    """Return what changes; what was not seen in a source keeps its mark."""
    text = _(change).removesuffix(".")
    if verification in ("sourced", "computed"):
        return text
    return f"{text} ({vocabulary.verification()[verification]})"


def mark_breaks(axes: Axes, found: Iterable[Break]) -> None:
    """Draw breaks into a chapter figure: a dashed line each, with its letter on top."""
    for one in found:
        axes.axvline(one.place, color=LIGHT.muted, linewidth=1, linestyle=(0, (3, 3)), zorder=0)
        axes.annotate(
            one.mark,
            (one.place, 1),
            xycoords=axes.get_xaxis_transform(),
            xytext=(0, 2),
            textcoords="offset points",
            ha="center",
            fontsize=11,
            color=LIGHT.muted,
        )


def break_layer(look: LookName, found: Sequence[Break]) -> alt.LayerChart:
    """Return breaks as a layer over an exercise's chart whose x axis is ``year:Q``."""
    palette = PALETTES[look]
    rows = [{"place": one.place, "mark": one.mark, "note": one.note} for one in found]
    base: Any = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("place:Q"), tooltip=[alt.Tooltip("note:N", title=_("Break"))]
    )
    lines = base.mark_rule(color=palette.muted, strokeDash=[3, 3])
    letters = base.mark_text(color=palette.muted, fontSize=13, dy=-6, y=0).encode(text="mark:N")
    return alt.layer(lines, letters)
