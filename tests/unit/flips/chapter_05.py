"""Changes of the data under which the verdicts of chapter 5 must come out otherwise."""

from __future__ import annotations

import pandas as pd

Tables = dict[str, pd.DataFrame]


def without(tables: Tables, *kinds: str) -> Tables:
    """Leave out kinds of instrument."""
    rows = tables["instruments"]
    return {"instruments": rows[~rows["kind"].isin(kinds)]}


def levers(tables: Tables, **changes: object) -> Tables:
    """Give every kind the same lever, body or legal basis."""
    return {"levers": tables["levers"].assign(**changes)}


def balanced(tables: Tables) -> Tables:
    """Let every budget take in more than it spends."""
    rows = tables["panel"].copy()
    rows.loc[rows["indicator"] == "budget_revenue", "value"] *= 10
    return {"panel": rows}


def unverified(tables: Tables) -> Tables:
    """Take the source from every entry."""
    return {"instruments": tables["instruments"].assign(verification="unverified")}


def dated(tables: Tables) -> Tables:
    """Let every entry begin before the deck."""
    return {"instruments": tables["instruments"].assign(established_year=2010)}


FLIPS = {
    "S07-1": lambda tables: without(tables, "innovation_centre"),
    "S07-3": lambda tables: levers(tables, tax=True),
    "S07-4": lambda tables: levers(tables, legal_basis="Federal Law 116-FZ"),
    "S07-5": lambda tables: (
        without(tables, "technopark", "regional_priority_cluster")
        | {"applicants": tables["applicants"].iloc[:0]}
    ),
    "S07-6": balanced,
    "S08-1": unverified,
    "S08-2": dated,
    "S08-3": dated,
    "S08-4": unverified,
}
