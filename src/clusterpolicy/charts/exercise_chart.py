"""What the charts of exercises share: their frame, and how a bar looks that is not sure."""

from __future__ import annotations

from typing import Any

from clusterpolicy.charts.look import PALETTES, LookName, vega_config
from clusterpolicy.charts.vega import alt
from clusterpolicy.text import _

EDGE = 4


def framed(chart: alt.TopLevelMixin, look: LookName, height: int, right: int = EDGE) -> dict[str, Any]:
    """Return a chart as hosts take it: as wide as its place, of a fixed height, in the colours of a look.

    Parameters
    ----------
    chart : altair.Chart or a layered one
        The marks; they read the named dataset ``rows``.
    look : {"light", "dark"}
        Colours.
    height : int
        Height in pixels, axes and legend included.
    right : int
        Room on the right in pixels, for figures behind the longest bar.
    """
    made: dict[str, Any] = chart.properties(width="container", height=height).to_dict()
    return made | {
        "padding": {"left": EDGE, "top": EDGE, "bottom": EDGE, "right": right},
        "autosize": {"type": "fit", "contains": "padding"},
        "config": vega_config(look),
    }


def hollow(test: str) -> dict[str, Any]:
    """Return the channels that make a mark pale with a dashed edge where a Vega expression holds."""
    return {
        "fillOpacity": alt.condition(test, alt.value(0.25), alt.value(1)),
        "strokeDash": alt.condition(test, alt.value([5, 3]), alt.value([1, 0])),
    }


def break_layer(look: LookName) -> alt.LayerChart:
    """Return the layer that draws the breaks among the rows of an exercise: a dashed rule each, with its letter on top.

    Such a row has ``mark`` (its letter), ``year`` (where it lies) and ``name`` (what it means); in all others ``mark`` is
    empty.
    """
    palette = PALETTES[look]
    base: Any = (
        alt.Chart(alt.NamedData("rows"))
        .transform_filter("datum.mark !== ''")
        .encode(x=alt.X("year:Q"), tooltip=[alt.Tooltip("name:N", title=_("Break in the series"))])
    )
    lines = base.mark_rule(color=palette.muted, strokeDash=[3, 3])
    letters = base.mark_text(color=palette.muted, fontSize=13, dx=7).encode(y=alt.value(7), text="mark:N")
    layer: alt.LayerChart = alt.layer(lines, letters)  # type: ignore[assignment]
    return layer
