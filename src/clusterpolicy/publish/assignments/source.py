"""An assignment in a language: its words translated, and what every assignment says put in."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat

import clusterpolicy
from clusterpolicy.hosts.page.assignments import COURSE, GRADER, Assignment, assignments, points_of
from clusterpolicy.publish.notebooks import read
from clusterpolicy.publish.texts import strings
from clusterpolicy.text import _, fill, language

HEADING = re.compile(r"#+ ")
# Lines of a list or of code keep their ends; those of a paragraph are joined.
KEEPS_LINES = re.compile(r"^(- |\d+\. |\||```)", re.MULTILINE)


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the texts of all assignments with the name of their file for translators.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.
    """
    for found in assignments(root):
        for cell in read(found.path).cells:
            said = strings(ast.parse(cell.source)) if cell.cell_type == "code" else blocks(cell.source)
            yield from ((f"assignments/{found.name}", text) for text in said)


def blocks(markdown: str) -> Iterator[str]:
    """Yield headings, paragraphs and lists of a text, without the signs of headings."""
    for block in re.split(r"\n{2,}", markdown.strip()):
        yield HEADING.sub("", block, count=1) if KEEPS_LINES.search(block) else joined(block)


def joined(block: str) -> str:
    """Return a heading or paragraph as one line."""
    return HEADING.sub("", " ".join(block.split()), count=1)


def in_force(found: Assignment) -> nbformat.NotebookNode:
    """Return the instructor's notebook in the language in force, solutions and hidden checks inside.

    Parameters
    ----------
    found : Assignment
        The assignment.
    """
    notebook = read(found.path)
    for cell in notebook.cells:
        cell.source = (code if cell.cell_type == "code" else prose)(cell.source, _)
    worth = {task.id: task.points for task in found.tasks}
    for cell in notebook.cells:
        if COURSE in cell.metadata:
            cell.source += f"\n\n*{points_of(worth[cell.metadata[COURSE]['task']])}*"
    notebook.cells[0].source += "\n\n" + "\n\n".join(rules(found))
    notebook.metadata[COURSE] |= {
        "assignment": found.name,
        "language": language(),
        "edition": clusterpolicy.__version__,
    }
    return notebook


def rules(found: Assignment) -> Iterator[str]:
    """Yield what every assignment says of itself."""
    yield fill(
        "Chapters: {chapters}. Time: about {minutes|0} minutes. Points in all: {points|0}.",
        chapters=", ".join(map(str, found.chapters)),
        minutes=found.minutes,
        points=found.points,
    )
    yield _(
        "Write your code in place of the two lines “Your code here” and `raise NotImplementedError`. A cell of checks follows each task: run it "
        "to see whether your answer has the right form. More checks, of the answer itself, run when the work is graded."
    )
    yield _(
        "Cells of checks are put back as they were before grading. Before you hand the file in, restart the kernel, run all cells, and save."
    )


def prose(markdown: str, translate: Callable[[str], str]) -> str:
    """Return a text with its blocks translated, each under the sign of heading that it has."""
    parts = re.split(r"\n{2,}", markdown.strip())
    signs = [(HEADING.match(part) or [""])[0] for part in parts]
    return "\n\n".join(sign + translate(block) for sign, block in zip(signs, blocks(markdown), strict=True))


def code(source: str, translate: Callable[[str], str]) -> str:
    """Return code with the texts in it translated, everything else as it stands.

    Parameters
    ----------
    source : str
        Code of one cell.
    translate : callable
        Gives the words for a text.
    """
    tree = ast.parse(source)
    said = set(strings(tree))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value in said]
    lines = source.encode().splitlines(keepends=True)
    starts = [sum(map(len, lines[:index])) for index in range(len(lines))]
    text = source.encode()
    # From the last to the first: what stands before keeps its place. Places are counted in bytes.
    for node in sorted(found, key=lambda one: (one.lineno, one.col_offset), reverse=True):
        begin = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        words = translate(str(node.value))
        if words != node.value:
            text = text[:begin] + quoted(words).encode() + text[end:]
    return text.decode()


def quoted(words: str) -> str:
    """Return words as code writes them, in the course's quotation marks."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def faults(root: Path) -> Iterator[str]:
    """Yield what makes an assignment unfit to be handed out, with its name.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.
    """
    for found in assignments(root):
        cells = read(found.path).cells
        ids = [cell.metadata[GRADER]["grade_id"] for cell in cells if GRADER in cell.metadata]
        if len(set(ids)) < len(ids):
            yield f"{found.name}: two cells have one grade_id"
        if any(cell.get("outputs") for cell in cells):
            yield f"{found.name}: an output is stored, and may tell a solution"
        for task in found.tasks:
            if f"{task.id}-answer" not in ids:
                yield f"{found.name}: the task {task.id} has no cell {task.id}-answer"
            checks = next(
                cell.source for cell in cells if cell.metadata.get(GRADER, {}).get("grade_id") == task.id
            )
            if "### BEGIN HIDDEN TESTS" not in checks:
                yield f"{found.name}: the task {task.id} has no hidden checks"
        for cell in cells:
            if cell.metadata.get(GRADER, {}).get("solution") and "### BEGIN SOLUTION" not in cell.source:
                yield f"{found.name}: {cell.metadata[GRADER]['grade_id']} marks no solution"
