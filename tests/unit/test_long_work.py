"""Long work is cut into parts that can be done anywhere, in any order, and gives a result of the usual shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from page_python import PagePython, read_strictly
from settings import by_chance

from clusterpolicy.exercises.framework.controls import Slider
from clusterpolicy.exercises.framework.exercise import Exercise, Keeps
from clusterpolicy.exercises.framework.registry import exercise, exercise_names
from clusterpolicy.models import gateway
from clusterpolicy.models.saved_lines import read_lines
from clusterpolicy.text import format_message

LONG = [name for name in exercise_names() if exercise(name).long]
KEEPING = [name for name in exercise_names() if exercise(name).keeps]
SETTINGS = 12


@pytest.fixture(scope="module")
def page() -> Iterator[PagePython]:
    interpreter = PagePython()
    for name in LONG:
        interpreter.open(exercise(name).subject())
        gateway.open_subject(json.dumps(exercise(name).subject()))
    yield interpreter
    interpreter.close()


def some_settings(item: Exercise) -> list[dict[str, Any]]:
    chance = Random(item.id)
    return [item.defaults, *(by_chance(item.subject()["controls"], chance) for _ in range(SETTINGS))]


def done(item: Exercise, values: dict[str, Any]) -> dict[str, Any]:
    return item.gather([item.run_part(part) for part in item.plan(values)], values)


def test_there_is_long_work() -> None:
    assert LONG and KEEPING


@pytest.mark.parametrize("name", LONG)
def test_parts_are_plain_different_and_small(name: str) -> None:
    item = exercise(name)
    for values in some_settings(item):
        plan = item.plan(values)
        texts = [json.dumps(part, allow_nan=False) for part in plan]
        assert 1 < len(set(texts)) == len(texts)
        assert plan == item.plan(values)
    outcome = json.dumps(item.run_part(item.plan(item.defaults)[0]), allow_nan=False)
    assert len(outcome) < 100_000


@pytest.mark.parametrize("name", LONG)
def test_a_part_is_the_same_whatever_was_done_before(name: str) -> None:
    item = exercise(name)
    plan = item.plan(item.defaults)
    forwards = [item.run_part(part) for part in plan[:4]]
    backwards = [item.run_part(part) for part in reversed(plan[:4])]
    assert forwards == backwards[::-1]


@pytest.mark.parametrize("name", LONG)
def test_the_result_has_the_shape_of_a_run(name: str) -> None:
    item = exercise(name)
    quick, long = item.run(item.defaults), done(item, item.defaults)
    assert set(long) == set(quick) and set(long["figures"]) == set(quick["figures"])
    assert [row["key"] for row in long["rows"]] == [row["key"] for row in quick["rows"]]
    assert {tuple(row) for row in long["rows"]} == {tuple(row) for row in quick["rows"]}
    assert long["rows"] != quick["rows"]
    text = format_message(item.chart.alt, long["figures"])
    assert "no data" not in text and "{" not in text


@pytest.mark.parametrize("name", LONG)
def test_both_interpreters_plan_do_and_gather_alike(page: PagePython, name: str) -> None:
    item = exercise(name)
    for number, values in enumerate(some_settings(item)):
        asked = {"id": name, "do": "plan", "values": values}
        here = read_strictly(gateway.call(json.dumps(asked)))
        assert page.call(asked) == here
        part = here["result"][number % len(here["result"])]
        asked = {"id": name, "do": "part", "part": part, "values": values}
        assert page.call(asked) == read_strictly(gateway.call(json.dumps(asked)))
    values = item.defaults
    outcomes = [item.run_part(part) for part in item.plan(values)]
    asked = {"id": name, "do": "gather", "outcomes": outcomes, "values": values}
    assert page.call(asked) == read_strictly(gateway.call(json.dumps(asked)))


@pytest.mark.parametrize("name", LONG)
def test_long_work_checks_the_setting_as_a_run_does(page: PagePython, name: str) -> None:
    item = exercise(name)
    wrong = item.defaults | {item.controls[0].name: "no-such-option"}
    for do in ("plan", "part", "gather"):
        asked = {"id": name, "do": do, "values": wrong, "part": {}, "outcomes": []}
        assert page.call(asked)["problem"]["control"] == item.controls[0].name
        assert "result" not in read_strictly(gateway.call(json.dumps(asked)))


@pytest.mark.parametrize("name", KEEPING)
def test_kept_settings_name_a_text_and_numbers(name: str) -> None:
    item = exercise(name)
    keeps = item.keeps
    assert isinstance(keeps, Keeps)
    kinds = {control.name: control.kind for control in item.controls}
    assert kinds[keeps.control] == "text"
    assert keeps.names and {kinds[lever] for lever in keeps.names} == {"number"}


LEVERS = {
    "one": {"minimum": 0, "maximum": 10, "default": 5},
    "two": {"minimum": -1, "maximum": 1, "default": 0},
}


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("Ours: one=3 two=0.5", {"one": 3, "two": 0.5}),
        ("Ours:one=3,two=1", {"one": 3, "two": 1}),
        ("  A b : one=3;  two=-1 ", {"one": 3, "two": -1}),
        ("Ours: two=0", {"one": 5, "two": 0}),
        ("Ours:", {"one": 5, "two": 0}),
        ("Наш план: one=10", {"one": 10, "two": 0}),
    ],
)
def test_a_kept_line_is_read(line: str, values: dict[str, float]) -> None:
    settings, faults = read_lines(line, LEVERS)
    assert faults == [] and settings[0]["values"] == values
    assert settings[0]["name"] == line[: line.index(":")].strip()


@pytest.mark.parametrize(
    ("line", "problem", "word"),
    [
        ("one=3", "no-name", "one=3"),
        (": one=3", "no-name", ": one=3"),
        ("Ours: three=1", "unknown-lever", "three"),
        ("Ours: one", "not-a-number", "one"),
        ("Ours: one=many", "not-a-number", "one=many"),
        ("Ours: one=11", "out-of-range", "one=11"),
        ("Ours: two=-1.5", "out-of-range", "two=-1.5"),
        ("Ours: =3", "unknown-lever", "=3"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line: str, problem: str, word: str) -> None:
    settings, faults = read_lines(f"\n{line}\nGood: one=1", LEVERS)
    assert [setting["name"] for setting in settings] == ["Good"]
    assert [(fault["key"], fault["problem"], fault["word"]) for fault in faults] == [("2", problem, word)]


def test_numbers_of_levers_come_from_the_controls() -> None:
    item = exercise("policy-simulator")
    sliders = {control.name: control for control in item.controls if isinstance(control, Slider)}
    for name, bounds in item.dataset["levers"].items():
        assert bounds == {
            "minimum": sliders[name].minimum,
            "maximum": sliders[name].maximum,
            "default": sliders[name].default,
        }
