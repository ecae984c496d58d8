"""The comparison of regions in Chromium: by keyboard, from disk, with links that keep it, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe import violations
from playwright.sync_api import Browser, Page

from clusterpolicy import region_words
from clusterpolicy.datasets import load, region_names
from clusterpolicy.hosts.page.atlas_home import FIRST_FIGURES, LIMIT
from clusterpolicy.indicators.region_profile import profile

CODES = sorted(load("regions")["iso_code"])
NAMES = region_names()


def opened(browser: Browser, address: str, **options: object) -> Page:
    """Return the page of an address, with nothing in its console."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    page.on(
        "console", lambda message: pytest.fail(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(address)
    return page


def chosen(page: Page) -> list[str]:
    """Return the names of the regions compared."""
    return page.locator("[data-chosen] a").all_inner_texts()


def rows(page: Page, figure: str) -> list[list[str]]:
    """Return the lines of the table of a figure."""
    return [
        [cell.strip() for cell in row.locator("th, td").all_inner_texts()]
        for row in page.locator(f"[data-figure={figure}] tbody tr").all()
    ]


def add(page: Page, code: str) -> None:
    """Add a region."""
    page.get_by_label("Region", exact=True).select_option(code)
    page.get_by_role("button", name="Add to the comparison").click()


@pytest.mark.parametrize("way", ["http", "file"])
def test_regions_are_compared_by_keyboard_alone(
    way: str, browser: Browser, site: Path, site_server: str
) -> None:
    page = opened(browser, f"{site_server if way == 'http' else site.as_uri() + '/'}book/atlas.html")
    status = page.locator("[data-status]")
    assert (
        status.inner_text() == "Choose a region to begin." and not page.locator("[data-tables] table").count()
    )
    page.get_by_label("Region", exact=True).focus()
    for letters in ("Kalug", "Nenets"):
        page.keyboard.type(letters)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.type") == "submit"
        page.keyboard.press("Enter")
        page.keyboard.press("Shift+Tab")
        page.wait_for_timeout(1100)  # a list forgets the letters typed after a second
    assert chosen(page) == ["Kaluga Oblast", "Nenets Autonomous Okrug"]
    assert status.inner_text() == f"Regions compared: 2. Figures: {len(FIRST_FIGURES)}."
    # To the last button, and out with the region; the focus stays in the list.
    for _ in range(5):
        page.keyboard.press("Tab")
    assert (
        page.evaluate("document.activeElement.getAttribute('aria-label')") == "Remove Nenets Autonomous Okrug"
    )
    page.keyboard.press("Enter")
    assert chosen(page) == ["Kaluga Oblast"]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Remove Kaluga Oblast"
    page.context.close()


def test_tables_show_the_values_of_the_profiles_in_order(browser: Browser, site: Path) -> None:
    page = opened(browser, f"{site.as_uri()}/book/atlas.html")
    for code in ("RU-KLU", "RU-NEN", "RU-MOW"):
        add(page, code)
    fact = {code: profile(code).fact("students") for code in ("RU-KLU", "RU-NEN", "RU-MOW")}
    found = rows(page, "students")
    assert [row[0] for row in found] == [
        "Moscow (city)",
        "median of the regions",
        "Kaluga Oblast",
        "Nenets Autonomous Okrug",
    ]
    kaluga = fact["RU-KLU"]
    assert found[2][1:] == [
        region_words.write_figure(kaluga.value, kaluga.median),
        "",
        f"{kaluga.rank} of {kaluga.of}",
    ]
    assert found[3][1] == "no data: the source prints a dash"
    widths = page.locator("[data-figure=students] .compare-bar").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().width)"
    )
    ratio = (kaluga.value or 0) / (fact["RU-MOW"].value or 1)
    assert widths == sorted(widths, reverse=True) and widths[2] / widths[0] == pytest.approx(ratio, rel=0.02)
    page.get_by_label("the last of each series").check()
    late = profile("RU-KLU").fact("students", later=True)
    assert [row[1] for row in rows(page, "students") if row[0] == "Kaluga Oblast"] == [
        region_words.write_figure(late.value, late.median)
    ]
    assert f"Data of {late.year}" in page.locator("[data-figure=students] .source").inner_text()
    assert "not with another year" in page.locator("[data-figure=product_head] .source").inner_text()
    page.context.close()


def test_bars_below_zero_go_the_other_way(browser: Browser, site: Path) -> None:
    page = opened(browser, f"{site.as_uri()}/book/atlas.html#compare?regions=RU-NEN+RU-KLU&figures=balance")
    assert [row[0] for row in rows(page, "balance")] == [
        "Nenets Autonomous Okrug",
        "median of the regions",
        "Kaluga Oblast",
    ]
    edges = page.locator(".compare-bar").evaluate_all(
        "all => all.map(one => { const { left, right } = one.getBoundingClientRect(); return [left, right]; })"
    )
    assert edges[0][0] == pytest.approx(edges[2][1], abs=1)
    page.context.close()


def test_ten_regions_at_most(browser: Browser, site: Path) -> None:
    page = opened(browser, f"{site.as_uri()}/book/atlas.html")
    for code in CODES[:LIMIT]:
        add(page, code)
    problem = page.locator("[data-problem]")
    assert len(chosen(page)) == LIMIT and problem.is_hidden()
    add(page, "RU-KLU")
    assert len(chosen(page)) == LIMIT
    assert problem.inner_text() == "Ten regions are the most. Remove one before you add Kaluga Oblast."
    page.get_by_role("button", name=f"Remove {NAMES[CODES[0]]}").click()
    assert problem.is_hidden()
    add(page, "RU-KLU")
    assert chosen(page)[-1] == "Kaluga Oblast" and len(chosen(page)) == LIMIT
    add(page, "RU-KLU")
    assert problem.inner_text() == "Kaluga Oblast is compared already."
    page.context.close()


def test_a_link_keeps_what_is_compared(browser: Browser, site: Path) -> None:
    page = opened(browser, f"{site.as_uri()}/book/atlas.html")
    add(page, "RU-TA")
    add(page, "RU-CE")
    page.get_by_label("the last of each series").check()
    page.locator("summary[data-summary]").click()
    page.get_by_label("Unemployment").check()
    address = page.locator("[data-here]").evaluate("link => link.href")
    assert page.url == address
    other = opened(browser, address)
    assert chosen(other) == ["Republic of Tatarstan", "Chechen Republic"]
    assert other.get_by_label("the last of each series").is_checked()
    assert rows(other, "unemployment") == rows(page, "unemployment") and len(rows(other, "unemployment")) == 3
    # From the page of a region: it and its peers.
    other.goto(f"{site.as_uri()}/atlas/RU-KLU.html")
    other.get_by_role("link", name="Compare with the nearest peers").click()
    other.locator("[data-chosen] a").first.wait_for()
    assert chosen(other) == [
        NAMES[code] for code in ("RU-KLU", *(peer.code for peer in profile("RU-KLU").peers))
    ]
    page.context.close()
    other.context.close()


def test_a_link_that_names_what_is_not_there_says_so(browser: Browser, site: Path) -> None:
    start = f"{site.as_uri()}/book/atlas.html#compare?"
    page = opened(browser, f"{start}regions=RU-KLU+RU-XXX&figures=rd_share+luck&when=tomorrow")
    assert chosen(page) == ["Kaluga Oblast"]
    said = page.locator("[data-problem]").inner_text()
    assert said == "The link names what the atlas does not have, and it was left out: RU-XXX, luck, tomorrow."
    page.goto(f"{start}regions={'+'.join(CODES[:12])}")
    page.wait_for_function(
        "count => document.querySelectorAll('[data-chosen] a').length === count", arg=LIMIT
    )
    assert (
        page.locator("[data-problem]").inner_text()
        == "The link names 12 regions. The first ten are compared."
    )
    page.goto(f"{start}regions=RU-KLU&figures=")
    page.wait_for_function("document.querySelectorAll('[data-chosen] a').length === 1")
    assert page.locator("[data-status]").inner_text() == "Choose at least one figure."
    page.context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_a_comparison(width: int, browser: Browser, site_server: str) -> None:
    screen = {"width": width, "height": 800}
    page = opened(
        browser,
        f"{site_server}book/atlas.html#compare?regions=RU-KLU+RU-NEN+RU-ZZ&figures=students+balance",
        viewport=screen,
        bypass_csp=True,
    )
    page.locator("summary[data-summary]").click()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert violations(page) == []
    page.context.close()


def test_an_exercise_leads_to_the_page_of_the_region_chosen(browser: Browser, site: Path) -> None:
    page = opened(browser, f"{site.as_uri()}/notebooks/07-context.html")
    section = page.locator("#match-the-case[data-state=live]")
    section.wait_for()
    link, region = section.locator("[data-atlas]"), section.locator("select[name=region]")
    assert link.inner_text() == "Lipetsk Oblast in the atlas"
    region.select_option("RU-KLU")
    assert link.inner_text() == "Kaluga Oblast in the atlas"
    region.select_option("")
    assert link.is_hidden()
    region.select_option("RU-TA")
    link.click()
    page.get_by_role("heading", level=1, name="Republic of Tatarstan").wait_for()
    page.context.close()
