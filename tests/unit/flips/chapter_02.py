"""Changes of the data under which the verdicts of chapter 2 must come out otherwise."""

from __future__ import annotations

import pandas as pd

Tables = dict[str, pd.DataFrame]


def programmes(tables: Tables, **changes: str) -> Tables:
    """Give every programme the same governance, selection or funding."""
    return {"cluster_programmes": tables["cluster_programmes"].assign(**changes)}


FLIPS = {
    "S03-1": lambda tables: programmes(tables, governance="business-led", selection="bottom-up"),
    "S04-1": lambda tables: programmes(tables, governance="state-led"),
    "S04-2": lambda tables: programmes(tables, selection="competition"),
    "S04-3": lambda tables: programmes(tables, funding_level="mixed"),
    "S04-5": lambda tables: {"governance_codes": tables["governance_codes"].assign(code="none")},
    "S05-1": lambda tables: programmes(tables, governance="state-led"),
}
