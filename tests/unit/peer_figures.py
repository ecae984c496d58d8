"""What other packages return on the course's data of 2010, for the table at the end of the Methods appendix.

The appendix reads the stored figures, so that a page need not wait for seven packages to load; a test computes them again.
After a change of versions or data: ``python tests/unit/peer_figures.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import econcomplex
import numpy as np
import pandas as pd
from ecomplexity import ecomplexity
from inequality.theil import TheilD
from pymcdm.methods import TOPSIS, WSM
from pymcdm.normalizations import minmax_normalization, vector_normalization
from scipy.stats import linregress, zscore
from statsmodels.formula.api import ols
from tables import value_added

from clusterpolicy.datasets import load
from clusterpolicy.indicators.tables import region_industry_table

PATH = Path(__file__).parents[2] / "notebooks" / "methods-peers.csv"
REGION, INDUSTRY, CAPITAL = "RU-LIP", "D", "RU-MOW"
SINCE = 2009
Figure = tuple[str, str, float, str]


def figures() -> pd.DataFrame:
    """Return one row a figure: measure, what it is of, the figure, the package."""
    x = value_added()
    rows = [
        *of_shares(x),
        *of_regions(x),
        *of_complexity(x),
        *of_growth(),
        *of_evaluation(),
        *of_decisions(x),
    ]
    return pd.DataFrame(rows, columns=["measure", "of", "figure", "package"])


def of_shares(x: pd.DataFrame) -> Iterator[Figure]:
    """Yield what econcomplex finds of one region and one industry."""
    place, mine = "Lipetsk Oblast", "mining, all regions"
    yield (
        "location_quotient",
        f"{place}, manufacturing",
        econcomplex.location_quotient(x).at[REGION, INDUSTRY],
        "econcomplex",
    )
    yield (
        "comparative_advantage",
        "specialised cells",
        float(econcomplex.mcp(x).to_numpy().sum()),
        "econcomplex",
    )
    yield "krugman_index", place, econcomplex.krugman_index(x)[REGION], "econcomplex"
    yield "herfindahl", place, econcomplex.herfindahl(x, normalize=False)[REGION], "econcomplex"
    yield "entropy", place, econcomplex.shannon_entropy(x)[REGION], "econcomplex"
    yield "spatial_gini", mine, econcomplex.hoover_gini(x)["C"], "econcomplex"


def of_regions(x: pd.DataFrame) -> Iterator[Figure]:
    """Yield how unequal regions and districts are."""
    districts = load("regions").set_index("iso_code")["fd_code"].loc[x.index].to_numpy()
    parts = TheilD(x.sum(axis=1).to_numpy()[:, None], districts)
    yield "theil", "regions, total", parts.T[0], "inequality"
    yield "theil", "regions, between districts", parts.bg[0], "inequality"


def of_complexity(x: pd.DataFrame) -> Iterator[Figure]:
    """Yield proximity, density, complexity and fitness."""
    long = x.rename_axis(index="r", columns="i").stack().rename("v").reset_index().assign(t=2010)
    names = {"time": "t", "loc": "r", "prod": "i", "val": "v"}
    cells = ecomplexity(long, names, check_logsupermodularity=False, verbose=False).set_index(["r", "i"])
    phi = econcomplex.proximity(x, compute="product")["product"]
    fit, _ = econcomplex.fitness_complexity(x, iterations=1000, tol=1e-12)
    yield "proximity", "manufacturing and mining", phi.at["D", "C"], "econcomplex"
    yield "density", "Lipetsk Oblast, mining", cells.at[(REGION, "C"), "density"], "ecomplexity"
    yield "complexity", "Moscow", cells.at[(CAPITAL, "D"), "eci"], "ecomplexity"
    yield "complexity", "manufacturing", cells.at[(CAPITAL, "D"), "pci"], "ecomplexity"
    yield "fitness", "Moscow", fit[CAPITAL], "econcomplex"


def product() -> pd.DataFrame:
    """Return gross regional product of 2004–2012, regions × years."""
    rows = load("panel", indicator="grp").pivot(index="iso_code", columns="year", values="value")
    return rows.loc[value_added().index, 2004:2012]


def of_growth() -> Iterator[Figure]:
    """Yield growth and convergence of gross product, current prices."""
    before, after = region_industry_table("gva", 2009), region_industry_table("gva", 2010)
    rate = econcomplex.growth_rate(before, after, pct=False)[REGION]
    yield "growth_rates", "Lipetsk Oblast, value added", rate, "econcomplex"
    ends = np.log(product()[[2005, 2010]])
    line = linregress(ends[2005], (ends[2010] - ends[2005]) / 5)
    yield "beta_convergence", "slope, all regions", line.slope, "scipy"


def of_evaluation() -> Iterator[Figure]:
    """Yield how the Volga district's regions moved against the others since 2009."""
    rows = (
        np.log(product()).stack().dropna().rename("y").reset_index().set_axis(["region", "year", "y"], axis=1)
    )
    districts = load("regions").set_index("iso_code")["fd_code"]
    rows["treated"] = (rows["region"].map(districts) == "FD-VFD").astype(float)
    rows["after"] = (rows["year"] >= SINCE).astype(float)
    fit = ols("y ~ treated:after + C(region) + C(year)", rows).fit()
    yield "difference_in_differences", "Volga district", fit.params["treated:after"], "statsmodels"
    rows["of_year"] = np.where((rows["treated"] == 1) & (rows["year"] != 2008), rows["year"], 0)
    years = ols("y ~ C(of_year, Treatment(0)) + C(region) + C(year)", rows).fit()
    found = years.params["C(of_year, Treatment(0))[T.2010]"]
    yield "event_study", "Volga district, 2010 against 2008", found, "statsmodels"


def of_decisions(x: pd.DataFrame) -> Iterator[Figure]:
    """Yield scores of one region by size, share of manufacturing and variety, equal weights."""
    criteria = pd.DataFrame(
        {
            "size": x.sum(axis=1),
            "manufacturing": x["D"] / x.sum(axis=1),
            "variety": econcomplex.shannon_entropy(x),
        }
    )
    values, weights, types = criteria.to_numpy(), np.full(3, 1 / 3), np.ones(3)
    row = criteria.index.get_loc(REGION)
    yield "min_max", "Lipetsk Oblast, variety", minmax_normalization(values[:, 2])[row], "pymcdm"
    yield "z_scores", "Lipetsk Oblast, variety", zscore(values[:, 2], ddof=1)[row], "scipy"
    yield "weighted_sum", "Lipetsk Oblast", WSM(minmax_normalization)(values, weights, types)[row], "pymcdm"
    yield "topsis", "Lipetsk Oblast", TOPSIS(vector_normalization)(values, weights, types)[row], "pymcdm"


if __name__ == "__main__":
    figures().to_csv(PATH, index=False, float_format="%.10g", lineterminator="\n")
