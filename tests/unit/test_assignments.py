"""Assignments: what students get holds no answer, and what they hand in gets the marks that it should."""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from submitted import HIDDEN, SOLUTION, changed, hand_in, inside, solved

from clusterpolicy.hosts.page.assignments import Assignment, assignment, assignments
from clusterpolicy.publish import commands
from clusterpolicy.publish.assignments import grading
from clusterpolicy.publish.assignments.grading import Mark
from clusterpolicy.publish.assignments.release import release
from clusterpolicy.publish.assignments.source import faults
from clusterpolicy.publish.assignments.submissions import submissions
from clusterpolicy.publish.notebooks import read
from clusterpolicy.publish.project import Project
from clusterpolicy.text import LANGUAGES, in_language

ALL = assignments(Project.here().root)
# A cell of the real assignments takes a second or two; a busy machine several times as long.
SECONDS = 40
CYRILLIC = re.compile("[а-я]{3}")
# The usual mistake in one task of each assignment, and what the checks say to it.
MISTAKES = {
    "measure-specialisation": (
        "quotient",
        "kaluga_quotient = added.at['RU-KLU', 'D'] / added.loc['RU-KLU'].sum()",
        "That is the share of manufacturing in the region. Divide it by the share in the country.",
    ),
    "growth-without-prices": (
        "real-growth",
        "kaluga_growth = (indices.loc['RU-KLU', 2007:2012] / 100 - 1).sum()",
        "Rates are multiplied, not added up.",
    ),
    "what-an-approval-tells": (
        "lost",
        "hardest, lost = 'firm', 0.6",
        "There the largest number is lost, not the largest share of those who came so far.",
    ),
    "did-the-pilots-work": (
        "luck",
        "by_luck = 0.05 * len(pilot_outcomes())",
        "Adding up counts two hits at once twice: multiply the chances of no hit.",
    ),
}


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The students' copies of all assignments, in every language."""
    folder = tmp_path_factory.mktemp("copies")
    for code in LANGUAGES:
        assert len(list(release(ALL, code, folder))) == len(ALL)
    return folder


def graded(found: Assignment, place: Path, target: Path, seconds: int = SECONDS) -> dict[str, Mark]:
    """Return the marks by student."""
    marks = grading.grade(found, submissions(place, found.name), target, seconds, lambda _mark: None)
    return {mark.student: mark for mark in marks}


def test_sources_are_fit_to_be_handed_out(project: Project) -> None:
    assert len(ALL) >= 4
    assert not list(faults(project.root))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("found", ALL, ids=lambda one: one.name)
def test_a_students_copy_holds_no_line_of_a_solution_or_hidden_check(
    found: Assignment, code: str, copies: Path
) -> None:
    sources = [cell.source for cell in read(found.path).cells]
    secret = {line for source in sources for marks in (SOLUTION, HIDDEN) for line in inside(source, marks)}
    # A bracket, or a line of the visible part, tells nothing.
    shown = {line.strip() for source in sources for line in source.splitlines()} - secret
    secret = {line for line in secret if len(line) > 3 and line not in shown}
    text = (copies / code / found.path.name).read_text(encoding="utf-8")
    told = "\n".join(_strings(json.loads(text)))
    # Of a line of code its words count too, in the language of the copy.
    words = {part for line in secret for part in line.split('"')[1::2] if " " in part}
    assert len(secret) > 15 and len(words) > 5
    for line in secret | words | {in_language(code, part) for part in words}:
        assert line not in told, line
    assert "BEGIN" not in told and '"outputs": []' in text


def _strings(content: object) -> Iterator[str]:
    """Yield every text of a JSON file, keys of metadata included."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for key, value in content.items():
            yield key
            yield from _strings(value)
    elif isinstance(content, list):
        for value in content:
            yield from _strings(value)


@pytest.mark.parametrize("found", ALL, ids=lambda one: one.name)
def test_a_russian_copy_speaks_russian_and_keeps_its_code(found: Assignment, copies: Path) -> None:
    english, russian = (read(copies / code / found.path.name).cells for code in ("en", "ru"))
    for one, other in zip(english, russian, strict=True):
        if one.cell_type == "markdown":
            assert one.source != other.source and CYRILLIC.search(other.source)
        else:
            assert without_texts(one.source) == without_texts(other.source)
    assert any(CYRILLIC.search(cell.source) for cell in russian if cell.cell_type == "code")


def without_texts(source: str) -> str:
    """Return code as it is read, with sentences left out."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and " " in str(node.value):
            node.value = ""
    return ast.dump(tree)


@pytest.mark.parametrize("found", ALL, ids=lambda one: one.name)
def test_right_answers_get_full_marks_wrong_ones_fewer_and_none_nothing(
    found: Assignment, copies: Path, tmp_path: Path
) -> None:
    task, mistake, said = MISTAKES[found.name]
    handed_in, worth = tmp_path / "in", {one.id: one.points for one in found.tasks}
    for code in LANGUAGES:
        copy = copies / code / found.path.name
        hand_in(solved(found, copy), handed_in / f"right-{code}.ipynb")
        wrong = changed(solved(found, copy), f"{task}-answer", lambda _source: mistake)
        hand_in(wrong, handed_in / f"wrong-{code}.ipynb")
    hand_in(read(copies / "en" / found.path.name), handed_in / "empty.ipynb")
    marks = graded(found, handed_in, tmp_path / "out")
    for code in LANGUAGES:
        assert marks[f"right-{code}"].result.points == worth, marks[f"right-{code}"].result.messages
        assert marks[f"wrong-{code}"].result.points == {**worth, task: 0}
        assert marks[f"wrong-{code}"].result.messages == {task: in_language(code, said)}
        feedback = (tmp_path / "out" / "feedback" / f"wrong-{code}.html").read_text(encoding="utf-8")
        assert f'lang="{code}"' in feedback and in_language(code, said).split("'")[0] in feedback
    assert marks["empty"].total == 0 and set(marks["empty"].result.messages) == set(worth)


def test_feedback_tells_no_answer_and_no_hidden_check(copies: Path, tmp_path: Path, project: Project) -> None:
    found = assignment(project.root, "what-an-approval-tells")
    hand_in(read(copies / "en" / found.path.name), tmp_path / "in" / "empty.ipynb")
    graded(found, tmp_path / "in", tmp_path / "out")
    page = (tmp_path / "out" / "feedback" / "empty.html").read_text(encoding="utf-8")
    for cell in read(found.path).cells:
        for line in [*inside(cell.source, SOLUTION), *inside(cell.source, HIDDEN)]:
            assert len(line) < 8 or line not in page


def test_the_commands_hand_out_and_grade(tmp_path: Path, project: Project) -> None:
    found = assignment(project.root, "what-an-approval-tells")
    assert commands.run(["assignments", "release", found.name, "--to", str(tmp_path / "out")]) == 0
    copies = sorted(path.relative_to(tmp_path / "out").as_posix() for path in tmp_path.rglob("*.ipynb"))
    assert copies == [f"{code}/{found.name}.ipynb" for code in sorted(project.editions)]
    hand_in(solved(found, tmp_path / "out" / "ru" / f"{found.name}.ipynb"), tmp_path / "in" / "Анна.ipynb")
    command = ["assignments", "grade", found.name, str(tmp_path / "in"), "--to", str(tmp_path / "marks")]
    assert commands.run(command) == 0
    with (tmp_path / "marks" / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
        (line,) = csv.DictReader(file)
    assert line["student"] == "Анна" and line["status"] == "graded"
    assert float(line["total"]) == float(line["out of"]) == found.points
    assert all(float(line[task.id]) == task.points for task in found.tasks)
    assert "1 of 1 graded" in (tmp_path / "marks" / "report.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["release", "no-such-assignment"],
        ["grade", "no-such-assignment", "."],
        ["grade", "measure-specialisation", "nowhere"],
    ],
)
def test_what_does_not_exist_is_said_in_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.run(["assignments", *arguments]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_marks_are_not_put_among_other_files_or_submissions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.ipynb").write_text("{}")
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine")
    for target in (other, tmp_path / "in" / "marks"):
        command = [
            "assignments",
            "grade",
            "measure-specialisation",
            str(tmp_path / "in"),
            "--to",
            str(target),
        ]
        assert commands.run(command) == 1
    assert (other / "thesis.txt").exists() and not (tmp_path / "in" / "marks").exists()
    assert "something else" in capsys.readouterr().err
