"""Start a chapter or an exercise: files that work as they are written, with marks where an author's words belong."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat

from clusterpolicy.datasets import load
from clusterpolicy.errors import CourseError
from clusterpolicy.exercises.framework.registry import exercise_names, quiz_names
from clusterpolicy.publish.notebooks import read, refresh
from clusterpolicy.publish.project import Project, run_module

# `make lint` refuses it: a text of the author's own has to stand in its place.
MARKER = "WRITE ME"
STARTERS = Path(__file__).parent / "starters"
PACKAGE = Path("src/clusterpolicy")
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
NUMBERED = re.compile(r"^(\d\d)-")
CELL = re.compile(r"^%%% (markdown|code)(?: (\S+))?\n", re.MULTILINE)
TOC_LINE = re.compile(r"^( *)- file: notebooks/\d\d-.*$", re.MULTILINE)
# Where the plan knows no slides: any claim makes a file that works.
MOST_CLAIMS = 12
ANY_CLAIM = "S02-3"


def chapter(project: Project, name: str) -> list[Path]:
    """Write a chapter with an exercise and a *Check yourself*, and put it into the table of contents.

    Parameters
    ----------
    project : Project
        The checkout.
    name : str
        Short title in lower case with hyphens; the number is the next one.

    Returns
    -------
    list of pathlib.Path
        The files that were written or changed.

    Raises
    ------
    CourseError
        The name is not fit or is taken.
    """
    number = 1 + max((number_of(path) for path in project.notebooks), default=0)
    plan = load("chapters").set_index("number")
    title = str(plan["title_en"].get(number, f"{MARKER}: {name}"))
    quiz_id, exercise_id = f"{name}-quiz", f"{name}-exercise"
    refuse_bad_names(name, quiz_id, exercise_id)
    listed = claims_of(str(plan["slides"].get(number, "")))
    names = {
        "title": title,
        # A cell has fifteen lines at most; an author whose slides hold more claims adds another cell.
        "claims": ", ".join(f'"{claim}"' for claim in listed[:MOST_CLAIMS]),
        "exercise": exercise_id,
        "quiz": quiz_id,
    }
    notebook = project.root / "notebooks" / f"{number:02}-{name}.ipynb"
    written = write_exercise(project, exercise_id, listed[0])
    written += [
        write(project, "quiz.py.txt", PACKAGE / "exercises/quizzes", quiz_id, names),
        write(project, "quiz_model.py.txt", PACKAGE / "models", f"quiz-{quiz_id}", names),
    ]
    nbformat.write(cells(filled("chapter.txt", names)), notebook)  # type: ignore[no-untyped-call]
    tidy(project, notebook)
    refresh(project, [notebook])
    return [*written, notebook, add_to_contents(project, notebook)]


def exercise(project: Project, name: str) -> list[Path]:
    """Write an exercise with its model, and show it in the last chapter.

    Parameters
    ----------
    project : Project
        The checkout.
    name : str
        Id in lower case with hyphens.

    Returns
    -------
    list of pathlib.Path
        The files that were written or changed.

    Raises
    ------
    CourseError
        The name is not fit or is taken.
    """
    refuse_bad_names(name)
    written = write_exercise(project, name, ANY_CLAIM)
    notebook = max(project.notebooks, key=number_of)
    book = read(notebook)
    shown = [place for place, cell in enumerate(book.cells) if cell.source.startswith("show(")]
    cell = nbformat.v4.new_code_cell(f'show("{name}")', metadata={"tags": ["remove-input"]}, id=name)  # type: ignore[no-untyped-call]
    book.cells.insert(1 + shown[-1], cell)
    nbformat.write(book, notebook)  # type: ignore[no-untyped-call]
    refresh(project, [notebook])
    return [*written, notebook]


def number_of(path: Path) -> int:
    """Return the number of a chapter, 0 for another notebook."""
    found = NUMBERED.match(path.name)
    return int(found[1]) if found else 0


def refuse_bad_names(*names: str) -> None:
    """Refuse names that are no ids, or that an exercise or a quiz has."""
    for name in names:
        if not NAME.fullmatch(name):
            raise CourseError(
                f"{name!r} is no name", todo="Use lower-case letters, digits and hyphens: large-producers."
            )
        if name in (*exercise_names(), *quiz_names()):
            raise CourseError(
                f"there is an exercise or quiz named {name!r} already", todo="Choose another name."
            )


def claims_of(slides: str) -> list[str]:
    """Return the ids of the claims on some slides of the deck, written as "3–5" or "6"."""
    ends = [int(number) for number in re.findall(r"\d+", slides)]
    table = load("claims")
    on = table["slide"].between(ends[0], ends[-1]) if ends else table["claim_id"] == ANY_CLAIM
    return list(table["claim_id"][on])


def write_exercise(project: Project, name: str, claim: str) -> list[Path]:
    """Write the two files of an exercise."""
    names = {"claim": claim}
    return [
        write(project, "exercise.py.txt", PACKAGE / "exercises", name, names),
        write(project, "exercise_model.py.txt", PACKAGE / "models", name, names),
    ]


def write(project: Project, starter: str, folder: Path, name: str, names: dict[str, str]) -> Path:
    """Write one module from a starter; its file is the name with underscores."""
    module = name.replace("-", "_")
    path = project.root / folder / f"{module}.py"
    path.write_text(filled(starter, {"id": name, "module": module, **names}), encoding="utf-8")
    tidy(project, path)
    return path


def tidy(project: Project, path: Path) -> None:
    """Break lines as the project does: how long they are depends on the names."""
    run_module(project, "ruff", "format", "--quiet", str(path))


def filled(starter: str, names: dict[str, str]) -> str:
    """Return a starter with the places ``@name@`` filled."""
    text = (STARTERS / starter).read_text(encoding="utf-8")
    for name, value in names.items():
        text = text.replace(f"@{name}@", value)
    return text


def cells(text: str) -> nbformat.NotebookNode:
    """Return a notebook of a text in which a line ``%%% markdown`` or ``%%% code tag`` opens each cell."""
    notebook: nbformat.NotebookNode = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
    _before, *parts = CELL.split(text)
    for place in range(0, len(parts), 3):
        kind, tag, source = parts[place : place + 3]
        make = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
        metadata = {"tags": [tag]} if tag else {}
        notebook.cells.append(make(source.strip(), metadata=metadata, id=f"cell-{place // 3}"))  # type: ignore[no-untyped-call]
    return notebook


def add_to_contents(project: Project, notebook: Path) -> Path:
    """Put a chapter behind the last one in ``_toc.yml``; its author moves the line if it belongs to another part."""
    path = project.root / "_toc.yml"
    text = path.read_text(encoding="utf-8")
    last = list(TOC_LINE.finditer(text))[-1]
    line = f"\n{last[1]}- file: notebooks/{notebook.stem}"
    path.write_text(text[: last.end()] + line + text[last.end() :], encoding="utf-8")
    return path
