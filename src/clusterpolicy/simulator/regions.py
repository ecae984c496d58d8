"""Start values of the simulator from a real region of the panel."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.datasets import load
from clusterpolicy.errors import CourseError, UnknownNameError
from clusterpolicy.models.simulator_parameters import DEFAULTS, NAMES

COUNTRY = "RU"
# The last year before the deck.
YEAR = 2011
INDICATORS = (
    "small_firm_turnover",
    "small_firm_employees",
    "innovation_activity",
    "rd_personnel",
    "employment_avg",
    "students_he_per_10k",
)


def start_values(region: str) -> dict[str, float]:
    """Return the parameters that a region of the panel sets, from its figures of 2011.

    ``sales_per_job`` is the quarterly turnover of a job in small firms. The others compare the region with Russia: with *x* the
    ratio of the two, ``rd_firms`` is the default times *x* for the share of innovation-active organisations, ``science`` is
    0.8 + 0.4 x / (x + 1) for R&D personnel per person employed, ``skills`` is 2 x / (x + 1) times the default for
    students per 10,000 inhabitants. The forms are assumptions; for Russia all give the default.

    Parameters
    ----------
    region : str
        Code of a region, or ``"RU"``.

    Raises
    ------
    UnknownNameError
        There is no such region in the panel.
    CourseError
        The panel has no figure of that year for the region: names the indicator.
    """
    here, country = starting_figures(region), starting_figures(COUNTRY)
    for indicator in INDICATORS:
        if pd.isna(here[indicator]):
            what = f"the panel has no {indicator} of {YEAR}"
            raise CourseError(what, region, "Choose another region, or leave the region out.")
    default = dict(zip(NAMES, DEFAULTS, strict=True))
    active = here["innovation_activity"] / country["innovation_activity"]
    science = (here["rd_personnel"] / here["employment_avg"]) / (
        country["rd_personnel"] / country["employment_avg"]
    )
    students = here["students_he_per_10k"] / country["students_he_per_10k"]
    return {
        "sales_per_job": float(here["small_firm_turnover"] / here["small_firm_employees"] / 4),
        "rd_firms": min(1.0, float(default["rd_firms"] * active)),
        "science": float(0.8 + 0.4 * science / (science + 1)),
        "skills": float(2 * default["skills"] * students / (students + 1)),
    }


def starting_figures(region: str) -> dict[str, float]:
    """Return the figures of 2011 from which start values come, by indicator.

    Raises
    ------
    UnknownNameError
        There is no such region in the panel.
    """
    table = _table()
    if region not in table.index:
        raise UnknownNameError("region in the panel", region, table.index)
    return {str(indicator): float(value) for indicator, value in table.loc[region].items()}


def _table() -> pd.DataFrame:
    panel = load("panel", year=YEAR)
    panel = panel[panel["indicator"].isin(INDICATORS)]
    return panel.pivot_table(index="iso_code", columns="indicator", values="value", dropna=False).reindex(
        columns=list(INDICATORS)
    )
