"""Finding exercises and quizzes: every module beside the framework is one, no list is kept."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import lru_cache

import clusterpolicy.exercises
import clusterpolicy.exercises.quizzes
from clusterpolicy.errors import UnknownNameError
from clusterpolicy.exercises.framework.exercise import Exercise, Quiz
from clusterpolicy.text import language


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
    return _declared(f"clusterpolicy.exercises.{name.replace('-', '_')}", language())  # type: ignore[return-value]


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
    return _declared(f"clusterpolicy.exercises.quizzes.{name.replace('-', '_')}", language())


def subject(name: str) -> Quiz:
    """Return the exercise or quiz of that name."""
    return quiz(name) if name in quiz_names() else exercise(name)


@lru_cache
def _declared(module: str, code: str) -> Quiz:  # noqa: ARG001 - the language is part of the key
    declared: Quiz = importlib.import_module(module).declare()
    return declared
