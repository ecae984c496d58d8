"""``clusterpolicy assignments grade``: all submissions of an assignment, some at a time; marks, feedback and a report."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path

import psutil

from clusterpolicy.errors import CourseError
from clusterpolicy.hosts.page.assignments import Assignment
from clusterpolicy.publish.assignments import worker
from clusterpolicy.publish.assignments.feedback import page
from clusterpolicy.publish.assignments.release import prepare
from clusterpolicy.publish.assignments.result import CRASHED, FINE, NOTHING, OTHER, SLOW, UNREADABLE, Result
from clusterpolicy.publish.assignments.submissions import Submission
from clusterpolicy.text import LANGUAGES, _, fill

MARKS, REPORT, FEEDBACK, GRADED = "marks.csv", "report.txt", "feedback", "graded"
# A whole submission may take as long as so many cells.
CELLS = 4
# What crashes so often is the submission's own fault: a kernel may also find its port taken, or the machine short of memory.
TRIES = 2
# Starting a kernel and reading the data take time of their own, on a busy machine much.
START = 30


@dataclass(frozen=True)
class Mark:
    """A line of the marks.

    Attributes
    ----------
    student : str
        Who handed in.
    result : Result
        What came of it.
    notes : list of str
        What an instructor should know of it.
    """

    student: str
    result: Result
    notes: list[str]

    @property
    def total(self) -> float:
        """Points of all tasks."""
        return sum(self.result.points.values())


def grade(
    found: Assignment,
    handed_in: Sequence[Submission],
    target: Path,
    seconds: int,
    tell: Callable[[Mark], None],
) -> list[Mark]:
    """Grade submissions, as many at a time as there are processors, and write marks, feedback and report.

    Parameters
    ----------
    found : Assignment
        What was to be done.
    handed_in : sequence of Submission
        One a student.
    target : pathlib.Path
        Folder for what is written.
    seconds : int
        How long a cell may run.
    tell : callable
        Hears of each mark when it is there.

    Returns
    -------
    list of Mark
        In the order of the submissions.
    """
    make_folders(target)
    marks: dict[str, Mark] = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        courses = Path(place) / "courses"
        for code in LANGUAGES:
            (courses / code).mkdir(parents=True)
            prepare(found, code, courses / code)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            jobs = [pool.submit(one, found, submission, courses, target, seconds) for submission in handed_in]
            for job in as_completed(jobs):
                mark = job.result()
                marks[mark.student] = mark
                tell(mark)
    ordered = [marks[submission.student] for submission in handed_in]
    write_marks(found, ordered, target / MARKS)
    (target / REPORT).write_text(report(found, ordered) + "\n", encoding="utf-8")
    return ordered


def make_folders(target: Path) -> None:
    """Make the folders of what is written, without what an earlier run left there.

    Raises
    ------
    CourseError
        The folder holds something else.
    """
    written = {MARKS, REPORT, FEEDBACK, GRADED}
    if target.exists() and {path.name for path in target.iterdir()} - written:
        raise CourseError(
            _("the folder holds something else than marks"),
            str(target),
            _("Name an empty folder, or a new one."),
        )
    for name in (FEEDBACK, GRADED):
        shutil.rmtree(target / name, ignore_errors=True)
        (target / name).mkdir(parents=True)


def one(found: Assignment, submission: Submission, courses: Path, target: Path, seconds: int) -> Mark:
    """Grade one submission and write its feedback."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        for number in range(TRIES):
            folder = Path(name) / str(number)
            folder.mkdir()
            result = isolated(found, submission, folder, courses, seconds)
            if result.status != CRASHED:
                break
        # Whoever was stopped wrote no feedback.
        if not (folder / worker.FEEDBACK).exists():
            (folder / worker.FEEDBACK).write_text(page(found, submission.student, result), encoding="utf-8")
        shutil.copyfile(folder / worker.FEEDBACK, target / FEEDBACK / f"{submission.student}.html")
        if (folder / worker.GRADED).exists():
            shutil.copyfile(folder / worker.GRADED, target / GRADED / f"{submission.student}.ipynb")
    return Mark(submission.student, result, list(notes(submission, result)))


def isolated(found: Assignment, submission: Submission, folder: Path, courses: Path, seconds: int) -> Result:
    """Return what comes of a submission, in a process of its own with an end to its time."""
    if not submission.notebooks:
        return Result(NOTHING)
    for number, file in enumerate(submission.notebooks):
        (folder / f"{number}.ipynb").write_bytes(file.content())
    names = [file.name for file in submission.notebooks]
    job = worker.Job(found, submission.student, os.fspath(folder), os.fspath(courses), names, seconds)
    process = processes().Process(target=worker.work, args=(job,))
    process.start()
    process.join(START + CELLS * seconds)
    is_late = process.is_alive()
    if is_late:
        stop(process.pid)
        process.join()
    if (folder / worker.RESULT).exists():
        return Result(**json.loads((folder / worker.RESULT).read_text(encoding="utf-8")))
    return Result(SLOW if is_late else CRASHED, read=names[0])


def processes() -> SpawnContext | ForkServerContext:
    """Return how processes are made: where the system can, from one that has loaded the grader already."""
    if sys.platform == "win32":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([worker.__name__])
    return context


def stop(number: int | None) -> None:
    """End a process and all that it started, the kernel first: it has a session of its own and would live on."""
    top = psutil.Process(number)
    for process in [*top.children(recursive=True), top]:
        # One of them may have ended since it was listed.
        with suppress(psutil.NoSuchProcess):
            process.kill()


def notes(submission: Submission, result: Result) -> Iterator[str]:
    """Yield what an instructor should know of a submission."""
    names = [file.name for file in submission.notebooks]
    if len(names) > 1:
        yield fill("{count|0} notebooks, graded: {name}", count=len(names), name=result.read)
    if submission.others:
        yield fill("not read: {names}", names=", ".join(submission.others))
    if result.changed:
        yield fill("changed checks, put back: {names}", names=", ".join(result.changed))
    if result.missing:
        yield fill("deleted cells, put back: {names}", names=", ".join(result.missing))
    if result.status == CRASHED and result.error:
        yield fill("it ended with: {error}", error=result.error)
    if result.suspicious:
        yield fill("read this code, it uses: {names}", names=" ".join(result.suspicious))


def statuses() -> dict[str, str]:
    """Return what the marks call that which happened to a submission."""
    return {
        FINE: _("graded"),
        SLOW: _("out of time"),
        CRASHED: _("crashed"),
        NOTHING: _("no notebook"),
        UNREADABLE: _("unreadable"),
        OTHER: _("another notebook"),
    }


def write_marks(found: Assignment, marks: Sequence[Mark], path: Path) -> None:
    """Write the marks as CSV that any spreadsheet opens."""
    head = [
        _("student"),
        *(task.id for task in found.tasks),
        _("total"),
        _("out of"),
        _("status"),
        _("notes"),
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(head)
        for mark in marks:
            points = [written(mark.result.points.get(task.id, 0)) for task in found.tasks]
            status = statuses()[mark.result.status]
            lines.writerow(
                [mark.student, *points, written(mark.total), found.points, status, "; ".join(mark.notes)]
            )


def written(points: float) -> str:
    """Return points without a fraction that is nought."""
    return f"{points:g}"


def report(found: Assignment, marks: Sequence[Mark]) -> str:
    """Return what happened in a few lines: how many were graded, and every submission that needs a look."""
    graded = [mark for mark in marks if mark.result.status == FINE]
    lines = [
        fill(
            "{title}: {graded|0} of {all|0} graded, {full|0} with full marks, mean {mean|1} of {points|0}.",
            title=found.title,
            graded=len(graded),
            all=len(marks),
            full=sum(mark.total == found.points for mark in graded),
            mean=sum(mark.total for mark in graded) / len(graded) if graded else None,
            points=found.points,
        )
    ]
    for mark in marks:
        told = [statuses()[mark.result.status]] if mark.result.status != FINE else []
        if told or mark.notes:
            lines.append(f"  {mark.student}: {'; '.join([*told, *mark.notes])}")
    return "\n".join(lines)
