"""Own regions in JupyterLab without its browser: read in, kept in the learner's file, shown in all open exercises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lab_views import opened
from own_files import NAME, ROWS, SEMICOLON, WRONG
from progress_files import ENTRY

from clusterpolicy.exercises.framework.messages import framework_messages
from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.hosts.lab import ExerciseView, learner
from clusterpolicy.models import own_data
from clusterpolicy.models.contract import OWN
from clusterpolicy.models.progress import read

MAP, QUOTIENT = "find-clusters", "read-a-quotient"
FILE = SEMICOLON.encode("cp1251")


pytestmark = pytest.mark.usefixtures("folder")


def hand_in(view: ExerciseView, content: bytes, name: str = "my.csv") -> str:
    """Choose a file as the picker does: one that is too large comes without its bytes."""
    assert view.own is not None
    small = len(content) <= own_data.MAXIMUM_BYTES
    view.own.received(None, {"name": name, "size": len(content)}, [memoryview(content)] if small else [])
    said: str = view.own.note.value
    return said


def listed(view: ExerciseView) -> list[str]:
    """Return the own regions that the exercise lists."""
    return [label for label, value in view.controls["region"].options if value.startswith(OWN)]


def kept(folder: Path) -> dict[str, Any]:
    outcome = read((folder / learner.NAME).read_text(encoding="utf-8"))
    assert outcome["right"], outcome
    return outcome


def test_a_file_goes_in_and_comes_back_with_the_next_notebook(folder: Path) -> None:
    view = opened(MAP)
    assert NAME in hand_in(view, FILE)
    assert listed(view) == [NAME]
    view.controls["region"].value = OWN + NAME
    assert view.problem.value == ""
    (tile,) = [row for row in view.chart.rows if row["own"]]
    assert (tile["name"], tile["chosen"]) == (NAME, True)
    assert kept(folder)["own"]["rows"] == ROWS

    again = opened(MAP)
    assert again.controls["region"].value == OWN + NAME
    assert again.chart.rows == view.chart.rows
    assert "my.csv" in again.own.note.value  # type: ignore[union-attr]


def test_all_open_exercises_get_the_regions_and_lose_them() -> None:
    view, other = opened(MAP), opened(QUOTIENT)
    chosen = other.controls["region"].value
    hand_in(view, FILE)
    assert listed(other) == [NAME]
    assert other.controls["region"].value == chosen
    other.controls["region"].value = OWN + NAME
    assert other.problem.value == ""
    view.own.remove()  # type: ignore[union-attr]
    assert listed(view) == listed(other) == []
    assert other.controls["region"].value == other.subject.defaults["region"]
    assert other.chart.rows == exercise(QUOTIENT).run(other.values())["rows"]


def test_another_folder_keeps_to_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = opened(MAP)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    other = opened(MAP)
    hand_in(other, FILE)
    assert (listed(view), listed(other)) == ([], [NAME])


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_says_why_and_changes_nothing(name: str, folder: Path) -> None:
    view = opened(MAP)
    hand_in(view, FILE)
    view.controls["region"].value = OWN + NAME
    before, rows = (folder / learner.NAME).read_bytes(), view.chart.rows
    said = hand_in(view, WRONG[name][0])
    assert framework_messages()["own-unchanged"] in said
    place = WRONG[name][2]
    assert place is None or f"Row {place}" in said
    assert (folder / learner.NAME).read_bytes() == before
    assert (listed(view), view.chart.rows) == ([NAME], rows)


def test_answers_and_settings_stay_when_regions_come_and_go(folder: Path) -> None:
    learner.keep(folder, "another", ENTRY["values"], ENTRY["answers"])
    view = opened(MAP)
    hand_in(view, FILE)
    view.own.remove()  # type: ignore[union-attr]
    held = kept(folder)
    assert held["own"] is None
    assert held["entries"]["another"]["answers"] == ENTRY["answers"]


def test_a_setting_of_another_exercise_leaves_the_regions(folder: Path) -> None:
    hand_in(opened(MAP), FILE)
    learner.keep(folder, "another", {}, {})
    learner.forget(folder, "another")
    assert kept(folder)["own"]["rows"] == ROWS


def test_a_region_that_lacks_figures_is_told_what_it_lacks() -> None:
    said = hand_in(opened(MAP), f"name,year,grp\n{NAME},2010,5\n".encode())
    assert NAME in said and "not in the list here" in said


def test_a_learners_file_that_is_broken_is_left_as_it_is(folder: Path) -> None:
    (folder / learner.NAME).write_text("{", encoding="utf-8")
    view = opened(MAP)
    said = hand_in(view, FILE)
    assert learner.NAME in said and listed(view) == [NAME]
    assert (folder / learner.NAME).read_text(encoding="utf-8") == "{"


def test_a_name_is_text() -> None:
    said = hand_in(opened(MAP), SEMICOLON.replace(NAME, "<b>x</b>").encode(), "<i>.csv")
    assert "<b>" not in said and "&lt;b&gt;x" in said


def test_a_file_of_the_page_brings_its_regions(folder: Path) -> None:
    own = {"file": "page.csv", "at": "2026-01-31T12:00:00.000Z", "rows": ROWS}
    whole = {"format": "clusterpolicy-progress", "version": 2, "edition": "0.1.0", "entries": {}, "own": own}
    (folder / learner.NAME).write_text(json.dumps(whole), encoding="utf-8")
    assert listed(opened(MAP)) == [NAME]
