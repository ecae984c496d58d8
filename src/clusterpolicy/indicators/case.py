"""Real regions on the criteria of the case's profile, and the composite that the profile was rounded from."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.datasets import load
from clusterpolicy.indicators.tables import region_industry_table

# Inhabitants by which a criterion is divided; the panel counts them in thousands.
TEN_THOUSAND, MILLION = 10, 1_000
# Their firms are counted without the okrugs, their inhabitants with them: no quotient of the two.
WITH_OKRUGS = ["RU-ARK", "RU-TYU"]


def criteria_of_regions(*, okrugs: bool = False) -> pd.DataFrame:
    """Return the criteria of `case_profile` for real regions.

    Parameters
    ----------
    okrugs : bool
        Add the three okrugs beside the oblasts that count them too: to look a region up, never for quartiles.

    Returns
    -------
    DataFrame
        80 regions × the criteria that have a figure, in the units of `case_profile`. What is not published, or
        counted over another territory than its divisor, is missing: nothing is filled in.
    """
    years = load("case_profile").dropna(subset=["value"]).set_index("criterion")["year"].astype(int)
    added = region_industry_table("gva", years["manufacturing"], okrugs=okrugs)
    people = _series("population_avg", years["research_personnel"])
    firms = region_industry_table("firm_count", years["large_firms"]).sum(axis="columns").drop(WITH_OKRUGS)
    columns = {
        "manufacturing": 100 * added["D"] / added.sum(axis="columns"),
        "students": _series("students_he_per_10k", years["students"]),
        "research_personnel": _series("rd_personnel", years["research_personnel"]) / people * TEN_THOUSAND,
        "large_firms": firms / _series("population_avg", years["large_firms"]) * MILLION,
        "small_firms": _series("small_firms_per_10k_census", years["small_firms"]),
        "innovation": _series("innovation_activity", years["innovation"]),
        "websites": _series("org_website", years["websites"]),
        "budget": _series("budget_revenue", years["budget"]) / people,
    }
    return pd.DataFrame(columns).reindex(added.index)


def composite(table: pd.DataFrame) -> pd.Series[float]:
    """Return what the profile of the case was rounded from.

    Parameters
    ----------
    table : DataFrame
        As from `criteria_of_regions`.

    Returns
    -------
    Series
        Of each criterion the quartile that `case_profile` names, in the unit of the criterion.
    """
    quantiles = load("case_profile").dropna(subset=["quantile"]).set_index("criterion")["quantile"]
    found = {criterion: table[str(criterion)].quantile(share) for criterion, share in quantiles.items()}
    return pd.Series(found)


def middle_half(table: pd.DataFrame) -> pd.Series[float]:
    """Return how wide the middle half of the regions lies on each criterion.

    Parameters
    ----------
    table : DataFrame
        As from `criteria_of_regions`.

    Returns
    -------
    Series
        Third quartile minus first, in the unit of the criterion: a yardstick that Moscow does not stretch.
    """
    return table.quantile(0.75) - table.quantile(0.25)


def network_of_case(*levers: str) -> tuple[pd.Series, pd.DataFrame]:
    """Return the organisations of the case and their ties, as the start has them and as levers add to them.

    Parameters
    ----------
    *levers : str
        Levers of `case_ties`; none for the start.

    Returns
    -------
    types : Series
        Type of each organisation, by id.
    ties : DataFrame
        Rows of `case_ties`; the first two columns are the ends.
    """
    return with_levers(load("case_organisations"), load("case_ties"), *levers)


def with_levers(
    organisations: pd.DataFrame, ties: pd.DataFrame, *levers: str
) -> tuple[pd.Series, pd.DataFrame]:
    """Return what is there from the start and by some levers.

    Parameters
    ----------
    organisations, ties : DataFrame
        As `case_organisations` and `case_ties`.
    *levers : str
        Levers; none for the start.

    Returns
    -------
    types : Series
        Type of each organisation, by id.
    ties : DataFrame
        Rows of `ties`.
    """
    there = ["base", *levers]
    kept = organisations[organisations["lever"].isin(there)].set_index("organisation_id")["type"]
    return kept, ties[ties["lever"].isin(there)]


def without(types: pd.Series, ties: pd.DataFrame, organisation: str) -> tuple[pd.Series, pd.DataFrame]:
    """Return a network without one organisation and its ties.

    Parameters
    ----------
    types : Series
        Type of each organisation, by id.
    ties : DataFrame
        The first two columns are the ends.
    organisation : str
        Id of the one that goes.

    Returns
    -------
    types : Series
        The others.
    ties : DataFrame
        The ties between them.
    """
    return types.drop(organisation), ties[~ties.iloc[:, :2].eq(organisation).any(axis="columns")]


def _series(indicator: str, year: int) -> pd.Series[float]:
    rows = load("panel", indicator=indicator, year=int(year))
    return rows.set_index("iso_code")["value"].rename(indicator)
