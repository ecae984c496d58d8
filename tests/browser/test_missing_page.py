"""The page for an address that leads nowhere, as servers show it: at any depth, with links that start at the site's home."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe import violations
from playwright.sync_api import Browser, Page

SHOWN = "() => document.documentElement.classList.contains('js') && document.querySelector('link[href$=\"favicon.svg\"]')"
# Below folders of the site, below none, beside the first page; and one whose name stands in the path too.
ADDRESSES = (
    "en/notebooks/99-nothing.html",
    "en/notebooks/deeper/still/nothing",
    "en/book/deeper/atlas/",
    "ru/indicators/nothing.html",
    "en/nothing.html",
    "typo/and/nothing.html",
)


@pytest.fixture
def host(lost_server: str) -> str:
    """Where the editions are."""
    return lost_server


def lost(browser: Browser, host: str, address: str, **options: object) -> Page:
    """Open an address that leads nowhere, and wait until the page has found its home."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    page.goto(host + address)
    page.wait_for_function(SHOWN)
    return page


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_link_leads_home_from_any_depth(browser: Browser, host: str, address: str) -> None:
    page = lost(browser, host, address)
    links = page.eval_on_selector_all("a[href]:not([href^='#'])", "all => all.map(one => one.href)")
    assert links and all(link.startswith(host) for link in links)
    statuses = {link: page.request.get(link).status for link in links[:3]}
    assert set(statuses.values()) == {200}, statuses
    assert page.locator("main a").count() >= 3
    page.context.close()


def test_it_looks_and_works_like_the_other_pages(browser: Browser, host: str) -> None:
    """Style and colours arrive; skipping to the text stays on the page; the search of its head finds."""
    page = lost(browser, host, "notebooks/deeper/nothing.html", color_scheme="dark")
    page.wait_for_function("getComputedStyle(document.querySelector('.site-header')).position === 'sticky'")
    assert page.get_attribute("html", "data-theme") == "dark"
    page.get_by_role("button", name="Dark").click()
    assert page.get_attribute("html", "data-theme") == "light"
    page.keyboard.press("Home")
    page.locator(".skip-link").press("Enter")
    assert page.url.endswith("notebooks/deeper/nothing.html#main-content")
    page.get_by_role("searchbox").fill("cluster")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results li a")
    assert page.url == f"{host}en/search.html?q=cluster"
    page.context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_at_a_nested_address(browser: Browser, host: str, width: int) -> None:
    page = lost(browser, host, ADDRESSES[1], viewport={"width": width, "height": 800}, bypass_csp=True)
    page.wait_for_function("getComputedStyle(document.querySelector('.site-header')).position === 'sticky'")
    assert violations(page) == []
    page.context.close()


def test_a_server_that_answers_everything_with_a_page_is_seen_through(
    browser: Browser, host: str, site: Path
) -> None:
    """Some answer a missing script with a page and status 200: the home is where the script is one."""
    page = browser.new_page()
    page.route(
        "**/typo/**",
        lambda route: route.fulfill(path=site.parent / "404.html", content_type="text/html; charset=utf-8"),
    )
    page.goto(f"{host}typo/nothing.html")
    page.wait_for_function(SHOWN)
    assert page.locator("main a").first.evaluate("one => one.href").startswith(f"{host}en/book/")
    page.close()


def test_without_scripts_it_says_what_to_do(browser: Browser, host: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{host}notebooks/nothing.html")
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.locator("main noscript p").is_visible()
    page.context.close()
