"""Natural frequencies as icons: one sign for each of a hundred or a thousand cases, four groups told apart by shape and filling."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from clusterpolicy.charts.look import LIGHT, PALETTES, LookName
from clusterpolicy.errors import CourseError
from clusterpolicy.text import _, format_number

# Good ones are round, the others three-cornered; the approved are filled. Names as in Vega, and in matplotlib.
SHAPES = ("circle", "triangle-up", "circle", "triangle-up")
MARKERS = ("o", "^", "o", "^")
GROUPS = len(SHAPES)


def colours(look: LookName) -> tuple[list[str], list[str]]:
    """Return filling and edge of the four groups: good and other approved ones filled, good and other rejected ones hollow."""
    palette = PALETTES[look]
    good, other = palette.series[0], palette.accent
    return [good, other, "transparent", "transparent"], [good, other, good, palette.muted]


def icon_array(axes: Axes, counts: Mapping[str, int], *, columns: int = 20) -> None:
    """Draw a sign for each case, line by line from the top: first the approved, then the rejected.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Where to draw.
    counts : mapping of str to int
        Cases of each group, in the order good and approved, other and approved, good and rejected, other and rejected. The
        names go through gettext and stand in the legend with their counts.
    columns : int
        Signs in a line.

    Raises
    ------
    CourseError
        There are not four groups.
    """
    if len(counts) != GROUPS:
        raise CourseError(
            f"{len(counts)} groups, {GROUPS} are needed",
            "icon_array",
            "Give a count for each of the four groups.",
        )
    _fills, edges = colours("light")
    handles, start = [], 0
    for index, (name, count) in enumerate(counts.items()):
        face = edges[index] if index < GROUPS // 2 else LIGHT.paper
        places = range(start, start + count)
        start += count
        axes.scatter(
            [place % columns for place in places],
            [place // columns for place in places],
            s=62,
            marker=MARKERS[index],
            color=edges[index],
            facecolor=face,
            linewidth=1.3,
        )
        label = f"{_(name)}: {format_number(count, '', 0)}"
        handles.append(
            Line2D(
                [],
                [],
                linestyle="",
                marker=MARKERS[index],
                color=edges[index],
                markerfacecolor=face,
                label=label,
            )
        )
    axes.set_xlim(-0.7, columns - 0.3)
    axes.set_ylim((start - 1) // columns + 0.6, -0.6)
    axes.set_axis_off()
    axes.legend(
        handles=handles,
        loc="upper center",
        bbox_to_anchor=(0.5, 0.0),
        ncols=2,
        frameon=False,
        fontsize=11,
        handlelength=1.0,
        handletextpad=0.4,
        columnspacing=1.2,
        labelcolor=LIGHT.ink,
    )
