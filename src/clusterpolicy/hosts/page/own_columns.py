"""The table that explains the columns of a file of own regions."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.charts.table import CourseTable
from clusterpolicy.datasets.own import EXAMPLE_YEAR, own_columns
from clusterpolicy.text import _, format_number


def own_columns_table() -> str:
    """Return the columns of the template with titles, units and the example."""
    columns = own_columns()
    headings = (_("Column"), _("What it holds"), _("Unit"), _("Example"))
    rows = tuple(
        (row.column, row.title, row.unit, example(row.example)) for row in columns.itertuples(index=False)
    )
    return CourseTable(_("Columns of the template"), headings, rows, (False, False, False, True)).html()


def example(value: object) -> str:
    """Return a value of the example as the language writes it; years and names as they are."""
    if isinstance(value, str) or value == EXAMPLE_YEAR:
        return str(value)
    return _("no data") if pd.isna(value) else format_number(float(value))  # type: ignore[arg-type]
