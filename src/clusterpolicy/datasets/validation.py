"""Check files row by row against their schemas, with frictionless, and say all that is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from frictionless import Check, Checklist, Package, Resource, errors, formats, system
from frictionless.exception import FrictionlessException

from clusterpolicy.datasets.description import DESCRIPTION, folder, resources

STEP = 1000  # rows from one word of progress to the next
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# What no cell may hold: control characters, the mark of a lost letter, space at either end.
SEPARATOR = "\x1e"
UNCLEAN = re.compile(r"[\x00-\x1d\x1f\x7f-\x9f\ufffd]|(?:^|\x1e)\s|\s(?:\x1e|$)")
MESSAGES = {
    "blank-header": "the header is empty",
    "blank-label": "the column has no name",
    "blank-row": "the row is empty",
    "duplicate-label": "the column stands twice",
    "extra-cell": "the row has a cell more than the header: {error.cell!r}",
    "extra-label": "the description has no such column",
    "incorrect-label": "the column is called {error.label!r}",
    "missing-cell": "the row has fewer cells than the header",
    "missing-label": "the column is missing",
    "source-error": "the file is empty or cannot be read ({error.note})",
    "table-dimensions": "there are no rows",
    "unique-error": "{error.cell!r} is {error.note}",
}
TYPE_NOTE = re.compile(r'type is "(\w+)/')
SOME_ROWS = Check.from_descriptor({"type": "table-dimensions", "minRows": 1})
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


@dataclass(frozen=True)
class Problem:
    """One fault of a dataset. `row` counts the header as the first; it and `field` are empty where none applies."""

    file: str
    row: int | None
    field: str
    rule: str
    message: str

    def __str__(self) -> str:
        parts = (
            self.file,
            f"row {self.row}" if self.row else "",
            f"field {self.field}" if self.field else "",
        )
        return f"{', '.join(filter(None, parts))}: {self.message} [{self.rule}]"


class CleanCells(Check):
    """Cells as they are written: frictionless itself takes `NaN`, `1_000` and spaces round a number for good."""

    type = "clean-cells"
    Errors: ClassVar[list[Any]] = [errors.ConstraintError, errors.TypeError]

    def validate_start(self) -> Iterator[Any]:
        """Note which columns hold numbers."""
        fields = self.resource.header.get_expected_fields()  # type: ignore[attr-defined]
        self.names = [field.name for field in fields]
        self.numbers = [at for at, field in enumerate(fields) if field.type in ("number", "integer")]
        yield from ()

    def validate_row(self, row: Any) -> Iterator[Any]:
        """Yield an error for each cell that is not clean."""
        cells = row.cells
        if UNCLEAN.search(SEPARATOR.join(cells)):
            note = "it holds a control character, a lost letter, or space at an end"
            for at, cell in enumerate(cells[: len(self.names)]):
                if UNCLEAN.search(cell):
                    yield self.error(errors.ConstraintError, row, at, note)
        for at in self.numbers:
            cell = cells[at] if at < len(cells) else ""
            if cell and not PLAIN_NUMBER.fullmatch(cell) and self.names[at] not in row.error_cells:
                yield self.error(
                    errors.TypeError, row, at, "it is not written with digits, and a point for decimals"
                )

    def error(self, kind: Any, row: Any, at: int, note: str) -> Any:
        """Return an error that shows the cell as it is written, not as it is read."""
        return kind(
            note=note,
            cells=row.cells,
            row_number=row.row_number,
            cell=row.cells[at],
            field_name=self.names[at],
            field_number=at + 1,
        )


def validate(place: Path | None = None, *, seen: Callable[[int], object] = lambda _: None) -> list[Problem]:
    """Check description, cards and files, every row and key, and return all problems.

    Parameters
    ----------
    place : pathlib.Path, optional
        Folder with a ``datapackage.json``; the course's own where left out.
    seen : callable
        Told how many rows were checked since it was last told.

    Raises
    ------
    DatasetError
        The description cannot be read at all.
    """
    root = place or folder()
    known = resources(root)
    problems = list(_description_problems(root))
    if problems:
        return problems  # without a sound schema no row can be judged
    problems += _beside_problems(root, known)
    unreadable = {
        name: list(_file_problems(root / part["path"], part["path"])) for name, part in known.items()
    }
    # The path of a folder given by its user is as safe as the user.
    with system.use_context(trusted=True):
        package = _package(root, {name for name, found in unreadable.items() if not found})
        for name, found in unreadable.items():
            problems += found or _row_problems(package.get_resource(name), seen)
    order = {part["path"]: number for number, part in enumerate(known.values())}
    return sorted(problems, key=lambda problem: (order.get(problem.file, -1), problem.row or 0))


def _description_problems(root: Path) -> Iterator[Problem]:
    with system.use_context(trusted=True):
        report = Package.validate_descriptor(str(root / DESCRIPTION))
    for error in [*report.errors, *(error for task in report.tasks for error in task.errors)]:
        yield Problem(DESCRIPTION, None, "", error.type, error.note)
    if report.valid:
        yield from _key_problems(root)


def _key_problems(root: Path) -> Iterator[Problem]:
    """Yield what frictionless learns only when it reads rows: keys that point at nothing."""
    known = resources(root)
    for name, resource in known.items():
        for key in resource["schema"].get("foreignKeys", []):
            target, fields = key["reference"]["resource"], key["reference"]["fields"]
            there = {field["name"] for field in known.get(target, {}).get("schema", {}).get("fields", [])}
            if not set(fields) <= there:
                said = f"a foreign key points at {', '.join(fields)} of {target!r}, which is not there"
                yield Problem(
                    DESCRIPTION, None, ", ".join(key["fields"]), "foreign-key", f"dataset {name!r}: {said}"
                )


def _beside_problems(root: Path, known: dict[str, dict[str, Any]]) -> Iterator[Problem]:
    """Yield what is missing beside the rows: cards, and descriptions of files that lie there."""
    for name, resource in known.items():
        card = resource.get("card", f"{name}/README.md")
        if not (root / card).is_file():
            yield Problem(card, None, "", "missing-card", "the card is missing")
    described = {resource["path"] for resource in known.values()}
    for path in sorted(root.glob("*/*.csv")):
        where = path.relative_to(root).as_posix()
        if where not in described:
            yield Problem(where, None, "", "not-described", f"{DESCRIPTION} does not describe this file")


def _file_problems(path: Path, where: str) -> Iterator[Problem]:
    """Yield what keeps a file from being read as text at all."""
    if not path.is_file():
        yield Problem(where, None, "", "missing-file", "the file is missing")
        return
    content = path.read_bytes()
    if content.startswith(BYTE_ORDER_MARK):
        yield Problem(
            where, 1, "", "encoding-error", "the file starts with a byte order mark: save it without"
        )
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        for number, line in enumerate(content.splitlines(), start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                said = f"byte {error.start + 1} of the line is not UTF-8: save the file as UTF-8"
                yield Problem(where, number, "", "encoding-error", said)


def _package(root: Path, readable: set[str]) -> Package:
    package = Package(str(root / DESCRIPTION))
    for resource in package.resources:
        # Left to itself frictionless guesses, and takes a file with semicolons for a good one.
        resource.dialect.add_control(
            formats.CsvControl(delimiter=",", quote_char='"', skip_initial_space=False)
        )
        # A key cannot be looked up in a file that is not there; that file is named on its own.
        keys = resource.schema.foreign_keys
        resource.schema.foreign_keys = [key for key in keys if key["reference"]["resource"] in readable]
    return package


def _row_problems(resource: Resource, seen: Callable[[int], object]) -> list[Problem]:
    try:
        # No limit: whoever mends a file wants to see all of it.
        report = resource.validate(
            Checklist(checks=[CleanCells(), SOME_ROWS]), limit_errors=0, on_row=_counter(seen)
        )
    except FrictionlessException as error:
        return [_problem(resource, error.error)]
    found: list[Any] = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    absent = {(error.row_number, error.field_name) for error in found if error.type == "missing-cell"}
    # A cell that is not there is told once, not again as a value that is missing.
    told = dict.fromkeys(
        _problem(resource, error)
        for error in found
        if error.type != "constraint-error" or (error.row_number, error.field_name) not in absent
    )
    return list(told)


def _counter(seen: Callable[[int], object]) -> Any:
    """Return what is called with each row and tells of every thousandth."""

    def count(row: Any) -> None:
        if row.row_number % STEP == 0:
            seen(STEP)

    return count


def _problem(resource: Resource, error: Any) -> Problem:
    """Return a problem in the course's words: row and field stand beside the message, not in it."""
    field = getattr(error, "field_name", "")
    row = getattr(error, "row_number", None)
    if error.type == "foreign-key":
        field = ", ".join(error.field_names)
    elif error.type == "primary-key":
        field = ", ".join(resource.schema.primary_key)
    elif error.type.endswith("-label"):
        row, field = 1, field or error.label
    return Problem(str(resource.path), row, field, error.type, _message(error))


def _message(error: Any) -> str:
    """Return what is wrong, in one clause."""
    if error.type in MESSAGES:
        return MESSAGES[error.type].format(error=error)
    if error.type == "foreign-key":
        return f"{', '.join(error.field_cells)!r} is not in {error.reference_name!r}"
    if error.type == "primary-key":
        return f"the key is {error.note}" if error.note.startswith("the same") else "the key is empty"
    if error.note.startswith('constraint "required"'):
        return "the value is missing"
    cell = getattr(error, "cell", "")
    if typed := TYPE_NOTE.match(error.note):
        return f"{cell!r} is not of type {typed[1]}"
    return f"{cell!r}: {error.note}" if cell else error.note
