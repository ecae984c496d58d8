"""The case file: the fictional region on one page that a facilitator can print."""

from __future__ import annotations

from typing import Any

from clusterpolicy import vocabulary
from clusterpolicy.datasets import load
from clusterpolicy.text import _, language

TYPES = ("research", "authority", "large", "small")


def case() -> dict[str, Any]:
    """Return what the page shows, all of it from the datasets of the case."""
    facts = load("case_facts").set_index("fact")["value"].to_dict()
    return {
        "facts": facts,
        "profile": profile(),
        "organisations": organisations(),
        "projects": projects(),
        "links": load("case_links")
        .sort_values("place")[[f"name_{language()}", "baseline"]]
        .to_numpy()
        .tolist(),
        "funnel": load("case_funnel")
        .sort_values("place")[[f"name_{language()}", "count"]]
        .to_numpy()
        .tolist(),
        "support": support(),
        "budget": budget(),
    }


def profile() -> list[dict[str, Any]]:
    """Return the criteria that have a figure, in the order of the claims."""
    rows = load("case_profile").dropna(subset=["value"]).sort_values(["claim_id", "criterion"])
    return [
        {
            "name": row[f"name_{language()}"],
            "value": row["value"],
            "unit": _(row["unit"]),
            "year": row["year"],
        }
        for row in rows.to_dict("records")
    ]


def organisations() -> dict[str, list[str]]:
    """Return the names of the twenty-four, by type."""
    rows = load("case_organisations", lever="base")
    words = vocabulary.organisation_type()
    return {
        words[kind]: rows.loc[rows["type"] == kind, f"name_{language()}"].sort_values().tolist()
        for kind in TYPES
    }


def projects() -> dict[str, list[dict[str, Any]]]:
    """Return name and cost of the projects, those that run and those that are planned."""
    rows = load("case_projects")
    return {
        words: [
            {"name": row[f"name_{language()}"], "cost": row["cost"]}
            for row in rows[rows["status"] == status].to_dict("records")
        ]
        for status, words in vocabulary.project_status().items()
    }


def support() -> dict[str, list[str]]:
    """Return the actions for small firms, those that run and those that are planned."""
    rows = load("case_support_actions").sort_values("claim_id")
    runs = rows["since"].notna()
    words = vocabulary.project_status()
    return {
        words["running"]: rows.loc[runs, f"name_{language()}"].tolist(),
        words["planned"]: rows.loc[~runs, f"name_{language()}"].tolist(),
    }


def budget() -> dict[str, Any]:
    """Return the years, and for each side its lines with an amount a year."""
    rows = load("case_budget")
    amounts = rows.pivot(index="line", columns="year", values="amount")
    sides = rows.drop_duplicates("line").set_index("line")["side"]
    words = vocabulary.budget_line()
    return {
        "years": [str(year) for year in amounts.columns],
        "sides": {
            word: {words[line]: amounts.loc[line].tolist() for line in words if sides[line] == side}
            for side, word in vocabulary.budget_side().items()
        },
    }
