"""Course plans: each adds up and names what there is; one that does not is refused with file, line and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from clusterpolicy.errors import CourseError
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.teaching import plans

PLAN = """\
title: A morning
kind: workshop
audience: A group
about: What a cluster is.
minutes: 130
sessions:
  - title: Morning
    day: 1
    start: "09:00"
    end: "10:40"
    items:
      - chapter: 01-what-is-a-cluster
        do: Read
        minutes: 40
      - break: Coffee
        minutes: 10
      - exercise: find-clusters
        minutes: 50
        say:
          - Predict first.
  - title: Noon
    day: 1
    start: "11:00"
    end: "11:40"
    items:
      - task: Write
        minutes: 40
        sheet: [One line, Another]
"""


@pytest.fixture
def read(project: Project, tmp_path: Path) -> Callable[[str], plans.Plan]:
    """Reads a plan in a checkout with the real notebooks and no other plan."""
    (tmp_path / "notebooks").symlink_to(project.root / "notebooks")
    (tmp_path / plans.FOLDER).mkdir()
    checkout = replace(project, root=tmp_path)

    def load(text: str) -> plans.Plan:
        plans.file(checkout, "morning").write_text(text, encoding="utf-8")
        return plans.load(checkout, "morning")

    return load


@pytest.mark.parametrize("name", plans.names(Project.here()))
def test_a_plan_adds_up_and_names_pages_that_there_are(project: Project, name: str) -> None:
    plan = plans.load(project, name)
    assert plan.minutes == sum(item.minutes for item in plan.items if item.kind != plans.BREAK)
    suffixes = (".ipynb", ".md")
    for page in plan.documents:
        assert any((project.root / f"{page}{suffix}").exists() for suffix in suffixes)


def test_there_is_a_plan_for_each_kind_of_event(project: Project) -> None:
    kinds = {plan.name: plan.kind for plan in plans.load_all(project)}
    assert {"half-day", "one-day", "two-day"} <= {name for name, kind in kinds.items() if kind == "workshop"}
    assert {"module-2-weeks", "course-10-weeks"} <= {name for name, kind in kinds.items() if kind == "course"}
    study = plans.load(project, "self-study")
    assert [session.number for session in study.sessions] == list(range(1, 13))
    assert all(30 <= session.minutes <= 45 for session in study.sessions)


def test_the_long_course_has_all_chapters(project: Project) -> None:
    documents = plans.load(project, "course-10-weeks").documents
    chapters = [f"notebooks/{path.stem}" for path in project.notebooks if path.stem[:2].isdecimal()]
    assert list(documents) == [*chapters, "book/brief"]


def test_a_plan_is_read_with_its_clock(read: Callable[[str], plans.Plan]) -> None:
    plan = read(PLAN)
    morning = plan.sessions[0]
    assert [(plans.clock(at), item.kind) for at, item in morning.timed()] == [
        ("09:00", "chapter"),
        ("09:40", "break"),
        ("09:50", "exercise"),
    ]
    assert plan.documents == ("notebooks/01-what-is-a-cluster",)
    assert plan.items[-1].sheet == ("One line", "Another")


# What is changed in the plan above: from, to; the line that is named, and what is said of it.
FAULTS = [
    (
        "chapter: 01-what-is-a-cluster",
        "chapter: 01-what-is-a-custer",
        12,
        "no chapter named '01-what-is-a-custer'",
    ),
    ("exercise: find-clusters", "exercise: find-cluster", 17, "Did you mean 'find-clusters'"),
    ('start: "11:00"', 'start: "10:30"', 23, "they overlap"),
    ('end: "10:40"', 'end: "10:45"', 10, "end at 10:40"),
    ("minutes: 50", "minutes: 55", 10, "end at 10:45"),
    ("minutes: 130", "minutes: 140", 5, "add up to 130"),
    ("    minutes: 10\n", "    minutes: 10\n        room: 3\n", 17, "no field named 'room'"),
    ("kind: workshop", "kind: picnic", 2, "no kind of plan named 'picnic'"),
    ('start: "09:00"', "start: nine", 9, "'nine' is no time of day"),
    ("minutes: 40\n      - break", "minutes: -4\n      - break", 14, "no whole number"),
    ("do: Read", "do:", 13, "a text is missing"),
    ("title: A morning\n", "title: A morning\ntitle: Another\n", 2, "stands twice"),
    ("audience: A group\n", "", 1, "the field 'audience' is missing"),
    ("minutes: 50", "minutes: 150", 17, "without a break"),
    ("- task: Write", "- task: Write\n        talk: Talk", 26, "here are 2 of them"),
    ("        say:\n", "        sheet: [A line]\n        say:\n", 19, "only a task has a sheet"),
    ('day: 1\n    start: "11:00"', 'day: 3\n    start: "11:00"', 23, "day 3 follows day 1"),
    ("kind: workshop", "kind: [workshop", 3, "this is no YAML"),
]


@pytest.mark.parametrize(("found", "wanted", "line", "said"), FAULTS)
def test_a_fault_is_named_with_its_line(
    read: Callable[[str], plans.Plan], found: str, wanted: str, line: int, said: str
) -> None:
    assert found in PLAN
    with pytest.raises(CourseError) as caught:
        read(PLAN.replace(found, wanted, 1))
    named = [
        text for text in str(caught.value).splitlines() if text.startswith(f"plans/morning.yml:{line}: ")
    ]
    assert any(said in text for text in named), str(caught.value)


def test_all_faults_of_a_plan_are_named_together(read: Callable[[str], plans.Plan]) -> None:
    with pytest.raises(CourseError) as caught:
        read(
            PLAN.replace("find-clusters", "nothing")
            .replace("01-what", "99-what")
            .replace("kind: w", "sort: 1\nkind: w")
        )
    with pytest.raises(CourseError) as both:
        read(PLAN.replace("find-clusters", "nothing").replace("01-what", "99-what"))
    assert "plans/morning.yml:2:" in str(caught.value)
    assert re.findall(r"^plans/morning\.yml:(\d+):", str(both.value), re.MULTILINE) == ["12", "17"]


def test_an_unknown_plan_is_answered_with_those_that_there_are(project: Project) -> None:
    with pytest.raises(CourseError, match=r"half-day.*one-day.*two-day"):
        plans.load(project, "zzz")
