"""What a table must be before it is measured; what is not is refused by row and column."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clusterpolicy.errors import CourseError, UnknownNameError

Floats = NDArray[np.float64]

LONG_FORM = ("iso_code", "year", "value")


def amounts(x: pd.DataFrame) -> Floats:
    """Return the values of a table of amounts, regions × industries.

    Raises
    ------
    CourseError
        A value is missing, negative or infinite, is no number, or a label stands twice.
    """
    values = numbers(x)
    # Two passes without a temporary table; a missing value makes both comparisons false.
    if not (values.min() >= 0 and values.max() < np.inf):
        row, column = np.argwhere(~((values >= 0) & (values < np.inf)))[0]
        raise CourseError(
            f"{x.iat[row, column]} is not a value from zero up",
            cell(x, row, column),
            "Fill or drop what is missing and decide what a negative value means before you compare shares.",
        )
    return values


def complete(x: pd.DataFrame) -> Floats:
    """Return the values of a table of criteria or features, any sign.

    Raises
    ------
    CourseError
        A value is missing or infinite, is no number, or a label stands twice.
    """
    values = numbers(x)
    wrong = ~np.isfinite(values)
    if wrong.any():
        row, column = np.argwhere(wrong)[0]
        todo = "Leave out this row or this column, or find the value: nothing is filled in."
        raise CourseError(f"{x.iat[row, column]} is no finite value", cell(x, row, column), todo)
    return values


def numbers(x: pd.DataFrame) -> Floats:
    """Return a table's values as floats; missing ones are NaN.

    Raises
    ------
    CourseError
        It is no DataFrame or empty, a label stands twice, or a column holds no numbers.
    """
    if not isinstance(x, pd.DataFrame):
        raise CourseError(
            f"a {type(x).__name__} is not a table",
            todo="Give a DataFrame: one row a region, one column an industry.",
        )
    if x.empty:
        raise CourseError("the table is empty", todo="Give at least one row and one column.")
    for kind, labels in (("row", x.index), ("column", x.columns)):
        if not labels.is_unique:
            twice = labels[labels.duplicated()][0]
            raise CourseError("the label stands twice", f"{kind} {twice!r}", "Add the two up, or drop one.")
    values = x.to_numpy()
    if values.dtype.kind not in "fiub":
        # Words, dates, or columns that can hold a missing value beside whole numbers.
        for column, dtype in x.dtypes.items():
            if not pd.api.types.is_numeric_dtype(dtype):
                raise CourseError(
                    "the values are not numbers", f"column {column!r}", "Convert or drop the column."
                )
        values = x.to_numpy(dtype=float)
    floats: Floats = values.astype(float, copy=False)
    return floats


def cell(x: pd.DataFrame, row: int, column: int) -> str:
    """Return the place of a cell as errors name it."""
    return f"row {x.index[row]!r}, column {x.columns[column]!r}"


def panel_table(panel: pd.DataFrame) -> pd.DataFrame:
    """Return a panel as a table of regions × years, years rising, missing values NaN.

    Parameters
    ----------
    panel : DataFrame
        Regions × years; or long, with the columns ``iso_code``, ``year``, ``value``, as ``load("panel", indicator=…)``
        gives it.

    Raises
    ------
    CourseError
        A region has two values for a year, a value is infinite or no number, a column is no year.
    """
    if isinstance(panel, pd.DataFrame) and set(LONG_FORM) <= set(panel.columns):
        panel = _wide(panel)
    values = numbers(panel)
    for year in panel.columns:
        if not (isinstance(year, int | np.integer) or (isinstance(year, float) and year.is_integer())):
            raise CourseError("the column is not a year", f"column {year!r}", "Name the columns 2009, 2010 …")
    if np.isinf(values).any():
        row, column = np.argwhere(np.isinf(values))[0]
        raise CourseError("the value is infinite", cell(panel, row, column), "A logarithm of zero? Drop it.")
    table = pd.DataFrame(values, index=panel.index, columns=panel.columns.astype(int))
    return table.sort_index(axis="columns")


def _wide(panel: pd.DataFrame) -> pd.DataFrame:
    region, year, value = LONG_FORM
    twice = panel.duplicated([region, year])
    if twice.any():
        row = panel[twice].iloc[0]
        raise CourseError(
            "the panel has two values for one year",
            f"region {row[region]!r}, year {row[year]}",
            "Keep one indicator: load('panel', indicator=…).",
        )
    return panel.pivot(index=region, columns=year, values=value)


def same_labels(x0: pd.DataFrame, x1: pd.DataFrame) -> pd.DataFrame:
    """Return the second table in the order of the first; both must have the same rows and columns."""
    for kind, first, second in (("row", x0.index, x1.index), ("column", x0.columns, x1.columns)):
        odd = first.symmetric_difference(second, sort=False)
        if len(odd):
            raise CourseError(
                "only one of the two tables has it", f"{kind} {odd[0]!r}", "Compare what both have."
            )
    return x1.reindex(index=x0.index, columns=x0.columns)


def for_each(labels: pd.Index, given: Mapping[Any, Any] | pd.Series, kind: str) -> pd.Series:
    """Return one entry a label, from a mapping or a Series.

    Raises
    ------
    CourseError
        A label has no entry.
    """
    entries = pd.Series(given).reindex(labels)
    if entries.isna().any():
        label = entries.index[entries.isna()][0]
        raise CourseError(
            f"there is no {kind} for {label!r}", todo=f"Give one {kind} for each of the {len(labels)}."
        )
    return entries


def positive_weights(labels: pd.Index, given: Mapping[Any, float] | pd.Series | None) -> Floats:
    """Return one weight a label, from zero up and not all zero; equal weights where none are given."""
    if given is None:
        return np.ones(len(labels))
    weights: Floats = for_each(labels, given, "weight").to_numpy(dtype=float)
    wrong = ~((weights >= 0) & (weights < np.inf))
    if wrong.any():
        raise CourseError(
            f"{weights[wrong][0]} is not a weight from zero up", f"weight of {labels[wrong.argmax()]!r}"
        )
    if not weights.sum() > 0:
        raise CourseError("all weights are zero", todo="Give at least one a weight.")
    return weights


def known(kind: str, names: Collection[Hashable], labels: pd.Index) -> None:
    """Refuse a name that is no label of the table; the nearest ones are suggested."""
    if isinstance(names, str):
        raise CourseError(f"{names!r} is one name where several may stand", todo=f"Write [{names!r}].")
    for name in names:
        if name not in labels:
            raise UnknownNameError(kind, name, map(str, labels))
