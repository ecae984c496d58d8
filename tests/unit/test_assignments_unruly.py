"""A hundred submissions in one run, and some that crash, never end or look around: each is told apart, none harms another."""

from __future__ import annotations

import csv
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import nbformat
import psutil
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from submitted import changed, hand_in, solved

from clusterpolicy.hosts.page.assignments import COURSE, GRADER, Assignment
from clusterpolicy.publish.assignments import grading
from clusterpolicy.publish.assignments.grading import Mark
from clusterpolicy.publish.assignments.mend import grade_id
from clusterpolicy.publish.assignments.release import release
from clusterpolicy.publish.assignments.submissions import submissions
from clusterpolicy.publish.notebooks import read

NAME = "sums"
# Enough for a sum on a busy machine; two endless loops wait so long, and one that cannot be stopped several times.
SECONDS = 8
NEVER_ENDS = "while True:\n    pass"
CANNOT_BE_STOPPED = "import signal\n\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n" + NEVER_ENDS
CRASHES = "import os\n\nos._exit(1)"
CRASHES_AT_FIRST = "import os\n\nif os.path.basename(os.path.dirname(os.getcwd())) == '0':\n    os._exit(1)"


@pytest.fixture(scope="module")
def sums(tmp_path_factory: pytest.TempPathFactory) -> Assignment:
    """A small assignment of two tasks."""
    cells = [new_markdown_cell("# Sums"), cell("base = 2", "setup", locked=True)]
    for task, answer in {"double": "double = 2 * base", "function": "def half(x):\n    return x / 2"}.items():
        checks = "assert double > 0, 'Sign.'" if task == "double" else "assert half(0) == 0, 'Nought.'"
        hidden = (
            "assert double == 4, 'Twice.'" if task == "double" else "assert half(7) == 3.5, 'Half of it.'"
        )
        cells += [
            new_markdown_cell(f"## {task}", metadata={COURSE: {"task": task}}),
            cell(f"### BEGIN SOLUTION\n{answer}\n### END SOLUTION", f"{task}-answer", solution=True),
            cell(
                f"{checks}\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS",
                task,
                grade=True,
                locked=True,
                points=2,
            ),
        ]
    path = tmp_path_factory.mktemp("assignments") / NAME / f"{NAME}.ipynb"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {COURSE: {"chapters": [1], "minutes": 5}, "kernelspec": kernel}
    hand_in(new_notebook(cells=cells, metadata=metadata), path)
    return Assignment(path)


def cell(source: str, name: str, **kind: object) -> NotebookNode:
    plain = {"grade": False, "locked": False, "solution": False, "task": False, "schema_version": 3}
    return new_code_cell(source, metadata={GRADER: {**plain, "grade_id": name, **kind}})


@pytest.fixture(scope="module")
def copy(sums: Assignment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The students' copy."""
    (path,) = release([sums], "en", tmp_path_factory.mktemp("copy"))
    return path


def graded(found: Assignment, place: Path, target: Path) -> dict[str, Mark]:
    marks = grading.grade(found, submissions(place, found.name), target, SECONDS, lambda _mark: None)
    return {mark.student: mark for mark in marks}


def before(code: str) -> Callable[[str], str]:
    """Return a change that puts code before an answer."""
    return lambda source: f"{code}\n{source}"


def test_a_hundred_submissions_in_one_run_with_a_crash_and_loops_without_end(
    sums: Assignment, copy: Path, tmp_path: Path
) -> None:
    unlucky = {"051": CRASHES_AT_FIRST}
    spoilt = {"007": CRASHES, "023": NEVER_ENDS, "042": CANNOT_BE_STOPPED}
    for number in range(100):
        name = f"{number:03}"
        notebook = solved(sums, copy, without=["function"] if number % 10 == 9 else [])
        if code := (spoilt | unlucky).get(name):
            notebook = changed(notebook, "double-answer", before(code))
        hand_in(notebook, tmp_path / "in" / f"{name}.ipynb")
    told: list[str] = []
    started = time.monotonic()
    marks = grading.grade(
        sums,
        submissions(tmp_path / "in", NAME),
        tmp_path / "out",
        SECONDS,
        lambda mark: told.append(mark.student),
    )
    assert time.monotonic() - started < 600
    assert sorted(told) == [f"{number:03}" for number in range(100)] == [mark.student for mark in marks]
    for mark in marks:
        if mark.student not in spoilt:
            assert mark.result.status == "graded", mark
            assert mark.total == (2 if mark.student[-1] == "9" else 4)
    by_student = {mark.student: mark for mark in marks}
    assert (by_student["007"].result.status, by_student["007"].total) == ("crashed", 0)
    assert "Kernel died" in by_student["007"].notes[-2], by_student["007"].notes
    # The loop was interrupted, and the other task counts.
    assert (by_student["023"].result.status, by_student["023"].total) == ("slow", 2)
    assert (by_student["042"].result.status, by_student["042"].total) == ("slow", 0)
    report = (tmp_path / "out" / "report.txt").read_text(encoding="utf-8")
    assert "97 of 100 graded" in report and all(f"  {name}: " in report for name in spoilt)
    with (tmp_path / "out" / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == 100 == len(list((tmp_path / "out" / "feedback").glob("*.html")))
    assert {line["status"] for line in lines} == {"graded", "crashed", "out of time"}
    left = [
        process
        for process in psutil.Process().children(recursive=True)
        if "ipykernel" in " ".join(process.cmdline())
    ]
    assert not left


@pytest.fixture(scope="module")
def unruly(sums: Assignment, copy: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Mark]:
    """The marks of submissions that were damaged, tampered with, or look around."""
    place, target = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("marks") / "out"
    source, victim = sums.path.as_posix(), (place / "right.ipynb").as_posix()
    peeks = {
        "reads-source": f"print(open({source!r}).read())",
        "reads-others": f"print(open({victim!r}).read())",
        "writes-others": f"open({victim!r}, 'w').write('mine')",
        "lists-folder": f"import os\n\nos.listdir({place.as_posix()!r})",
        "starts-program": "import subprocess\n\nsubprocess.run(['ls', '/'])",
        "calls-network": "import socket\n\nsocket.create_connection(('127.0.0.1', 9))",
        "takes-memory": "x = bytearray(10**12)",
    }
    hand_in(solved(sums, copy), place / "right.ipynb")
    for name, code in peeks.items():
        hand_in(changed(solved(sums, copy), "double-answer", before(code)), place / f"{name}.ipynb")
    weak = solved(sums, copy, without=["double"])
    for task in ("double", "function"):
        weak = changed(weak, task, lambda _source: "pass")
    for one in weak.cells:
        if one.metadata.get(GRADER, {}).get("grade"):
            one.metadata[GRADER]["points"] = 100
    hand_in(weak, place / "changes-checks.ipynb")
    short = solved(sums, copy)
    short.cells = [one for one in short.cells if grade_id(one) not in ("setup", "double", "function-answer")]
    hand_in(short, place / "deletes-cells.ipynb")
    turned = solved(sums, copy)
    turned.cells = [*reversed(turned.cells), *turned.cells[3:4]]
    hand_in(turned, place / "turns-round.ipynb")
    bare = solved(sums, copy)
    bare.metadata[COURSE]["assignment"] = "another"
    hand_in(bare, place / "another.ipynb")
    (place / "broken.ipynb").write_text('{"cells": [', encoding="utf-8")
    (place / "list.ipynb").write_text("[1, 2]", encoding="utf-8")
    (place / "bytes.ipynb").write_bytes(bytes(range(256)))
    odd = {"cells": [{"cell_type": "code", "source": 5, "metadata": {GRADER: []}}], "metadata": {COURSE: 3}}
    (place / "odd.ipynb").write_text(json.dumps(odd | {"nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    (place / "no-notebook").mkdir()
    (place / "no-notebook" / "essay.pdf").write_bytes(b"%PDF")
    hand_in(solved(sums, copy), place / "twice" / "work.ipynb")
    (place / "twice" / "newer.ipynb").write_text("{", encoding="utf-8")
    return graded(sums, place, target)


@pytest.mark.parametrize(
    ("student", "status", "total"),
    [
        ("right", "graded", 4),
        ("reads-source", "graded", 2),
        ("reads-others", "graded", 2),
        ("writes-others", "graded", 2),
        ("lists-folder", "graded", 2),
        ("starts-program", "graded", 2),
        ("calls-network", "graded", 2),
        ("takes-memory", "graded", 2),
        ("changes-checks", "graded", 2),
        ("deletes-cells", "graded", 2),
        ("turns-round", "graded", 4),
        ("another", "other", 0),
        ("broken", "unreadable", 0),
        ("list", "unreadable", 0),
        ("bytes", "unreadable", 0),
        ("odd", "other", 0),
        ("no-notebook", "no-notebook", 0),
        ("twice", "graded", 4),
    ],
)
def test_an_unruly_submission_gets_its_status_and_what_it_earned(
    unruly: dict[str, Mark], student: str, status: str, total: int
) -> None:
    mark = unruly[student]
    assert (mark.result.status, mark.total) == (status, total), mark.result.messages


def test_notes_say_what_an_instructor_should_look_at(unruly: dict[str, Mark]) -> None:
    assert unruly["right"].notes == []
    assert "double, function" in unruly["changes-checks"].notes[0]
    assert "setup, double, function-answer" in unruly["deletes-cells"].notes[0].replace(
        "function-answer, double", "double, function-answer"
    )
    assert "subprocess" in unruly["starts-program"].notes[0] and "open" in unruly["reads-source"].notes[0]
    assert "twice/work.ipynb" in unruly["twice"].notes[0]
    assert "essay.pdf" in unruly["no-notebook"].notes[0]


def test_what_is_refused_is_told_to_the_student(unruly: dict[str, Mark]) -> None:
    for name in ("reads-source", "writes-others", "starts-program", "calls-network"):
        assert "Not allowed while work is graded" in unruly[name].result.messages["double"]


def test_a_zip_of_moodle_is_read_without_being_unpacked(sums: Assignment, copy: Path, tmp_path: Path) -> None:
    right = nbformat.writes(solved(sums, copy))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("Анна Петрова_17_assignsubmission_file_/сдаю.ipynb", right)
        archive.writestr("Иван Ли_18_assignsubmission_file_sums.ipynb", right)
        archive.writestr("../../outside/sums.ipynb", right)
        archive.writestr("=cmd()/sums.ipynb", "{")
        archive.writestr("__MACOSX/._x.ipynb", "x")
    found = {one.student: one for one in submissions(tmp_path / "all.zip", NAME)}
    assert set(found) == {"Анна Петрова_17", "Иван Ли_18", "outside", "_cmd()"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.zip"]
    marks = graded(sums, tmp_path / "all.zip", tmp_path / "out")
    assert marks["Анна Петрова_17"].total == marks["Иван Ли_18"].total == 4


def test_files_belong_to_whom_their_folder_or_name_says(tmp_path: Path) -> None:
    for name in (
        "term/petrova/sums.ipynb",
        "term/petrova/week/notes.ipynb",
        "term/li_sums.ipynb",
        "term/li/x.txt",
        "term/read-me.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}")
    (tmp_path / "term" / "link.ipynb").symlink_to(tmp_path / "term" / "li_sums.ipynb")
    found = {one.student: one for one in submissions(tmp_path, NAME)}
    assert set(found) == {"petrova", "li"}
    assert len(found["petrova"].notebooks) == 2
    assert (len(found["li"].notebooks), found["li"].others) == (1, ["term/li/x.txt"])


def test_the_students_copy_can_be_read_by_any_jupyter(copy: Path) -> None:
    nbformat.validate(read(copy))
