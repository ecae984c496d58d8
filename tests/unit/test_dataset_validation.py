"""Whatever is wrong with a dataset is found, and named with its file, row and field."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clusterpolicy.datasets import folder
from clusterpolicy.datasets.validation import validate
from clusterpolicy.errors import DatasetError

Rows = list[list[str]]
Found = set[tuple[int | None, str, str]]

LONGEST = 60
# Enough to break every kind of rule; keys between them stay whole when they are cut short.
KEPT = (
    "sources",
    "territories",
    "regions",
    "tiles",
    "sections",
    "industry",
    "indicators",
    "panel",
    "claims",
    "countries",
    "evaluations",
    "evaluation_outcomes",
    "instruments",
    "applicants",
)


@pytest.fixture(scope="module")
def cut_short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of some datasets, the long ones cut short."""
    copy = tmp_path_factory.mktemp("cut") / "datasets"
    for name in KEPT:
        shutil.copytree(folder() / name, copy / name)
    package = json.loads((folder() / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [resource for resource in package["resources"] if resource["name"] in KEPT]
    (copy / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    for name in ("industry", "panel"):
        write(copy, name, read(copy, name)[:LONGEST])
    return copy


@pytest.fixture
def place(cut_short: Path, tmp_path: Path) -> Path:
    """The same, for one test to break."""
    return shutil.copytree(cut_short, tmp_path / "datasets")


def path_of(place: Path, name: str) -> Path:
    return place / name / f"{name}.csv"


def read(place: Path, name: str) -> Rows:
    with path_of(place, name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(place: Path, name: str, rows: Rows, **options: Any) -> None:
    with path_of(place, name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n", **options).writerows(rows)


def cell(row: int, field: str, value: str) -> Callable[[Rows], None]:
    """Return a change of one cell; the header is row 1."""

    def change(rows: Rows) -> None:
        rows[row - 1][rows[0].index(field)] = value

    return change


def label(field: str, value: str) -> Callable[[Rows], None]:
    """Return a change of one column's name."""
    return cell(1, field, value)


def column(field: str, change: Callable[[list[str], int], object]) -> Callable[[Rows], None]:
    """Return a change of a whole column, given each row and the column's place."""

    def changed(rows: Rows) -> None:
        at = rows[0].index(field)
        for row in rows:
            change(row, at)

    return changed


def swap(row: list[str], at: int) -> None:
    row[at], row[at + 1] = row[at + 1], row[at]


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    """Return a change of a file's text, at the first place."""

    def change(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return change


# What is changed, and the problems that follow: all of them, and no others.
OF_CELLS: dict[str, tuple[str, Callable[[Rows], object], Found]] = {
    "text in a number": ("regions", cell(5, "lat", "north"), {(5, "lat", "type-error")}),
    "a number below the range": ("regions", cell(6, "lat", "-33"), {(6, "lat", "constraint-error")}),
    "a number above the range": ("regions", cell(6, "lat", "99"), {(6, "lat", "constraint-error")}),
    "a number too large to hold": ("panel", cell(9, "value", "1e999"), {(9, "value", "constraint-error")}),
    "a year out of range": ("panel", cell(9, "year", "1812"), {(9, "year", "constraint-error")}),
    "a missing text": ("regions", cell(7, "name_ru", ""), {(7, "name_ru", "constraint-error")}),
    "a missing number": ("panel", cell(7, "year", ""), {(7, "year", "constraint-error")}),
    "a word for a missing number": ("panel", cell(9, "value", "NA"), {(9, "value", "type-error")}),
    "a decimal comma": ("panel", cell(9, "value", "12,5"), {(9, "value", "type-error")}),
    "a space between thousands": ("panel", cell(9, "value", "1 000"), {(9, "value", "type-error")}),
    "an underscore between thousands": ("panel", cell(9, "value", "1_000"), {(9, "value", "type-error")}),
    "digits of another script": ("panel", cell(9, "value", "\u0663"), {(9, "value", "type-error")}),
    "a number with its unit": ("panel", cell(9, "value", "12 %"), {(9, "value", "type-error")}),
    "not a number": (
        "panel",
        cell(9, "value", "NaN"),
        {(9, "value", "type-error"), (9, "value", "constraint-error")},
    ),
    "infinity": (
        "panel",
        cell(9, "value", "inf"),
        {(9, "value", "type-error"), (9, "value", "constraint-error")},
    ),
    "a space before a number": (
        "panel",
        cell(9, "value", " 12"),
        {(9, "value", "type-error"), (9, "value", "constraint-error")},
    ),
    "a fraction for a whole number": ("tiles", cell(2, "column", "2.5"), {(2, "column", "type-error")}),
    "a broken truth value": (
        "sections",
        cell(2, "everywhere", "perhaps"),
        {(2, "everywhere", "type-error")},
    ),
    "a day that is not in the calendar": (
        "sources",
        cell(3, "retrieved", "2026-02-30"),
        {(3, "retrieved", "type-error")},
    ),
    "a date of another form": (
        "sources",
        cell(3, "retrieved", "23.11.2026"),
        {(3, "retrieved", "type-error")},
    ),
    "a value that is not in the list": (
        "claims",
        cell(3, "kind", "opinion"),
        {(3, "kind", "constraint-error")},
    ),
    "an unknown mark of verification": (
        "instruments",
        cell(3, "verification", "checked"),
        {(3, "verification", "constraint-error")},
    ),
    "a code of another form": ("claims", cell(4, "claim_id", "S2-3"), {(4, "claim_id", "constraint-error")}),
    "a DOI that is an address": (
        "evaluations",
        cell(4, "doi", "https://doi.org/10.1000/x"),
        {(4, "doi", "constraint-error")},
    ),
    "a zero byte": ("claims", cell(4, "claim", "a\0b"), {(4, "claim", "constraint-error")}),
    "a tab in a text": ("claims", cell(4, "claim", "a\tb"), {(4, "claim", "constraint-error")}),
    "a line end in a text": ("claims", cell(4, "claim", "a\nb"), {(4, "claim", "constraint-error")}),
    "a lost letter": ("claims", cell(4, "claim", "caf\ufffd"), {(4, "claim", "constraint-error")}),
    "a space after a text": ("claims", cell(4, "claim", "a claim "), {(4, "claim", "constraint-error")}),
    "a space after a code": (
        "panel",
        cell(4, "iso_code", "FD-CFD "),
        {(4, "iso_code", "foreign-key"), (4, "iso_code", "constraint-error")},
    ),
    "a code in small letters": ("panel", cell(4, "iso_code", "fd-cfd"), {(4, "iso_code", "foreign-key")}),
    "a Cyrillic letter in a code": (
        "panel",
        cell(4, "iso_code", "FD-\u0421FD"),
        {(4, "iso_code", "foreign-key")},
    ),
    "an unknown region": ("tiles", cell(9, "iso_code", "RU-XXX"), {(9, "iso_code", "foreign-key")}),
    "an unknown source": ("panel", cell(10, "source_id", "RUMOUR"), {(10, "source_id", "foreign-key")}),
    "an unknown indicator": ("panel", cell(10, "indicator", "gpr"), {(10, "indicator", "foreign-key")}),
    "a bid that won nothing known": (
        "applicants",
        cell(3, "instrument_id", "pilot-nowhere"),
        {(3, "instrument_id", "foreign-key")},
    ),
    "a section of no edition": (
        "industry",
        cell(10, "section", "ZZ"),
        {(10, "classification, section", "foreign-key")},
    ),
    "an outcome with another design than its study": (
        "evaluation_outcomes",
        cell(4, "design", "randomised"),
        {(4, "study_id, design, instrument, verification", "foreign-key")},
    ),
    "a missing key": (
        "claims",
        cell(4, "claim_id", ""),
        {(4, "claim_id", "constraint-error"), (4, "claim_id", "primary-key")},
    ),
    "a name that stands twice": (
        "regions",
        cell(9, "name_en", "Belgorod Oblast"),
        {(9, "name_en", "unique-error")},
    ),
    "a row that stands twice": (
        "tiles",
        lambda rows: rows.append(list(rows[1])),
        {(85, "iso_code", "unique-error"), (85, "iso_code", "primary-key")},
    ),
    "a key of several fields that stands twice": (
        "panel",
        lambda rows: rows.insert(30, [*rows[5][:3], "1", *rows[5][4:]]),
        {(31, "indicator, iso_code, year", "primary-key")},
    ),
    "a cell too many": ("tiles", lambda rows: rows[3].append("7"), {(4, "", "extra-cell")}),
    "a cell too few": ("tiles", lambda rows: rows[3].pop(), {(4, "row", "missing-cell")}),
    "an empty row": (
        "tiles",
        lambda rows: rows.insert(2, []),
        {(3, "", "blank-row"), (3, "iso_code", "primary-key")},
    ),
    "a renamed column": ("regions", label("lat", "latitude"), {(1, "lat", "incorrect-label")}),
    "a column in capitals": ("regions", label("lat", "LAT"), {(1, "lat", "incorrect-label")}),
    "a column without a name": ("regions", label("lat", ""), {(1, "lat", "blank-label")}),
    "a column named twice": ("regions", label("lon", "lat"), {(1, "lon", "duplicate-label")}),
    "a missing last column": (
        "regions",
        column("note", lambda row, at: row.pop(at)),
        {(1, "note", "missing-label")},
    ),
    "a column too many": (
        "regions",
        lambda rows: [row.append("x") for row in rows],
        {(1, "x", "extra-label")},
    ),
}

OF_BYTES: dict[str, tuple[str, Callable[[bytes], bytes], Found]] = {
    "a byte order mark": ("regions", lambda content: b"\xef\xbb\xbf" + content, {(1, "", "encoding-error")}),
    "one byte of another encoding": (
        "claims",
        lambda content: content.replace(b"modern", b"mod\xe9rn", 1),
        {(2, "", "encoding-error")},
    ),
    "UTF-16": (
        "regions",
        lambda content: content.decode().encode("utf-16"),
        {(1, "", "encoding-error")},
    ),
    "CP1251": (
        "tiles",
        lambda content: content.replace(b"RU-AL,", "\u0410\u041b,".encode("cp1251"), 1),
        {(3, "", "encoding-error")},
    ),
    "a header without rows": (
        "tiles",
        lambda content: content.splitlines()[0] + b"\n",
        {(None, "", "table-dimensions")},
    ),
    "a file cut off in its last row": (
        "tiles",
        lambda content: content[: content.rindex(b",")],
        {(84, "row", "missing-cell")},
    ),
    "two rows run together": ("tiles", replaced("\nRU-AL,", ",RU-AL,"), {(2, "", "extra-cell")}),
    "a mark of an unfinished merge": (
        "tiles",
        replaced("\nRU-AL,", "\n<<<<<<< HEAD\nRU-AL,"),
        {(3, "column", "missing-cell"), (3, "row", "missing-cell"), (3, "iso_code", "foreign-key")},
    ),
}

# One fault that spoils many rows: these problems are among those found.
FLOODS: dict[str, tuple[str, Callable[[bytes], bytes], Found]] = {
    "semicolons": ("regions", lambda content: content.replace(b",", b";"), {(1, "lat", "missing-label")}),
    "tabs": ("tiles", lambda content: content.replace(b",", b"\t"), {(1, "column", "missing-label")}),
    "no header": (
        "regions",
        lambda content: content.split(b"\n", 1)[1],
        {(1, "iso_code", "incorrect-label"), (1, "lat", "incorrect-label")},
    ),
    "an open quotation mark": (
        "claims",
        replaced("\nS02-3", '\n"S02-3'),
        {(4, "claim_id", "constraint-error"), (4, "slide", "type-error")},
    ),
    "a cell too many in every row": (
        "tiles",
        lambda content: content.replace(b"\nRU-", b",\nRU-").replace(b"row,", b"row", 1),
        {(2, "", "extra-cell"), (50, "", "extra-cell")},
    ),
    "an empty file": ("regions", lambda content: b"", {(None, "", "source-error")}),
    "empty lines alone": ("regions", lambda content: b"\n\n\n", {(2, "", "blank-row")}),
    "a page of a server in place of the file": (
        "tiles",
        lambda content: b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n",
        {(1, "column", "missing-label"), (2, "iso_code", "foreign-key")},
    ),
    "a pointer in place of a large file": (
        "tiles",
        lambda content: b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 926\n",
        {(1, "column", "missing-label"), (2, "iso_code", "foreign-key")},
    ),
    "a packed file": ("tiles", gzip.compress, {(1, "", "encoding-error")}),
}


def check(place: Path, name: str) -> tuple[Found, set[str]]:
    """Return what is wrong with a file, and which other files are named."""
    problems = validate(place)
    file = f"{name}/{name}.csv"
    found = {(problem.row, problem.field, problem.rule) for problem in problems if problem.file == file}
    return found, {problem.file for problem in problems} - {file}


def test_the_copy_cut_short_is_sound(cut_short: Path) -> None:
    assert [str(problem) for problem in validate(cut_short)] == []


@pytest.mark.parametrize("case", OF_CELLS)
def test_a_wrong_cell_row_or_column_is_named_and_nothing_else(place: Path, case: str) -> None:
    name, change, expected = OF_CELLS[case]
    rows = read(place, name)
    change(rows)
    write(place, name, rows)
    assert check(place, name) == (expected, set())


@pytest.mark.parametrize("case", OF_BYTES)
def test_a_damaged_file_is_named_and_nothing_else(place: Path, case: str) -> None:
    name, change, expected = OF_BYTES[case]
    path = path_of(place, name)
    path.write_bytes(change(path.read_bytes()))
    assert check(place, name) == (expected, set())


@pytest.mark.parametrize("case", FLOODS)
def test_a_fault_that_spoils_a_whole_file_is_named_where_it_starts(place: Path, case: str) -> None:
    name, change, expected = FLOODS[case]
    path = path_of(place, name)
    path.write_bytes(change(path.read_bytes()))
    assert expected <= check(place, name)[0]


def test_swapped_columns_are_both_named(place: Path) -> None:
    rows = read(place, "regions")
    column("lat", swap)(rows)
    write(place, "regions", rows)
    assert {(1, "lat", "incorrect-label"), (1, "lon", "incorrect-label")} <= check(place, "regions")[0]


def test_a_column_missing_in_the_middle_is_named(place: Path) -> None:
    rows = read(place, "regions")
    column("lon", lambda row, at: row.pop(at))(rows)
    write(place, "regions", rows)
    assert (1, "lon", "incorrect-label") in check(place, "regions")[0]


def test_a_row_that_is_gone_is_missed_where_others_point_at_it(place: Path) -> None:
    rows = read(place, "territories")
    gone = next(row for row in rows if row[0] == "RU-MOS")
    rows.remove(gone)
    write(place, "territories", rows)
    problems = validate(place)
    assert {problem.file for problem in problems} == {"regions/regions.csv", "industry/industry.csv"}
    assert all("'RU-MOS' is not in 'territories'" in problem.message for problem in problems)


def test_several_faults_are_all_told_in_the_order_of_the_files(place: Path) -> None:
    for name, row, field, value in (
        ("tiles", 5, "column", "x"),
        ("regions", 9, "lat", "x"),
        ("regions", 3, "lon", "x"),
    ):
        rows = read(place, name)
        cell(row, field, value)(rows)
        write(place, name, rows)
    assert [str(problem) for problem in validate(place)] == [
        "regions/regions.csv, row 3, field lon: 'x' is not of type number [type-error]",
        "regions/regions.csv, row 9, field lat: 'x' is not of type number [type-error]",
        "tiles/tiles.csv, row 5, field column: 'x' is not of type integer [type-error]",
    ]


@pytest.mark.parametrize("name", ["tiles", "territories", "panel"])
def test_a_missing_file_is_named_once(place: Path, name: str) -> None:
    path_of(place, name).unlink()
    assert check(place, name) == ({(None, "", "missing-file")}, set())


def test_a_missing_card_and_a_file_that_nobody_describes_are_named(place: Path) -> None:
    (place / "tiles/README.md").unlink()
    (place / "tiles/tiles-old.csv").write_text("iso_code\n", encoding="utf-8")
    assert {(problem.file, problem.rule) for problem in validate(place)} == {
        ("tiles/README.md", "missing-card"),
        ("tiles/tiles-old.csv", "not-described"),
    }


def described(package: dict[str, Any], name: str) -> dict[str, Any]:
    return next(resource for resource in package["resources"] if resource["name"] == name)


def schema(package: dict[str, Any], name: str = "tiles") -> dict[str, Any]:
    return described(package, name)["schema"]  # type: ignore[no-any-return]


OF_DESCRIPTION: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "an unknown type": (lambda package: schema(package)["fields"][1].update(type="int"), "int"),
    "a field described twice": (
        lambda package: schema(package)["fields"][1].update(name="row"),
        "not unique",
    ),
    "a constraint that a type does not have": (
        lambda package: schema(package)["fields"][1]["constraints"].update(pattern="a"),
        "pattern",
    ),
    "a list of values that is no list": (
        lambda package: schema(package, "sections")["fields"][0]["constraints"].update(enum="OKVED-1"),
        "OKVED-1",
    ),
    "a key of an unknown field": (lambda package: schema(package).update(primaryKey=["code"]), "code"),
    "a key that points from an unknown field": (
        lambda package: schema(package)["foreignKeys"][0].update(fields=["code"]),
        "code",
    ),
    "a key that points at an unknown field": (
        lambda package: schema(package)["foreignKeys"][0]["reference"].update(fields=["code"]),
        "code of 'regions'",
    ),
    "a key that points at an unknown dataset": (
        lambda package: schema(package)["foreignKeys"][0]["reference"].update(resource="places"),
        "'places'",
    ),
    "a dataset without a path": (lambda package: described(package, "tiles").pop("path"), "path"),
    "a dataset without a schema": (lambda package: described(package, "tiles").pop("schema"), "schema"),
    "two datasets of one name": (
        lambda package: described(package, "tiles").update(name="regions"),
        "not unique",
    ),
}


@pytest.mark.parametrize("case", OF_DESCRIPTION)
def test_a_wrong_description_is_named(place: Path, case: str) -> None:
    change, said = OF_DESCRIPTION[case]
    path = place / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    change(package)
    path.write_text(json.dumps(package), encoding="utf-8")
    problems = validate(place)
    assert {problem.file for problem in problems} == {"datapackage.json"}
    assert any(said in problem.message for problem in problems)


@pytest.mark.parametrize(
    "content", [None, b"", b"{", b"\xff\xfe", b"[]", b"{}", b'{"resources": [{}]}', b'{"resources": 3}']
)
def test_a_description_that_cannot_be_read_is_refused(place: Path, content: bytes | None) -> None:
    path = place / "datapackage.json"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DatasetError, match=r"datapackage\.json"):
        validate(place)


def test_at_least_sixty_kinds_of_corruption_are_tried() -> None:
    assert len({**OF_CELLS, **OF_BYTES, **FLOODS, **OF_DESCRIPTION}) >= 60


def test_every_dataset_matches_its_schema_row_by_row_and_progress_is_told() -> None:
    told: list[int] = []
    assert [str(problem) for problem in validate(seen=told.append)] == []
    rows = sum(path.read_bytes().count(b"\n") - 1 for path in folder().glob("*/*.csv"))
    assert 0.95 * rows < sum(told) <= rows
