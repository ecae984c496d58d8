"""Public money of regions, and the federal money for the pilot clusters of 2012 on the same scale."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from clusterpolicy.datasets import load, worded
from clusterpolicy.indicators.programmes import MILLION, RUSSIAN_PILOTS

PILOTS = "pilot_cluster_2012"
MONEY = ("budget_expenditure", "budget_revenue", "rd_expenditure", "grp")
PEOPLE = "population_avg"
THOUSAND = 1_000
# The table of budgets prints these oblasts without their okrugs.
PARTS = {
    "RU-ARK": ("RU-ARK_X", "RU-NEN"),
    "RU-TYU": ("RU-TYU_X", "RU-KHM", "RU-YAN"),
}
BUDGETS = ("budget_expenditure", "budget_revenue")
SHARE = re.compile(r"([\d.]+) m RUB of the (\d{4}) federal subsidy")
# Entries whose text names a sum, and what kind of sum it is.
STATED = {
    "2006-08-10-government-approves-creation-russian": "capital",
    "2007-07-russian-corporation-nanotechnologies-rosnano": "capital",
    "skolkovo": "estimate",
    "technopark-programme": "budget",
    "pilot-subsidy-2013": "subsidy",
    "pilot-subsidy-2014": "plan",
    "pilot-subsidy-2015": "subsidy",
}
SUM = re.compile(r"([\d.]+) bn (?:RUB|roubles)")


def regional_money(years: Iterable[int]) -> pd.DataFrame:
    """Return budgets, research spending, product and people of the 83 regions.

    Parameters
    ----------
    years : iterable of int
        Calendar years.

    Returns
    -------
    DataFrame
        By ``iso_code`` and ``year``. ``budget_expenditure``, ``budget_revenue``, ``rd_expenditure``, ``grp``: million roubles of the year.
        ``population_avg``: thousand persons. The budgets of Arkhangelsk and Tyumen Oblasts are sums with their okrugs, as the
        other columns are: add up 80 regions, without the okrugs. A confidential value is missing.
    """
    columns = [*MONEY, PEOPLE]
    table = load("panel", indicator=columns, year=list(years), form="wide")[columns].unstack("year")
    for whole, parts in PARTS.items():
        for budget in BUDGETS:
            sums = table.loc[list(parts), budget].sum(min_count=len(parts))
            table.loc[whole, budget] = sums.to_numpy()
    regions = load("regions")["iso_code"].sort_values()
    return table.loc[regions].stack("year", future_stack=True).rename_axis(columns=None)


def pilot_money(cluster_programmes: pd.DataFrame) -> pd.Series:
    """Return the federal money for the pilot clusters by year, in million roubles; that of 2014 was planned."""
    rows = cluster_programmes.set_index("programme_id").loc[list(RUSSIAN_PILOTS)]
    amounts = rows["budget_value"] * rows["budget_multiplier"] / MILLION
    return pd.Series(amounts.to_numpy(dtype=float), index=rows["budget_from"].astype(int), name="pilot_money")


def planned_years(cluster_programmes: pd.DataFrame) -> list[int]:
    """Return the years whose money for the pilot clusters is a plan, not what was paid."""
    rows = cluster_programmes.set_index("programme_id").loc[list(RUSSIAN_PILOTS)]
    return [int(year) for year in rows.loc[rows["budget_kind"] == "planned", "budget_from"]]


def host_regions(instruments: pd.DataFrame) -> list[str]:
    """Return the regions that host a pilot cluster of 2012, as the list has them."""
    return sorted(instruments.loc[instruments["kind"] == PILOTS, "iso_code"].unique())


def documented_shares(instruments: pd.DataFrame) -> pd.DataFrame:
    """Return what is documented of single regions' federal money: ``iso_code``, ``year``, ``amount`` in million roubles."""
    notes = instruments[instruments["kind"] == PILOTS].set_index("iso_code")["note"].fillna("")
    found = notes.str.extract(SHARE).dropna()
    return pd.DataFrame({"year": found[1].astype(int), "amount": found[0].astype(float)}).reset_index()


def on_scale(money: pd.DataFrame, pilots: pd.Series) -> pd.Series:
    r"""Return the mean yearly money for the pilot clusters beside other money of the same regions and years.

    .. math:: m = \frac{\sum_t P_t}{\sum_{t, r} N_{t r}}

    with the federal money :math:`P_t` of year :math:`t` and the people :math:`N_{t r}` of region :math:`r`; shares likewise, sum by sum.

    Parameters
    ----------
    money : DataFrame
        Rows of `regional_money` for the regions that host a pilot cluster and the years of `pilots`.
    pilots : Series
        As from `pilot_money`.

    Returns
    -------
    Series
        ``pilot``, ``rd``, ``budget``: roubles per inhabitant a year. ``pilot_of_grp``, ``pilot_of_rd``: shares.
    """
    sums, paid = money.sum(), pilots.sum()
    per_head = THOUSAND / sums[PEOPLE]
    return pd.Series(
        {
            "pilot": paid * per_head,
            "rd": sums["rd_expenditure"] * per_head,
            "budget": sums["budget_expenditure"] * per_head,
            "pilot_of_grp": paid / sums["grp"],
            "pilot_of_rd": paid / sums["rd_expenditure"],
        }
    )


def deficits(panel: pd.DataFrame) -> pd.DataFrame:
    """Return by year how many regional budgets spent more than they took in; a year needs no deflator.

    Parameters
    ----------
    panel : DataFrame
        Rows of the dataset `panel` with at least the series of `BUDGETS`.

    Returns
    -------
    DataFrame
        By year, ``short`` of ``budgets``. Each printed budget counts once: two oblasts without their okrugs, the okrugs by themselves.
    """
    rows = panel[panel["indicator"].isin(BUDGETS) & panel["iso_code"].str.startswith("RU-")]
    wide = rows.pivot(index=["year", "iso_code"], columns="indicator", values="value").dropna()
    short = wide["budget_expenditure"] > wide["budget_revenue"]
    return short.groupby("year").agg(short="sum", budgets="size")


def stated_sums(instruments: pd.DataFrame, timeline: pd.DataFrame) -> pd.DataFrame:
    """Return the sums that entries state in words: a plan, a capital and an estimate are different things.

    Returns
    -------
    DataFrame
        By the id of the entry, in the order of `STATED`: ``name`` (in the language in force), ``year``, ``amount`` (the first sum that the entry names, billion
        roubles), ``what`` (a code of `STATED`), ``verification``.
    """
    entries = instruments.assign(said=instruments["field"].fillna("") + " " + instruments["note"].fillna(""))
    entries = entries.assign(name=worded(entries, "name"), year=entries["established_year"])
    events = timeline.assign(said=timeline["note"].fillna(""), name=worded(timeline, "event"))
    both = pd.concat([entries.set_index("instrument_id"), events.set_index("event_id")]).loc[list(STATED)]
    amounts = both["said"].str.extract(SUM)[0].astype(float)
    return both[["name", "year", "verification"]].assign(amount=amounts, what=pd.Series(STATED))
