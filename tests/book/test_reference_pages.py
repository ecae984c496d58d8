"""Glossary, bibliography and deck map: whole, and linked with the chapters."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from clusterpolicy.datasets import load
from clusterpolicy.hosts.page.deck_map import slides_of
from clusterpolicy.hosts.page.glossary import term_of
from clusterpolicy.publish.project import Project
from clusterpolicy.references import bibliography

# What a chapter prints bold and explains there; a sentence or a label ends in a mark, a list of outcomes opens with a verb.
OUTCOMES, FACILITATOR = "you-will-be-able-to", "for-the-facilitator"
LABEL = re.compile(r".*[.:?]$")


def read(path: Path) -> Tag:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def bold_terms(page: Tag) -> dict[str, bool]:
    """Return the bold words of a chapter's own prose, and whether each has a link at its first place."""
    found: dict[str, bool] = {}
    for section in (OUTCOMES, FACILITATOR):
        page.find(id=section).decompose()
    for bold in page.select("article section > p > strong"):
        words = " ".join(bold.get_text().split())
        if not LABEL.fullmatch(words):
            found.setdefault(words.casefold(), bold.find("a") is not None)
    return found


def test_every_term_that_a_chapter_explains_leads_to_the_glossary(site: Path, project: Project) -> None:
    terms: dict[str, bool] = {}
    for path in project.notebooks:
        if path.stem[:2].isdigit():
            terms |= bold_terms(read(site / f"notebooks/{path.stem}.html"))
    assert len(terms) > 40
    assert [term for term in terms if term_of(term) is None] == []
    assert [term for term, linked in terms.items() if not linked] == []


def test_the_glossary_has_every_term_with_its_russian_word(site: Path) -> None:
    page = read(site / "book/glossary.html")
    shown = {entry.find("a")["href"][1:]: entry for entry in page.select("dl.glossary dt")}
    table = load("glossary")
    assert len(shown) == len(table)
    russian = [word.get_text() for word in page.select("dl.glossary dd span[lang=ru]")]
    assert sorted(russian) == sorted(table["term_ru"])
    linked = set()
    for path in site.glob("notebooks/*.html"):
        linked |= set(re.findall(r'glossary\.html#([\w-]+)"', path.read_text(encoding="utf-8")))
    assert linked <= set(shown)


def test_the_bibliography_lists_every_reference_of_the_course(site: Path) -> None:
    text = " ".join(read(site / "book/bibliography.html").find("article").get_text().split())
    entries = read(site / "book/bibliography.html").select("article ul li")
    assert len(entries) == len(bibliography())
    years = [entry.fields["year"] for entry in bibliography().values() if "year" in entry.fields]
    assert [year for year in years if year not in text] == []


def test_the_deck_map_has_each_claim_on_its_slide_and_a_chapter_for_each_slide(site: Path) -> None:
    page, claims = read(site / "book/deck-map.html"), load("claims")
    for number, own in claims.groupby("slide"):
        slide = page.find(id=f"slide-{number}")
        shown = [link.get_text() for link in slide.select("li a")]
        assert shown == sorted(own["claim_id"])
        assert slide.select('a[href^="../notebooks/"]')
    assert len(page.select("li .state-mark")) == len(claims)


def test_a_span_of_slides_is_read() -> None:
    assert [list(slides_of(span)) for span in ("6", "3–5", "")] == [[6], [3, 4, 5], []]
