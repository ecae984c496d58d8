"""``clusterpolicy assignments``: copies for students, and marks for what they hand in."""

from __future__ import annotations

import argparse
from pathlib import Path

from clusterpolicy.errors import CourseError
from clusterpolicy.hosts.page.assignments import assignment, assignments
from clusterpolicy.publish.project import Project
from clusterpolicy.text import _

SECONDS = 30


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``assignments`` to the command line."""
    parser = subparsers.add_parser("assignments", help="hand assignments out, and grade what comes back")
    steps = parser.add_subparsers(required=True, metavar="step")
    out = steps.add_parser("release", help=release.__doc__)
    out.add_argument("name", nargs="?", help="one assignment; all where left out")
    out.add_argument("--to", type=Path, metavar="FOLDER", help="where left out, _build/assignments")
    out.set_defaults(run=release)
    back = steps.add_parser("grade", help=grade.__doc__)
    back.add_argument("name", help="the assignment, for example measure-specialisation")
    back.add_argument(
        "submissions",
        type=Path,
        help="folder with notebooks, or with a folder for each student; or a ZIP of these",
    )
    back.add_argument("--to", type=Path, metavar="FOLDER", help="where left out, _build/grades/NAME")
    back.add_argument(
        "--seconds",
        type=whole_seconds,
        default=SECONDS,
        help=f"how long a cell may run, {SECONDS} where left out; a whole submission about four times as long",
    )
    back.set_defaults(run=grade)


def whole_seconds(text: str) -> int:
    """Return a number of seconds from 1 up."""
    if not (text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number from 1 up")
    return int(text)


def release(name: str | None, to: Path | None) -> int:
    """Write the students' copies of assignments, without solutions and hidden checks, in every language of the course."""
    from clusterpolicy.publish import texts
    from clusterpolicy.publish.assignments.release import release as write

    project = Project.here()
    texts.compile_all(project)
    wanted = [assignment(project.root, name)] if name else assignments(project.root)
    for code in project.editions:
        for path in write(wanted, code, to or project.build / "assignments"):
            print(f"Wrote {path}", flush=True)
    return 0


def grade(name: str, submissions: Path, to: Path | None, seconds: int) -> int:
    """Grade what students handed in: marks as CSV, a page of feedback for each student, a report."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from clusterpolicy.publish import texts
    from clusterpolicy.publish.assignments import grading
    from clusterpolicy.publish.assignments.submissions import submissions as handed_in

    project = Project.here()
    found = assignment(project.root, name)
    target = to or project.build / "grades" / name
    if target.resolve().is_relative_to(submissions.resolve()):
        raise CourseError(
            _("the marks would lie among the submissions"), str(target), _("Name another folder.")
        )
    students = handed_in(submissions, name)
    texts.compile_all(project)
    columns = (TextColumn(_("Grading")), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=len(students))
        marks = grading.grade(
            found,
            students,
            target,
            seconds,
            lambda mark: bar.update(task, advance=1, description=mark.student),
        )
    print(grading.report(found, marks))
    print(target / grading.MARKS)
    return 0
