"""Finding exercises and quizzes: every module beside the framework is one, no list is kept."""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import clusterpolicy.exercises
import clusterpolicy.exercises.quizzes
from clusterpolicy.datasets import region_names
from clusterpolicy.errors import UnknownNameError
from clusterpolicy.exercises.framework.exercise import Exercise, Quiz
from clusterpolicy.text import language

# Region with which all exercises open that list it; a workshop for one region sets it. A learner's own choice goes before it.
REGION = "CLUSTERPOLICY_REGION"


def _modules(package: object) -> Iterator[str]:
    for found in pkgutil.iter_modules(package.__path__):  # type: ignore[attr-defined]
        if not found.ispkg:
            yield found.name


def exercise_names() -> list[str]:
    """Return the ids of all exercises, sorted."""
    return sorted(name.replace("_", "-") for name in _modules(clusterpolicy.exercises))


def quiz_names() -> list[str]:
    """Return the ids of all quizzes, sorted."""
    return sorted(name.replace("_", "-") for name in _modules(clusterpolicy.exercises.quizzes))


def exercise(name: str) -> Exercise:
    """Return an exercise in the language in force.

    Raises
    ------
    UnknownNameError
        There is no such exercise; the nearest names are suggested.
    """
    if name not in exercise_names():
        raise UnknownNameError("exercise", name, exercise_names())
    return _declared(f"clusterpolicy.exercises.{name.replace('-', '_')}", language(), preset_region())  # type: ignore[return-value]


def regional_exercises() -> list[Exercise]:
    """Return the exercises that open on the region that a learner chose."""
    return [found for found in map(exercise, exercise_names()) if found.region_control]


def quiz(name: str) -> Quiz:
    """Return a quiz in the language in force.

    Raises
    ------
    UnknownNameError
        There is no such quiz; the nearest names are suggested.
    """
    if name not in quiz_names():
        raise UnknownNameError("quiz", name, quiz_names())
    return _declared(f"clusterpolicy.exercises.quizzes.{name.replace('-', '_')}", language(), "")


def subject(name: str) -> Quiz:
    """Return the exercise or quiz of that name."""
    return quiz(name) if name in quiz_names() else exercise(name)


def preset_region() -> str:
    """Return the region with which exercises open, empty where each opens on its own.

    Raises
    ------
    UnknownNameError
        There is no such region.
    """
    code = os.environ.get(REGION, "")
    if code and code not in region_names():
        raise UnknownNameError("region", code, region_names())
    return code


@lru_cache
def _declared(module: str, code: str, region: str) -> Quiz:  # noqa: ARG001 - the language is part of the key
    declared: Quiz = importlib.import_module(module).declare()
    return opened_on(declared, region) if isinstance(declared, Exercise) else declared


def opened_on(found: Exercise, region: str) -> Exercise:
    """Return an exercise that opens on a region, as it was where it does not list that."""
    chosen = found.region_control
    if chosen is None or not any(option.value == region for option in chosen.options if region):
        return found
    moved = replace(chosen, default=region)
    return replace(found, controls=tuple(moved if one is chosen else one for one in found.controls))
