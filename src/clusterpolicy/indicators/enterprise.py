"""Measures of enterprise, by country and by region."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.datasets import load, region_names

COUNTRY_MEASURES = ("intentions", "new_firms", "self_employed")
REGION_MEASURES = ("organisations", "small_firms", "proprietors")
# The survey has gaps: a mean over five years holds most countries.
SURVEY_YEARS, YEAR = range(2008, 2013), 2010
CENSUS_YEAR = 2010


def of_countries() -> pd.DataFrame:
    """Return Russia and its comparators by intentions to start a business, new firms and self-employment.

    Returns
    -------
    DataFrame
        By ISO code: ``intentions``, per cent of adults, mean of the survey's years from 2008 to 2012; ``new_firms`` per 1,000 adults and
        ``self_employed`` per cent of employment, both of 2010. Missing where a country has none.
    """
    countries = load("countries")
    codes = sorted(countries.loc[countries["comparator"], "iso3"])
    panel = load("countries_panel", iso3=codes)
    survey = panel[
        (panel["indicator"] == "gem_entrepreneurial_intentions_pct") & panel["year"].isin(SURVEY_YEARS)
    ]
    year = panel[panel["year"] == YEAR].pivot(index="iso3", columns="indicator", values="value")
    return pd.DataFrame(
        {
            "intentions": survey.groupby("iso3")["value"].mean(),
            "new_firms": year["new_business_density"],
            "self_employed": year["self_employed_pct_employment"],
        }
    ).reindex(codes)


def of_regions(year: int) -> pd.DataFrame:
    """Return the 83 regions by organisations, small firms and sole proprietors for their inhabitants.

    Parameters
    ----------
    year : int
        Of organisations and sole proprietors; small firms are of the census of 2010.

    Returns
    -------
    DataFrame
        By region: ``organisations`` and ``proprietors`` per 1,000 inhabitants, ``small_firms`` per 10,000.
    """
    codes = sorted(region_names())
    wide = load("panel", regions=codes, year=[year, CENSUS_YEAR], form="wide")
    now, census = wide.xs(year, level="year"), wide.xs(CENSUS_YEAR, level="year")
    people = now["population_avg"]
    return pd.DataFrame(
        {
            # Organisations are counted one by one; people and proprietors in thousands.
            "organisations": now["organisations"] / people,
            "small_firms": census["small_firms_per_10k_census"],
            "proprietors": 1000 * now["sole_proprietors"] / people,
        }
    ).reindex(codes)
