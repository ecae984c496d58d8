"""Check files row by row against their schemas, with frictionless, and say all that is wrong."""

from __future__ import annotations

import functools
import multiprocessing
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from frictionless import Check, Checklist, Package, Resource, errors, formats, system
from frictionless.exception import FrictionlessException

from clusterpolicy.datasets.description import DESCRIPTION, folder, resources

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# What no cell may hold: control characters, the mark of a lost letter, space at either end.
SEPARATOR = "\x1e"
UNCLEAN = re.compile(r"[\x00-\x1d\x1f\x7f-\x9f\ufffd]|(?:^|\x1e)\s|\s(?:\x1e|$)")
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
    """Cells as they are written: frictionless itself takes `NaN`, `1_000` and spaces round a number for granted."""

    type = "clean-cells"
    Errors: ClassVar[list[Any]] = [errors.ConstraintError]

    def validate_start(self) -> Iterator[Any]:
        """Note which columns hold numbers."""
        expected = self.resource.header.get_expected_fields()  # type: ignore[attr-defined]
        self.numbers = [n for n, field in enumerate(expected) if field.type in ("number", "integer")]
        self.names = [field.name for field in expected]
        yield from ()

    def validate_row(self, row: Any) -> Iterator[Any]:
        """Yield an error for each cell that is not clean."""
        cells = [cell or "" for cell in row.cells]
        if UNCLEAN.search(SEPARATOR.join(cells)):
            for name, cell in zip(self.names, cells, strict=False):
                if UNCLEAN.search(cell):
                    note = "it holds a control character, a lost letter, or space at an end"
                    yield errors.ConstraintError.from_row(row, note=note, field_name=name)
        for number in self.numbers:
            cell = cells[number] if number < len(cells) else ""
            if cell and not PLAIN_NUMBER.fullmatch(cell) and self.names[number] not in row.error_cells:
                note = "a number is written with digits, and a point for decimals"
                yield errors.ConstraintError.from_row(row, note=note, field_name=self.names[number])


def validate(
    place: Path | None = None, *, workers: int = 1, done: Callable[[int], object] = lambda _: None
) -> list[Problem]:
    """Check description, cards and files, every row and key, and return all problems.

    Parameters
    ----------
    place : pathlib.Path, optional
        Folder with a ``datapackage.json``; the course's own where left out.
    workers : int
        Processes to share the files among.
    done : callable
        Told after each file how many bytes it has.

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
    sound = {}
    for name, resource in known.items():
        path = root / resource["path"]
        found = list(_file_problems(path, resource["path"]))
        problems += found
        if not found:
            sound[name] = path.stat().st_size
    for name, found in _checked(root, sound, workers):
        problems += found
        done(sound[name])
    order = {resource["path"]: number for number, resource in enumerate(known.values())}
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


def _checked(root: Path, sizes: dict[str, int], workers: int) -> Iterator[tuple[str, list[Problem]]]:
    """Yield the problems of each dataset, in no order; the large ones are begun first."""
    names = sorted(sizes, key=lambda name: -sizes[name])
    task = functools.partial(_row_problems, root, (root / DESCRIPTION).stat().st_mtime_ns, frozenset(names))
    if workers == 1:
        yield from ((name, task(name)) for name in names)
        return
    # Spawned, not forked: a fork of a process with threads may hang.
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        running = {pool.submit(task, name): name for name in names}
        yield from ((running[job], job.result()) for job in as_completed(running))


def _row_problems(root: Path, changed: int, readable: frozenset[str], name: str) -> list[Problem]:
    # The path of a folder given by its user is as safe as the user.
    with system.use_context(trusted=True):
        resource = _package(root, changed, readable).get_resource(name)
        try:
            report = resource.validate(Checklist(checks=[CleanCells()]), limit_errors=0)
        except FrictionlessException as error:
            return [_problem(resource, error.error)]
    found = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    return [_problem(resource, error) for error in found]


@functools.lru_cache(maxsize=1)
def _package(root: Path, _changed: int, readable: frozenset[str]) -> Package:
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


def _problem(resource: Resource, error: Any) -> Problem:
    """Return a problem in the course's words: row and field stand beside the message, not in it."""
    # A broken foreign key names the fields of the key together, a wrong cell or label names its one.
    field = getattr(error, "field_name", None) or ", ".join(getattr(error, "field_names", None) or [])
    label = getattr(error, "label", "")
    if error.type == "primary-key":
        field = ", ".join(resource.schema.primary_key)
    row = getattr(error, "row_number", None)
    if row is None and getattr(error, "row_numbers", None):
        row = error.row_numbers[0]
    said = error.note or error.description
    cell = getattr(error, "cell", None)
    return Problem(
        str(resource.path), row, str(field or label), error.type, f"{cell!r}: {said}" if cell else said
    )
