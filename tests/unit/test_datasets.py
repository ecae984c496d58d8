"""Datasets load typed, whole or narrowed, long or wide, and say what is wrong where they do not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from clusterpolicy.datasets import breaks, card, catalogue, description, folder, load, resources
from clusterpolicy.errors import CourseError, DatasetError, UnknownNameError

HEADINGS = ("## Fields", "## Known breaks and traps", "## Terms", "## Citation")
FACTS = ("**Unit of observation:**", "**Period:**", "**Publisher:**", "**Used by:**")


@pytest.mark.parametrize("name", resources())
def test_every_dataset_has_a_card_with_all_that_a_reader_asks(name: str) -> None:
    text = card(name)
    for part in (*HEADINGS, *FACTS):
        before, _, after = text.partition(part)
        assert before, part
        assert after.strip().split("\n")[0].strip(), part
    for source in resources()[name]["source_ids"]:
        assert f"`{source}`" in text.split("## Terms")[1], source


def test_every_folder_is_a_dataset() -> None:
    assert {path.name for path in folder().iterdir() if path.is_dir()} == set(resources())


def test_sources_of_every_dataset_are_listed_and_used() -> None:
    used = {source for resource in resources().values() for source in resource["source_ids"]}
    assert used == set(load("sources")["source_id"])


@pytest.mark.parametrize("name", resources())
def test_a_dataset_names_the_sources_of_its_rows(name: str) -> None:
    frame = load(name)
    if name != "sources" and "source_id" in frame.columns:
        columns = [field for field in ("source_id", "second_source_id") if field in frame.columns]
        found = set(pd.concat([frame[field] for field in columns]).dropna())
        assert found == set(resources()[name]["source_ids"])


def test_all_datasets_together_stay_small() -> None:
    total = sum(path.stat().st_size for path in folder().rglob("*") if path.is_file())
    assert total < 16_000_000


def test_the_catalogue_lists_every_dataset_with_its_rows() -> None:
    listed = catalogue().set_index("name")
    assert set(listed.index) == set(resources())
    for name, rows in listed["rows"].items():
        assert rows == len(load(name)), name


def test_codes_stay_text_and_years_are_whole_numbers() -> None:
    detail = load("industry_detail", year=2013, measure="firm_count")
    assert "01" in set(detail["code"])
    assert detail["year"].dtype == "int64"
    assert load("sections")["everywhere"].dtype == bool
    assert load("instruments")["established_year"].dtype == "Int64"


def test_the_word_nan_would_stay_a_word_and_an_empty_cell_is_missing() -> None:
    nil = load("panel", flag="nil")
    assert nil["value"].isna().all()
    assert load("panel")["flag"].isna().any()


def test_a_frame_that_is_changed_does_not_change_the_next_one() -> None:
    first = load("regions")
    first["name_en"] = "changed"
    narrowed = load("tiles", iso_code="RU-AD")
    narrowed.loc[:, "column"] = -1
    assert "changed" not in set(load("regions")["name_en"])
    assert (load("tiles")["column"] >= 0).all()


def test_fields_are_narrowed_to_a_value_or_to_several() -> None:
    one = load("panel", indicator="grp", regions="RU-KLU", year=2010)
    assert one["value"].tolist() == pytest.approx([188_601.3])
    some = load(
        "panel", indicator=["grp", "investment"], regions=["RU-KLU", "RU-MOW"], year=range(2009, 2012)
    )
    assert len(some) == 2 * 2 * 3
    assert set(some["iso_code"]) == {"RU-KLU", "RU-MOW"}
    assert len(load("countries", comparator=True)) == 24


def test_the_wide_form_has_a_column_an_indicator() -> None:
    wide = load("panel", indicator=["grp", "grp_index"], regions=["RU-KLU", "RU-MOW"], form="wide")
    assert wide.index.names == ["iso_code", "year"]
    assert wide.columns.tolist() == ["grp", "grp_index"]
    assert wide.at[("RU-KLU", 2010), "grp"] == pytest.approx(188_601.3)
    assert wide["grp"].unstack("year").shape == (2, 26)


@pytest.mark.parametrize("name", [name for name, resource in resources().items() if "wide" in resource])
def test_long_and_wide_form_hold_the_same_values(name: str) -> None:
    field = resources()[name]["wide"]
    key = resources()[name]["schema"]["primaryKey"]
    back = load(name, form="wide").stack().dropna().rename("value").reset_index()[[*key, "value"]]
    long = load(name)[[*key, "value"]].dropna()
    assert field in back.columns
    pd.testing.assert_frame_equal(
        back.sort_values(key, ignore_index=True), long.sort_values(key, ignore_index=True), check_dtype=False
    )


@pytest.mark.parametrize(
    ("wrong", "nearest"), [("region", "regions"), ("Industry", "industry"), ("claim", "claims")]
)
def test_an_unknown_dataset_suggests_the_nearest(wrong: str, nearest: str) -> None:
    with pytest.raises(UnknownNameError, match=f"no dataset named '{wrong}'.*{nearest}"):
        load(wrong)


@pytest.mark.parametrize(
    ("name", "where", "message"),
    [
        ("industry", {"mesure": "gva"}, r"mesure.*measure"),
        ("panel", {"indicator": "gpr"}, r"no indicator in dataset 'panel' named 'gpr'.*grp"),
        ("panel", {"indicator": ["grp", "gpr"]}, r"named 'gpr'"),
        ("panel", {"regions": "RU-KAL"}, r"no iso_code in dataset 'panel' named 'RU-KAL'"),
        ("panel", {"flag": "suspicious"}, r"named 'suspicious'.*suspect"),
        ("timeline", {"kind": "laws"}, r"named 'laws'.*law"),
        ("panel", {"form": "square"}, r"no form named 'square'"),
    ],
)
def test_a_misspelt_field_or_value_suggests_the_nearest(
    name: str, where: dict[str, str], message: str
) -> None:
    with pytest.raises(UnknownNameError, match=message):
        load(name, **where)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "where", "message"),
    [
        ("panel", {"year": "2010"}, r"field year of dataset 'panel': '2010' is not of type integer"),
        ("countries", {"comparator": "true"}, r"field comparator of .*: 'true' is not of type boolean"),
        ("timeline", {"regions": "RU-KLU"}, r"dataset 'timeline' has no regions"),
        ("regions", {"form": "wide"}, r"dataset 'regions' has no wide form"),
    ],
)
def test_what_a_dataset_cannot_do_is_refused(name: str, where: dict[str, str], message: str) -> None:
    with pytest.raises(CourseError, match=message):
        load(name, **where)  # type: ignore[arg-type]


def test_a_year_without_rows_gives_an_empty_frame() -> None:
    assert load("panel", indicator="grp", year=1998).empty


def test_breaks_of_a_series_are_its_own_and_those_of_all_series() -> None:
    found = breaks("panel", "grp")
    assert set(found["dataset"]) == {"panel"}
    assert set(found["indicator"].dropna()) == {"grp"}
    assert {(2016, "method"), (2012, "boundary"), (2021, "revision")} <= set(
        zip(found["year_from"], found["kind"], strict=True)
    )
    years = found["year_from"]
    assert years.dropna().is_monotonic_increasing
    assert years.isna().tolist() == sorted(years.isna())


def test_breaks_leave_out_what_concerns_others() -> None:
    kaluga = breaks("panel", "grp", regions="RU-KLU")
    assert kaluga["iso_code"].isna().all()
    assert set(breaks("panel", "grp", regions=["RU-KLU", "RU-MOW"])["iso_code"].dropna()) == {"RU-MOW"}
    suspect = breaks("countries_panel", "public_employment_share_pct", regions="RUS")
    assert set(suspect[suspect["kind"] == "suspect"]["year_from"]) == {2007, 2009}
    assert breaks("industry", "gva_share", regions="RU-KLU")["kind"].tolist() == ["classification", "method"]


@pytest.mark.parametrize(
    ("dataset", "indicator", "message"),
    [
        ("panel", "gpr", r"indicator in dataset 'panel' named 'gpr'.*grp"),
        ("regions", "lat", r"no dataset of series named 'regions'"),
        ("panels", "grp", r"no dataset named 'panels'.*panel"),
    ],
)
def test_breaks_of_an_unknown_series_are_refused(dataset: str, indicator: str, message: str) -> None:
    with pytest.raises(UnknownNameError, match=message):
        breaks(dataset, indicator)


@pytest.fixture
def own_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a small dataset, from which everything is read."""
    copy = tmp_path / "datasets"
    shutil.copytree(folder() / "tiles", copy / "tiles")
    package = json.loads((folder() / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [resource for resource in package["resources"] if resource["name"] == "tiles"]
    (copy / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    for module in (description, sys.modules["clusterpolicy.datasets.reading"]):
        monkeypatch.setattr(module, "folder", lambda: copy)
    return copy


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"iso_code,column,row\nRU-AD,0,8\nRU-AL,west,1\n",
            r"tiles/tiles\.csv, row 3, field column: 'west' is not of type integer",
        ),
        (
            b"iso_code,column,row\nRU-AD,2.5,8\n",
            r"tiles/tiles\.csv, row 2, field column: '2\.5' is not of type integer",
        ),
        (b"iso_code,column,row\nRU-AD,,8\n", r"tiles/tiles\.csv, row 2, field column: the value is missing"),
        (b"iso_code,column\nRU-AD,1\n", r"tiles/tiles\.csv, field row: the column is missing"),
        (b"iso_code,column,row\nRU-AD,1,1,1\n", r"tiles/tiles\.csv.*more cells than the header"),
        (b"iso_code,column,row\nRU-AD,1,1\nRU-AL,1,1,1\n", r"tiles/tiles\.csv.*line 3"),
        (b"", r"tiles/tiles\.csv.*cannot be read as a table"),
        (b"iso_code,column,row\nRU-\xff,1,1\n", r"tiles/tiles\.csv.*cannot be read as a table"),
    ],
)
def test_loading_a_broken_file_names_row_and_field(own_copy: Path, content: bytes, message: str) -> None:
    (own_copy / "tiles" / "tiles.csv").write_bytes(content)
    with pytest.raises(DatasetError, match=message):
        load("tiles")


def test_a_missing_file_or_card_is_named(own_copy: Path) -> None:
    (own_copy / "tiles/tiles.csv").unlink()
    (own_copy / "tiles/README.md").unlink()
    with pytest.raises(DatasetError, match=r"tiles/tiles\.csv: the file is missing"):
        load("tiles")
    with pytest.raises(DatasetError, match=r"tiles/tiles\.csv"):
        catalogue()
    with pytest.raises(DatasetError, match=r"tiles/README\.md: the card is missing"):
        card("tiles")


def test_a_file_changed_on_disk_is_read_again(own_copy: Path) -> None:
    assert len(load("tiles")) == 83
    path = own_copy / "tiles" / "tiles.csv"
    path.write_text("iso_code,column,row\nRU-AD,1,1\n", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert len(load("tiles")) == 1


def test_datasets_load_from_any_working_directory(tmp_path: Path) -> None:
    code = "from clusterpolicy import load; print(len(load('regions')))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "83"
