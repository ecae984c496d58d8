"""A submission fitted to its assignment: the student's answers in the instructor's notebook, whatever happened to the other cells."""

from __future__ import annotations

import ast
import copy
from collections import defaultdict
from dataclasses import dataclass, field

import nbformat
from nbformat import NotebookNode

from clusterpolicy.hosts.page.assignments import COURSE, GRADER

# Names with which code can look at what grades it. None of them is forbidden: the instructor reads such an answer.
WORTH_A_LOOK = {
    "__builtins__", "__import__", "builtins", "compile", "ctypes", "eval", "exec", "gc", "get_ipython", "getattr", "globals", "importlib",
    "inspect", "open", "os", "setattr", "shutil", "socket", "subprocess", "sys", "threading", "vars",
}  # fmt: skip
START = ""


@dataclass
class Mended:
    """A notebook that can be graded, and what had to be done to it.

    Attributes
    ----------
    notebook : NotebookNode
        The cells of the assignment in their order, with the student's answers and further cells.
    missing : list of str
        Cells of the assignment that were gone.
    changed : list of str
        Cells of checks that were not as they had been given out.
    suspicious : list of str
        Names in the student's code that an instructor should look at.
    """

    notebook: NotebookNode
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    suspicious: list[str] = field(default_factory=list)


def grade_id(cell: NotebookNode) -> str:
    """Return a cell's name in the assignment; nothing for the student's own."""
    named = cell.metadata.get(GRADER)
    found = named.get("grade_id") if isinstance(named, dict) else None
    return found if isinstance(found, str) else ""


def is_of(notebook: NotebookNode, given_out: NotebookNode) -> bool:
    """Return whether a notebook is a copy of the assignment: it says so, or has one of its cells."""
    said = notebook.metadata.get(COURSE)
    if isinstance(said, dict) and "assignment" in said:
        return bool(said["assignment"] == given_out.metadata[COURSE]["assignment"])
    known = {name for cell in given_out.cells if (name := grade_id(cell)) and name != "setup"}
    return any(grade_id(cell) in known for cell in notebook.cells)


def mend(submitted: NotebookNode, given_out: NotebookNode) -> Mended:
    """Put a student's answers and own cells into the notebook that was given out.

    Parameters
    ----------
    submitted, given_out : NotebookNode
        The student's notebook, and the one that it was made from.
    """
    known = {grade_id(cell): cell for cell in given_out.cells if grade_id(cell)}
    answers: dict[str, str] = {}
    own: dict[str, list[NotebookNode]] = defaultdict(list)
    after = START
    for cell in submitted.cells:
        name = grade_id(cell)
        if name in known and name not in answers:
            answers[name], after = cell.source, name
        elif cell.cell_type == "code":
            # A cell copied with its name is the student's own; it stays behind the cell that it follows.
            own[after].append(nbformat.v4.new_code_cell(cell.source))  # type: ignore[no-untyped-call]
    notebook = copy.deepcopy(given_out)
    cells = list(own[START])
    for cell in notebook.cells:
        name = grade_id(cell)
        if name in answers and cell.metadata[GRADER]["solution"]:
            cell.source = answers[name]
        cells += [cell, *(own[name] if name else [])]
    notebook.cells = cells
    locked = [name for name, cell in known.items() if not cell.metadata[GRADER]["solution"]]
    return Mended(
        notebook,
        missing=[name for name in known if name not in answers],
        changed=[name for name in locked if name in answers and differs(answers[name], known[name].source)],
        suspicious=sorted(
            suspicious(
                [*answers_of(answers, locked), *(cell.source for group in own.values() for cell in group)]
            )
        ),
    )


def answers_of(answers: dict[str, str], locked: list[str]) -> list[str]:
    """Return the code that the student wrote into cells of the assignment."""
    return [source for name, source in answers.items() if name not in locked]


def differs(one: str, other: str) -> bool:
    """Return whether two texts differ in more than white space."""
    return one.split() != other.split()


def suspicious(sources: list[str]) -> set[str]:
    """Return names and commands in code that can look at the machinery of grading."""
    found: set[str] = set()
    for source in sources:
        lines = source.splitlines()
        found |= {line.strip()[:1] for line in lines if line.strip()[:1] in ("!", "%")}
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            # What Python cannot read does not run either, commands of the notebook aside.
            continue
        for node in ast.walk(tree):
            names = [getattr(node, "id", ""), getattr(node, "module", ""), getattr(node, "name", "")]
            found |= {
                part for name in names if isinstance(name, str) for part in name.split(".")[:1]
            } & WORTH_A_LOOK
    return found
