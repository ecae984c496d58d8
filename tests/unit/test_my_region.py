"""My region in the models and in JupyterLab: chosen once, kept in the learner's file, opened on by every exercise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lab_views import kept, opened
from own_files import NAME, SEMICOLON

from clusterpolicy.exercises.framework.registry import exercise, exercise_names, regional_exercises
from clusterpolicy.hosts.lab import learner
from clusterpolicy.models.contract import OWN
from clusterpolicy.models.my_region import NAME as MY_REGION
from clusterpolicy.models.my_region import opening

MAP, QUOTIENT = "find-clusters", "read-a-quotient"
MINE, OTHER, OKRUG = "RU-KO", "RU-SAM", "RU-NEN"
EARLY, MIDDLE, LATE = (f"{year}-01-01T00:00:00.000Z" for year in (2020, 2025, 2999))


pytestmark = pytest.mark.usefixtures("folder")


def entry(values: dict[str, Any], at: str) -> dict[str, Any]:
    return {"values": values, "answers": {}, "at": at}


@pytest.mark.parametrize(
    ("mine", "before", "wanted", "missing"),
    [
        (None, None, None, False),
        (entry({"region": MINE}, MIDDLE), None, MINE, False),
        (entry({"region": MINE}, MIDDLE), entry({"region": OTHER}, EARLY), MINE, False),
        (entry({"region": MINE}, MIDDLE), entry({"region": OTHER}, MIDDLE), MINE, False),
        (entry({"region": MINE}, MIDDLE), entry({"region": OTHER}, LATE), None, False),
        (entry({"region": MINE}, MIDDLE), entry({"size": 1}, LATE), MINE, False),
        (entry({"region": OKRUG}, MIDDLE), None, None, True),
        (entry({"region": OKRUG}, MIDDLE), entry({"region": OTHER}, EARLY), None, True),
        (entry({"region": ""}, MIDDLE), None, None, False),
        (entry({"region": 5}, MIDDLE), None, None, False),
        (entry({}, MIDDLE), None, None, False),
    ],
)
def test_the_region_on_which_an_exercise_opens(
    mine: dict[str, Any] | None, before: dict[str, Any] | None, wanted: str | None, missing: bool
) -> None:
    entries = {MY_REGION: mine} if mine else {}
    assert opening("region", [MINE, OTHER], before, entries) == (wanted, missing)


def test_every_exercise_on_regions_opens_on_the_region_or_says_why_not() -> None:
    """One list of regions each; an exercise that takes no own region says why."""
    for name in exercise_names():
        item = exercise(name)
        lists = [control for control in item.controls if getattr(control, "regions", False)]
        assert len([control for control in lists if control.mine]) <= 1  # type: ignore[attr-defined]
        assert bool(item.region_control) == bool(item.of_region), name
        assert bool(lists) == bool(item.takes or item.takes_none), name
        assert not (item.takes and item.takes_none), name


def test_the_button_makes_it_so_in_all_open_exercises_and_in_the_file(folder: Path) -> None:
    view, other = opened(MAP), opened(QUOTIENT)
    view.controls["region"].value = MINE
    assert view.mine and other.mine
    view.mine.button.click()
    assert other.controls["region"].value == MINE
    assert kept(folder)[MY_REGION]["values"] == {"region": MINE}
    assert QUOTIENT not in kept(folder), "nobody set anything there"
    assert view.mine.button.layout.display == "none"
    # A notebook that opens later opens on it, and a reset goes back to it.
    for name in [item.id for item in regional_exercises()]:
        again = opened(name)
        assert again.mine
        control = again.mine.control
        listed = MINE in again.mine.listed
        assert again.controls[control].value == (MINE if listed else exercise(name).defaults[control])
        assert again.problem.value == ""
    again = opened(QUOTIENT)
    again.controls["region"].value = OTHER
    assert opened(QUOTIENT).controls["region"].value == OTHER, "set there after it was chosen"
    again.reset()
    assert again.controls["region"].value == MINE


def test_a_region_that_is_not_listed_is_said_and_changes_nothing(folder: Path) -> None:
    learner.keep(folder, MY_REGION, {"region": OKRUG}, {})
    view = opened(QUOTIENT)
    assert view.controls["region"].value == exercise(QUOTIENT).defaults["region"]
    assert view.mine and "Nenets" in view.mine.note.value


def test_an_own_region_can_be_it() -> None:
    view, other = opened(MAP), opened(QUOTIENT)
    content = SEMICOLON.encode("cp1251")
    assert view.own and view.mine and other.mine
    view.own.received(None, {"name": "my.csv", "size": len(content)}, [memoryview(content)])
    view.controls["region"].value = OWN + NAME
    view.mine.button.click()
    assert other.controls["region"].value == OWN + NAME
    assert opened(QUOTIENT).controls["region"].value == OWN + NAME
    view.own.remove()
    assert other.controls["region"].value == exercise(QUOTIENT).defaults["region"]
    assert NAME in other.mine.note.value
    view.own.received(None, {"name": "my.csv", "size": len(content)}, [memoryview(content)])
    assert other.controls["region"].value == OWN + NAME


def test_an_answer_about_another_region_is_not_called_wrong(folder: Path) -> None:
    view = opened(QUOTIENT)
    item = exercise(QUOTIENT)
    question = next(one for one in view.questions if "region" in one.question.follow)
    right = item.samples(item.dataset)[question.question.id].right[0]
    question.put(right)
    view.submit(question)
    learner.keep(folder, MY_REGION, {"region": MINE}, {})
    again = opened(QUOTIENT)
    same = next(one for one in again.questions if one.question.id == question.question.id)
    assert again.controls["region"].value == MINE
    assert again.say("outdated") in str(same.feedback.value)
    assert kept(folder)[QUOTIENT]["answers"][question.question.id]["right"] is True


def test_a_file_that_cannot_be_written_is_said_and_stops_nothing(folder: Path) -> None:
    view, other = opened(MAP), opened(QUOTIENT)
    (folder / learner.NAME).write_text("mine", encoding="utf-8")
    view.controls["region"].value = MINE
    assert view.mine
    view.mine.button.click()
    assert other.controls["region"].value == MINE
    assert learner.NAME in view.mine.note.value
    assert (folder / learner.NAME).read_text(encoding="utf-8") == "mine"
