"""The catalogue of datasets in Chromium: search, addresses, downloads, access with everything open."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe import violations
from playwright.sync_api import Browser, Page

from clusterpolicy.datasets import folder, load, resources

SHOWN = "kind => [...document.querySelectorAll(`[data-entry=${kind}]`)].filter(one => one.checkVisibility()).map(one => one.id)"


def opened(browser: Browser, address: str, **options: object) -> Page:
    """Return the page of an address, with nothing in its console."""
    page = browser.new_context(accept_downloads=True, **options).new_page()  # type: ignore[arg-type]
    page.on("console", lambda message: pytest.fail(message.text) if message.type == "error" else None)
    page.goto(address)
    return page


@pytest.mark.parametrize("way", ["http", "file"])
def test_search_leaves_what_holds_all_words(way: str, browser: Browser, site: Path, site_server: str) -> None:
    page = opened(browser, f"{site_server if way == 'http' else site.as_uri() + '/'}book/datasets.html")
    box, status = page.get_by_label("Search datasets, fields and series"), page.locator("[data-count]")
    assert len(page.evaluate(SHOWN, "dataset")) == len(resources()) and status.inner_text() == ""
    # A field, and a word of its meaning: no title holds them.
    box.fill("OBLIGES  legal_basis")
    assert page.evaluate(SHOWN, "dataset") == ["dataset-levers"] and page.evaluate(SHOWN, "series") == []
    assert status.inner_text() == "Datasets: 1. Series: 0."
    box.fill("unemployment_rate")
    assert page.evaluate(SHOWN, "series") == ["series-unemployment_rate"]
    box.fill("qwertyuiop")
    assert status.inner_text() == "Datasets: 0. Series: 0."
    box.fill("")
    assert len(page.evaluate(SHOWN, "series")) == len(load("indicators")) and status.inner_text() == ""
    page.context.close()


def test_an_address_opens_its_dataset_and_so_does_a_link(browser: Browser, site: Path) -> None:
    page = opened(browser, f"{site.as_uri()}/book/datasets.html#dataset-tiles")
    page.locator("#dataset-tiles[open]").wait_for()
    assert page.locator("details.dataset[open]").count() == 1
    page.locator("#dataset-tiles a[href='#dataset-regions']").first.click()
    page.locator("#dataset-regions[open]").wait_for()
    # What a query hides is shown again where an address names it.
    page.get_by_label("Search datasets, fields and series").fill("obliges")
    page.evaluate("location.hash = 'dataset-sections'")
    page.locator("#dataset-sections[open]").wait_for()
    assert page.get_by_label("Search datasets, fields and series").input_value() == ""
    page.goto(f"{site.as_uri()}/indicators/grp.html")
    page.get_by_role("link", name="dataset panel").click()
    page.locator("#dataset-panel[open]").wait_for()
    page.get_by_role("link", name="Gross regional product (RR2023 edition)").click()
    page.get_by_role("heading", level=1, name="Gross regional product (RR2023 edition)").wait_for()
    page.context.close()


def test_a_dataset_and_a_series_are_taken_away(browser: Browser, site_server: str) -> None:
    page = opened(browser, f"{site_server}book/datasets.html#dataset-levers")
    with page.expect_download() as taken:
        page.locator("#dataset-levers a[download]").click()
    assert taken.value.suggested_filename == "levers.csv"
    assert Path(taken.value.path()).read_bytes() == (folder() / "levers/levers.csv").read_bytes()
    page.goto(f"{site_server}indicators/grp.html")
    with page.expect_download() as taken:
        page.get_by_role("link", name="This series as CSV").click()
    assert taken.value.suggested_filename == "grp.csv"
    page.context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_with_all_datasets_open(width: int, browser: Browser, site_server: str) -> None:
    address, screen = f"{site_server}book/datasets.html", {"width": width, "height": 800}
    page = opened(browser, address, viewport=screen, bypass_csp=True)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert violations(page) == []
    page.context.close()


def test_on_paper_a_series_keeps_its_map_and_course(browser: Browser, site_server: str) -> None:
    page = opened(browser, f"{site_server}indicators/grp.html")
    page.emulate_media(media="print")
    assert page.locator(".tile-map").is_visible() and page.locator(".series-chart").count() == 2
    assert not page.locator(".back-link").is_visible()
    frame = page.locator(".table-frame")
    assert frame.evaluate("one => one.scrollHeight <= one.clientHeight")
    page.context.close()
