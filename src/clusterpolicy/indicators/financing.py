"""What is documented of the money of cluster programmes, as plans of five years for one cluster."""

from __future__ import annotations

import re

import pandas as pd

from clusterpolicy.datasets import load
from clusterpolicy.indicators.programmes import PILOTS, RUSSIAN_PILOTS, normalised_budgets
from clusterpolicy.indicators.public_money import pilot_money

YEARS = 5
# Foreign programmes whose money per cluster and year is sourced, and how many years of it the source speaks of.
FOREIGN = ("deu-spitzencluster", "swe-vinnvaxt", "fra-poles-2")
# Where the source says that firms add as much as the State does.
MATCHED = ("deu-spitzencluster",)
# Lines of `case_budget` under the names that the model has for them.
FROM_BUDGET = {
    "federal": "federal-subsidy",
    "region": "region",
    "fees": "fees",
    "services": "services-sold",
    "private": "private-investors",
    "cost": "cost",
}
REGIONAL = re.compile(r"[Rr]egional share (?:cut to )?(\d+)-(\d+) %")


def plans_of_programmes() -> pd.DataFrame:
    r"""Return the money of programmes for one cluster, over the first five years.

    .. math:: c = \frac{\sum_{t \in T} (p_t + m_t)}{|T|}

    with the public money :math:`p_t` and what firms add, :math:`m_t`, in the documented years :math:`T`. No source states what a cluster cost:
    :math:`c`, what the documented money pays for in a year, stands for it in all five years.

    Returns
    -------
    DataFrame
        By ``programme_id``; ``rus-pilot`` is the mean of the Russian pilot clusters. ``public`` and ``firms``: tuples of five figures, nought where
        no money is documented. ``cost``: a year. ``years``: how many of the five are documented. All in millions of ``currency``, to two
        digits. ``support_years``: how long one cluster is supported, where the entry says so. ``kind`` (stated, planned, ceiling) and ``verification`` of the entry.
    """
    budgets = normalised_budgets()
    terms = load("cluster_programmes").set_index("programme_id")["support_years"]
    rows = {}
    for name in (PILOTS, *FOREIGN):
        entry = budgets.loc[name]
        if name == PILOTS:
            public = [amount / entry["clusters"] for amount in pilot_money(load("cluster_programmes"))]
        else:
            known = entry["last_year"] - entry["first_year"] + 1
            years = int(terms[name] if pd.isna(known) else known)
            public = [entry["cluster_year"]] * min(years, YEARS)
        firms = public if name in MATCHED else [0.0] * len(public)
        rows[name] = {
            "public": _five(public),
            "firms": _five(firms),
            "cost": round((sum(public) + sum(firms)) / len(public), 2),
            "years": len(public),
            "support_years": terms.get(name),
            "currency": entry["currency"],
            "kind": entry["kind"],
            "verification": entry["verification"],
        }
    return pd.DataFrame(rows).T.rename_axis("programme_id")


def _five(amounts: list[float]) -> tuple[float, ...]:
    known = [round(float(amount), 2) for amount in amounts]
    return tuple(known + [0.0] * (YEARS - len(known)))


def lines_of(case_budget: pd.DataFrame) -> pd.DataFrame:
    """Return the lines of income and the whole cost of the case's budget, by year, in million roubles."""
    income = case_budget[case_budget["side"] == "income"]
    costs = case_budget[case_budget["side"] == "cost"]
    lines = income.pivot(index="line", columns="year", values="amount")
    whole = costs.groupby("year")["amount"].sum().to_frame("cost").T
    return pd.concat([lines, whole]).rename_axis("line").astype(float)


def regional_shares(cluster_programmes: pd.DataFrame) -> pd.DataFrame:
    """Return what share of the joint money regions bore of the subsidies to the pilot clusters, in per cent.

    Returns
    -------
    DataFrame
        By year, ``low`` and ``high`` of the range that the entry states; a year for which it states none is missing.
    """
    rows = cluster_programmes.set_index("programme_id").loc[list(RUSSIAN_PILOTS)]
    found = rows["note"].str.extract(REGIONAL).astype(float)
    found.index = rows["budget_from"].astype(int)
    return found.dropna().set_axis(["low", "high"], axis="columns").rename_axis("year")
