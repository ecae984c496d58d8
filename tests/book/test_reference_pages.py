"""Glossary, pages of its terms, bibliography and deck map: whole, and linked with the chapters."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from clusterpolicy.datasets import load
from clusterpolicy.hosts.page.deck_map import slides_of
from clusterpolicy.hosts.page.glossary import term_of, terms
from clusterpolicy.hosts.page.term_pages import named
from clusterpolicy.publish.project import Project
from clusterpolicy.references import bibliography
from clusterpolicy.stems import stems

# What a chapter prints bold and explains there; a sentence or a label ends in a mark, a list of outcomes opens with a verb.
OUTCOMES, FACILITATOR = "you-will-be-able-to", "for-the-facilitator"
LABEL = re.compile(r".*[.:?]$")


def read(path: Path) -> Tag:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def bold_terms(page: Tag) -> dict[str, str | None]:
    """Return the bold words of a chapter's own prose, and where each leads from its first place."""
    found: dict[str, str | None] = {}
    for section in (OUTCOMES, FACILITATOR):
        page.find(id=section).decompose()
    for bold in page.select("article section > p > strong"):
        words = " ".join(bold.get_text().split())
        if not LABEL.fullmatch(words):
            link = bold.find("a")
            found.setdefault(words.casefold(), str(link["href"]) if link else None)
    return found


def test_every_term_that_a_chapter_explains_leads_to_its_page(site: Path, project: Project) -> None:
    terms: dict[str, str | None] = {}
    for path in project.notebooks:
        if path.stem[:2].isdigit():
            terms |= bold_terms(read(site / f"notebooks/{path.stem}.html"))
    assert len(terms) > 40
    assert [term for term in terms if term_of(term) is None] == []
    assert {term: link for term, link in terms.items() if link != f"../terms/{term_of(term)}.html"} == {}


def test_the_glossary_has_every_term_with_its_russian_word(site: Path) -> None:
    page, table = read(site / "book/glossary.html"), load("glossary")
    shown = {entry["id"]: entry.find("a")["href"] for entry in page.select("dl.glossary dt")}
    assert shown == {f"term-{name}": f"../terms/{name}.html" for name in table["term_id"]}
    russian = [word.get_text() for word in page.select("dl.glossary dd span[lang=ru]")]
    assert sorted(russian) == sorted(table["term_ru"])


def test_a_term_has_its_page_in_each_edition_with_its_word_in_the_other(
    site: Path, russian_site: Path
) -> None:
    for folder, own, other in ((site, "en", "ru"), (russian_site, "ru", "en")):
        for row in load("glossary").itertuples():
            page = read(folder / f"terms/{row.term_id}.html").find("article")
            assert page.find("h1").get_text().casefold() == getattr(row, f"term_{own}").casefold()
            assert page.select_one(f"dl.facts dd[lang={other}]").get_text() == getattr(row, f"term_{other}")
            assert getattr(row, f"definition_{own}") in page.get_text()


def test_the_page_of_a_term_names_every_page_that_explains_it(site: Path) -> None:
    explained = {
        (term, path.name)
        for path in site.glob("notebooks/*.html")
        for term in re.findall(
            r'<strong><a class="term [^>]*href="../terms/([\w-]+)\.html"', path.read_text(encoding="utf-8")
        )
    }
    named = {
        (path.stem, link["href"].removeprefix("../notebooks/"))
        for path in site.glob("terms/*.html")
        for link in read(path).select("a:has(+ .state-mark)")
        if link["href"].startswith("../notebooks/")
    }
    assert explained == named and len(named) > 60


def test_a_section_that_a_term_leads_to_has_its_words(site: Path) -> None:
    """Of terms of two words and more: the stems of one of its forms, one after another, in that very section."""
    page_of = cache(lambda address: read(site / "terms" / address))
    for term in terms():
        forms = [stems(form, "en") for form in term.forms]
        for link in read(site / f"terms/{term.id}.html").select("#pages + ul a[href*='#']"):
            address, _, place = str(link["href"]).partition("#")
            words = " ".join(stems(page_of(address).find(id=place).get_text(), "en"))
            assert any(" ".join(form) in words for form in forms), (term.words, link["href"])


def test_terms_of_one_word_count_where_they_are_meant() -> None:
    assert named("the location quotients of a region") == {"location-quotient"}
    assert named("within reach of a mean official") == set()
    assert named("within reach of a mean official", {"reach", "official"}) == {"reach", "official"}
    # Inside a longer term, a shorter one is none of its own.
    assert named("an innovative territorial cluster", {"cluster"}) == {"innovative-territorial-cluster"}


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
