"""The site's search, from a folder on disk and over http: words, terms, and what the course made."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

# What is looked for, and where it has to lead.
WANTED = {
    "Kaluga Oblast": "book/atlas.html#region-RU-KLU",
    "Match the case": "notebooks/07-context.html#match-the-case",
    "qwertyuiop": "",
    "S07-1": "book/claims-ledger.html#claim-S07-1",
    "location quotient": "terms/location-quotient.html",
    "Half a day": "plans/half-day.html",
    "Unemployment rate": "book/datasets.html#series-unemployment_rate",
    "hub lifts the network": "notebooks/10-stakeholders.html",
}

DONE = "() => /finished|did not match/.test(document.querySelector('#search-results .search-summary')?.innerText)"
LINKS = "() => [...document.querySelectorAll('#search-results li a')].map(link => decodeURI(link.href))"


@pytest.mark.parametrize("way", ["http", "file"])
def test_search_finds_exercises_figures_claims_series_regions_and_terms(
    way: str, browser: Browser, site: Path, site_server: str
) -> None:
    """Each leads to its own place, and what is not there is found nowhere."""
    root = server_root(way, site, site_server)
    page = browser.new_page()
    for words, place in WANTED.items():
        page.goto(f"{root}search.html?q={words.replace(' ', '+')}")
        page.wait_for_function(DONE)
        found = page.evaluate(LINKS)
        assert any(f"/{place}" in address for address in found) if place else found == [], (words, found)
    page.close()


def test_search_finds_a_term_in_any_case_and_by_its_other_words(browser: Browser, russian_site: Path) -> None:
    """Headed by what it is, with nothing to complain of."""
    page = browser.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    for words in ("коэффициента локализации", "location quotient"):
        page.goto(f"{russian_site.as_uri()}/search.html?q={words.replace(' ', '+')}")
        page.wait_for_function(
            "() => document.querySelector('#search-results .search-summary')?.innerText.startsWith('Найдено страниц:')"
        )
        found = page.locator("#search-results li a[href*='terms/location-quotient.html']")
        assert found.all_text_contents() == ["коэффициент локализации (термин)"], words
    assert troubles == []
    page.close()


def server_root(way: str, site: Path, site_server: str) -> str:
    """Return the address below which the site lies."""
    return site_server if way == "http" else f"{site.as_uri()}/"
