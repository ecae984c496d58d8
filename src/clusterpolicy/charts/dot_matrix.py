"""A matrix of dots: what has which feature, and whether that was seen or is general knowledge."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from clusterpolicy.charts.look import LIGHT
from clusterpolicy.text import _


def dot_matrix(axes: Axes, there: pd.DataFrame, seen: pd.Series, *, marks: tuple[str, str]) -> None:
    """Draw a dot where a row has a feature: filled where that was seen in a text, hollow where it was not.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Where to draw.
    there : DataFrame
        Booleans; rows from the top down, columns from left to right, both named in words.
    seen : Series
        Booleans, one for each row of `there`.
    marks : tuple of str
        Words for a filled and for a hollow dot; they go through gettext.
    """
    rows, columns = there.shape
    for line in range(rows):
        axes.axhline(line, color=LIGHT.grid, linewidth=1, zorder=1)
        places = [column for column in range(columns) if there.iat[line, column]]
        face = LIGHT.series[0] if seen.iat[line] else LIGHT.paper
        axes.scatter(
            places, [line] * len(places), s=95, color=LIGHT.series[0], facecolor=face, linewidth=1.6, zorder=2
        )
    axes.set_yticks(range(rows), list(there.index))
    axes.set_xticks(range(columns), list(there.columns), rotation=35, ha="left", rotation_mode="anchor")
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(rows - 0.5, -0.5)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    handles = [
        Line2D([], [], linestyle="", marker="o", color=LIGHT.series[0], markerfacecolor=face, label=_(word))
        for word, face in zip(marks, (LIGHT.series[0], LIGHT.paper), strict=True)
    ]
    axes.legend(
        handles=handles,
        loc="upper right",
        bbox_to_anchor=(1.0, 0.0),
        ncols=2,
        frameon=False,
        fontsize=10,
        labelcolor=LIGHT.ink,
    )
