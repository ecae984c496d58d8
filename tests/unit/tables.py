"""Tables for the tests of the indicator library: small random ones, and the course's own of 2010."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from clusterpolicy.indicators.tables import region_industry_table

# Zeros often, whole numbers, and fractions of very different size.
CELLS = st.one_of(st.just(0.0), st.integers(1, 50).map(float), st.floats(0.001, 1e6))


@st.composite
def tables(
    draw: st.DrawFn, least: int = 1, most: int = 7, cells: st.SearchStrategy[float] = CELLS
) -> pd.DataFrame:
    """Draw a table of amounts, regions × industries, with labels."""
    rows, columns = draw(st.integers(least, most)), draw(st.integers(least, most))
    values = draw(arrays(float, (rows, columns), elements=cells))
    return pd.DataFrame(
        values,
        index=[f"R{number}" for number in range(rows)],
        columns=[f"i{number}" for number in range(columns)],
    )


def full_tables(least: int = 1, most: int = 7) -> st.SearchStrategy[pd.DataFrame]:
    """Draw a table in which every region has every industry."""
    return tables(least, most, st.floats(0.01, 1000))


@lru_cache
def value_added() -> pd.DataFrame:
    """Return gross value added of 2010: 80 regions, 16 sections; sections without value left out."""
    table = region_industry_table("gva", 2010)
    return table.loc[:, table.sum() > 0]


@lru_cache
def large_firms() -> pd.DataFrame:
    """Return the revenue of large manufacturing firms in 2013: a table with many zeros."""
    table = region_industry_table("firm_revenue", 2013)
    return table.loc[table.sum(axis=1) > 0, table.sum() > 0]


def nested(rows: int, columns: int, seed: int = 1) -> pd.DataFrame:
    """Return an invented table as real ones are: what rare industries need, few regions have."""
    random = np.random.default_rng(seed)
    able, needs = np.sort(random.uniform(0.1, 1, rows))[::-1], np.sort(random.uniform(0, 0.9, columns))
    present = random.random((rows, columns)) < 1 / (1 + np.exp(-10 * (able[:, None] - needs)))
    values = present * random.lognormal(3, 1, (rows, columns))
    return pd.DataFrame(
        values,
        index=[f"R{number}" for number in range(rows)],
        columns=[f"i{number}" for number in range(columns)],
    )
