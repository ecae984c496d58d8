"""The site of a workshop with all that is printed for it, built once with an event of its own and opened from a disk.

The build takes about a minute: it executes nothing, but reads the pages of the plan in both languages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from clusterpolicy.errors import CourseError
from clusterpolicy.publish import pages
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.teaching import plans, workshop

PLAN, REGION = "half-day", "RU-TA"
NAME = {"en": "Cluster school of spring", "ru": "Весенняя школа кластеров"}
EVENT = f"""\
name:
  en: {NAME["en"]}
  ru: {NAME["ru"]}
date: 2026-04-16
place: Kazan
logo: own/logo.svg
chapters:
  - own/our-cluster.md
region: {REGION}
language: ru
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20"><rect width="40" height="20" fill="#135"/></svg>'
CASE = """\
# Our own cluster

A case that the organisers brought along. Its terms stand in the {doc}`/book/glossary`, its data in {doc}`/book/datasets`.

<div data-mount="read-a-quotient"></div>
"""
LANGUAGES = ("en", "ru")
# Points a millimetre.
MM = 72 / 25.4


@pytest.fixture(scope="module")
def checkout(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The course's own files in a folder with an event."""
    root = tmp_path_factory.mktemp("checkout")
    for path in project.root.iterdir():
        if path.name not in ("_build", "event.yml", "own"):
            (root / path.name).symlink_to(path)
    (root / "_build").mkdir()
    # What was executed and checked is not done again.
    for name in (".jupyter_cache", "datasets.stamp"):
        (root / "_build" / name).symlink_to(project.build / name)
    (root / "own").mkdir()
    (root / "own" / "logo.svg").write_text(LOGO, encoding="utf-8")
    (root / "own" / "our-cluster.md").write_text(CASE, encoding="utf-8")
    (root / "event.yml").write_text(EVENT, encoding="utf-8")
    return replace(project, root=root)


@pytest.fixture(scope="module")
def built(checkout: Project, chromium_path: str) -> Path:
    """The folder of the workshop."""
    return workshop.build(checkout, PLAN, "", chromium_path)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A visitor without a history, who asks for nothing outside the disk."""
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    yield page
    assert not [url for url in asked if not url.startswith(("file:", "blob:", "data:"))]
    assert not said
    context.close()


def test_it_has_the_chapters_of_the_plan_and_no_others(built: Path, checkout: Project) -> None:
    wanted = {Path(document).name for document in plans.load(checkout, PLAN).documents}
    for language in LANGUAGES:
        found = {path.stem for path in (built / language / "notebooks").glob("*.html")}
        assert found == wanted
        assert (built / language / "own" / "our-cluster.html").exists()
        assert not (built / language / "atlas").exists()


def test_no_link_leads_nowhere(built: Path) -> None:
    for language in LANGUAGES:
        assert list(pages.faults(built / language)) == []


def test_the_course_s_own_site_is_left_alone(checkout: Project, built: Path) -> None:
    assert sorted(
        path.name for path in checkout.build.iterdir() if path.is_dir() and not path.name.startswith(".")
    ) == [built.name]


def test_it_opens_from_a_disk_in_the_language_of_the_event(built: Path, page: Page) -> None:
    page.goto((built / "index.html").as_uri())
    page.wait_for_url("**/ru/book/index.html")
    expect(page.locator(".site-title")).to_have_text(NAME["ru"])
    assert page.locator(".event-logo").evaluate("image => image.naturalWidth") > 0
    expect(page.locator(".timetable").first).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_event_stands_on_every_page(built: Path, language: str) -> None:
    for path in (built / language).rglob("*.html"):
        if path.name == "index.html" and path.parent.name == language:
            continue  # leads to the first page and says nothing itself
        text = path.read_text(encoding="utf-8")
        assert text.count(NAME[language]) >= 2, path
        assert "Kazan" in text, path


def test_exercises_are_live_on_the_region_of_the_event_until_a_learner_chooses(
    built: Path, page: Page
) -> None:
    address = (built / "en" / "notebooks" / "01-what-is-a-cluster.html").as_uri()
    page.goto(f"{address}#find-clusters")
    exercise = page.locator("#find-clusters[data-state=live]")
    region = exercise.locator('[data-control="region"] select')
    expect(region).to_have_value(REGION)
    region.select_option("RU-KLU")
    exercise.locator("[data-mine-choose]").click()
    page.goto((built / "en" / "notebooks" / "14-six-guidelines.html").as_uri())
    other = page.locator("#readiness-scorecard[data-state=live]")
    expect(other.locator('[data-control="region"] select')).to_have_value("RU-KLU")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_of_the_event_s_own_is_a_page_like_others(built: Path, page: Page, language: str) -> None:
    page.goto((built / language / "own" / "our-cluster.html").as_uri())
    expect(page.locator("h1")).to_contain_text("Our own cluster")
    expect(page.locator("#read-a-quotient[data-state=live]")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("file", "width", "height"),
    [
        ("handouts.pdf", 210 * MM, 297 * MM),
        ("script.pdf", 210 * MM, 297 * MM),
        ("group-work.pdf", 210 * MM, 297 * MM),
        ("slides.pdf", 960, 540),
    ],
)
def test_papers_have_their_size_the_event_on_each_page_and_no_empty_one(
    built: Path, language: str, file: str, width: float, height: float
) -> None:
    printed = PdfReader(built / language / file)
    for number, sheet in enumerate(printed.pages, start=1):
        assert abs(float(sheet.mediabox.width) - width) < 2, number
        assert abs(float(sheet.mediabox.height) - height) < 2, number
        text = " ".join(sheet.extract_text().split())
        assert NAME[language] in text, number
        assert len(text) > len(NAME[language]) + 40, (number, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_task_has_a_sheet_and_each_entry_a_slide(built: Path, checkout: Project, language: str) -> None:
    plan = plans.load(checkout, PLAN)
    tasks = [item for item in plan.items if item.kind == plans.TASK]
    assert len(PdfReader(built / language / "group-work.pdf").pages) == len(tasks)
    # The title, the timetable; of each chapter outcomes, puzzle and summary; each other entry.
    others = [item for item in plan.items if item.kind != plans.CHAPTER]
    expected = 1 + len(plan.sessions) + 3 * len(plan.documents) + len(others)
    assert len(PdfReader(built / language / "slides.pdf").pages) == expected


def test_an_unknown_region_is_refused_before_anything_is_built(checkout: Project, built: Path) -> None:
    before = (built / "index.html").stat().st_mtime_ns
    with pytest.raises(CourseError, match=r"no region named 'RU-XX'.*RU-TA Republic of Tatarstan"):
        workshop.build(checkout, PLAN, "RU-XX", "")
    assert (built / "index.html").stat().st_mtime_ns == before
