"""Criteria that a region brings to a cluster policy that starts from its firms."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.datasets import load
from clusterpolicy.indicators.tables import region_industry_table

# The last year for which all six stood in published tables in April 2012; small firms were counted fully in it.
YEAR = 2010
# More officials an inhabitant mean more administration between a firm and its partners: less is taken as better.
COSTS = ("officials",)
MANUFACTURING = "D"


def approach_criteria() -> pd.DataFrame:
    r"""Return six criteria for each region in 2010, in their own units.

    .. math:: x_{r} = \frac{N_r}{P_r}, \qquad \frac{R_r}{Y_r}, \qquad \frac{V_{rD}}{V_r}

    with counts N over the average population P, spending on research and development R over gross regional product Y, and the value
    added of manufacturing over all value added V.

    Returns
    -------
    DataFrame
        80 regions × criteria. ``organisations``: units per thousand inhabitants; ``small``: small firms per ten thousand
        inhabitants, full count; ``rd``: spending on research and development, per cent of gross regional product;
        ``students``: in higher education, per ten thousand inhabitants; ``industry``: manufacturing, per cent of value added;
        ``officials``: State and municipal officials per thousand inhabitants, which measures administration, not the weight of
        the State. Missing where Rosstat publishes nothing.
    """
    added = region_industry_table("gva", YEAR)
    thousands = _in_year("population_avg")
    criteria = {
        "organisations": _in_year("organisations") / thousands,
        "small": _in_year("small_firms_per_10k_census"),
        "rd": 100 * _in_year("rd_expenditure") / _in_year("grp"),
        "students": _in_year("students_he_per_10k"),
        "industry": 100 * added[MANUFACTURING] / added.sum(axis="columns"),
        "officials": _in_year("officials_total") / thousands,
    }
    return pd.DataFrame(criteria).reindex(added.index)


def _in_year(indicator: str) -> pd.Series:
    return load("panel", indicator=indicator, year=YEAR).set_index("iso_code")["value"]
