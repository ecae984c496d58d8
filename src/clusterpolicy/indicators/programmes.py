"""Budgets of cluster programmes on scales that can be compared."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.datasets import load

# The pilot clusters stand in three rows, one a yearly budget: together they are one programme.
RUSSIAN_PILOTS = ("rus-pilot-2013", "rus-pilot-2014", "rus-pilot-2015")
PILOTS = "rus-pilot"
MILLION = 1_000_000


def normalised_budgets() -> pd.DataFrame:
    r"""Return the budgets of the course's programmes on five scales.

    .. math:: \text{gdp}_p = 10^6 \frac{B_p / T_p}{\overline{Y}_{c, t \in T_p}}

    with the budget :math:`B_p` of programme :math:`p`, the number of years :math:`T_p` that it covers, and the mean gross domestic
    product :math:`\overline{Y}` of its country over these years.

    Returns
    -------
    DataFrame
        One row a programme with a budget, by ``programme_id``. ``total``: millions of its currency; ``year``: the same a year;
        ``cluster_year``: the same per cluster and year; ``inhabitant``: units of its currency per inhabitant and year; ``gdp``: millionths
        of gross domestic product a year. Missing where the source does not state the years or the number of clusters. Beside them
        ``iso3``, ``what``, ``currency``, ``first_year``, ``last_year``, ``clusters``, ``kind`` (stated, planned, ceiling) and ``verification``.
    """
    table = _one_programme(load("cluster_programmes"))
    amounts = table["budget_value"] * table["budget_multiplier"]
    whole = table["budget_basis"] == "all clusters"
    years = (table["budget_to"] - table["budget_from"] + 1).astype("Float64")
    clusters = table["number_of_clusters"].astype("Float64")
    yearly = (amounts / years).where(whole)
    per_cluster = (amounts / clusters / years.fillna(table["support_years"].astype("Float64"))).where(
        whole, amounts
    )
    levels = load("country_levels", form="wide")
    mean = pd.DataFrame({name: _mean_levels(levels, row) for name, row in table.iterrows()}).T
    return pd.DataFrame(
        {
            "iso3": table["iso3"],
            "what": table["what"],
            "currency": table["budget_currency"],
            "first_year": table["budget_from"],
            "last_year": table["budget_to"],
            "clusters": table["number_of_clusters"],
            "kind": table["budget_kind"],
            "verification": table["verification"],
            "total": (amounts / MILLION).where(whole),
            "year": yearly / MILLION,
            "cluster_year": per_cluster / MILLION,
            "inhabitant": yearly / mean["population_total"],
            "gdp": MILLION * yearly / mean["gdp_current_lcu"],
        }
    )


def _one_programme(programmes: pd.DataFrame) -> pd.DataFrame:
    """Return programmes with a budget, the Russian pilots as one of 2013 to 2015."""
    table = programmes[programmes["budget_value"].notna()].set_index("programme_id")
    pilots = table.loc[list(RUSSIAN_PILOTS)]
    together = pilots.iloc[0].copy()
    together["budget_value"] = pilots["budget_value"].sum()
    together["budget_from"], together["budget_to"] = pilots["budget_from"].min(), pilots["budget_to"].max()
    # One planned year makes the sum a planned one.
    together["budget_kind"] = "planned" if (pilots["budget_kind"] == "planned").any() else "stated"
    rows = table.drop(list(RUSSIAN_PILOTS))
    one = together.to_frame(PILOTS).T.astype(rows.dtypes)
    return pd.concat([rows, one]).sort_index().rename_axis("programme_id")


def _mean_levels(levels: pd.DataFrame, row: pd.Series) -> pd.Series:
    """Return the mean product and population of a programme's country over the years of its budget."""
    if pd.isna(row["budget_from"]):
        return pd.Series({"gdp_current_lcu": float("nan"), "population_total": float("nan")})
    years = range(int(row["budget_from"]), int(row["budget_to"]) + 1)
    known = [(row["iso3"], year) for year in years if (row["iso3"], year) in levels.index]
    return levels.loc[known].astype("float64").mean()
