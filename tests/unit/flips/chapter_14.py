"""Changes of the data under which the verdicts of chapter 14 must come out otherwise."""

from __future__ import annotations

import pandas as pd

Tables = dict[str, pd.DataFrame]


def without_deficits(tables: Tables) -> Tables:
    """Let every budget take in more than any spends."""
    panel = tables["panel"]
    revenue = panel["indicator"] == "budget_revenue"
    return {"panel": panel.assign(value=panel["value"].mask(revenue, 1e12))}


FLIPS = {
    "S17-3": lambda tables: {"levers": tables["levers"].assign(obliges="Nothing.")},
    "S17-5": lambda tables: {"levers": tables["levers"].assign(coordination=True)},
    "S17-6": without_deficits,
}
