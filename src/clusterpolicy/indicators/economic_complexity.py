"""Economic complexity: proximity of industries, density around them, complexity and fitness.

All start from the table M of 0 and 1 that says where a region reveals a comparative advantage (quotient of 1 or more).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clusterpolicy.errors import CourseError
from clusterpolicy.indicators.checks import Floats, amounts
from clusterpolicy.indicators.specialisation import advantages

# Eigenvalues nearer than this are one: their vectors cannot be told apart.
SAME = 1e-9
# Up to this size LAPACK is quicker than the search for single eigenvectors.
SMALL = 300
# Vectors that the search keeps: more take fewer rounds, fewer are done sooner where one round is enough.
FEW, KEPT = 16, 40
SETTLED = 1e-10
MOST_ROUNDS = 1000
# A fitness on its way to nought stops here: one over it must stay finite.
FLOOR = 1e-150


class Complexity(NamedTuple):
    """Indices of regions (ECI) and of industries (PCI), by their labels."""

    regions: pd.Series
    industries: pd.Series


class Fitness(NamedTuple):
    """Fitness of regions, complexity of industries, and the rounds that they took to settle."""

    regions: pd.Series
    industries: pd.Series
    rounds: int


class _Advantages(NamedTuple):
    """M without the regions and industries that have no value; `rows` and `columns` say which are left."""

    held: NDArray[np.bool_]
    rows: NDArray[np.bool_]
    columns: NDArray[np.bool_]


def _advantages(x: pd.DataFrame) -> _Advantages:
    values = amounts(x)
    regions, industries = values.sum(axis=1), values.sum(axis=0)
    rows, columns = regions > 0, industries > 0
    if not (rows.all() and columns.all()):
        values, regions, industries = values[np.ix_(rows, columns)], regions[rows], industries[columns]
    return _Advantages(advantages(values, regions, industries), rows, columns)


def _placed(values: Floats, *kept: NDArray[np.bool_]) -> Floats:
    """Return values with missing ones in the places that are not kept, one mask a dimension."""
    if all(mask.all() for mask in kept):
        return values
    whole = np.full([len(mask) for mask in kept], np.nan)
    whole[np.ix_(*kept)] = values
    return whole


def proximity(x: pd.DataFrame) -> pd.DataFrame:
    r"""Return how often two industries are specialised in the same regions.

    .. math:: \phi_{ij} = \min\left(P(i \mid j), P(j \mid i)\right)
        = \frac{\sum_r M_{ri} M_{rj}}{\max\left(\sum_r M_{ri}, \sum_r M_{rj}\right)}

    An industry is next to itself, :math:`\phi_{ii} = 1`, as the formula says and ecomplexity has it; econcomplex and
    economic-complexity set the diagonal to 0.

    Parameters
    ----------
    x : DataFrame
        Regions × industries, non-negative, any unit.

    Returns
    -------
    DataFrame
        Industries × industries, symmetric, without unit, from 0 to 1; missing where an industry has no value.

    Raises
    ------
    CourseError
        A value is negative, missing or no number: names region and industry.

    References
    ----------
    Hidalgo, C., Klinger, B., Barabási, A.-L. and Hausmann, R. (2007). The Product Space Conditions the Development of
    Nations. Science 317.
    """
    found = _advantages(x)
    phi = _placed(_proximity(found.held), found.columns, found.columns)
    return pd.DataFrame(phi, index=x.columns, columns=x.columns)


def _proximity(held: NDArray[np.bool_]) -> Floats:
    # Counts of regions are whole: single precision holds them exactly up to 16 million, in half the time.
    single = held.astype(np.float32)
    together: Floats = (single.T @ single).astype(float)
    counts = together.diagonal()
    together /= np.maximum.outer(counts, counts)
    return together


def density(x: pd.DataFrame) -> pd.DataFrame:
    r"""Return how much of what is near an industry a region is specialised in.

    .. math:: \omega_{ri} = \frac{\sum_j M_{rj} \phi_{ij}}{\sum_j \phi_{ij}}

    The sums include the industry itself, as in ecomplexity; econcomplex and economic-complexity leave it out.

    Parameters
    ----------
    x : DataFrame
        Regions × industries, non-negative, any unit.

    Returns
    -------
    DataFrame
        Regions × industries, without unit, from 0 to 1; missing where a region or an industry has no value.

    Raises
    ------
    CourseError
        A value is negative, missing or no number: names region and industry.

    References
    ----------
    Hidalgo, C., Klinger, B., Barabási, A.-L. and Hausmann, R. (2007). The Product Space Conditions the Development of
    Nations. Science 317.
    """
    found = _advantages(x)
    phi = _proximity(found.held)
    omega = _placed(found.held.astype(float) @ (phi / phi.sum(axis=0)), found.rows, found.columns)
    return pd.DataFrame(omega, index=x.index, columns=x.columns)


def complexity(x: pd.DataFrame) -> Complexity:
    r"""Return the complexity of regions (ECI) and of industries (PCI).

    The industries' index q is the second eigenvector of

    .. math:: \tilde M_{ij} = \frac{1}{u_i} \sum_r \frac{M_{ri} M_{rj}}{d_r}, \quad
        d_r = \sum_i M_{ri}, \quad u_i = \sum_r M_{ri}

    and a region's is the mean of its industries', :math:`k_r = \sum_i M_{ri} q_i / d_r`. Both are then scaled by the mean
    and the standard deviation (n) of k, so that regions have mean 0 and deviation 1 and stay the mean of their
    industries: so does ecomplexity; econcomplex and economic-complexity standardise the industries by themselves, the
    latter with n − 1. The sign makes k rise with the number of industries d, as all three do. The eigenvector is
    exact: the symmetric form of the smaller side is solved, not a number of reflections.

    Parameters
    ----------
    x : DataFrame
        Regions × industries, non-negative, any unit.

    Returns
    -------
    Complexity
        ``regions`` and ``industries``: one figure each, without unit; missing where one has no value.

    Raises
    ------
    CourseError
        A value is negative, missing or no number; or there is no index, because fewer than two regions or industries
        have values, all are alike, the table falls into parts without a common industry, or a second vector fits as
        well.

    References
    ----------
    Hidalgo, C. and Hausmann, R. (2009). The Building Blocks of Economic Complexity. PNAS 106.
    Mealy, P., Farmer, J. D. and Teytelboym, A. (2019). Interpreting Economic Complexity. Science Advances 5.
    """
    found = _advantages(x)
    if min(found.held.shape) < 2:
        raise _undefined("fewer than two regions or industries have values")
    diversity, ubiquity = (found.held.view(np.int8).sum(axis=axis, dtype=np.int64) for axis in (1, 0))
    scaled = found.held / np.sqrt(diversity)[:, None]
    scaled /= np.sqrt(ubiquity)
    if len(diversity) < len(ubiquity):
        across = _second_vector(scaled.T, np.sqrt(diversity / diversity.sum())) @ scaled
    else:
        across = _second_vector(scaled, np.sqrt(ubiquity / ubiquity.sum()))
    industries = across / np.sqrt(ubiquity)
    # The scaled table times √u is M over √d: the mean of a region's industries without another copy of M.
    regions = (scaled @ across) / np.sqrt(diversity)
    industries, regions = _oriented(industries, regions, diversity, ubiquity)
    centre, spread = regions.mean(), regions.std()
    return Complexity(
        pd.Series(_placed((regions - centre) / spread, found.rows), index=x.index, name="eci"),
        pd.Series(_placed((industries - centre) / spread, found.columns), index=x.columns, name="pci"),
    )


def _second_vector(scaled: Floats, first: Floats) -> Floats:
    """Return the second of the right singular vectors; the first belongs to the value 1 and is known.

    Raises
    ------
    CourseError
        There is no such vector, or not only one.
    """
    values, vectors = _next_two(scaled, first)
    order = values.argsort()
    third, second = values[order[-2]], values[order[-1]]
    if second > 1 - SAME:
        raise _undefined("the table falls into parts whose regions share no industry")
    if second < SAME:
        raise _undefined("all regions are specialised alike")
    if second - third < SAME:
        raise _undefined("two orders of the regions fit equally well")
    vector: Floats = vectors[:, order[-1]]
    return vector


def _next_two(scaled: Floats, first: Floats) -> tuple[Floats, Floats]:
    """Return the second and third largest eigenvalues of S'S, and their vectors as columns."""
    from scipy.linalg import eigh
    from scipy.linalg.blas import dsymv
    from scipy.sparse.linalg import ArpackNoConvergence, LinearOperator, eigsh

    size = len(first)

    def iterated(product: Callable[[Floats], Floats], **effort: int) -> tuple[Floats, Floats]:
        def without_first(vector: Floats) -> Floats:
            return product(vector) - first * (first @ vector)

        operator = LinearOperator((size, size), matvec=without_first, dtype=float)
        # A fixed start that no symmetry of a table is likely to share: the same table gives the same digits.
        start = np.cos(np.arange(size))
        values, vectors = eigsh(operator, k=2, which="LA", tol=0, v0=start, **effort)
        return values, vectors

    if size <= SMALL:
        rest = scaled.T @ scaled - np.outer(first, first)
        values, vectors = eigh(rest, subset_by_index=[size - 2, size - 1])
        return values, vectors
    # Where the values stand apart, as in tables with an order, products with the table find them before S'S is computed.
    with suppress(ArpackNoConvergence):
        return iterated(lambda vector: (scaled @ vector) @ scaled, ncv=FEW, maxiter=1)
    gram = scaled.T @ scaled
    # BLAS wants columns one after the other: of a symmetric table that is the table turned round.
    return iterated(lambda vector: dsymv(1.0, gram.T, vector), ncv=KEPT)


def _undefined(why: str) -> CourseError:
    return CourseError(
        f"complexity is not defined here: {why}",
        todo="Use a table with more industries, or drop the regions that stand apart.",
    )


def _oriented(
    industries: Floats, regions: Floats, diversity: NDArray[np.int64], ubiquity: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """Turn both indices so that regions with more industries stand higher; if that decides nothing, rare industries."""
    lean = (regions - regions.mean()) @ (diversity - diversity.mean())
    if abs(lean) <= SAME * np.abs(regions).max() * diversity.sum():
        lean = -(industries - industries.mean()) @ (ubiquity - ubiquity.mean())
    return (-industries, -regions) if lean < 0 else (industries, regions)


def fitness(x: pd.DataFrame) -> Fitness:
    r"""Return the fitness of regions and the complexity of industries that goes with it.

    .. math:: F_r \propto \sum_i M_{ri} Q_i, \qquad Q_i \propto \left(\sum_r M_{ri} / F_r\right)^{-1}

    repeated from Q = 1, both with mean 1, until no figure moves by more than 1e-10 or for a thousand rounds. An industry
    that a region of low fitness has is simple, however fit the others. In some tables the fitness of regions with
    few, common industries tends to 0 and never arrives: `rounds` is then a thousand, the order is settled, the small
    figures are not. econcomplex stops after 20 rounds by default.

    Parameters
    ----------
    x : DataFrame
        Regions × industries, non-negative, any unit.

    Returns
    -------
    Fitness
        ``regions`` and ``industries``: one figure each, without unit, mean 1, missing where one has no value; and
        ``rounds``.

    Raises
    ------
    CourseError
        A value is negative, missing or no number: names region and industry.

    References
    ----------
    Tacchella, A., Cristelli, M., Caldarelli, G., Gabrielli, A. and Pietronero, L. (2012). A New Metrics for Countries'
    Fitness and Products' Complexity. Scientific Reports 2.
    Pugliese, E., Zaccaria, A. and Pietronero, L. (2016). On the Convergence of the Fitness-Complexity Algorithm. The
    European Physical Journal Special Topics 225.
    """
    found = _advantages(x)
    held = found.held.astype(float)
    fit, simple = np.ones(len(held)), np.ones(held.shape[1])
    rounds, change = 0, np.inf if held.size else 0.0
    while change > SETTLED and rounds < MOST_ROUNDS:
        before = fit, simple
        fit = _mean_one(held @ simple)
        simple = _mean_one(1 / ((1 / np.maximum(fit, FLOOR)) @ held))
        change = max(np.abs(fit - before[0]).max(), np.abs(simple - before[1]).max())
        rounds += 1
    return Fitness(
        pd.Series(_placed(fit, found.rows), index=x.index, name="fitness"),
        pd.Series(_placed(simple, found.columns), index=x.columns, name="complexity"),
        rounds,
    )


def _mean_one(values: Floats) -> Floats:
    scaled: Floats = values / values.mean()
    return scaled
