"""Changes of the data under which the verdicts of chapter 4 must come out otherwise."""

from __future__ import annotations

import pandas as pd

Tables = dict[str, pd.DataFrame]


def russia(tables: Tables, **values: float) -> Tables:
    """Give Russia other values in some series of the country panel."""
    changed = tables["countries_panel"].copy()
    for indicator, value in values.items():
        changed.loc[(changed["iso3"] == "RUS") & (changed["indicator"] == indicator), "value"] = value
    return {"countries_panel": changed}


def resilient(tables: Tables) -> Tables:
    """Let the change of product of 2009 follow diversification alone: the share of the largest section, turned round."""
    rows = tables["industry"]
    rows = rows[(rows["measure"] == "gva") & (rows["year"] == 2007) & (rows["section"] != "TOTAL")]
    squares = rows.groupby("iso_code")["value"].apply(lambda values: ((values / values.sum()) ** 2).sum())
    changed = tables["panel"].copy()
    there = (changed["indicator"] == "grp_index") & (changed["year"] == 2009)
    changed.loc[there, "value"] = 100 - 50 * changed.loc[there, "iso_code"].map(squares).fillna(0)
    return {"panel": changed}


FLIPS = {
    "S06-1": lambda tables: russia(tables, gdp_growth_pct=2),
    "S06-2": lambda tables: russia(
        tables, fuel_exports_pct_merch=1, rd_pct_gdp_wdi2024=4, hightech_exports_pct_manuf=40
    ),
    "S06-3": resilient,
    "S06-4": lambda tables: russia(tables, gem_entrepreneurial_intentions_pct=40),
    "S06-5": lambda tables: russia(tables, gov_consumption_pct_gdp=40, public_wage_bill_pct_gdp=40),
}
