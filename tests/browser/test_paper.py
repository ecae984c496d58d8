"""The course as one PDF: read back page by page, beside the site that it was printed from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser
from pypdf import PdfReader

from clusterpolicy.exercises.framework.registry import exercise, exercise_names, subject
from clusterpolicy.publish.paper import compose, printing
from clusterpolicy.publish.paper.compose import Sheet
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.release import citation

# A4 in points, and what lies between the margins in pixels of a browser.
A4 = (595, 842)
BETWEEN_MARGINS = round((210 - 2 * 18) / 25.4 * 96)
SANE = range(200, 400)
# Boxes that end behind the right edge of what is printed, but for what is only read aloud.
CUT = """width => [...document.querySelectorAll('main *, nav *')]
  .filter(box => !box.closest('svg *, .visually-hidden, .katex-mathml') && box.getBoundingClientRect().right > width + 1)
  .map(box => `${box.closest('article')?.id}: ${box.tagName} ${box.textContent.slice(0, 60)}`)"""
# Words of charts that begin or end where the paper has ended.
CUT_WORDS = """([left, right]) => [...document.querySelectorAll('main svg text')]
  .filter(words => { const box = words.getBoundingClientRect(); return box.width && (box.left < left || box.right > right); })
  .map(words => `${words.closest('article').id}: ${words.textContent}`)"""
ROLLING = """() => [...document.querySelectorAll('main *')]
  .filter(box => /auto|scroll/.test(getComputedStyle(box).overflowX + getComputedStyle(box).overflowY))
  .map(box => `${box.closest('article').id}: ${box.tagName} ${box.className}`)"""


def packed(text: str) -> str:
    """Return a text without spaces: a PDF has lines where the page had sentences."""
    return re.sub(r"\s+", "", text)


@dataclass
class Printed:
    """A PDF of the course, the page that it was printed from, and what both should hold."""

    path: Path
    sheets: list[Sheet]

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(self.path)

    @cached_property
    def texts(self) -> list[str]:
        return [page.extract_text() for page in self.reader.pages]

    @cached_property
    def whole(self) -> str:
        return packed("".join(self.texts))

    @cached_property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.path.with_suffix(".html").read_text(encoding="utf-8"), "html.parser")

    @cached_property
    def pages(self) -> dict[str, int]:
        return printing.fallen(self.reader, self.sheets)

    def first_page(self, sheet: Sheet) -> int:
        return self.pages[sheet.heading.anchor]

    def bookmarks(self, entries: list[Any], depth: int = 0) -> list[tuple[int, str, int]]:
        """Return depth, title and number of the page of all bookmarks below an entry."""
        found: list[tuple[int, str, int]] = []
        for entry in entries:
            if isinstance(entry, list):
                found += self.bookmarks(entry, depth + 1)
            else:
                number = self.reader.get_destination_page_number(entry)
                assert number is not None
                found.append((depth, str(entry.title), number + 1))
        return found


@pytest.fixture(scope="session")
def printed(
    project: Project, site: Path, chromium_path: str, tmp_path_factory: pytest.TempPathFactory
) -> Printed:
    """The PDF of the built site, printed once for all tests."""
    path = tmp_path_factory.mktemp("pdf") / "course.pdf"
    printing.write(project, chromium_path, path)
    return Printed(path, compose.sheets(project))


@pytest.fixture
def paper(printed: Printed, browser: Browser) -> Any:
    """The page that was printed, as wide as what lies between the margins."""
    page = browser.new_page(viewport={"width": BETWEEN_MARGINS, "height": 900})
    page.emulate_media(media="print")
    page.goto(printed.path.with_suffix(".html").as_uri())
    yield page
    page.close()


def test_every_page_is_a4_and_their_number_is_sane(printed: Printed) -> None:
    sizes = {(round(page.mediabox.width), round(page.mediabox.height)) for page in printed.reader.pages}
    assert sizes == {A4}
    assert len(printed.reader.pages) in SANE


def test_no_page_is_blank(printed: Printed) -> None:
    for number, text in enumerate(printed.texts, start=1):
        # The first two lines are the running head and the number in the foot.
        assert len(packed("".join(text.splitlines()[2:]))) > 40, f"page {number} holds “{text}”"


def test_every_page_behind_the_cover_has_its_number_and_the_title_of_its_chapter(printed: Printed) -> None:
    starts = [printed.first_page(sheet) for sheet in printed.sheets]
    assert starts == sorted(starts)
    ends = [*starts[1:], len(printed.texts) + 1]
    for sheet, start, end in zip(printed.sheets, starts, ends, strict=True):
        for number in range(start, end):
            lines = printed.texts[number - 1].splitlines()
            assert packed(sheet.heading.title) in packed(lines[0]), number
            assert str(number) in [line.strip() for line in lines[:3]], number
    assert "1" not in [line.strip() for line in printed.texts[0].splitlines()[:3]]


def test_the_order_is_that_of_the_table_of_contents_with_nothing_left_out(
    printed: Printed, project: Project
) -> None:
    listed = re.findall(
        r"^(?:root:|\s*- file:)\s*(\S+)", (project.root / "_toc.yml").read_text(), re.MULTILINE
    )
    assert [sheet.page for sheet in printed.sheets] == listed


def test_contents_name_the_page_on_which_each_heading_stands(printed: Printed) -> None:
    last = printed.first_page(printed.sheets[0])
    contents = packed("".join(printed.texts[1 : last - 1]))
    for heading in compose.headings(printed.sheets):
        number = printed.pages[heading.anchor]
        assert packed(f"{heading.title}{number}") in contents, heading
        assert packed(heading.title) in packed(printed.texts[number - 1]), heading


def test_bookmarks_nest_parts_chapters_and_sections_and_open_where_their_words_stand(
    printed: Printed,
) -> None:
    found = printed.bookmarks(printed.reader.outline)
    parts = list(dict.fromkeys(sheet.part for sheet in printed.sheets if sheet.part))
    assert [title for depth, title, _page in found if depth == 0] == [printed.sheets[0].heading.title, *parts]
    at = {(title, page) for _depth, title, page in found}
    for sheet in printed.sheets:
        assert (f"{sheet.number} {sheet.heading.title}".strip(), printed.first_page(sheet)) in at
    for _depth, title, page in found:
        words = re.sub(r"^\d+ ", "", title)
        assert packed(words) in packed(printed.texts[page - 1]), (title, page)


def test_every_exercise_stands_with_its_chart_and_every_question_with_its_options(printed: Printed) -> None:
    quizzes = [str(found["data-quiz"]) for found in printed.page.select("[data-quiz]")]
    assert {str(found["data-exercise"]) for found in printed.page.select("[data-exercise]")} == set(
        exercise_names()
    )
    for name in [*exercise_names(), *quizzes]:
        for question in subject(name).questions:
            said = [question.prompt, *(option.label for option in (*question.options, *question.targets))]
            missing = [text for text in said if packed(text) not in printed.whole]
            assert not missing, (name, missing)
    for name in exercise_names():
        chart = exercise(name).chart
        assert packed(chart.title) in printed.whole and packed(chart.source) in printed.whole, name
        assert printed.page.select_one(f"[data-exercise={name}] .chart-box svg"), name


def test_every_question_that_is_judged_has_its_answer_at_the_end_of_its_page(printed: Printed) -> None:
    answered = 0
    for article in printed.page.select("article"):
        forms = article.select("[data-question]")
        judged = []
        for number, form in enumerate(forms, start=1):
            owner = form.find_parent("section", attrs={"data-state": True})
            assert owner is not None
            item = subject(str(owner.get("data-exercise") or owner.get("data-quiz")))
            (asked,) = (entry for entry in item.questions if entry.id == form["data-question"])
            judged += [f"{number}."] if asked.stage != "predict" else []
        assert [found.get_text() for found in article.select(".paper-answers dt")] == judged
        answered += len(judged)
    assert answered > 50


def test_nothing_on_paper_waits_for_a_hand(printed: Printed) -> None:
    waiting = "button, input, select, textarea, form, details, script, img, .js-only, [hidden]"
    assert not printed.page.select(waiting)


def test_every_figure_of_the_pages_is_printed_with_its_caption(printed: Printed, site: Path) -> None:
    for sheet in printed.sheets:
        page = BeautifulSoup((site / f"{sheet.page}.html").read_text(encoding="utf-8"), "html.parser")
        captions = [text for one in page.select("article figure figcaption") if (text := one.get_text())]
        on_paper = printed.page.select(f"article[id='{sheet.anchor}'] figure figcaption")
        assert [found.get_text() for found in on_paper] == captions
        assert not [caption for caption in captions if packed(caption) not in printed.whole]


def test_ids_are_unique_and_every_link_leads_to_a_page_of_the_pdf_or_into_the_web(printed: Printed) -> None:
    ids = [str(found["id"]) for found in printed.page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    inside = {str(link["href"])[1:] for link in printed.page.select("a[href^='#']")}
    assert len(inside) > 500 and inside <= set(ids)
    assert inside <= set(printing.destinations(printed.reader))
    addresses = {str(link["href"]) for link in printed.page.select("a[href]:not([href^='#'])")}
    assert addresses and all(address.startswith(("https://", "http://")) for address in addresses)


def test_what_names_another_element_names_one_that_is_there(printed: Printed) -> None:
    ids = {str(found["id"]) for found in printed.page.find_all(id=True)}
    for attribute in ("aria-labelledby", "aria-describedby"):
        for found in printed.page.select(f"[{attribute}]"):
            assert set(str(found[attribute]).split()) <= ids, found[attribute]
    used = re.findall(r"url\(#([^)]+)\)", str(printed.page.main))
    assert set(used) <= ids


def test_the_pdf_is_tagged_and_says_title_language_and_edition(printed: Printed, project: Project) -> None:
    root: Any = printed.reader.trailer["/Root"]
    edition = citation(project.root)
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/Lang"] == project.language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert printed.reader.metadata is not None
    assert printed.reader.metadata.title is not None
    assert printed.reader.metadata.title.lower() == edition["title"].lower()
    assert printed.reader.metadata.author == compose.authors(edition)
    assert f"Edition {edition['version']}" in " ".join(printed.texts[0].split())


def test_contents_say_how_many_pages_are_left_out(printed: Printed, site: Path) -> None:
    folders = ("atlas", "indicators", "terms")
    regions, series, terms = (len(list((site / folder).glob("*.html"))) for folder in folders)
    said = " ".join(printed.texts[1].split())
    assert (
        f"{regions} pages of the regions in the atlas, {series} pages of the series, {terms} pages of the terms"
        in said
    )


def test_headings_are_printed_in_their_typeface(printed: Printed) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in printed.reader.pages[:12]
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert any("PTSerif" in name for name in fonts), fonts


def test_nothing_is_wider_than_the_paper_and_nothing_can_be_rolled(paper: Any) -> None:
    assert paper.evaluate(CUT, BETWEEN_MARGINS) == []
    # The margin of the paper may hold the end of a word, the edge of the paper may not cut it.
    assert paper.evaluate(CUT_WORDS, [-40, BETWEEN_MARGINS + 40]) == []
    assert paper.evaluate(ROLLING) == []
