"""The course's datasets: typed frames, a catalogue, and validation against ``datasets/datapackage.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from clusterpolicy.errors import DatasetError, UnknownNameError
from clusterpolicy.text import language

# Table Schema types as pandas keeps them; whole numbers that may be missing are nullable.
DTYPES = {"string": "str", "number": "float64", "integer": "Int64", "boolean": "boolean", "date": "str"}


@dataclass(frozen=True)
class Problem:
    """One fault of a dataset. `row` counts the header as the first; it and `field` are empty where none applies."""

    file: str
    row: int | None
    field: str
    rule: str
    message: str

    def __str__(self) -> str:
        place = ", ".join(
            part
            for part in (
                self.file,
                f"row {self.row}" if self.row else "",
                f"field {self.field}" * bool(self.field),
            )
            if part
        )
        return f"{place}: {self.message} [{self.rule}]"


def folder() -> Path:
    """Return the folder of the datasets: that of the checkout, else the copy inside an installed package."""
    checkout = Path(__file__).resolve().parents[2] / "datasets"
    return checkout if checkout.is_dir() else Path(__file__).parent / "_datasets"


def resources(place: Path | None = None) -> dict[str, dict[str, Any]]:
    """Return the description of every dataset, by name.

    Raises
    ------
    DatasetError
        The description is missing or is not JSON.
    """
    path = (place or folder()) / "datapackage.json"
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DatasetError(f"the description of the datasets cannot be read ({error})", path.name) from error
    return {resource["name"]: resource for resource in package["resources"]}


def catalogue() -> pd.DataFrame:
    """Return one row a dataset: title, description, number of rows and fields, path of its card."""
    found = [
        {
            "name": name,
            "title": resource["title"],
            "description": resource["description"],
            "rows": len(load(name)),
            "fields": len(resource["schema"]["fields"]),
            "card": resource["card"],
        }
        for name, resource in resources().items()
    ]
    return pd.DataFrame(found)


def load(name: str, **where: object) -> pd.DataFrame:
    """Return a dataset as a typed frame.

    Parameters
    ----------
    name : str
        Name in the catalogue, for example ``"regions"``.
    **where
        Keep the rows in which these fields have these values: ``load("industry", measure="gva", year=2010)``.

    Returns
    -------
    DataFrame
        One row an observation. Codes are text, missing stays missing.

    Raises
    ------
    UnknownNameError
        There is no such dataset or field; the nearest names are suggested.
    DatasetError
        The file does not match its schema: names file, row and field.
    """
    known = resources()
    if name not in known:
        raise UnknownNameError("dataset", name, known)
    path = folder() / known[name]["path"]
    if not path.exists():
        raise DatasetError("the file is missing", known[name]["path"], "Restore it from the repository.")
    frame = _read(path, path.stat().st_mtime_ns, json.dumps(known[name]["schema"]))
    for field, value in where.items():
        if field not in frame.columns:
            raise UnknownNameError(f"field in dataset {name!r}", field, frame.columns)
        frame = frame[frame[field] == value]
    return frame.copy()


def region_names() -> dict[str, str]:
    """Return the name of each region in the language in force, by code."""
    regions = load("regions")
    return dict(zip(regions["iso_code"], regions[f"name_{language()}"], strict=True))


@lru_cache(maxsize=32)
def _read(path: Path, _changed: int, schema: str) -> pd.DataFrame:
    fields = {field["name"]: field for field in json.loads(schema)["fields"]}
    where = f"{path.parent.name}/{path.name}"
    try:
        text = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""], encoding="utf-8")
    except ValueError as error:
        raise DatasetError(
            f"the file cannot be read as a table ({str(error).strip()})",
            where,
            "Restore it from the repository.",
        ) from error
    for field in fields:
        if field not in text.columns:
            raise DatasetError(
                "the column is missing", f"{where}, field {field}", "Restore it from the repository."
            )
    return pd.DataFrame({name: _typed(text[name], field, where) for name, field in fields.items()})


def _typed(column: pd.Series[Any], field: dict[str, Any], where: str) -> pd.Series[Any]:
    """Return a column in its schema's type; the first value that is not of that type is named."""
    kind = field["type"]
    if kind == "boolean":
        converted = column.map({"true": True, "false": False})
    elif kind in ("number", "integer"):
        converted = pd.to_numeric(column, errors="coerce")
    else:
        converted = column
    wrong = converted.isna() & column.notna()
    if kind == "integer":
        # Turning 2010.5 into a whole number would drop its half without a word.
        wrong |= converted.notna() & (converted % 1 != 0)
    if wrong.any():
        row = int(wrong.to_numpy().argmax())
        raise DatasetError(
            f"{column.iloc[row]!r} is not of type {kind}",
            f"{where}, row {row + 2}, field {field['name']}",
            "Mend the value; `make book` lists all problems.",
        )
    required = field.get("constraints", {}).get("required", False)
    if kind == "integer" and required:
        return converted.astype("int64")
    return converted.astype("bool" if kind == "boolean" and required else DTYPES[kind])


def validate(place: Path | None = None) -> list[Problem]:
    """Check every file row by row against its schema, keys included, and return all problems.

    Parameters
    ----------
    place : pathlib.Path, optional
        Folder with a ``datapackage.json``; the course's own where left out.
    """
    from frictionless import Package, system

    root = place or folder()
    resources(root)
    problems: list[Problem] = []
    # The path of a folder given by its user is as safe as the user.
    with system.use_context(trusted=True):
        package = Package(str(root / "datapackage.json"))
        for resource in package.resources:
            if not (root / str(resource.path)).exists():
                problems.append(Problem(str(resource.path), None, "", "missing-file", "the file is missing"))
                continue
            report = resource.validate(limit_errors=1000)
            for task in report.tasks:
                problems += [_problem(str(resource.path), error) for error in task.errors]
            problems += [_problem(str(resource.path), error) for error in report.errors]
    return problems


def _problem(path: str, error: Any) -> Problem:
    row = getattr(error, "row_number", None)
    # A broken foreign key names the fields of the key together, a wrong cell names its one.
    field = getattr(error, "field_name", None) or ", ".join(getattr(error, "field_names", None) or [])
    return Problem(path, row, str(field), error.type, error.message)
