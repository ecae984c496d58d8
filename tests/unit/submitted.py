"""What students might hand in: copies of an assignment with answers filled in, left out or spoilt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from clusterpolicy.hosts.page.assignments import GRADER, Assignment
from clusterpolicy.publish.assignments.mend import grade_id
from clusterpolicy.publish.notebooks import read

SOLUTION = ("### BEGIN SOLUTION", "### END SOLUTION")
HIDDEN = ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")


def answers(found: Assignment) -> dict[str, str]:
    """Return the instructor's answers by the name of their cell."""
    cells = read(found.path).cells
    return {grade_id(cell): cell.source for cell in cells if cell.metadata.get(GRADER, {}).get("solution")}


def solved(found: Assignment, copy: Path, without: Iterable[str] = ()) -> NotebookNode:
    """Return a student's copy with the right answers, but for some tasks."""
    notebook, right = read(copy), answers(found)
    for cell in notebook.cells:
        if grade_id(cell) in right and grade_id(cell).removesuffix("-answer") not in without:
            cell.source = right[grade_id(cell)]
    return notebook


def changed(notebook: NotebookNode, name: str, change: Callable[[str], str]) -> NotebookNode:
    """Return the notebook with the code of one cell changed."""
    for cell in notebook.cells:
        if grade_id(cell) == name:
            cell.source = change(cell.source)
    return notebook


def hand_in(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook where submissions are looked for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


def inside(source: str, marks: tuple[str, str]) -> list[str]:
    """Return the lines between two marks, without white space around them."""
    found, is_inside = [], False
    for line in source.splitlines():
        if line.strip() in marks:
            is_inside = line.strip() == marks[0]
        elif is_inside and line.strip():
            found.append(line.strip())
    return found
