"""Datasets as typed frames, whole or narrowed, long or wide."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from clusterpolicy.datasets.description import folder, resource, resources
from clusterpolicy.errors import CourseError, DatasetError, UnknownNameError
from clusterpolicy.text import SOURCE_LANGUAGE, language

# Table Schema types as pandas keeps them; whole numbers that may be missing are nullable.
DTYPES = {"string": "str", "number": "float64", "integer": "Int64", "boolean": "boolean", "date": "str"}
REQUIRED_DTYPES = DTYPES | {"integer": "int64", "boolean": "bool"}
TRUTH = {
    **dict.fromkeys(("true", "True", "TRUE", "1"), True),
    **dict.fromkeys(("false", "False", "FALSE", "0"), False),
}


def catalogue() -> pd.DataFrame:
    """Return one row a dataset: title, description, number of rows and fields, path of its card."""
    found = [
        {
            "name": name,
            "title": described["title"],
            "description": described["description"],
            "rows": _count(folder() / described["path"], described["path"]),
            "fields": len(described["schema"]["fields"]),
            "card": described["card"],
        }
        for name, described in resources().items()
    ]
    return pd.DataFrame(found)


def load(
    name: str,
    *,
    regions: str | Iterable[str] | None = None,
    form: Literal["long", "wide"] = "long",
    **where: object,
) -> pd.DataFrame:
    """Return a dataset as a typed frame.

    Parameters
    ----------
    name : str
        Name in the catalogue, for example ``"panel"``.
    regions : str or iterable of str, optional
        Keep these territories: ``regions=["RU-KLU", "RU-MOW"]``.
    form : {"long", "wide"}
        Long: one row an observation. Wide: one row a territory and year (whatever the key has besides), one
        column an indicator (or section, or class); marks such as `flag` are left out.
    **where
        Keep the rows in which these fields have this value, or one of these:
        ``load("industry", measure="gva", year=[2009, 2010])``.

    Returns
    -------
    DataFrame
        Codes are text, missing stays missing.

    Raises
    ------
    UnknownNameError
        There is no such dataset, field, code or name; the nearest ones are suggested.
    DatasetError
        The file does not match its schema: names file, row and field.
    CourseError
        The dataset has no territories, or no wide form.
    """
    described = resource(name)
    frame = _frame(name)
    if regions is not None:
        if "iso_code" not in frame.columns:
            raise CourseError(f"dataset {name!r} has no regions", todo="Leave out `regions`.")
        where = {"iso_code": regions, **where}
    for field, wanted in where.items():
        if field not in frame.columns:
            raise UnknownNameError(f"field in dataset {name!r}", field, frame.columns)
        values = _values(wanted)
        check_values(name, field, values)
        frame = frame[frame[field].isin(values)]
    if form == "wide":
        return _wide(frame, described)
    if form != "long":
        raise UnknownNameError("form", form, ("long", "wide"))
    return frame.copy()


def region_names() -> dict[str, str]:
    """Return the name of each region in the language in force, by code."""
    regions = load("regions")
    return dict(zip(regions["iso_code"], regions[f"name_{language()}"], strict=True))


def worded(frame: pd.DataFrame, field: str) -> pd.Series:
    """Return a field that a dataset holds in several languages, in the language in force; in English where it lacks that.

    Parameters
    ----------
    frame : DataFrame
        With a column for each language: ``name_en``, ``name_ru``.
    field : str
        Name without its language: ``"name"``.
    """
    return frame[f"{field}_{language()}"].fillna(frame[f"{field}_{SOURCE_LANGUAGE}"])


def industry_name(classification: str, code: str) -> str:
    """Return the name of an industry in the language in force: a section by its letter, a class by its digits."""
    return _industry_names(f"title_{language()}")[classification, code]


@lru_cache
def _industry_names(title: str) -> dict[tuple[str, str], str]:
    # Both tables name sections: the course's own short forms count.
    return {
        (row["classification"], row["code"]): row[title]
        for table in (load("industry_codes"), load("sections"))
        for row in table.to_dict("records")
    }


def check_values(name: str, field: str, values: list[Any]) -> None:
    """Refuse what no row can have: a misspelt code would give an empty frame, and an empty chart.

    Raises
    ------
    UnknownNameError
        A code or name is not one that the field may hold.
    CourseError
        Text is compared with a number or a truth value.
    """
    described = next(part for part in resource(name)["schema"]["fields"] if part["name"] == field)
    if described["type"] in ("number", "integer", "boolean"):
        for value in values:
            if isinstance(value, str):
                raise CourseError(
                    f"{value!r} is not of type {described['type']}",
                    f"field {field} of dataset {name!r}",
                    "Leave out the quotes.",
                )
    if described["type"] != "string":
        return
    known = _known_values(name, field, described)
    for value in values:
        if value not in known:
            raise UnknownNameError(f"{field} in dataset {name!r}", value, known)


def _values(wanted: object) -> list[Any]:
    several = isinstance(wanted, Iterable) and not isinstance(wanted, str)
    return list(wanted) if several else [wanted]  # type: ignore[call-overload]


def _known_values(name: str, field: str, described: dict[str, Any]) -> set[str]:
    """Return what a field of text may hold: its list, the key it points at, else what is in the column."""
    listed = described.get("constraints", {}).get("enum")
    if listed:
        return set(listed)
    for key in resource(name)["schema"].get("foreignKeys", []):
        if key["fields"] == [field]:
            target = key["reference"]
            return set(_frame(target["resource"])[target["fields"][0]])
    return set(_frame(name)[field].dropna())


def _wide(frame: pd.DataFrame, described: dict[str, Any]) -> pd.DataFrame:
    columns = described.get("wide")
    if columns is None:
        raise CourseError(f"dataset {described['name']!r} has no wide form", todo="Load it in its long form.")
    index = [field for field in described["schema"]["primaryKey"] if field != columns]
    return frame.pivot(index=index, columns=columns, values="value")


def _frame(name: str) -> pd.DataFrame:
    """Return a whole dataset; the frame is shared, so it is never changed nor handed out."""
    described = resource(name)
    path = folder() / described["path"]
    if not path.exists():
        raise DatasetError("the file is missing", described["path"], "Restore it from the repository.")
    return _read(path, path.stat().st_mtime_ns, json.dumps(described["schema"]))


def _count(path: Path, where: str) -> int:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return sum(1 for row in csv.reader(file) if row) - 1
    except (OSError, ValueError, csv.Error) as error:
        raise _unreadable(where, error) from error


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int, schema: str) -> pd.DataFrame:
    fields: dict[str, dict[str, Any]] = {field["name"]: field for field in json.loads(schema)["fields"]}
    where = f"{path.parent.name}/{path.name}"
    try:
        # With the types given, a hundred thousand rows take some hundredths of a second …
        frame = _table(path, {name: _dtype(field) for name, field in fields.items()})
    except (ValueError, TypeError):
        # … and without them the first value that is wrong can be named.
        return _read_slowly(path, fields, where)
    _check_columns(frame, fields, where)
    return frame[list(fields)]


def _read_slowly(path: Path, fields: dict[str, dict[str, Any]], where: str) -> pd.DataFrame:
    try:
        text = _table(path, str)
    except ValueError as error:
        raise _unreadable(where, error) from error
    _check_columns(text, fields, where)
    return pd.DataFrame({name: _typed(text[name], field, where) for name, field in fields.items()})


def _table(path: Path, dtypes: Any) -> pd.DataFrame:
    return pd.read_csv(path, dtype=dtypes, keep_default_na=False, na_values=[""], encoding="utf-8")


def _check_columns(frame: pd.DataFrame, fields: dict[str, dict[str, Any]], where: str) -> None:
    for field in fields:
        if field not in frame.columns:
            raise DatasetError(
                "the column is missing", f"{where}, field {field}", "Restore it from the repository."
            )
    if not isinstance(frame.index, pd.RangeIndex):
        # pandas takes the first column for row names where every row has a cell too many.
        raise DatasetError(
            "the rows have more cells than the header", where, "Restore it from the repository."
        )


def _unreadable(where: str, error: Exception) -> DatasetError:
    said = str(error).strip()
    return DatasetError(
        f"the file cannot be read as a table ({said})", where, "Restore it from the repository."
    )


def _dtype(field: dict[str, Any]) -> str:
    required = field.get("constraints", {}).get("required", False)
    return (REQUIRED_DTYPES if required else DTYPES)[field["type"]]


def _typed(column: pd.Series[Any], field: dict[str, Any], where: str) -> pd.Series[Any]:
    """Return a column in its schema's type; the first value that is not of that type is named."""
    kind = field["type"]
    if kind == "boolean":
        converted = column.map(TRUTH)
    elif kind in ("number", "integer"):
        converted = pd.to_numeric(column, errors="coerce")
    else:
        converted = column
    wrong = converted.isna() & column.notna()
    if kind == "integer":
        # Turning 2010.5 into a whole number would drop its half without a word.
        wrong |= converted.notna() & (converted % 1 != 0)
    # Text may be missing: that is for the validation to say.
    needed = _dtype(field) in ("int64", "bool")
    wrong |= column.isna() & needed
    if wrong.any():
        row = int(wrong.to_numpy().argmax())
        value = column.iloc[row]
        said = "the value is missing" if pd.isna(value) else f"{value!r} is not of type {kind}"
        raise DatasetError(
            said,
            f"{where}, row {row + 2}, field {field['name']}",
            "Mend the value; `clusterpolicy datasets check` lists all problems.",
        )
    return converted.astype(_dtype(field))
