"""Every chapter keeps the anatomy, and no figure in the prose of chapters and appendices is typed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from clusterpolicy.publish.project import Project

PROJECT = Project.here()
NOTEBOOKS = [path.stem for path in PROJECT.notebooks]
# A number makes a chapter; notebooks without one are appendices.
CHAPTERS = [name for name in NOTEBOOKS if re.match(r"\d\d-", name)]
ANATOMY = [
    "Puzzle",
    "You will be able to",
    "Before you start",
    "What the deck says",
    "What the data say",
    "Predict, explore, explain",
    "What happened next",
    "Check yourself",
    "Summary",
    "Reading",
    "For the facilitator",
]
# What is not prose of the chapter's own: code, computed things, formulas, exercises, the deck's words, references.
NOT_PROSE = "script, style, pre, figure, table, .exercise, .quiz, .claims, .verdicts, .katex, .value, .cell_input, #reading, details"
YEAR = re.compile(r"\b(1[789]\d\d|20[0-4]\d)s?\b")
CLAIM = re.compile(r"\bS\d\d-\d\b")


def article_of(site: Path, name: str) -> Tag:
    page = BeautifulSoup((site / "notebooks" / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
    article = page.select_one("article")
    assert article is not None
    return article


@pytest.fixture(params=CHAPTERS)
def chapter(request: pytest.FixtureRequest, site: Path) -> Tag:
    return article_of(site, request.param)


def test_a_chapter_has_the_sections_of_the_anatomy_in_order(chapter: Tag) -> None:
    for sign in chapter.select("h2 .headerlink"):
        sign.decompose()
    assert [heading.get_text(strip=True) for heading in chapter.select("h2")] == ANATOMY


def test_outcomes_are_three_to_five_and_each_names_where_it_is_shown(chapter: Tag) -> None:
    outcomes = chapter.select("#you-will-be-able-to li")
    assert 3 <= len(outcomes) <= 5
    assert all(outcome.find("strong") and outcome.find("em") for outcome in outcomes)


def test_a_chapter_has_an_exercise_and_three_to_five_questions_to_check_oneself(chapter: Tag) -> None:
    assert chapter.select("[data-exercise]")
    assert 3 <= len(chapter.select("[data-quiz] [data-question]")) <= 5


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_no_digit_stands_outside_values_years_and_ids(name: str, site: Path) -> None:
    article = article_of(site, name)
    for part in article.select(NOT_PROSE):
        part.decompose()
    text = CLAIM.sub("", YEAR.sub("", article.get_text(" ")))
    assert re.findall(r".{0,40}\d.{0,20}", text) == []


def test_alt_texts_are_unique_differ_from_titles_and_hold_a_value(chapter: Tag) -> None:
    alts = [str(drawing["aria-label"]) for drawing in chapter.select("figure svg[role=img]")]
    titles = {caption.get_text(strip=True) for caption in chapter.select("figcaption")}
    assert alts
    assert len(set(alts)) == len(alts)
    assert not titles & set(alts)
    assert all(re.search(r"\d", alt) for alt in alts)


def test_every_figure_has_a_source_line_with_the_last_year(chapter: Tag) -> None:
    for figure in chapter.select("figure"):
        source = figure.select_one(".source")
        assert source is not None
        assert re.search(r"Data to \d{4}\.", source.get_text())


@pytest.mark.parametrize("name", CHAPTERS)
def test_figures_on_the_page_hold_the_marks_that_the_notebook_counted(name: str, site: Path) -> None:
    text = (PROJECT.root / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8")
    counted = [int(number) for number in re.findall(r'"marks: (\d+)', text)]
    page = BeautifulSoup((site / "notebooks" / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
    drawn = []
    for drawing in page.select("figure.course-figure svg"):
        data = drawing.select("[clip-path]")
        drawn.append(sum(max(1, len(element.find_all("use", recursive=False))) for element in data))
    assert counted and drawn == counted
    assert all(count > 1 for count in counted)


def test_words_in_figures_follow_the_theme(chapter: Tag) -> None:
    for words in chapter.select("figure.course-figure svg text"):
        assert "fill: var(--chart-" in str(words.get("style")), words.get_text()


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_code_cells_are_short(name: str) -> None:
    notebook = json.loads((PROJECT.root / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            assert len("".join(cell["source"]).splitlines()) <= 15, cell["id"]
