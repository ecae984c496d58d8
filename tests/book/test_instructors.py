"""The page for instructors and the rubric: made from chapters, assignments and data, in both editions."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from clusterpolicy.datasets import load
from clusterpolicy.hosts.page.assignments import assignments
from clusterpolicy.hosts.page.homes import homes
from clusterpolicy.publish.assignments.worker import MEMORY
from clusterpolicy.publish.assignments_command import SECONDS
from clusterpolicy.publish.project import Project
from clusterpolicy.text import LANGUAGES

LIMITS = {
    "en": (f"after {SECONDS} seconds", f"more than {MEMORY // 2**30} gigabytes"),
    "ru": (f"через {SECONDS} секунд", f"больше {MEMORY // 2**30} гигабайт"),
}
OUTCOMES = "## You will be able to"


def read(project: Project, code: str, name: str) -> Tag:
    page = project.edition(code).site / "book" / f"{name}.html"
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def chapters(project: Project) -> dict[int, Path]:
    return {int(path.stem[:2]): path for path in project.notebooks if path.stem[:2].isdigit()}


def outcomes(path: Path) -> list[str]:
    """Return the outcomes as the chapter's source lists them, without its marks."""
    sources = ["".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    listed = next(source for source in sources if source.startswith(OUTCOMES))
    return [
        re.sub(r"[*`]", "", line[2:]).rstrip(";.") for line in listed.splitlines() if line.startswith("- ")
    ]


def test_the_syllabus_has_every_outcome_of_every_chapter_word_for_word(project: Project) -> None:
    shown = {
        int(str(one["value"])): one
        for one in read(project, "en", "for-instructors").select(".syllabus > ol > li")
    }
    assert list(shown) == list(load("chapters")["number"].sort_values())
    for number, path in chapters(project).items():
        listed = [item.get_text().replace("’", "'") for item in shown[number].select("ul > li")]
        assert [re.sub("[“”]", '"', item) for item in listed] == outcomes(path)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_syllabus_leads_to_every_exercise_and_assignment(project: Project, code: str) -> None:
    page = read(project, code, "for-instructors")
    places = homes(project.root)
    linked = {str(link["href"]) for link in page.select(".syllabus a")}
    assert {f"../{place}#{name}" for name, place in places.items() if place[10:12].isdigit()} <= linked
    for found in assignments(project.root):
        listed = page.select_one(f"#assignment-{found.name}")
        assert listed is not None and len(listed.select("li")) == len(found.tasks)
        assert f"#assignment-{found.name}" in linked and str(found.points) in listed.get_text()


def test_the_russian_syllabus_is_in_russian(project: Project) -> None:
    items = read(project, "ru", "for-instructors").select(".syllabus ul > li")
    count = sum(len(outcomes(path)) for path in chapters(project).values())
    assert len(items) == count and all(re.search("[а-я]{4}", item.get_text()) for item in items)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_rubric_shows_every_level_and_gives_the_same_as_a_file(project: Project, code: str) -> None:
    page = read(project, code, "rubric")
    cells = [cell.get_text().split(" ", 1) for cell in page.select(".rubric tbody td")]
    rows = load("rubric").sort_values(["place", "level"])
    assert [(int(points), said) for points, said in cells] == list(
        zip(rows["points"], rows[f"descriptor_{code}"], strict=True)
    )
    link = page.select_one(".rubric-file a[download]")
    assert link is not None
    file = project.edition(code).site / "book" / str(link["href"])
    with file.resolve().open(encoding="utf-8", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == len(rows)


def test_the_brief_leads_to_the_rubric(project: Project) -> None:
    for code in LANGUAGES:
        assert read(project, code, "brief").select_one('.bd-article a[href="rubric.html"]')


def test_no_page_of_the_site_holds_an_assignments_source(project: Project) -> None:
    assert not [
        path
        for path in project.sites.rglob("*.ipynb")
        if path.stem in {one.name for one in assignments(project.root)}
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_names_the_limits_that_the_grader_sets(project: Project, code: str) -> None:
    said = read(project, code, "for-instructors").get_text().replace("\u00a0", " ")
    assert all(limit in said for limit in LIMITS[code])
