"""What the charts of exercises share: their frame, and how a bar looks that is not sure."""

from __future__ import annotations

from typing import Any

import altair as alt

from clusterpolicy.charts.look import LookName, vega_config

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
