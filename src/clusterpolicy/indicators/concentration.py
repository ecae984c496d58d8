"""Concentration and diversity: Herfindahl, entropy and related variety, locational Gini, Theil."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import numpy as np
import pandas as pd

from clusterpolicy.indicators.checks import Floats, amounts, for_each, positive_weights
from clusterpolicy.indicators.specialisation import shares

STRIP = 50


def herfindahl(x: pd.DataFrame) -> pd.Series:
    r"""Return how concentrated each region is on few industries.

    .. math:: HHI_r = \sum_i s_{ri}^2, \quad s_{ri} = x_{ri} / x_r

    Not rescaled for the number of industries: of n equal industries it is 1/n, so 1/HHI reads as a number of equal
    industries. 1 − HHI is used as an index of diversification. For the concentration of industries on regions, give
    the transposed table.

    Parameters
    ----------
    x : DataFrame
        Regions × industries, non-negative, any unit.

    Returns
    -------
    Series
        One index a region, without unit, from 1/n to 1; missing where a region has no value.

    Raises
    ------
    CourseError
        A value is negative, missing or no number: names region and industry.

    References
    ----------
    Hirschman, A. (1964). The Paternity of an Index. American Economic Review 54.
    """
    return pd.Series((shares(amounts(x)) ** 2).sum(axis=1), index=x.index, name="herfindahl")


def entropy(x: pd.DataFrame) -> pd.Series:
    r"""Return how varied each region's mix of industries is.

    .. math:: H_r = -\sum_i s_{ri} \log_2 s_{ri}, \quad s_{ri} = x_{ri} / x_r, \quad 0 \log_2 0 = 0

    Parameters
    ----------
    x : DataFrame
        Regions × industries, non-negative, any unit.

    Returns
    -------
    Series
        One figure a region, in bits, from 0 (one industry) to log2 of the number of industries (all equal); missing
        where a region has no value.

    Raises
    ------
    CourseError
        A value is negative, missing or no number: names region and industry.

    References
    ----------
    Frenken, K., Van Oort, F. and Verburg, T. (2007). Related Variety, Unrelated Variety and Regional Economic Growth.
    Regional Studies 41.
    """
    return pd.Series(_bits(shares(amounts(x))), index=x.index, name="entropy")


def _bits(parts: Floats) -> Floats:
    """Return the entropy of each row of shares, in bits."""
    from scipy.special import entr

    # A share that rounding left above one would give a hair below nought.
    found: Floats = np.maximum(entr(parts).sum(axis=1) / np.log(2), 0)
    return found


def related_variety(x: pd.DataFrame, groups: Mapping[Hashable, Hashable] | pd.Series) -> pd.DataFrame:
    r"""Split a region's entropy into variety within groups of related industries and variety between the groups.

    .. math:: H_r = \underbrace{\sum_g P_{rg} \log_2 \frac{1}{P_{rg}}}_{\text{unrelated}}
        + \underbrace{\sum_g P_{rg} H_{rg}}_{\text{related}}

    :math:`P_{rg}` is the group's share of the region, :math:`H_{rg}` the entropy of its industries' shares of the group.

    Parameters
    ----------
    x : DataFrame
        Regions × industries, non-negative, any unit.
    groups : mapping or Series
        The group of each industry, by the labels of the columns: for classes, their two-digit division.

    Returns
    -------
    DataFrame
        One row a region: ``related`` and ``unrelated``, in bits; they add up to `entropy`. Missing where a region has
        no value.

    Raises
    ------
    CourseError
        An industry has no group, or a value is negative, missing or no number.

    References
    ----------
    Frenken, K., Van Oort, F. and Verburg, T. (2007). Related Variety, Unrelated Variety and Regional Economic Growth.
    Regional Studies 41.
    """
    of_industries = shares(amounts(x))
    names = for_each(x.columns, groups, "group").to_numpy()
    of_groups = pd.DataFrame(of_industries).T.groupby(names).sum(min_count=1).T.to_numpy()
    whole = _bits(of_industries)
    # Rounding can leave a hair too much where every group holds one industry.
    unrelated = np.minimum(_bits(of_groups), whole)
    return pd.DataFrame({"related": whole - unrelated, "unrelated": unrelated}, index=x.index)


def spatial_gini(x: pd.DataFrame) -> pd.Series:
    r"""Return how unevenly each industry lies over the regions, measured against the whole economy.

    Regions are put in the order of their quotients; the Lorenz curve sets their shares of the industry, cumulated,
    against their shares of the whole.

    .. math:: G_i = 1 - \sum_r \left(X_r - X_{r-1}\right) \left(Y_{ri} + Y_{r-1,i}\right)

    :math:`X_r` is the cumulated share of the whole, :math:`Y_{ri}` of the industry. Definitions differ: this is the
    locational Gini, twice the area between curve and diagonal; some packages return the area itself, which ends at
    ½. A Gini of the industry's values alone takes every region for equally large, and the spatial Gini of Rey and
    Smith asks another question: how much of inequality lies between neighbours.

    Parameters
    ----------
    x : DataFrame
        Regions × industries, non-negative, any unit; the columns together are the whole economy.

    Returns
    -------
    Series
        One index an industry, without unit, from 0 (everywhere as the whole) to below 1; missing where an industry has
        no value.

    Raises
    ------
    CourseError
        A value is negative, missing or no number: names region and industry.

    References
    ----------
    Krugman, P. (1991). Geography and Trade. MIT Press, chapter 2.
    Combes, P.-P., Mayer, T. and Thisse, J.-F. (2008). Economic Geography. Princeton University Press, chapter 10.
    """
    values = amounts(x)
    of_whole = values.sum(axis=1) / (values.sum() or np.nan)
    gini = np.empty(values.shape[1])
    # Strips of industries, so that what is sorted stays in the processor's cache.
    for start in range(0, values.shape[1], STRIP):
        strip = slice(start, start + STRIP)
        gini[strip] = _locational_gini(np.ascontiguousarray(values[:, strip].T), of_whole)
    return pd.Series(gini, index=x.columns, name="spatial_gini")


def _locational_gini(industries: Floats, of_whole: Floats) -> Floats:
    """Return the index of each row: an industry's values by region."""
    of_industry = shares(industries)
    # A region without any value has no quotient; its share is nought wherever it stands.
    quotient = np.divide(of_industry, of_whole, out=np.zeros_like(industries), where=of_whole > 0)
    order = quotient.argsort(axis=1)
    curve = np.take_along_axis(of_industry, order, axis=1).cumsum(axis=1)
    steps = of_whole[order]
    gini: Floats = 1 - (steps * curve).sum(axis=1) - (steps[:, 1:] * curve[:, :-1]).sum(axis=1)
    return gini


def theil(
    x: pd.DataFrame,
    weights: Mapping[Hashable, float] | pd.Series | None = None,
    groups: Mapping[Hashable, Hashable] | pd.Series | None = None,
) -> pd.DataFrame:
    r"""Return how unequal regions are, and how much of it lies between and within groups of regions.

    .. math:: T = \sum_r s_r \ln \frac{s_r}{w_r}
        = \underbrace{\sum_g S_g \ln \frac{S_g}{W_g}}_{\text{between}} + \underbrace{\sum_g S_g T_g}_{\text{within}}

    :math:`s_r = w_r x_r / \sum w x` is the region's share of the sum, :math:`w_r` its weight as a share of all
    weights; capitals are the sums over a group, :math:`T_g` is the index inside it. This is Theil's first measure
    (T), with natural logarithms and :math:`0 \ln 0 = 0`.

    Parameters
    ----------
    x : DataFrame
        Regions × whatever is compared (years, industries): amounts a unit of weight, as roubles per head.
    weights : mapping or Series, optional
        What each region counts for, as its inhabitants; all alike where left out. With x per head and inhabitants as
        weights, s is the region's share of the country's product.
    groups : mapping or Series, optional
        The group of each region, as its federal district.

    Returns
    -------
    DataFrame
        One row a column of `x`: ``total``, and with groups ``between`` and ``within``, which add up to it; no unit, 0
        if all are equal. Missing where a column is all zeros.

    Raises
    ------
    CourseError
        A region has no weight or no group, weights are negative or all zero, a value is negative, missing or no number.

    References
    ----------
    Theil, H. (1967). Economics and Information Theory. North-Holland, chapter 4.
    Shorrocks, A. (1984). Inequality Decomposition by Population Subgroups. Econometrica 52.
    """
    values = amounts(x)
    weight = positive_weights(x.index, weights)
    weight = weight[:, None] / weight.sum()
    share = values * weight
    totals = share.sum(axis=0)
    share /= np.where(totals > 0, totals, np.nan)
    total = _divergence(share, weight)
    if groups is None:
        return pd.DataFrame({"total": total}, index=x.columns)
    names = pd.factorize(for_each(x.index, groups, "group"))[0]
    member = names == np.arange(names.max() + 1)[:, None]
    between = _divergence(member @ share, member @ weight)
    # Rounding can leave a hair below nought where groups hold equals.
    within = np.maximum(total - between, 0)
    return pd.DataFrame({"total": total, "between": total - within, "within": within}, index=x.columns)


def _divergence(share: Floats, weight: Floats) -> Floats:
    """Return how far each column of shares is from the weights, in natural logarithms."""
    from scipy.special import rel_entr

    found: Floats = np.maximum(rel_entr(share, weight).sum(axis=0), 0)
    return found
