"""The assignments as their sources describe themselves: title, chapters, tasks and points."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from clusterpolicy.errors import CourseError, UnknownNameError
from clusterpolicy.text import _, format_message, plural

FOLDER = "assignments"
# What a notebook and a cell say to the course, beside what they say to the grader.
COURSE, GRADER = "clusterpolicy", "nbgrader"


@dataclass(frozen=True)
class Task:
    """A task of an assignment.

    Attributes
    ----------
    id : str
        Name of its cell of checks, and of its column in the marks.
    title : str
        Its heading, in the language in force.
    points : int
        What it is worth.
    """

    id: str
    title: str
    points: int


@dataclass(frozen=True)
class Assignment:
    """An assignment, written once with its solutions inside.

    Attributes
    ----------
    path : pathlib.Path
        The notebook of the instructor.
    """

    path: Path

    @cached_property
    def content(self) -> dict[str, Any]:
        """The notebook as it lies in the file."""
        read: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
        return read

    @property
    def name(self) -> str:
        """The name of its file and of its folder."""
        return self.path.stem

    @property
    def title(self) -> str:
        """Its first heading, in the language in force."""
        return _(heading(self.content["cells"][0]))

    @property
    def chapters(self) -> list[int]:
        """The chapters that it belongs to."""
        return list(self.content["metadata"][COURSE]["chapters"])

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int(self.content["metadata"][COURSE]["minutes"])

    @property
    def tasks(self) -> list[Task]:
        """Its tasks in order."""
        titles = {
            cell["metadata"][COURSE]["task"]: _(heading(cell))
            for cell in self.content["cells"]
            if COURSE in cell["metadata"]
        }
        graded = [cell["metadata"].get(GRADER, {}) for cell in self.content["cells"]]
        return [
            Task(found["grade_id"], titles[found["grade_id"]], int(found["points"]))
            for found in graded
            if found.get("grade")
        ]

    @property
    def points(self) -> int:
        """What all its tasks are worth."""
        return sum(task.points for task in self.tasks)


def heading(cell: dict[str, Any]) -> str:
    """Return the words of the heading that a cell begins with."""
    return "".join(cell["source"]).splitlines()[0].lstrip("#").strip()


def assignments(root: Path) -> list[Assignment]:
    """Return the assignments of a checkout in the order of their chapters.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.
    """
    found = [Assignment(path) for path in (root / FOLDER).glob("*/*.ipynb") if path.stem == path.parent.name]
    return sorted(found, key=lambda one: (one.chapters, one.name))


def assignment(root: Path, name: str) -> Assignment:
    """Return one assignment.

    Raises
    ------
    UnknownNameError
        The checkout has none of that name.
    CourseError
        It has none at all.
    """
    known = {one.name: one for one in assignments(root)}
    if not known:
        raise CourseError("there are no assignments", str(root / FOLDER))
    if name not in known:
        raise UnknownNameError("assignment", name, known)
    return known[name]


def points_of(count: int) -> str:
    """Return a number of points in words."""
    return format_message(plural("{points|0} point", "{points|0} points"), {"points": count}, count)
