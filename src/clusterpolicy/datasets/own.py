"""A learner's own regions: the template of their file, what its columns mean, and a file as a frame."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pandas as pd

from clusterpolicy import vocabulary
from clusterpolicy.datasets.reading import load, region_names
from clusterpolicy.errors import DatasetError
from clusterpolicy.models import own_data
from clusterpolicy.models.own_columns import FIGURES, NAME, SHIPPED_OUTPUT, VALUE_ADDED, YEAR
from clusterpolicy.text import SOURCE_LANGUAGE, _, format_message, language, plural

# A region that all tables hold shows in the template what a row looks like.
EXAMPLE, EXAMPLE_YEAR = "RU-KLU", 2010
MEASURES = {
    VALUE_ADDED: ("industry:gva:OKVED-1", "gva"),
    SHIPPED_OUTPUT: ("industry:shipped_output:OKVED-1", "shipped_output"),
}
BYTE_ORDER_MARK = "\ufeff"


def own_columns() -> pd.DataFrame:
    """Return the columns that a file of own regions may have, in the order of the template.

    Returns
    -------
    DataFrame
        ``column``, its ``title`` and ``unit`` in the language in force, ``required``, and in ``example`` the value of one region
        of the course; missing where the datasets have none.
    """
    series = load("indicators").set_index("indicator")
    sections = load("sections", classification="OKVED-1").set_index("code")[f"title_{language()}"]
    units = vocabulary.units()
    rows: list[dict[str, object]] = [
        {"column": NAME, "title": _("name of the region"), "unit": "", "example": region_names()[EXAMPLE]},
        {"column": YEAR, "title": _("year"), "unit": "", "example": EXAMPLE_YEAR},
    ]
    values = _example()
    for column in FIGURES:
        prefix = next((known for known in MEASURES if column.startswith(known)), "")
        entry = series.loc[MEASURES[prefix][0] if prefix else column]
        title = entry[f"title_{language()}"]
        if prefix:
            title = f"{title}: {sections[column.removeprefix(prefix)]}"
        rows.append(
            {
                "column": column,
                "title": title,
                "unit": units[entry["unit"]],
                "example": values.get(column),
            }
        )
    return pd.DataFrame(rows).assign(required=lambda frame: frame["column"].isin([NAME, YEAR]))


def _example() -> dict[str, float]:
    """Return the figures of the example by column."""
    panel = load("panel", regions=EXAMPLE, year=EXAMPLE_YEAR).dropna(subset="value")
    values = dict(zip(panel["indicator"], panel["value"], strict=True))
    for prefix, (_id, measure) in MEASURES.items():
        rows = load("industry", regions=EXAMPLE, year=EXAMPLE_YEAR, measure=measure, classification="OKVED-1")
        values |= {f"{prefix}{row.section}": row.value for row in rows.itertuples()}
    return values


def template() -> str:
    """Return a file of own regions without any region: columns, and for people their titles, units and an example.

    Rows that begin with ``#`` are not read. Where the language writes decimal commas, semicolons part the cells, as its
    spreadsheets do.
    """
    columns = own_columns()
    comma = language() != SOURCE_LANGUAGE
    remarks = {
        "title": _("title"),
        "unit": _("unit"),
        "example": _("example"),
    }
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";" if comma else ",", lineterminator="\r\n")
    writer.writerow(columns["column"])
    for field, word in remarks.items():
        cells = [_cell(value, comma=comma) for value in columns[field]]
        writer.writerow([f"# {word}: {cells[0]}".removesuffix(": "), *cells[1:]])
    writer.writerow(
        [
            _(
                "# Your regions stand below. Rows that begin with # are not read; an empty cell is a missing figure."
            )
        ]
    )
    return BYTE_ORDER_MARK + file.getvalue()


def _cell(value: object, *, comma: bool) -> str:
    """Return a cell of the template: as few digits as hold the number, nothing for what is missing."""
    if isinstance(value, str) or pd.isna(value):
        return value if isinstance(value, str) else ""
    return f"{value:.12g}".replace(".", "," if comma else ".")


def load_own(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Read a file of your own regions, made from ``clusterpolicy template regions``.

    Comma, semicolon or tab between the cells, decimal point or comma, UTF-8 with or without a byte order mark, and
    windows-1251 are understood. The page and JupyterLab read the same file in the same way.

    Parameters
    ----------
    path : str or path-like
        The file: one row a region and year.

    Returns
    -------
    DataFrame
        ``name``, ``year`` and all columns of the template, in the units that it names. What the file leaves out is missing.

    Raises
    ------
    DatasetError
        The file is not there, or the first thing in it that is wrong, with row and column.
    """
    where = Path(path)
    try:
        size = where.stat().st_size
        content = where.read_bytes() if size <= own_data.MAXIMUM_BYTES else b""
    except OSError as error:
        raise DatasetError(_("the file cannot be read"), str(where), error.strerror or str(error)) from error
    outcome = own_data.too_large() if size > own_data.MAXIMUM_BYTES else own_data.read(decoded(content))
    if not outcome["right"]:
        raise DatasetError(format_message(own_messages()[outcome["message"]], outcome["params"]), str(where))
    rows = [{NAME: row[NAME], YEAR: row[YEAR], **row["values"]} for row in outcome["rows"]]
    frame = pd.DataFrame(rows, columns=[NAME, YEAR, *FIGURES])
    return frame.astype({NAME: "str", YEAR: "int64", **dict.fromkeys(FIGURES, "float64")})


def decoded(content: bytes) -> str:
    """Return the text of a file: UTF-8, else windows-1251, as browsers decode it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # The one byte that the table leaves out becomes a mark that no text may hold.
        return content.decode("cp1251", errors="replace")


def own_messages() -> dict[str, str | dict[str, str]]:
    """Return what is said of a file of own regions, by the id that its reading gives."""
    return _of_files() | _of_rows() | _of_offers()


def _of_files() -> dict[str, str | dict[str, str]]:
    return {
        "own-too-large": _("The file is larger than {maximum|0} kilobytes: this is no file of regions."),
        "own-spreadsheet": _(
            "The file is a spreadsheet. Save it as CSV (in the list of file types: CSV UTF-8) and choose that file."
        ),
        "own-not-text": _(
            "The file is not a text in UTF-8 or windows-1251. Save it as CSV and choose that file."
        ),
        "own-quote-open": _(
            "Row {row}: a quotation mark opens a cell here and is never closed. Close it, or take it out."
        ),
        "own-empty": _(
            "The file holds no region yet. Write a row for each region and year below the header."
        ),
        "own-column-missing": _(
            "Row {row}: the column “{column}” is missing. Take the header of the template."
        ),
        "own-column-twice": _("Row {row}: the column “{column}” stands there twice. Keep one of them."),
        "own-column-unknown": _(
            "Row {row}: the template has no column “{column}”. Take a name from the template, or put # in front of it to leave the "
            "column out."
        ),
        "own-no-figures": _("Row {row}: there is no column with figures. Take the header of the template."),
        "own-read": plural(
            "Read {count|0} region: {regions}.",
            "Read {count|0} regions: {regions}.",
        ),
        "own-regions": _("Your own regions"),
        "own-kept": _("From {file}: {regions}."),
        "own-unread": _("The file could not be read ({reason})."),
        "own-unchanged": _("Nothing was changed."),
        "own-removed": _("Your own regions are removed from this browser."),
        "own-kept-wrong": _(
            "What is kept of your own regions cannot be read (“{where}”): read your file in again."
        ),
    }


def _of_rows() -> dict[str, str | dict[str, str]]:
    return {
        "own-cell-outside": _(
            "Row {row}, column {column}: “{value}” stands under no heading. Where numbers have decimal commas, part the cells by "
            "semicolons."
        ),
        "own-cell-empty": _("Row {row}, column “{column}”: the cell is empty. Fill it in."),
        "own-row-empty": _("Row {row}: there is no figure in it. Fill one in, or take the row out."),
        "own-name-long": _(
            "Row {row}, column “{column}”: the name has more than {maximum|0} characters. Shorten it."
        ),
        "own-year": _(
            "Row {row}, column “{column}”: “{value}” is no year. Write a year from {minimum} to {maximum}."
        ),
        "own-not-a-number": _(
            "Row {row}, column “{column}”: “{value}” is not a number. Write digits; leave the cell empty where the figure is missing. "
        ),
        "own-decimal-marks": _(
            "Row {row}, column “{column}”: “{value}” has another decimal mark than the numbers before it. Write all numbers with a "
            "comma or all with a point, and no mark between thousands."
        ),
        "own-out-of-range": _(
            "Row {row}, column “{column}”: {value} is out of range. Write a number from {minimum|~0} to {maximum|~0}, in the unit of "
            "the template."
        ),
        "own-region-twice": _(
            "Row {row}, column “{column}”: “{name}” stands in row {first} already with the year {year}. Keep one of them."
        ),
        "own-regions-many": _("Row {row}: more than {maximum|0} regions. Leave some out."),
        "own-rows-many": _("Row {row}: more than {maximum|0} rows. Leave some out."),
        "own-columns-many": _("Row {row}: more than {maximum|0} columns. Leave some out."),
    }


def _of_offers() -> dict[str, str | dict[str, str]]:
    return {
        "own-lacks-year": _("“{region}” is not in the list here: it has no figures of {years}."),
        "own-lacks": _("“{region}” is not in the list here: it lacks {missing}."),
        "own-lacks-some": _(
            "“{region}” is in the list, but without {missing}: what rests on that is missing."
        ),
        "own-lacks-columns": _("“{region}” is not in the list here: in {year} it lacks {columns}."),
        "own-lacks-values": _("“{region}” is not in the list here: its figures of {year} are all zero."),
    }
