"""Changes of the data under which the verdict of chapter 15 must come out otherwise."""

from __future__ import annotations

import pandas as pd

Tables = dict[str, pd.DataFrame]


def nothing_rises(tables: Tables) -> Tables:
    """Let every evaluation that saw an effect have found none."""
    rows = tables["evaluation_outcomes"].copy()
    rows.loc[rows["effect"].notna(), "effect"] = "none"
    return {"evaluation_outcomes": rows}


FLIPS = {"S17-1": nothing_rises}
