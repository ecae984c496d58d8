"""Growth: shift-share, chained volume indices, rates that respect breaks, convergence."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd

from clusterpolicy.errors import CourseError
from clusterpolicy.indicators.checks import Floats, amounts, for_each, panel_table, same_labels

Method = Literal["classic", "esteban-marquillas"]
BASE_YEAR_INDEX = 100


def shift_share(
    x0: pd.DataFrame,
    x1: pd.DataFrame,
    method: Method = "classic",
    *,
    national: Mapping[Hashable, float] | pd.Series | None = None,
) -> pd.DataFrame:
    r"""Split each region's change into what came with the country, with its industries, and the rest.

    .. math:: x^1_{ri} - x^0_{ri} = \underbrace{x^0_{ri} G}_{\text{national}}
        + \underbrace{x^0_{ri} (g_i - G)}_{\text{mix}} + \underbrace{x^0_{ri} (g_{ri} - g_i)}_{\text{competitive}}

    :math:`g_{ri}` is the growth of the cell, :math:`g_i` the country's in the industry, and :math:`G = \sum_i s_i g_i`
    the country's, :math:`s_i` being the industries' shares of it at the start. Esteban-Marquillas puts
    :math:`\hat x_{ri} = x^0_r x^0_i / x^0` for :math:`x^0_{ri}` in the competitive part, so that it no longer depends on
    the mix, and adds the difference as a fourth part, the allocation :math:`(x^0_{ri} - \hat x_{ri})(g_{ri} - g_i)`.

    With values at current prices the parts hold prices as well: what rises in price looks competitive. For the *real*
    form give volumes, :math:`x^1_{ri} = x^0_{ri}` times the volume index of the cell, and the country's published volume
    growth as `national`; then whatever the country's index and the regions' weights do not explain is in the
    competitive part: call it "everything else".

    Parameters
    ----------
    x0, x1 : DataFrame
        Regions × industries at the start and at the end, non-negative, in one unit: jobs, roubles at the prices of one
        year. Both have the same labels, in any order.
    method : {"classic", "esteban-marquillas"}
        Three parts, or four.
    national : mapping or Series, optional
        The country's growth in each industry as a ratio (1.05 is five per cent more), where it is known better than
        from the sums of the two tables.

    Returns
    -------
    DataFrame
        One row a cell (index: region, industry): ``national``, ``mix``, ``competitive`` and, of the second method,
        ``allocation``, in the unit of x0. They add up to the change of the cell; ``groupby(level=0).sum()`` gives the
        regions'. Where the country had nothing of an industry at the start, or a region nothing of it under the
        second method, there is no rate of growth: the whole change is competitive.

    Raises
    ------
    CourseError
        The tables' labels differ, a value is negative, missing or no number, an industry has no national growth.

    References
    ----------
    Dunn, E. (1960). A Statistical and Analytical Technique for Regional Analysis. Papers in Regional Science 6.
    Esteban-Marquillas, J. (1972). A Reinterpretation of Shift-Share Analysis. Regional and Urban Economics 2.
    """
    start = amounts(x0)
    end = amounts(same_labels(x0, x1))
    growth = _national_growth(x0, start, end, national)
    overall = np.nansum(growth * start.sum(axis=0)) / (start.sum() or np.nan)
    country = np.nan_to_num(start * overall)
    with_industry = np.nan_to_num(start * growth)
    parts = {
        "national": country,
        "mix": with_industry - country,
        "competitive": end - start - with_industry,
    }
    if method == "esteban-marquillas":
        parts |= _homothetic(start, parts["competitive"])
    elif method != "classic":
        raise CourseError(f"there is no method {method!r}", todo="Use 'classic' or 'esteban-marquillas'.")
    cells = pd.MultiIndex.from_product([x0.index, x0.columns])
    return pd.DataFrame({name: part.ravel() for name, part in parts.items()}, index=cells)


def _national_growth(
    x0: pd.DataFrame, start: Floats, end: Floats, national: Mapping[Hashable, float] | pd.Series | None
) -> Floats:
    """Return each industry's growth in the country as a share; missing where it had nothing at the start."""
    if national is not None:
        given: Floats = for_each(x0.columns, national, "national growth").to_numpy(dtype=float)
        return given - 1
    before = start.sum(axis=0)
    growth: Floats = end.sum(axis=0) / np.where(before > 0, before, np.nan) - 1
    return growth


def _homothetic(start: Floats, competitive: Floats) -> dict[str, Floats]:
    """Return the competitive part of a region with the country's mix, and the allocation that remains."""
    expected = np.outer(start.sum(axis=1), start.sum(axis=0)) / (start.sum() or np.nan)
    # A region that had nothing of the industry has no rate of growth that could be moved to another weight.
    weight = np.divide(expected, start, out=np.ones_like(start), where=start > 0)
    moved = competitive * weight
    return {"competitive": moved, "allocation": competitive - moved}


def shift_share_by_year(tables: Mapping[int, pd.DataFrame], method: Method = "classic") -> pd.DataFrame:
    """Split the change between each pair of neighbouring years, so that the mix of each year counts.

    Parameters
    ----------
    tables : mapping of int to DataFrame
        A table of regions × industries for each year, as `shift_share` takes them; years in any order.
    method : {"classic", "esteban-marquillas"}
        As in `shift_share`.

    Returns
    -------
    DataFrame
        One row a cell and year (index: year at the end of the step, region, industry), columns as in `shift_share`.
        The sum over years adds up to the change from the first to the last; its parts differ from those of the span
        taken at once.

    Raises
    ------
    CourseError
        There are fewer than two years, or a table is not fit for `shift_share`.

    References
    ----------
    Barff, R. and Knight, P. (1988). Dynamic Shift-Share Analysis. Growth and Change 19.
    """
    years = sorted(tables)
    if len(years) < 2:
        raise CourseError("there are fewer than two years", todo="Give at least two tables, by year.")
    steps = {after: shift_share(tables[before], tables[after], method) for before, after in pairwise(years)}
    return pd.concat(steps)


def chained(indices: pd.DataFrame, base: int) -> pd.DataFrame:
    r"""Chain volume indices into real levels, the base year being 1.

    .. math:: V_{rt} = \prod_{u = base + 1}^{t} \frac{I_{ru}}{100}

    and by division for years before the base.

    Parameters
    ----------
    indices : DataFrame
        Regions × years, or long with ``iso_code``, ``year``, ``value``: volume in per cent of the year before, as
        ``grp_index`` is published.
    base : int
        The year that becomes 1: one of the table's, or the one before its first.

    Returns
    -------
    DataFrame
        Regions × years, ratios to the base year. ``level[2012] / level[2006] - 1`` is the real growth between. A missing
        index, or a year that is no column, breaks the chain: everything beyond it, as seen from the base, is missing. So
        is everything before a year in which nothing was left, whose index is 0.

    Raises
    ------
    CourseError
        The base is not among the years, an index is negative or no number.

    References
    ----------
    United Nations and others (2009). System of National Accounts 2008, chapter 15 (price and volume measures).
    """
    table = panel_table(indices)
    years = range(min(table.columns.min(), base), max(table.columns.max(), base) + 1)
    if base not in table.columns and base + 1 not in table.columns:
        raise CourseError(f"{base} is not among the years", todo=f"Choose from {years[0]} to {years[-1]}.")
    links = table.reindex(columns=years) / BASE_YEAR_INDEX
    negative = (links < 0).to_numpy()
    if negative.any():
        row, column = np.argwhere(negative)[0]
        raise CourseError("an index is below zero", f"row {links.index[row]!r}, column {years[column]}")
    after = links.loc[:, base + 1 :].cumprod(axis="columns", skipna=False)
    # The level of a year before the base is one over all that followed up to the base.
    before = links.loc[:, :base].iloc[:, ::-1].cumprod(axis="columns", skipna=False).iloc[:, ::-1]
    since = before.shift(-1, axis="columns", fill_value=1)
    level = pd.concat([1 / since.where(since > 0), after], axis="columns")
    return level.loc[:, [year for year in years if year in table.columns or year == base]]


def growth_rates(x: pd.DataFrame, breaks: Collection[int | tuple[Hashable, int]] = ()) -> pd.DataFrame:
    r"""Return year-on-year growth, missing where two years cannot be compared.

    .. math:: g_{rt} = x_{rt} / x_{r,t-1} - 1

    Parameters
    ----------
    x : DataFrame
        Regions × years, or long with ``iso_code``, ``year``, ``value``: levels, any unit.
    breaks : collection
        The first year of each new series (a new method, classification or boundary); ``("RU-MOW", 2012)`` where it
        concerns one region.

    Returns
    -------
    DataFrame
        Regions × years from the second on, as shares (0.05 is five per cent). Missing at a break, beside a missing
        value, after a year that is no column, and where the year before is not above zero.

    Raises
    ------
    CourseError
        A break names no year of the table, or a region that it does not hold; a value is infinite or no number.

    References
    ----------
    OECD (2007). Data and Metadata Reporting and Presentation Handbook. OECD (on breaks of series).
    """
    table = panel_table(x)
    full = table.reindex(columns=range(table.columns.min(), table.columns.max() + 1))
    before = full.shift(1, axis="columns")
    rates = (full / before.where(before > 0) - 1).loc[:, table.columns[1:]]
    for one in breaks:
        region, year = one if isinstance(one, tuple) else (slice(None), one)
        if year not in table.columns or not (isinstance(region, slice) or region in table.index):
            raise CourseError(
                "the table has no such cell", f"break {one!r}", "Name a year and a region of the table."
            )
        if year in rates.columns:
            rates.loc[region, year] = np.nan
    return rates


@dataclass(frozen=True)
class Convergence:
    """What a regression of growth on the starting level found.

    Attributes
    ----------
    slope, standard_error, p_value : float
        Change of yearly growth (log points) for a level one log point higher; robust standard error; p of no slope.
    speed : float
        Share of the gap that closes in a year; missing where the slope fits none.
    half_life : float
        Years until half of the gap is closed; missing without convergence.
    r_squared : float
        Share of the variance of growth that the level goes with.
    regions : int
        How many regions count: those with a value in the first and in the last year.
    """

    slope: float
    standard_error: float
    p_value: float
    speed: float
    half_life: float
    r_squared: float
    regions: int


def beta_convergence(x: pd.DataFrame) -> Convergence:
    r"""Ask whether regions that started low grew faster.

    .. math:: \frac{1}{T} \ln \frac{x_{rT}}{x_{r0}} = a + b \ln x_{r0} + e_r, \quad
        \lambda = -\frac{\ln(1 + b T)}{T}, \quad \text{half-life} = \frac{\ln 2}{\lambda}

    Ordinary least squares, errors robust to unequal variance (HC1), by statsmodels. A region counts once, whatever its
    size. It says nothing of whether the spread narrows: that is `sigma_convergence`.

    Parameters
    ----------
    x : DataFrame
        Regions × years, or long with ``iso_code``, ``year``, ``value``: levels above zero in real terms, as real
        product per head. The first and the last year are compared.

    Returns
    -------
    Convergence
        Slope, speed and half-life, with the number of regions.

    Raises
    ------
    CourseError
        Fewer than three regions have both years, or all started alike; a value is not above zero.

    References
    ----------
    Barro, R. and Sala-i-Martin, X. (1992). Convergence. Journal of Political Economy 100.
    """
    from statsmodels.regression.linear_model import OLS

    logs = _logs(panel_table(x))
    ends = logs[[logs.columns[0], logs.columns[-1]]].dropna().to_numpy()
    span = logs.columns[-1] - logs.columns[0]
    if len(ends) < 3 or span == 0 or np.ptp(ends[:, 0]) == 0:
        raise CourseError(
            "three regions with different levels in the first year and a value in the last are the least",
            todo="Choose years for which more regions have values.",
        )
    start, growth = ends[:, 0], (ends[:, 1] - ends[:, 0]) / span
    fit = OLS(growth, np.column_stack([np.ones_like(start), start])).fit(cov_type="HC1", use_t=True)
    slope = float(fit.params[1])
    left = 1 + slope * span
    speed = -np.log(left) / span if left > 0 else np.nan
    half_life = np.log(2) / speed if speed > 0 else np.nan
    return Convergence(
        slope=slope,
        standard_error=float(fit.bse[1]),
        p_value=float(fit.pvalues[1]),
        speed=float(speed),
        half_life=float(half_life),
        r_squared=float(fit.rsquared),
        regions=len(ends),
    )


def sigma_convergence(x: pd.DataFrame) -> pd.DataFrame:
    r"""Return the spread of regions in each year, to see whether it narrows.

    .. math:: \sigma_t = \sqrt{\frac{1}{n - 1} \sum_r \left(\ln x_{rt} - \overline{\ln x_t}\right)^2}

    Parameters
    ----------
    x : DataFrame
        Regions × years, or long with ``iso_code``, ``year``, ``value``: levels above zero, as product per head.

    Returns
    -------
    DataFrame
        One row a year: ``spread``, the standard deviation of the logarithms, and ``regions``, how many count. Regions
        that lack a year are left out of all, or the spread would change with who is counted. Missing with one region.

    Raises
    ------
    CourseError
        A value is not above zero, infinite or no number; no region has all years.

    References
    ----------
    Barro, R. and Sala-i-Martin, X. (1992). Convergence. Journal of Political Economy 100.
    """
    logs = _logs(panel_table(x)).dropna()
    if logs.empty:
        raise CourseError("no region has a value in every year", todo="Choose fewer years.")
    return pd.DataFrame({"spread": logs.std(), "regions": len(logs)})


def _logs(table: pd.DataFrame) -> pd.DataFrame:
    """Return logarithms; a value that has none is refused by region and year."""
    wrong = (table <= 0).to_numpy()
    if wrong.any():
        row, column = np.argwhere(wrong)[0]
        raise CourseError(
            f"{table.iat[row, column]} has no logarithm",
            f"row {table.index[row]!r}, column {table.columns[column]}",
            "Levels must be above zero: drop the region, or set the value to missing.",
        )
    return np.log(table)
