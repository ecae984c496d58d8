"""Decisions: criteria on one scale, weighted sum, TOPSIS, and how far ranks depend on weights.

Criteria are alternatives × criteria; more is better unless a criterion is named among `costs`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from clusterpolicy.errors import CourseError
from clusterpolicy.indicators.checks import Floats, complete, known, positive_weights

# Below this share of its largest value a criterion's range is rounding.
CONSTANT = 1e-12


@dataclass(frozen=True)
class Ranking:
    """Alternatives by score.

    Attributes
    ----------
    scores : Series
        One score an alternative, from 0 to 1, more is better; missing where all alternatives are equal.
    dropped : tuple
        Criteria on which all alternatives are equal: they cannot tell them apart and were left out.
    """

    scores: pd.Series
    dropped: tuple[Hashable, ...]

    @property
    def ranks(self) -> pd.Series:
        """Place of each alternative, 1 for the best; equals share the better place; missing without scores."""
        # Equal alternatives may differ in the last binary digit.
        return self.scores.round(12).rank(ascending=False, method="min").rename("rank")


def min_max(criteria: pd.DataFrame, *, costs: Collection[Hashable] = ()) -> pd.DataFrame:
    r"""Put each criterion on a scale from 0, the worst, to 1, the best of these alternatives.

    .. math:: r_{ac} = \frac{x_{ac} - \min_a x_{ac}}{\max_a x_{ac} - \min_a x_{ac}}, \quad 1 - r_{ac} \text{ for costs}

    Parameters
    ----------
    criteria : DataFrame
        Alternatives × criteria, any units, no value missing.
    costs : collection
        Criteria of which less is better.

    Returns
    -------
    DataFrame
        Alternatives × criteria, without unit; missing where all alternatives are equal.

    Raises
    ------
    CourseError
        A value is missing or no number, or a cost is no criterion.

    References
    ----------
    OECD and JRC (2008). Handbook on Constructing Composite Indicators. OECD, step 5.
    """
    values, sign = _turned(criteria, costs)
    turned = values * sign
    low, high = turned.min(axis=0), turned.max(axis=0)
    scaled = (turned - low) / np.where(_constant(values), np.nan, high - low)
    return pd.DataFrame(scaled, index=criteria.index, columns=criteria.columns)


def z_scores(criteria: pd.DataFrame, *, costs: Collection[Hashable] = ()) -> pd.DataFrame:
    r"""Put each criterion on a scale of standard deviations from the mean of these alternatives.

    .. math:: z_{ac} = \frac{x_{ac} - \bar x_c}{s_c}, \quad -z_{ac} \text{ for costs}

    :math:`s_c` is the standard deviation with n − 1.

    Parameters
    ----------
    criteria : DataFrame
        Alternatives × criteria, any units, no value missing.
    costs : collection
        Criteria of which less is better.

    Returns
    -------
    DataFrame
        Alternatives × criteria, in standard deviations; missing where all alternatives are equal.

    Raises
    ------
    CourseError
        A value is missing or no number, or a cost is no criterion.

    References
    ----------
    OECD and JRC (2008). Handbook on Constructing Composite Indicators. OECD, step 5.
    """
    values, sign = _turned(criteria, costs)
    gaps = values - values.mean(axis=0)
    # One alternative alone is constant too, so that no division by n − 1 = 0 is ever asked for.
    spread = np.sqrt((gaps**2).sum(axis=0) / max(len(values) - 1, 1))
    scores = sign * gaps / np.where(_constant(values), np.nan, spread)
    return pd.DataFrame(scores, index=criteria.index, columns=criteria.columns)


def weighted_sum(
    criteria: pd.DataFrame,
    weights: Mapping[Hashable, float] | pd.Series,
    *,
    costs: Collection[Hashable] = (),
) -> Ranking:
    r"""Score alternatives by the weighted mean of their criteria, each on a scale from 0 to 1.

    .. math:: S_a = \sum_c w_c r_{ac}, \quad \sum_c w_c = 1

    r is `min_max`. A gain in one criterion makes up for any loss in another.

    Parameters
    ----------
    criteria : DataFrame
        Alternatives × criteria, any units, no value missing.
    weights : mapping or Series
        One weight a criterion, from zero up; they are brought to the sum 1.
    costs : collection
        Criteria of which less is better.

    Returns
    -------
    Ranking
        Scores, and the criteria dropped because all alternatives are equal on them.

    Raises
    ------
    CourseError
        A value is missing or no number, a criterion has no weight, weights are negative or all zero, a weight or a cost
        names no criterion.

    References
    ----------
    Fishburn, P. (1967). Additive Utilities with Incomplete Product Sets. Operations Research 15.
    """
    return _ranked(criteria, weights, costs, _sums)


def topsis(
    criteria: pd.DataFrame,
    weights: Mapping[Hashable, float] | pd.Series,
    *,
    costs: Collection[Hashable] = (),
) -> Ranking:
    r"""Score alternatives by how near they are to the best and how far from the worst that occurs.

    .. math:: v_{ac} = \frac{w_c x_{ac}}{\sqrt{\sum_a x_{ac}^2}}, \quad
        C_a = \frac{d_a^-}{d_a^+ + d_a^-}

    :math:`d_a^+` is the distance of row a of v from the best value of each criterion, :math:`d_a^-` from the worst.
    Criteria are divided by their length, as in the original; by `min_max`, the default of pymcdm, another alternative
    can win.

    Parameters
    ----------
    criteria : DataFrame
        Alternatives × criteria, any units, no value missing.
    weights : mapping or Series
        One weight a criterion, from zero up; they are brought to the sum 1.
    costs : collection
        Criteria of which less is better.

    Returns
    -------
    Ranking
        Scores, and the criteria dropped because all alternatives are equal on them.

    Raises
    ------
    CourseError
        A value is missing or no number, a criterion has no weight, weights are negative or all zero, a weight or a cost
        names no criterion.

    References
    ----------
    Hwang, C.-L. and Yoon, K. (1981). Multiple Attribute Decision Making. Springer.
    """
    return _ranked(criteria, weights, costs, _closeness)


def rank_stability(
    criteria: pd.DataFrame,
    *,
    method: Literal["weighted_sum", "topsis"] = "weighted_sum",
    costs: Collection[Hashable] = (),
    draws: int = 10_000,
    seed: int = 0,
) -> pd.DataFrame:
    """Return how often each alternative takes each rank when nothing is known of the weights.

    Weights are drawn evenly from all that are not negative and sum to 1. The first columns added up,
    ``.loc[:, :k].sum(axis="columns")``, say how often an alternative is among the first k: vary k. Where criteria go
    together, ranks are stable whatever the weights: look at ``criteria.corr()`` before you call a rank robust.

    Parameters
    ----------
    criteria : DataFrame
        Alternatives × criteria, any units, no value missing.
    method : {"weighted_sum", "topsis"}
        How alternatives are scored.
    costs : collection
        Criteria of which less is better.
    draws : int
        How many weights to draw.
    seed : int
        Start of the random numbers: the same seed gives the same table.

    Returns
    -------
    DataFrame
        Alternatives × ranks 1 … n: shares of the draws; rows sum to 1. Equals share the better rank. All missing where
        all alternatives are equal.

    Raises
    ------
    CourseError
        A value is missing or no number, a cost is no criterion, there is no such method, draws are fewer than one.

    References
    ----------
    Lahdelma, R. and Salminen, P. (2001). SMAA-2: Stochastic Multicriteria Acceptability Analysis for Group Decision
    Making. Operations Research 49.
    """
    scorers = {"weighted_sum": _sums, "topsis": _closeness}
    if method not in scorers or draws < 1:
        raise CourseError("there is no such method, or nothing to draw", f"{method!r}, {draws} draws")
    values, sign = _turned(criteria, costs)
    apart = ~_constant(values)
    places = range(1, len(values) + 1)
    if not apart.any():
        return pd.DataFrame(np.nan, index=criteria.index, columns=places)
    weights = np.random.default_rng(seed).dirichlet(np.ones(apart.sum()), size=draws)
    scores = pd.DataFrame(scorers[method](values[:, apart], sign[apart], weights.T))
    ranks = scores.round(12).rank(ascending=False, method="min").to_numpy()
    shares = {place: (ranks == place).mean(axis=1) for place in places}
    return pd.DataFrame(shares, index=criteria.index)


Scorer = Callable[[Floats, Floats, Floats], Floats]


def _ranked(
    criteria: pd.DataFrame,
    weights: Mapping[Hashable, float] | pd.Series,
    costs: Collection[Hashable],
    scorer: Scorer,
) -> Ranking:
    values, sign = _turned(criteria, costs)
    known("criterion", list(pd.Series(weights).index), criteria.columns)
    weight = positive_weights(criteria.columns, weights)
    apart = ~_constant(values)
    dropped = tuple(criteria.columns[~apart])
    if not weight[apart].sum() > 0:
        return Ranking(pd.Series(np.nan, index=criteria.index, name="score"), dropped)
    scores = scorer(values[:, apart], sign[apart], weight[apart, None] / weight[apart].sum())
    return Ranking(pd.Series(scores[:, 0], index=criteria.index, name="score"), dropped)


def _sums(values: Floats, sign: Floats, weights: Floats) -> Floats:
    """Return alternatives × sets of weights: the weighted sums; weights are criteria × sets."""
    turned = values * sign
    low = turned.min(axis=0)
    found: Floats = ((turned - low) / (turned.max(axis=0) - low)) @ weights
    return found


def _closeness(values: Floats, sign: Floats, weights: Floats) -> Floats:
    """Return alternatives × sets of weights: nearness to the ideal; weights are criteria × sets."""
    # To the largest value first: the square of a very small or very large number is nought or infinite.
    units = values / np.abs(values).max(axis=0)
    turned = units * sign / np.linalg.norm(units, axis=0)
    to_best = np.sqrt((turned.max(axis=0) - turned) ** 2 @ weights**2)
    to_worst = np.sqrt((turned - turned.min(axis=0)) ** 2 @ weights**2)
    both = to_best + to_worst
    found: Floats = to_worst / np.where(both > 0, both, np.nan)
    return found


def _turned(criteria: pd.DataFrame, costs: Collection[Hashable]) -> tuple[Floats, Floats]:
    """Return the values, and for each criterion 1, or −1 if less is better."""
    values = complete(criteria)
    known("criterion", costs, criteria.columns)
    return values, np.where(criteria.columns.isin(list(costs)), -1.0, 1.0)


def _constant(values: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Return for each criterion whether all alternatives are equal, but for rounding."""
    found: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] = np.ptp(values, axis=0) <= CONSTANT * np.abs(
        values
    ).max(axis=0)
    return found
