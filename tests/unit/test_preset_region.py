"""A region with which all exercises open that list it, as an event for one region sets it."""

from __future__ import annotations

import pytest

from clusterpolicy.errors import UnknownNameError
from clusterpolicy.exercises.framework.registry import REGION, exercise, exercise_names, regional_exercises

CHOSEN = "RU-TA"


def test_exercises_open_on_the_region_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {found.id: found.defaults for found in regional_exercises()}
    monkeypatch.setenv(REGION, CHOSEN)
    moved = {found.id: found for found in regional_exercises()}
    assert moved.keys() == own.keys()
    for name, found in moved.items():
        control = found.region_control
        assert control is not None
        listed = any(option.value == CHOSEN for option in control.options)
        wanted = own[name] | ({control.name: CHOSEN} if listed else {})
        assert found.defaults == wanted
        assert found.run(found.defaults)["rows"] is not None


def test_nothing_else_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    others = set(exercise_names()) - {found.id for found in regional_exercises()}
    own = {name: exercise(name).defaults for name in others}
    monkeypatch.setenv(REGION, CHOSEN)
    assert {name: exercise(name).defaults for name in others} == own


def test_an_unknown_region_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(REGION, "RU-XX")
    with pytest.raises(UnknownNameError, match="no region named 'RU-XX'"):
        exercise("find-clusters")
