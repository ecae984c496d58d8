"""Specialisation: location quotients, the Krugman index and cluster stars."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clusterpolicy.indicators.checks import Floats, amounts

# Published shares are rounded: many meet a round threshold exactly, give or take the last binary digit.
TOLERANCE = 1e-9
STRIP = 50


def location_quotient(
    x: pd.DataFrame, *, form: Literal["ratio", "symmetric", "standardised"] = "ratio"
) -> pd.DataFrame:
    r"""Compare an industry's share in a region with its share in the country.

    .. math:: LQ_{ri} = \frac{x_{ri} / x_r}{x_i / x}

    On exports the same formula is called revealed comparative advantage, or the Balassa index: pass exports. Where a
    region reveals an advantage is `comparative_advantage`.

    Parameters
    ----------
    x : DataFrame
        Regions × industries, non-negative, any unit.
    form : {"ratio", "symmetric", "standardised"}
        ``ratio``: as above, from 0 up; 1 means as in the country. ``symmetric``: :math:`(LQ - 1) / (LQ + 1)`, from −1
        to 1; 0 means as in the country, and half as much lies as far from it as twice as much. ``standardised``: the
        quotient less the mean of its industry's quotients over the regions, in standard deviations of these (n − 1);
        beyond 1.96 it is unusual for the industry where quotients are about normal. No logarithms are taken.

    Returns
    -------
    DataFrame
        The quotients, without unit. Missing where a region or an industry has no value; the standardised form also
        where the industry's quotients do not differ, as with one region only.

    Raises
    ------
    CourseError
        A value is negative, missing or no number: names region and industry.

    References
    ----------
    Isard, W. (1960). Methods of Regional Analysis. MIT Press, chapter 7.
    Balassa, B. (1965). Trade Liberalisation and "Revealed" Comparative Advantage. The Manchester School 33.
    Dalum, B., Laursen, K. and Villumsen, G. (1998). Structural Change in OECD Export Specialisation Patterns.
    International Review of Applied Economics 12 (the symmetric form).
    O'Donoghue, D. and Gleave, B. (2004). A Note on Methods for Measuring Industrial Agglomeration. Regional Studies 38
    (the standardised form).
    """
    values = amounts(x)
    regions, industries = values.sum(axis=1), values.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = (values / regions[:, None]) / (industries / industries.sum())
    quotient[~np.outer(regions > 0, industries > 0)] = np.nan
    if form == "symmetric":
        quotient = (quotient - 1) / (quotient + 1)
    elif form == "standardised":
        quotient = _standardised(quotient)
    return pd.DataFrame(quotient, index=x.index, columns=x.columns)


def _standardised(quotient: Floats) -> Floats:
    """Return each column's distances from its mean, in standard deviations; missing where they do not differ."""
    frame = pd.DataFrame(quotient)
    spread = frame.std()
    # A column of equal quotients varies in the last binary digit.
    scores: Floats = ((frame - frame.mean()) / spread.where(spread > TOLERANCE)).to_numpy()
    return scores


def comparative_advantage(x: pd.DataFrame) -> pd.DataFrame:
    r"""Return where a region reveals a comparative advantage: :math:`LQ_{ri} \ge 1`.

    Parameters
    ----------
    x : DataFrame
        Regions × industries, non-negative, any unit.

    Returns
    -------
    DataFrame
        Booleans, regions × industries; false where a region or an industry has no value. A quotient of exactly 1
        counts, whatever its last binary digit.

    Raises
    ------
    CourseError
        A value is negative, missing or no number: names region and industry.

    References
    ----------
    Hidalgo, C., Klinger, B., Barabási, A.-L. and Hausmann, R. (2007). The Product Space Conditions the Development of
    Nations. Science 317.
    """
    values = amounts(x)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = advantages(values, values.sum(axis=1), values.sum(axis=0)) & (values > 0)
    return pd.DataFrame(found, index=x.index, columns=x.columns)


def advantages(values: Floats, regions: Floats, industries: Floats) -> NDArray[np.bool_]:
    """Return where the quotient is 1 or more, of values whose sums by row and by column are given and above zero."""
    if values.flags.f_contiguous and not values.flags.c_contiguous:
        # The rule is the same for the table turned round, whose rows then lie one after the other.
        return advantages(values.T, industries, regions).T
    need, weights = regions * (1 - TOLERANCE), industries / industries.sum()
    found = np.empty(values.shape, dtype=bool)
    # One product and one comparison a cell, in strips that stay in the processor's cache: no table of quotients.
    for start in range(0, len(values), STRIP):
        strip = slice(start, start + STRIP)
        np.greater_equal(values[strip], np.multiply.outer(need[strip], weights), out=found[strip])
    return found


def krugman_index(x: pd.DataFrame) -> pd.Series:
    r"""Return how far a region's mix of industries is from the country's.

    .. math:: K_r = \sum_i \left| \frac{x_{ri}}{x_r} - \frac{x_i}{x} \right|

    Definitions differ: here the country includes the region, and the sum is not halved. Half of it is the share of the
    region's economy that would have to change industry (Hoover's coefficient of specialisation). Krugman compared
    regions in pairs.

    Parameters
    ----------
    x : DataFrame
        Regions × industries, non-negative, any unit.

    Returns
    -------
    Series
        One index a region, without unit, from 0 (as the country) to below 2 (nothing in common); missing where a
        region has no value.

    Raises
    ------
    CourseError
        A value is negative, missing or no number: names region and industry.

    References
    ----------
    Krugman, P. (1991). Geography and Trade. MIT Press, chapter 3.
    """
    values = amounts(x)
    industries = values.sum(axis=0)
    gap = np.abs(shares(values) - industries / (industries.sum() or np.nan))
    return pd.Series(gap.sum(axis=1), index=x.index, name="krugman_index")


def shares(values: Floats) -> Floats:
    """Return each row's values as shares of the row; missing where the row is all zeros."""
    totals = values.sum(axis=1, keepdims=True)
    return values / np.where(totals > 0, totals, np.nan)


def cluster_stars(
    x: pd.DataFrame,
    *,
    rule: Literal["absolute", "relative"] = "absolute",
    threshold: float = 2.0,
    size: float = 0.01,
    focus: float = 0.01,
    top: float = 0.1,
) -> pd.DataFrame:
    """Give each region × industry cell up to three stars: specialised, large, focused.

    Parameters
    ----------
    x : DataFrame
        Regions × industries, non-negative.
    rule : {"absolute", "relative"}
        ``absolute``: large where the cell holds at least `size` of the industry, focused where it holds at least
        `focus` of the region. ``relative``, after the European Cluster Observatory: large and focused where the region
        is in the top share of the industry's regions, by value and by share of the region. Of n regions with a value
        the first ceil(top × n) are the top; ties go to the region that comes first in the index.
    threshold : float
        Least location quotient of a specialised cell, under both rules.
    size, focus, top : float
        Shares between 0 and 1.

    Returns
    -------
    DataFrame
        One row a cell with a value (index: region, industry): booleans ``specialised``, ``large``, ``focused``, and
        their number, ``stars``.

    Raises
    ------
    CourseError
        A value of `x` is negative or missing.

    References
    ----------
    Ketels, C. and Protsiv, S. (2016). European Cluster Panorama. European Cluster Observatory.
    """
    specialised = at_least(location_quotient(x), threshold)
    of_industry = x.div(x.sum(axis="index").where(lambda total: total > 0), axis="columns")
    of_region = x.div(x.sum(axis="columns").where(lambda total: total > 0), axis="index")
    if rule == "absolute":
        large, focused = at_least(of_industry, size), at_least(of_region, focus)
    else:
        large, focused = in_top(x, top), in_top(of_region, top)
    parts = {"specialised": specialised, "large": large, "focused": focused}
    cells = pd.DataFrame({name: part.stack() for name, part in parts.items()})[(x > 0).stack()]
    return cells.assign(stars=cells.sum(axis="columns"))


def at_least(x: pd.DataFrame, limit: float) -> pd.DataFrame:
    """Return where a value reaches a limit; a share published as exactly 1 % does, whatever its last binary digit."""
    return x >= limit - TOLERANCE


def in_top(x: pd.DataFrame, share: float) -> pd.DataFrame:
    """Return for each column which rows are among the top share of its positive values.

    Parameters
    ----------
    x : DataFrame
        Values; ranks run down each column, ties go to the row that comes first.
    share : float
        Between 0 and 1: of n positive values the first ceil(share × n) are the top.
    """
    positive = x.where(x > 0)
    # The small step back keeps 0.1 × 30 = 3.0000000000000004 at three.
    places = np.ceil(share * positive.count() - 1e-9)
    return positive.rank(method="first", ascending=False).le(places, axis="columns")
