"""A timeline that reads on a phone and in print: years to scale on the left, one line an event on the right."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from clusterpolicy.charts.look import LIGHT
from clusterpolicy.text import _

# A kind has a sign and a colour; a hollow sign was not verified.
SIGNS = {
    "law": ("o", LIGHT.series[0]),
    "programme": ("D", LIGHT.series[0]),
    "institution": ("s", LIGHT.series[2]),
    "selection": ("^", LIGHT.series[1]),
    "funding": ("P", LIGHT.series[3]),
    "crisis": ("X", LIGHT.muted),
}
AXIS, SIGN, WORDS = 0.0, 0.17, 0.20
TICKS = 5


def timeline(
    axes: Axes, events: pd.DataFrame, kinds: Mapping[str, str], marks: tuple[str, str], now: tuple[str, str]
) -> None:
    """Draw events from the top down, each tied to its year.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Where to draw.
    events : DataFrame
        In the order of the lines: ``date`` (as in the dataset `timeline`), ``year``, ``label`` (in words, of at most about forty letters),
        ``kind`` (one of `SIGNS`) and ``sourced``; what is not sourced has a hollow sign.
    kinds : mapping of str to str
        Words for the kinds, for the legend.
    marks : tuple of str
        Words for a filled and for a hollow sign.
    now : tuple of str
        A month such as ``"2012-04"`` and its words, which stand between the events before it and those after it.
    """
    first, last = int(events["year"].min()), int(events["year"].max())
    month, words = now
    before = int((events["date"] < month).sum())
    lines = np.linspace(first, last, len(events) + 1)
    places = np.delete(lines, before)
    for place, event in zip(places, events.itertuples(), strict=True):
        sign, colour = SIGNS[event.kind]
        axes.plot([AXIS, SIGN], [event.year, place], color=LIGHT.grid, linewidth=1, zorder=1)
        face = colour if event.sourced else LIGHT.paper
        axes.scatter(SIGN, place, marker=sign, s=42, color=colour, facecolor=face, linewidth=1.4, zorder=2)
        axes.text(WORDS, place, f"{event.year}  {event.label}", va="center", fontsize=11, color=LIGHT.ink)
    moment = int(month[:4]) + (int(month[5:]) - 1) / 12
    axes.plot([AXIS, SIGN], [moment, lines[before]], color=LIGHT.accent, linewidth=1.2, linestyle="--")
    axes.text(WORDS, lines[before], _(words), va="center", fontsize=11, color=LIGHT.accent, fontweight="bold")
    _scale(axes, first, last)
    _legend(axes, [kind for kind in kinds if kind in set(events["kind"])], kinds, marks)


def _scale(axes: Axes, first: int, last: int) -> None:
    """Draw the years to scale, from the top down."""
    years = [year for year in range(first, last + 1) if year % TICKS == 0]
    axes.set_ylim(last + 0.6, first - 0.6)
    axes.set_xlim(AXIS, 1)
    axes.set_yticks([first, *years] if first + 2 < years[0] else years)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)


def _legend(axes: Axes, used: list[str], kinds: Mapping[str, str], marks: tuple[str, str]) -> None:
    handles = [
        Line2D([], [], linestyle="", marker=SIGNS[kind][0], color=SIGNS[kind][1], label=kinds[kind])
        for kind in used
    ]
    for word, face in zip(marks, (LIGHT.ink, LIGHT.paper), strict=True):
        handles.append(
            Line2D([], [], linestyle="", marker="o", color=LIGHT.ink, markerfacecolor=face, label=word)
        )
    axes.legend(
        handles=handles,
        loc="upper center",
        bbox_to_anchor=(0.45, 0),
        ncols=4,
        columnspacing=1.2,
        handletextpad=0.2,
        frameon=False,
        fontsize=10,
        labelcolor=LIGHT.ink,
    )
