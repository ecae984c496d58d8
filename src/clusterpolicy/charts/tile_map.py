"""The tile map of the 83 federal subjects of April 2012 as a Vega-Lite spec."""

from __future__ import annotations

from typing import Any

from clusterpolicy.charts.look import PALETTES, LookName, vega_config
from clusterpolicy.charts.vega import alt

STEP = 46


def tile_map_spec(
    look: LookName,
    columns: int,
    rows: int,
    count: str,
    tooltip: list[alt.Tooltip],
    legend: str,
    *,
    doubtful: str = "",
) -> dict[str, Any]:
    """Return a tile map that shades tiles by a count, reading the named dataset ``rows``.

    Parameters
    ----------
    look : {"light", "dark"}
        Colours.
    columns, rows : int
        Size of the grid.
    count : str
        Field of the count: nothing, one, two, three, four and more have a shade each; missing has its own.
    tooltip : list of altair.Tooltip
        What a pointer on a tile shows.
    legend : str
        Title of the legend.
    doubtful : str
        Field that is true where the count rests on entries not verified: such a tile has a dashed outline. Without it there is none.

    Returns
    -------
    dict
        The spec. Each row has ``key``, ``code``, ``column``, ``row``, ``chosen`` and the count, and ``own`` where it is a
        learner's own region; ``usermeta.tiles``
        tells a host the grid, so that tiles stay square at any width.
    """
    palette = PALETTES[look]
    last = len(palette.steps) - 1
    level = f"isValid(datum['{count}']) ? min(datum['{count}'], {last}) : -1"
    levels = list(range(-1, last + 1))
    base = (
        alt.Chart(alt.NamedData("rows"))
        .transform_calculate(level=level)
        .encode(
            x=alt.X("column:O", axis=None, scale=alt.Scale(paddingInner=0.06, paddingOuter=0)),
            y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.06, paddingOuter=0)),
            tooltip=tooltip,
        )
    )
    doubt = f"datum['{doubtful}']" if doubtful else "false"
    # A dashed edge tells a learner's own region, or an entry that was not verified, from the others.
    apart = f"datum.own || {doubt}"
    outline = [{"test": "datum.chosen", "value": palette.accent}, {"test": apart, "value": palette.ink}]
    thickness = [{"test": "datum.chosen", "value": 3}, {"test": apart, "value": 1.5}]
    # Rectangles take no dashes by an encoding, only as a property of the mark.
    dashes = alt.ExprRef(f"{apart} ? [4, 3] : [1, 0]")
    tiles = base.mark_rect(cornerRadius=3, cursor="pointer", strokeDash=dashes).encode(
        color=alt.Color(
            "level:O",
            scale=alt.Scale(domain=levels, range=[palette.missing, *palette.steps]),
            legend=alt.Legend(
                title=legend,
                orient="bottom",
                direction="horizontal",
                values=levels[1:],
                labelExpr=f"datum.value == {last} ? '{last}+' : datum.label",
            ),
        ),
        stroke=alt.StrokeValue(palette.grid, condition=outline),
        strokeWidth=alt.StrokeWidthValue(0.5, condition=thickness),
    )
    # Three letters fill at most four fifths of a tile, on a phone as on a wall.
    size = alt.ExprRef(f"min(15, max(8, width / {columns} * 0.40))")
    codes = base.mark_text(fontSize=size, fontWeight=500, cursor="pointer").encode(
        text="code:N",
        color=alt.Color(
            "level:O", scale=alt.Scale(domain=levels, range=[palette.ink, *palette.step_ink]), legend=None
        ),
    )
    chart = (
        alt.layer(tiles, codes)
        .resolve_scale(color="independent")
        .properties(width=columns * STEP, height=rows * STEP)
    )
    spec: dict[str, Any] = chart.to_dict()
    return spec | {
        "config": vega_config(look),
        "usermeta": {"tiles": {"columns": columns, "rows": rows, "step": STEP}},
    }
