"""Starters: what `new` writes works as it is written, and waits for words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from clusterpolicy.errors import CourseError
from clusterpolicy.publish import lint, new
from clusterpolicy.publish.project import Project

LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv", "_build", "node_modules", "__pycache__", ".*_cache", ".hypothesis"
)
# Everything that looks at exercises, quizzes and notebooks without a built site.
SUITES = [
    "test_exercises",
    "test_questions",
    "test_models",
    "test_parity",
    "test_lab_host",
    "test_publish_lint",
]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory, project: Project) -> Path:
    """A copy of the checkout in which a chapter and an exercise were started."""
    copy = Path(shutil.copytree(project.root, tmp_path_factory.mktemp("new") / "course", ignore=LEFT_BEHIND))
    (copy / "node_modules").symlink_to(project.root / "node_modules")
    for kind, name in (("chapter", "trial-chapter"), ("exercise", "trial-exercise")):
        answer = run(copy, "clusterpolicy", "new", kind, name)
        assert answer.returncode == 0, answer.stdout + answer.stderr
    return copy


def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a module in the copy, with the copy's own package."""
    environment = {**os.environ, "PYTHONPATH": str(copy / "src")}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)


def test_the_chapter_stands_in_the_table_of_contents(checkout: Path, project: Project) -> None:
    last = max(project.notebooks, key=new.number_of)
    notebook = f"notebooks/{new.number_of(last) + 1:02}-trial-chapter"
    parts = yaml.safe_load((checkout / "_toc.yml").read_text(encoding="utf-8"))["parts"]
    files = [entry["file"] for part in parts for entry in part["chapters"]]
    assert files.index(notebook) == files.index(f"notebooks/{last.stem}") + 1
    text = (checkout / f"{notebook}.ipynb").read_text(encoding="utf-8")
    assert "trial-chapter-exercise" in text and "trial-exercise" in text


def test_what_was_started_passes_the_tests_of_exercises_as_it_is(checkout: Path) -> None:
    suites = [f"tests/unit/{suite}.py" for suite in SUITES]
    notebook = next((checkout / "notebooks").glob("*-trial-chapter.ipynb"))
    only = ["-k", "trial-chapter or trial-exercise or Cell"]
    answer = run(
        checkout,
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--nbval",
        "--nbval-current-env",
        str(notebook),
        *suites,
        *only,
    )
    assert answer.returncode == 0, answer.stdout[-3000:]
    assert " passed" in answer.stdout or "[100%]" in answer.stdout


def test_the_linter_finds_no_other_fault_than_the_words_that_are_missing(checkout: Path) -> None:
    answer = run(checkout, "ruff", "check", ".")
    assert answer.returncode == 0, answer.stdout
    assert run(checkout, "ruff", "format", "--check", ".").returncode == 0
    copied = Project(checkout)
    assert [fault for path in copied.notebooks for fault in lint.notebook_faults(path)] == []
    places = "\n".join(lint.unwritten(copied))
    for name in (
        "trial-chapter.ipynb",
        "exercises/trial_chapter_exercise.py",
        "quizzes/trial_chapter_quiz.py",
        "models/trial_exercise.py",
    ):
        assert name in places


def test_the_course_itself_waits_for_no_words(project: Project) -> None:
    assert list(lint.unwritten(project)) == []


@pytest.mark.parametrize(
    "name", ["", "Large", "large_producers", "-x", "../x", "find-clusters", "what-is-a-cluster"]
)
def test_names_that_are_no_ids_or_taken_are_refused(name: str, tmp_path: Path) -> None:
    for start in (new.exercise, new.chapter):
        with pytest.raises(CourseError, match=r"no name|already"):
            start(Project(tmp_path), name)
    assert list(tmp_path.iterdir()) == []
