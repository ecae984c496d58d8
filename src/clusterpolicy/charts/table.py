"""Tables of a chapter: headings in words, numbers as the language writes them, a caption, the same on every page and in text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from clusterpolicy.errors import UnknownNameError
from clusterpolicy.teaching import teaching_mark
from clusterpolicy.text import _, format_number


@dataclass(frozen=True)
class CourseTable:
    """Cells as they are shown, with their headings and a caption."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[bool, ...]
    note: str = ""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": self.text(), "text/html": self.html()}

    def text(self) -> str:
        """Return the table in columns of equal width."""
        lines = [self.headings, *self.rows]
        widths = [max(len(line[place]) for line in lines) for place in range(len(self.headings))]
        shown = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        ]
        return "\n".join([self.caption, *shown, *filter(None, [self.note])])

    def html(self) -> str:
        """Return the table as HTML that a screen reader can walk through."""
        kinds = [' class="number"' if number else "" for number in self.numbers]
        head = "".join(
            f'<th scope="col"{kind}>{escape(text)}</th>'
            for text, kind in zip(self.headings, kinds, strict=True)
        )
        lines = []
        for row in self.rows:
            cells = "".join(
                f"<td{kind}>{escape(text)}</td>" for text, kind in zip(row[1:], kinds[1:], strict=True)
            )
            lines.append(f'<tr><th scope="row">{escape(row[0])}</th>{cells}</tr>')
        note = f'<p class="source">{escape(self.note)}</p>' if self.note else ""
        return (
            f'<div class="table-frame course-table" tabindex="0" role="region" aria-label="{escape(self.caption)}"><table>'
            f"<caption>{escape(self.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>{note}</div>"
        )


def table(
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    caption: str,
    digits: Mapping[str, int] | None = None,
    teaching: bool = False,
) -> CourseTable:
    """Return some columns of a frame as a table.

    Parameters
    ----------
    frame : DataFrame
        One row a line; what is missing is shown as missing.
    columns : mapping of str to str
        Fields to show and their headings, in English; headings go through gettext, and so do cells that are text.
    caption : str
        What the table shows; goes through gettext.
    digits : mapping of str to int, optional
        Decimals of the fields that are numbers and no years; years are written without marks.
    teaching : bool
        Whether it shows the fictional region: then the mark of teaching data stands below.

    Raises
    ------
    UnknownNameError
        The frame has no such column.
    """
    for name in columns:
        if name not in frame.columns:
            raise UnknownNameError("column", name, frame.columns)
    decimals = digits or {}
    rows = tuple(
        tuple(written(value, decimals.get(name)) for name, value in zip(columns, row, strict=True))
        for row in frame[list(columns)].itertuples(index=False, name=None)
    )
    numbers = tuple(pd.api.types.is_numeric_dtype(frame[name]) for name in columns)
    note = teaching_mark() if teaching else ""
    return CourseTable(_(caption), tuple(map(_, columns.values())), rows, numbers, note)


def written(value: Any, digits: int | None) -> str:
    """Return one cell as it is shown."""
    if pd.isna(value):
        return _("no data")
    if digits is not None:
        return format_number(float(value), "", digits)
    return _(value) if isinstance(value, str) else str(value)
