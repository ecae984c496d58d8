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
    "location quotient": "book/glossary.html#term-location-quotient",
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


def server_root(way: str, site: Path, site_server: str) -> str:
    """Return the address below which the site lies."""
    return site_server if way == "http" else f"{site.as_uri()}/"
