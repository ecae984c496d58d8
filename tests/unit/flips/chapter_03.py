"""Changes of the data under which the verdicts of chapter 3 must come out otherwise."""

from __future__ import annotations

import pandas as pd

Tables = dict[str, pd.DataFrame]


def programmes(tables: Tables, **changes: object) -> Tables:
    """Give every programme the same year or governance."""
    return {"cluster_programmes": tables["cluster_programmes"].assign(**changes)}


FLIPS = {
    "S02-2": lambda tables: programmes(tables, start_year=1995),
    "S05-2": lambda tables: programmes(tables, governance="business-led"),
}
