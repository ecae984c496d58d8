"""Specialisation: location quotients and cluster stars."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from clusterpolicy.errors import CourseError

# Published shares are rounded: many meet a round threshold exactly, give or take the last binary digit.
TOLERANCE = 1e-9


def location_quotient(x: pd.DataFrame) -> pd.DataFrame:
    r"""Compare an industry's share in a region with its share in the country.

    .. math:: LQ_{ri} = \frac{x_{ri} / x_r}{x_i / x}

    Parameters
    ----------
    x : DataFrame
        Regions × industries, non-negative, any unit.

    Returns
    -------
    DataFrame
        The quotients, without unit; 1 means as in the country. Missing where a region or an industry has no value.

    Raises
    ------
    CourseError
        A value is negative or missing: names region and industry.

    References
    ----------
    Isard, W. (1960). Methods of Regional Analysis. MIT Press, chapter 7.
    """
    checked(x)
    regions, industries, everything = x.sum(axis="columns"), x.sum(axis="index"), x.to_numpy().sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = x.div(regions, axis="index").div(industries / everything, axis="columns")
    return quotient.where(np.outer(regions > 0, industries > 0))


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


def checked(x: pd.DataFrame) -> None:
    """Refuse a table with a negative or missing value, by region and industry."""
    wrong = ~(x >= 0).to_numpy()
    if wrong.any():
        row, column = np.argwhere(wrong)[0]
        raise CourseError(
            f"{x.iat[row, column]} is not a value from zero up",
            f"row {x.index[row]!r}, column {x.columns[column]!r}",
            "Fill or drop what is missing and decide what a negative value means before you compare shares.",
        )
