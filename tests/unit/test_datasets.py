"""Datasets load typed, match their schemas, and say what is wrong where they do not."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clusterpolicy import datasets
from clusterpolicy.datasets import catalogue, folder, load, resources, validate
from clusterpolicy.errors import CourseError, DatasetError, UnknownNameError

Rows = list[list[str]]


def test_every_dataset_matches_its_schema_row_by_row() -> None:
    assert [str(problem) for problem in validate()] == []


def test_every_folder_is_described_and_has_a_card() -> None:
    described = {name: resource["card"] for name, resource in resources().items()}
    assert {path.name for path in folder().iterdir() if path.is_dir()} == set(described)
    for card in described.values():
        text = (folder() / card).read_text(encoding="utf-8")
        for heading in ("## Fields", "## Known breaks and traps", "## Terms", "## Citation"):
            assert heading in text, card
        assert "**Unit of observation:**" in text


def test_the_catalogue_lists_every_dataset_with_its_rows() -> None:
    listed = catalogue().set_index("name")
    assert set(listed.index) == set(resources())
    assert listed.at["regions", "rows"] == 83
    assert listed.at["claims", "rows"] == 74


def test_codes_stay_text_and_years_are_whole_numbers() -> None:
    detail = load("industry_detail", year=2013, measure="firm_count")
    assert "01" in set(detail["code"])
    assert detail["year"].dtype == "int64"
    assert load("sections")["everywhere"].dtype == bool


def test_a_frame_that_is_changed_does_not_change_the_next_one() -> None:
    first = load("regions")
    first["name_en"] = "changed"
    assert "changed" not in set(load("regions")["name_en"])


def test_datasets_load_from_any_working_directory(tmp_path: Path) -> None:
    code = "from clusterpolicy import load; print(len(load('regions')))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "83"


@pytest.mark.parametrize(
    ("wrong", "nearest"), [("region", "regions"), ("Industry", "industry"), ("claim", "claims")]
)
def test_an_unknown_dataset_suggests_the_nearest(wrong: str, nearest: str) -> None:
    with pytest.raises(UnknownNameError, match=f"no dataset named '{wrong}'.*{nearest}"):
        load(wrong)


def test_an_unknown_field_suggests_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"mesure.*measure"):
        load("industry", mesure="gva")


def test_regions_add_up_to_the_country_without_counting_okrugs_twice() -> None:
    industry = load("industry", measure="gva", year=2010, section="TOTAL").set_index("iso_code")["value"]
    regions = [code for code in load("regions")["iso_code"] if code not in ("RU-NEN", "RU-KHM", "RU-YAN")]
    assert len(regions) == 80
    assert industry[regions].sum() == pytest.approx(industry["RU"], rel=1e-9)
    assert industry["RU"] == pytest.approx(37_687_768.2, abs=0.1)
    districts = [code for code in industry.index if code.startswith("FD-")]
    assert industry[districts].sum() == pytest.approx(industry["RU"], rel=1e-9)


def test_sections_add_up_to_the_total() -> None:
    rows = load("industry", measure="gva", year=2010)
    parts = rows[rows["section"] != "TOTAL"].groupby("iso_code")["value"].sum()
    totals = rows[rows["section"] == "TOTAL"].set_index("iso_code")["value"]
    assert (parts / totals - 1).abs().max() < 1e-6


def _set(rows: Rows, row: int, field: str, value: str) -> None:
    rows[row - 1][rows[0].index(field)] = value


def _drop(rows: Rows, field: str) -> None:
    place = rows[0].index(field)
    for row in rows:
        del row[place]


CORRUPTIONS: dict[str, tuple[str, Callable[[Rows], None], int | None, str | None]] = {
    "text in a number": ("regions", lambda rows: _set(rows, 5, "lat", "north"), 5, "lat"),
    "a number out of range": ("regions", lambda rows: _set(rows, 6, "lat", "-33"), 6, "lat"),
    "a missing value": ("regions", lambda rows: _set(rows, 7, "name_ru", ""), 7, "name_ru"),
    "a value that is not in the list": ("claims", lambda rows: _set(rows, 3, "kind", "opinion"), 3, "kind"),
    "a code of another form": ("claims", lambda rows: _set(rows, 4, "claim_id", "S2-3"), 4, "claim_id"),
    "a repeated key": ("tiles", lambda rows: rows.append(list(rows[1])), 85, None),
    "an unknown region": ("tiles", lambda rows: _set(rows, 9, "iso_code", "RU-XXX"), 9, None),
    "an unknown source": ("panel", lambda rows: _set(rows, 10, "source_id", "RUMOUR"), 10, None),
    "a fraction for a whole number": ("tiles", lambda rows: _set(rows, 2, "column", "2.5"), 2, "column"),
    "a broken truth value": (
        "sections",
        lambda rows: _set(rows, 2, "everywhere", "perhaps"),
        2,
        "everywhere",
    ),
    "a cell too many": ("tiles", lambda rows: rows[3].append("7"), 4, None),
    "a cell too few": ("tiles", lambda rows: rows[3].pop(), 4, None),
    "a missing column": ("regions", lambda rows: _drop(rows, "lon"), None, "lon"),
    "a negative count": ("industry_detail", lambda rows: _set(rows, 3, "value", "-4"), 3, "value"),
}


@pytest.fixture
def small_copy(tmp_path: Path) -> Path:
    """A copy of the datasets in which large files are cut short."""
    copy = tmp_path / "datasets"
    shutil.copytree(folder(), copy)
    for path in copy.glob("*/*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        if len(lines) > 500:
            path.write_text("".join(lines[:200]), encoding="utf-8")
    return copy


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_a_corruption_is_named_with_file_row_and_field(small_copy: Path, name: str) -> None:
    dataset, corrupt, row, field = CORRUPTIONS[name]
    path = small_copy / dataset / f"{dataset}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    corrupt(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    problems = [problem for problem in validate(small_copy) if problem.file == f"{dataset}/{dataset}.csv"]
    assert problems
    assert row is None or row in {problem.row for problem in problems}
    assert field is None or any(
        field in (problem.field, *problem.message.replace('"', " ").split()) for problem in problems
    )


def test_a_missing_file_is_named(small_copy: Path) -> None:
    (small_copy / "tiles" / "tiles.csv").unlink()
    assert ("tiles/tiles.csv", "missing-file") in {
        (problem.file, problem.rule) for problem in validate(small_copy)
    }


def test_a_description_that_is_no_json_is_refused(small_copy: Path) -> None:
    (small_copy / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(DatasetError, match=r"datapackage\.json"):
        validate(small_copy)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "iso_code,column,row\nRU-AD,west,1\n",
            r"tiles/tiles\.csv, row 2, field column.*'west' is not of type integer",
        ),
        ("iso_code,column\nRU-AD,1\n", r"tiles/tiles\.csv, field row.*column is missing"),
    ],
)
def test_loading_a_broken_file_names_row_and_field(
    small_copy: Path, monkeypatch: pytest.MonkeyPatch, content: str, message: str
) -> None:
    (small_copy / "tiles" / "tiles.csv").write_text(content, encoding="utf-8")
    monkeypatch.setattr(datasets, "folder", lambda: small_copy)
    with pytest.raises(CourseError, match=message):
        load("tiles")


def test_a_file_changed_on_disk_is_read_again(small_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(datasets, "folder", lambda: small_copy)
    assert len(load("tiles")) == 83
    path = small_copy / "tiles" / "tiles.csv"
    path.write_text("iso_code,column,row\nRU-AD,1,1\n", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert len(load("tiles")) == 1


def test_sources_of_every_dataset_are_listed() -> None:
    known = set(load("sources")["source_id"])
    for resource in json.loads((folder() / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        assert set(resource["source_ids"]) <= known
