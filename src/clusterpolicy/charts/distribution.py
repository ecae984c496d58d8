"""Distributions in chapter figures: rows of dots, and how large the largest are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes

from clusterpolicy.charts.look import LIGHT
from clusterpolicy.text import _, format_number

# Part of a row's height over which its dots are spread, so that they hide each other less.
SPREAD = 0.24
# Sizes that are drawn of a long list: as many steps, evenly on the logarithmic scale.
STEPS = 60


def dot_rows(axes: Axes, values: Mapping[str, Sequence[float]], *, label: str) -> None:
    """Draw one row of dots for each name, one dot a number.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Where to draw.
    values : mapping of str to sequence of float
        One row each, the first at the bottom, at most as many as the palette has colours. The names go through gettext.
    label : str
        What the dots measure, with its unit.
    """
    for row, (numbers, colour) in enumerate(zip(values.values(), LIGHT.series, strict=False)):
        heights = [row + SPREAD * (place / len(numbers) - 0.5) for place in range(len(numbers))]
        axes.plot(numbers, heights, "o", ms=4, alpha=0.6, color=colour)
    axes.set_yticks(range(len(values)), [_(name) for name in values])
    axes.xaxis.set_major_formatter(lambda number, _place: format_number(number))
    axes.set_xlabel(label)


def sizes_and_shares(axes: Axes, sizes: Sequence[float], *, label: str, share: str) -> None:
    """Draw which share of the sizes is at least as large, both axes logarithmic.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Where to draw.
    sizes : sequence of float
        Sizes above zero, the largest first.
    label, share : str
        What the sizes measure, and what the shares are of.
    """
    places = sorted({int(len(sizes) ** (step / STEPS)) for step in range(STEPS)})
    shares = [place / len(sizes) for place in places]
    axes.loglog([sizes[place - 1] for place in places], shares, "o", ms=4, color=LIGHT.series[0])
    axes.set_yticks([1, 0.1, 0.01], [_("all"), _("a tenth"), _("a hundredth")])
    axes.xaxis.set_major_formatter(lambda number, _place: format_number(number))
    axes.minorticks_off()
    axes.set_xlabel(label)
    axes.set_ylabel(share)
