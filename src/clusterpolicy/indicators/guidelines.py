"""What statistics hold that bears on the deck's six guidelines, region by region; for will and motivation they hold nothing."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.datasets import load
from clusterpolicy.indicators.instruments import held, kinds_per_region
from clusterpolicy.indicators.public_money import regional_money
from clusterpolicy.indicators.specialisation import cluster_stars
from clusterpolicy.indicators.tables import region_industry_table

# The last years that the deck's readers could have had in April 2012.
LAST_YEAR = 2011
LAST_TABLE = 2010
MOMENT = "2012-04"


def facts() -> pd.DataFrame:
    """Return the figures that bear on guidelines, by region.

    Returns
    -------
    DataFrame
        A row for each of the 83 regions (``iso_code``). ``stars``: industries with three stars, sections of 2010 by value added, without
        the okrugs that their oblasts count. ``kinds``: kinds of instrument held in April 2012; ``checked``: those that rest on an entry
        seen in a source. ``innovation``: per cent of organisations that innovate. ``research``: R&D personnel per 10,000 employed.
        ``budget``: revenue of the consolidated budget, thousand roubles a head. ``balance``: surplus, per cent of revenue. Missing values
        stay missing; a region without an instrument holds none.
    """
    regions = load("regions")["iso_code"].sort_values()
    instruments, levers = load("instruments"), load("levers")
    rows = held(instruments, levers, MOMENT)
    seen = held(instruments, levers, MOMENT, levels=("sourced", "partly"))
    money = regional_money([LAST_YEAR]).xs(LAST_YEAR, level="year")
    table = pd.DataFrame(index=pd.Index(regions, name="iso_code"))
    stars = cluster_stars(region_industry_table("gva", LAST_TABLE))["stars"] == 3
    table["stars"] = stars.groupby(level=0).sum()
    table["kinds"] = kinds_per_region(rows).reindex(table.index).fillna(0)
    table["checked"] = kinds_per_region(seen).reindex(table.index).fillna(0)
    table["innovation"] = _latest("innovation_activity")
    table["research"] = 10 * _latest("rd_personnel") / _latest("employment_avg")
    table["budget"] = money["budget_revenue"] / money["population_avg"]
    table["balance"] = 100 * (money["budget_revenue"] - money["budget_expenditure"]) / money["budget_revenue"]
    return table.astype(float)


def _latest(indicator: str) -> pd.Series[float]:
    rows = load("panel", indicator=indicator, year=LAST_YEAR)
    return rows.set_index("iso_code")["value"]
