"""Regions that host a pilot cluster of 2012 and the others: outcomes year by year, and how they differed before."""

from __future__ import annotations

import numpy as np
import pandas as pd

from clusterpolicy.datasets import load
from clusterpolicy.indicators.growth import chained
from clusterpolicy.indicators.tables import OKRUGS, region_industry_table

# To the last year before innovation surveys and classifications change.
YEARS = range(2006, 2017)
FIRST_MONEY = 2013
# The year of the features in which hosts and others are compared: before anybody knew of a contest.
BEFORE = 2010
IN_LOGS = {
    "grp": "grp_index",
    "investment": "investment_index",
    "industry": "ipi_okved1",
}
PATENTS, PEOPLE = "patent_applications_inventions", "population_avg"
# Inhabitants stand in thousands; patents are told per 100,000 of them.
PER = 100


def pilot_outcomes(panel: pd.DataFrame | None = None) -> dict[str, pd.DataFrame]:
    """Return nine outcomes that somebody might look at, 2006 to 2016.

    Parameters
    ----------
    panel : DataFrame, optional
        Rows of the dataset of that name; the dataset itself where left out.

    Returns
    -------
    dict of str to DataFrame
        Regions × years, 80 regions without the okrugs that oblasts count. ``grp``, ``investment``, ``industry``: volumes, logarithm
        times 100, 2006 is 0, so that a difference is about one in per cent. ``rd_personnel``: logarithm times 100 of persons. ``innovation``:
        organisations with innovations, per cent. ``innovative``: innovative goods in shipped output, per cent. ``rd_share``: spending on
        R&D, per cent of gross regional product. ``unemployment``: per cent. ``patents``: applications for inventions per 100,000
        inhabitants. A value that is not published is missing.
    """
    rows = load("panel") if panel is None else panel
    tables = {
        name: _table(rows, indicator)
        for name, indicator in {
            **IN_LOGS,
            "rd_personnel": "rd_personnel",
            "innovation": "innovation_activity",
            "innovative": "innovative_output_share",
            "rd_spending": "rd_expenditure",
            "product": "grp",
            "unemployment": "unemployment_rate",
            "applications": PATENTS,
            "people": PEOPLE,
        }.items()
    }
    volumes = {
        name: 100 * np.log(chained(tables[name].loc[:, YEARS[1] :], base=YEARS[0])) for name in IN_LOGS
    }
    return {
        **volumes,
        "rd_personnel": 100 * np.log(tables["rd_personnel"]),
        "innovation": tables["innovation"],
        "innovative": tables["innovative"],
        "rd_share": 100 * tables["rd_spending"] / tables["product"],
        "unemployment": tables["unemployment"],
        "patents": PER * tables["applications"] / tables["people"],
    }


def pilot_features() -> pd.DataFrame:
    """Return how regions differed in 2010.

    Returns
    -------
    DataFrame
        By ``iso_code``, 80 regions. ``inhabitants``: thousand; ``product``: million roubles; ``product_head``: thousand roubles per inhabitant;
        ``rd``: persons in R&D; ``rd_head``: the same per 1,000 inhabitants; ``manufacturing``: per cent of value added; ``size`` and
        ``rd_size``: logarithms of inhabitants and of persons in R&D.
    """
    rows = load("panel", indicator=[PEOPLE, "grp", "rd_personnel"], year=BEFORE)
    wide = rows.pivot(index="iso_code", columns="indicator", values="value").loc[evaluated_regions()]
    added = region_industry_table("gva", BEFORE)
    return pd.DataFrame(
        {
            "inhabitants": wide[PEOPLE],
            "product": wide["grp"],
            "product_head": wide["grp"] / wide[PEOPLE],
            "rd": wide["rd_personnel"],
            "rd_head": wide["rd_personnel"] / wide[PEOPLE],
            "manufacturing": 100 * added["D"] / added.sum(axis="columns"),
            "size": np.log(wide[PEOPLE]),
            "rd_size": np.log(wide["rd_personnel"]),
        }
    )


def evaluated_regions() -> list[str]:
    """Return the regions of an evaluation, each counted once: the okrugs stand inside their oblasts."""
    return sorted(set(load("regions")["iso_code"]) - set(OKRUGS))


def _table(rows: pd.DataFrame, indicator: str) -> pd.DataFrame:
    found = rows[(rows["indicator"] == indicator) & rows["year"].isin(YEARS)]
    return found.pivot(index="iso_code", columns="year", values="value").reindex(evaluated_regions())
