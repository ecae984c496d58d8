"""Grades one student's submission in a process of its own, which may fail, or be stopped, without harm to any other."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import sys
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import nbformat
import psutil
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.converters.autograde import IgnorePattern, LimitOutput, SaveAutoGrades
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute
from traitlets import Unicode
from traitlets.config import Config

from clusterpolicy.hosts.page.assignments import COURSE, Assignment
from clusterpolicy.publish.assignments.feedback import page
from clusterpolicy.publish.assignments.mend import grade_id, is_of, mend
from clusterpolicy.publish.assignments.result import CRASHED, FINE, OTHER, SLOW, UNREADABLE, Result
from clusterpolicy.publish.notebooks import kernel_environment
from clusterpolicy.text import LANGUAGES, SOURCE_LANGUAGE, _

LOGGER = logging.getLogger(__name__)
STUDENT = "student"
RESULT, GRADED, FEEDBACK, LOG = "result.json", "graded.ipynb", "feedback.html", "log.txt"
TIMEOUT, NO_ANSWER, CHECK = "CellTimeoutError", "NotImplementedError", "AssertionError"
MEMORY, FILE = 4 * 2**30, 100 * 2**20
LONGEST_MESSAGE = 160
# nbclient's words.
TIMED_OUT = "Timeout waiting for execute reply"
ERROR = re.compile(r"^[\w.]*Error: .*", re.MULTILINE)


class InOwnFolder(Execute):  # type: ignore[misc]
    """Runs the cells in an empty folder, away from the gradebook and from the notebook with the hidden checks."""

    folder = Unicode().tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any, **more: Any) -> Any:
        """Run all cells."""
        resources["metadata"]["path"] = self.folder
        return super().preprocess(nb, resources, **more)


@dataclass(frozen=True)
class Job:
    """What a process gets to do.

    Attributes
    ----------
    assignment : Assignment
        What was to be done.
    student : str
        Who handed in.
    folder : str
        The submission's own; it holds the notebooks as ``0.ipynb``, ``1.ipynb`` and so on.
    courses : str
        A course of nbgrader for each language, as `release.prepare` makes it.
    names : list of str
        Names under which the notebooks were handed in, the newest first.
    seconds : int
        How long a cell may run.
    """

    assignment: Assignment
    student: str
    folder: str
    courses: str
    names: list[str]
    seconds: int


def work(job: Job) -> None:
    """Grade the first notebook that is the assignment; write what came of it, and the student's feedback."""
    place = Path(job.folder)
    with (place / LOG).open("w") as log:
        os.dup2(log.fileno(), sys.stdout.fileno())
        os.dup2(log.fileno(), sys.stderr.fileno())
        limit()
        found = Result(UNREADABLE)
        for number, name in enumerate(job.names):
            found = graded(place, Path(job.courses), f"{number}.ipynb", job.seconds)
            found.read = name
            if found.status not in (UNREADABLE, OTHER):
                break
        with kernel_environment(found.language, page=False):
            (place / FEEDBACK).write_text(page(job.assignment, job.student, found), encoding="utf-8")
        (place / RESULT).write_text(json.dumps(asdict(found)), encoding="utf-8")
        for left in psutil.Process().children(recursive=True):
            left.kill()


def limit() -> None:
    """Limit memory and the size of files, where the system can, and threads."""
    os.environ |= {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "NUMBA")}
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))


def graded(place: Path, courses: Path, file: str, seconds: int) -> Result:
    """Return what comes of one notebook.

    Parameters
    ----------
    place : pathlib.Path
        The submission's folder.
    courses : pathlib.Path
        The courses by language.
    file : str
        The notebook.
    seconds : int
        How long a cell may run.
    """
    try:
        submitted = nbformat.read(place / file, as_version=4)  # type: ignore[no-untyped-call]
        language = language_of(submitted)
        given_out = next((courses / language / "release").glob("*/*.ipynb"))
        copy = nbformat.read(given_out, as_version=4)  # type: ignore[no-untyped-call]
        if not is_of(submitted, copy):
            return Result(OTHER, language)
        mended = mend(submitted, copy)
    except Exception:
        # Whatever a file holds: it is reported, and the next is read.
        traceback.print_exc()
        return Result(UNREADABLE)
    found = Result(
        CRASHED, language, missing=mended.missing, changed=mended.changed, suspicious=mended.suspicious
    )
    course = place / "course"
    shutil.copytree(courses / language, course, ignore=shutil.ignore_patterns("source", "release"))
    name = given_out.stem
    with kernel_environment(language, page=False):
        try:
            cells, points = autograded(course, place / "work", mended.notebook, name, seconds)
        except Exception:
            # Mostly the kernel's end, or a loop that heeds no interruption; only the log has the reason.
            traceback.print_exc()
            said = (place / LOG).read_text(errors="replace")
            found.status = SLOW if TIMED_OUT in said else CRASHED
            found.error = next(reversed(ERROR.findall(said)), "")[:LONGEST_MESSAGE]
            return found
        found.points = points
        found.messages = {task: said for task in points if (said := message(cells, task, points))}
    found.status = SLOW if any(ends_with(cell, TIMEOUT) for cell in cells) else FINE
    shutil.copyfile(course / "autograded" / STUDENT / name / f"{name}.ipynb", place / GRADED)
    return found


def language_of(notebook: NotebookNode) -> str:
    """Return the language that a copy was given out in."""
    said = notebook.metadata.get(COURSE)
    found = said.get("language") if isinstance(said, dict) else None
    return found if found in LANGUAGES else SOURCE_LANGUAGE


def autograded(
    course: Path, folder: Path, notebook: NotebookNode, name: str, seconds: int
) -> tuple[list[NotebookNode], dict[str, float]]:
    """Run a notebook with the instructor's checks; return its cells with their outputs, and the points by task."""
    folder.mkdir()
    handed_in = course / "submitted" / STUDENT / name / f"{name}.ipynb"
    handed_in.parent.mkdir(parents=True)
    refusal = _("Not allowed while work is graded:")
    guard = (
        f"__import__('clusterpolicy.publish.assignments.guard', fromlist=['install']).install({refusal!r})"
    )
    notebook.cells.insert(0, nbformat.v4.new_code_cell(guard))  # type: ignore[no-untyped-call]
    nbformat.write(notebook, handed_in)  # type: ignore[no-untyped-call]
    aside = {
        "HOME": folder,
        "TMPDIR": folder,
        "MPLCONFIGDIR": folder,
        "IPYTHONDIR": folder,
        "NUMBA_CACHE_DIR": folder,
    }
    os.environ |= {variable: os.fspath(path) for variable, path in aside.items()}
    # A warning on the standard error would count as a failed check.
    os.environ |= {
        "PYTHONWARNINGS": "ignore",
        "PYTHONDONTWRITEBYTECODE": "1",
        "JUPYTER_RUNTIME_DIR": os.fspath(course / "runtime"),
    }
    settings = {
        "Autograde": {"autograde_preprocessors": [InOwnFolder, IgnorePattern, LimitOutput, SaveAutoGrades]},
        "InOwnFolder": {"folder": os.fspath(folder), "timeout": seconds, "shutdown_kernel": "immediate"},
    }
    directory = CourseDirectory(root=os.fspath(course), assignment_id=name, student_id=STUDENT)
    Autograde(coursedir=directory, config=Config(settings), log=LOGGER).start()
    cells = nbformat.read(course / "autograded" / STUDENT / name / f"{name}.ipynb", as_version=4).cells  # type: ignore[no-untyped-call]
    if failure(cells[0]):
        raise RuntimeError(f"the guard did not start: {failure(cells[0])}")
    with Gradebook(directory.db_url) as book:
        grades = book.find_submission_notebook(name, name, STUDENT).grades
        return cells, {grade.name: float(grade.auto_score) for grade in grades}


def message(cells: Sequence[NotebookNode], task: str, points: dict[str, float]) -> str:
    """Return what to tell a student of a task; nothing where its checks passed."""
    by_name = {grade_id(cell): cell for cell in cells}
    answer, checks = by_name[f"{task}-answer"], by_name[task]
    failed = failure(checks)
    if not failed and points[task]:
        return ""
    before = failure(answer)
    if ends_with(answer, TIMEOUT) or ends_with(checks, TIMEOUT):
        return _("The code did not come to its end in the time that there is.")
    if (before and before[0] == NO_ANSWER) or (failed and failed[0] == NO_ANSWER):
        return _("There is no answer yet.")
    if before:
        return brief(before)
    # Checks say what is wrong in words of their own; they are texts in the cell.
    is_told = failed and failed[0] == CHECK and failed[1] and failed[1] in checks.source
    return failed[1] if is_told and failed else brief(failed or ("", ""))


def brief(failed: tuple[str, str]) -> str:
    """Return an error as one short line: more of it might tell what the hidden checks hold."""
    return ": ".join(filter(None, failed)).replace("\n", " ")[:LONGEST_MESSAGE]


def failure(cell: NotebookNode) -> tuple[str, str] | None:
    """Return the error that a cell ended with: its kind and words."""
    errors = [output for output in cell.get("outputs", []) if output.output_type == "error"]
    return (errors[-1].ename, errors[-1].evalue) if errors else None


def ends_with(cell: NotebookNode, kind: str) -> bool:
    """Return whether a cell ended with an error of a kind."""
    return any(output.get("ename") == kind for output in cell.get("outputs", []))
