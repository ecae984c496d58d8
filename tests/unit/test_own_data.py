"""A file of own regions is read whole, or refused with the first thing that is wrong, its row and its column."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from own_files import COMMA, GVA, NAME, RIGHT, ROWS, WRONG
from page_python import OWN, PagePython, own_request

from clusterpolicy import load_own
from clusterpolicy.datasets import load, own
from clusterpolicy.errors import DatasetError
from clusterpolicy.exercises.framework.messages import framework_messages
from clusterpolicy.models import gateway, own_data
from clusterpolicy.models.own_columns import FIGURES, LIMITS
from clusterpolicy.text import format_message


@pytest.fixture(scope="module")
def page() -> Iterator[PagePython]:
    interpreter = PagePython()
    interpreter.open(OWN)
    gateway.open_subject(json.dumps(OWN))
    yield interpreter
    interpreter.close()


@pytest.mark.parametrize(("content", "rows"), RIGHT.values(), ids=RIGHT)
def test_a_right_file_gives_its_rows(content: bytes, rows: list[dict[str, Any]]) -> None:
    outcome = own_data.read(own.decoded(content))
    assert outcome["right"] is True, outcome
    assert outcome["rows"] == rows
    names = list(dict.fromkeys(row["name"] for row in rows))
    assert outcome["params"] == {"regions": names, "count": len(names), "rows": len(rows)}


@pytest.mark.parametrize(("content", "message", "row", "column"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_refused_with_row_and_column(
    content: bytes, message: str, row: int | None, column: str | int | None
) -> None:
    outcome = own_data.read(own.decoded(content))
    assert outcome["right"] is False and "rows" not in outcome
    assert outcome["message"] == message
    assert (outcome["params"].get("row"), outcome["params"].get("column")) == (row, column)
    sentence = format_message(framework_messages()[message], outcome["params"])
    assert len(sentence) < 300 and "{" not in sentence
    for place in (row, column):
        assert place is None or str(place) in sentence


@pytest.mark.parametrize(
    "content", [*(file[0] for file in RIGHT.values()), *(file[0] for file in WRONG.values())]
)
def test_the_page_reads_every_file_alike(page: PagePython, content: bytes) -> None:
    # Browsers and hosts measure a file before they decode it.
    request = own_request(own.decoded(content[: own_data.MAXIMUM_BYTES + 1]))
    assert page.call(request) == gateway.answer_to(request)


@pytest.mark.parametrize(("content", "rows"), RIGHT.values(), ids=RIGHT)
def test_load_own_gives_a_frame(content: bytes, rows: list[dict[str, Any]], tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(content)
    frame = load_own(path)
    assert list(frame.columns) == ["name", "year", *FIGURES]
    assert {str(kind) for kind in frame.dtypes} == {"str", "int64", "float64"}
    for found, row in zip(frame.to_dict("records"), rows, strict=True):
        assert (found["name"], found["year"]) == (row["name"], row["year"])
        given = {column: found[column] for column in FIGURES if found[column] == found[column]}
        assert given == row["values"]


@pytest.mark.parametrize(("content", "message", "row", "column"), WRONG.values(), ids=WRONG)
def test_load_own_names_the_file_and_the_place(
    content: bytes, message: str, row: int | None, column: str | int | None, tmp_path: Path
) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(content)
    with pytest.raises(DatasetError) as refusal:
        load_own(path)
    assert refusal.value.where == str(path)
    for place in (row, column):
        assert place is None or str(place) in refusal.value.what


@pytest.mark.parametrize("path", ["no-such-file.csv", "."])
def test_what_is_no_file_is_said(path: str) -> None:
    with pytest.raises(DatasetError, match="cannot be read"):
        load_own(path)


def test_what_is_read_is_what_may_be_kept() -> None:
    for content, _rows in RIGHT.values():
        rows = own_data.read(own.decoded(content))["rows"]
        kept = {"file": "mine.csv", "at": "2026-01-31T12:00:00.000Z", "rows": rows}
        assert own_data.wrong_place(json.loads(json.dumps(kept))) is None


@pytest.mark.parametrize("comma", [False, True], ids=["en", "ru"])
def test_the_template_with_a_row_is_a_right_file(comma: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if comma:
        monkeypatch.setattr(own, "language", lambda: "ru")
    text = own.template()
    assert own_data.read(text)["message"] == "own-empty"
    mark = ";" if comma else ","
    title, unit, example = text.splitlines()[1:4]
    assert title.startswith("# ") and unit.startswith("# ")
    cells = example.split(mark)
    outcome = own_data.read(text + mark.join(["Kaluga", *cells[1:]]))
    assert outcome["right"] is True, outcome
    (row,) = outcome["rows"]
    value = load("panel", regions="RU-KLU", year=2010, indicator="grp")["value"].item()
    assert row["values"]["grp"] == value
    assert set(GVA) <= set(row["values"])


def test_the_example_of_every_figure_lies_within_its_limits() -> None:
    columns = own.own_columns().set_index("column")
    assert list(columns.index) == ["name", "year", *FIGURES]
    assert columns["title"].is_unique
    for column, value in columns["example"].loc[FIGURES].dropna().items():
        least, most = LIMITS[column]
        assert least <= value <= most


def test_every_published_figure_lies_within_the_limits() -> None:
    """A learner may copy any region of the course into the file."""
    panel = load("panel").dropna(subset="value")
    for column, (least, most) in LIMITS.items():
        values = panel.loc[panel["indicator"] == column, "value"]
        if not column.startswith(("gva_", "output_")):
            assert len(values), column
        assert values.between(least, most).all(), column


def test_the_command_writes_the_template(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "clusterpolicy", "template", "regions"]
    answer = subprocess.run(command, cwd=tmp_path, env=os.environ, check=True, capture_output=True)
    assert answer.stdout == own.template().encode("utf-8")
    path = tmp_path / "my.csv"
    path.write_bytes(answer.stdout + COMMA.splitlines()[1].encode())
    header = answer.stdout.decode("utf-8-sig").splitlines()[0].split(",")
    assert header[:3] == ["name", "year", "gva_A"]
    frame = load_own(path)
    assert frame["name"].tolist() == [NAME] and frame["gva_C"].item() == ROWS[0]["values"]["gva_C"]  # type: ignore[index]
