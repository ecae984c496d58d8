"""Long work and kept settings in JupyterLab, without its browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from clusterpolicy.exercises.framework.registry import exercise, exercise_names
from clusterpolicy.hosts.lab import ExerciseView, learner
from clusterpolicy.hosts.lab.long import LongRun
from clusterpolicy.models.progress import read

LONG = [name for name in exercise_names() if exercise(name).long]
KEEPING = [name for name in exercise_names() if exercise(name).keeps]


pytestmark = pytest.mark.usefixtures("folder")


def opened(name: str) -> tuple[ExerciseView, LongRun]:
    view = ExerciseView(exercise(name))
    assert view.long is not None
    return view, view.long


def finish(long: LongRun) -> None:
    """Start the work and wait until it has ended."""
    long.start_button.click()
    assert long.thread is not None
    long.thread.join(120)
    assert not long.thread.is_alive()


def another(view: ExerciseView) -> tuple[str, Any]:
    """Return a number control that changes the plan, and another value for it."""
    for name, control in view.declared.items():
        if control["kind"] == "number":
            moved = view.values() | {name: control["minimum"]}
            if view.subject.plan(moved) != view.subject.plan(view.values()):
                return name, control["minimum"]
    raise AssertionError("no number changes the plan")


@pytest.mark.parametrize("name", LONG)
def test_long_work_shows_its_result_and_stands_until_the_setting_changes(name: str) -> None:
    view, long = opened(name)
    quick = view.chart.rows
    finish(long)
    values = view.values()
    subject = view.subject
    whole = subject.gather([subject.run_part(part) for part in subject.plan(values)], values)
    assert view.chart.rows == whole["rows"] != quick
    assert view.figures.value == view.figures_html(whole["figures"])
    assert "Done" in long.note.value and long.bar.layout.display == "none" and not long.start_button.disabled
    control, value = another(view)
    before = view.controls[control].value
    view.controls[control].value = value
    assert view.chart.rows == subject.run(view.values())["rows"]
    assert long.note.value == ""
    view.controls[control].value = before
    assert view.chart.rows == whole["rows"]


@pytest.mark.parametrize("name", LONG)
def test_long_work_shows_how_far_it_is_and_can_be_stopped_and_gone_on_with(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, long = opened(name)
    run_part, reached, go_on = view.subject.module.run_part, Event(), Event()
    parts = len(view.subject.plan(view.values()))
    calls = []

    def slow(data: Any, part: Any) -> Any:
        calls.append(part)
        if len(calls) == 3:
            reached.set()
            assert go_on.wait(30)
        return run_part(data, part)

    quick = view.chart.rows
    with monkeypatch.context() as patch:
        patch.setattr(view.subject.module, "run_part", slow)
        long.start_button.click()
        assert reached.wait(60)
        assert long.bar.layout.display is None and long.start_button.disabled
        assert long.bar.value == pytest.approx(2 / parts)
        assert "done" in long.note.value
        long.stop_button.click()
        go_on.set()
        assert long.thread is not None
        long.thread.join(60)
    assert len(calls) == 3 and view.chart.rows == quick
    assert "Stopped at" in long.note.value and not long.start_button.disabled
    done = []
    monkeypatch.setattr(
        view.subject.module, "run_part", lambda data, part: done.append(part) or run_part(data, part)
    )
    finish(long)
    assert len(done) == parts - 3 and view.chart.rows != quick


@pytest.mark.parametrize("name", LONG)
def test_a_part_that_fails_is_named_and_the_exercise_goes_on(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, long = opened(name)

    def broken(*_: Any) -> None:
        raise ZeroDivisionError("no luck")

    with monkeypatch.context() as patch:
        patch.setattr(view.subject.module, "run_part", broken)
        finish(long)
    assert "ZeroDivisionError: no luck" in view.problem.value
    assert not long.start_button.disabled
    finish(long)
    assert view.problem.value == "" and "Done" in long.note.value


def keeping(name: str) -> tuple[ExerciseView, Any]:
    view = ExerciseView(exercise(name))
    assert view.keeping is not None
    return view, view.keeping


def press(box: Any, words: str) -> None:
    """Press the button with these words."""
    found: list[Callable[[], None]] = []

    def look(widget: Any) -> None:
        if getattr(widget, "description", "") == words and hasattr(widget, "click"):
            found.append(widget.click)
        for child in getattr(widget, "children", ()):
            look(child)

    look(box)
    (click,) = found
    click()


@pytest.mark.parametrize("name", KEEPING)
def test_a_setting_is_kept_by_name_and_comes_back(name: str, folder: Path) -> None:
    view, keeps = keeping(name)
    levers = view.subject.keeps.names  # type: ignore[union-attr]
    lever = levers[1]
    view.controls[lever].value = view.declared[lever]["maximum"]
    keeps.name.value = "Our: plan"
    press(keeps.box, "Keep this setting")
    assert "“Our plan” is kept" in keeps.note.value
    assert keeps.lines().keys() == {"Our plan"} and keeps.list.value == "Our plan"
    kept = read((folder / learner.NAME).read_text(encoding="utf-8"))["entries"][name]["values"]
    assert kept[view.subject.keeps.control] == keeps.text.value  # type: ignore[union-attr]
    view.controls[lever].value = view.declared[lever]["minimum"]
    press(keeps.box, "Put it into the controls")
    assert view.controls[lever].value == view.declared[lever]["maximum"]
    assert "stands in the controls" in keeps.note.value


@pytest.mark.parametrize("name", KEEPING)
def test_the_same_name_replaces_the_line_and_no_name_is_asked_for(name: str) -> None:
    view, keeps = keeping(name)
    press(keeps.box, "Keep this setting")
    assert "Give the setting a name" in keeps.note.value and keeps.text.value == ""
    for _ in range(2):
        keeps.name.value = "A"
        press(keeps.box, "Keep this setting")
    keeps.name.value = "B"
    press(keeps.box, "Keep this setting")
    assert list(keeps.lines()) == ["A", "B"] == list(keeps.list.options)
    assert view.problem.value == ""


@pytest.mark.parametrize("name", KEEPING)
def test_a_kept_line_that_a_control_refuses_moves_nothing(name: str) -> None:
    view, keeps = keeping(name)
    lever = view.subject.keeps.names[0]  # type: ignore[union-attr]
    before = view.values()
    keeps.text.value = f"Bad: {lever}=many\n"
    keeps.list.value = "Bad"
    press(keeps.box, "Put it into the controls")
    assert view.declared[lever]["label"] in view.problem.value
    assert view.values() == before | {view.subject.keeps.control: keeps.text.value}  # type: ignore[union-attr]
