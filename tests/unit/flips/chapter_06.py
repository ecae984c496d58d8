"""Changes of the data under which the verdicts of chapter 6 must come out otherwise."""

from __future__ import annotations

import pandas as pd

Tables = dict[str, pd.DataFrame]


def without_priority_clusters(tables: Tables) -> Tables:
    """Let the city have named no clusters."""
    instruments = tables["instruments"]
    return {"instruments": instruments[instruments["kind"] != "regional_priority_cluster"]}


def programmes(tables: Tables, **changes: object) -> Tables:
    """Give every programme the same entry."""
    return {"cluster_programmes": tables["cluster_programmes"].assign(**changes)}


FLIPS = {
    "S09-1": without_priority_clusters,
    "S09-2": lambda tables: programmes(tables, funding_level=None, selection="bottom-up"),
    "S10-2": lambda tables: programmes(tables, governance="mixed"),
    "S10-3": lambda tables: {"governance_codes": tables["governance_codes"].assign(verification="sourced")},
}
