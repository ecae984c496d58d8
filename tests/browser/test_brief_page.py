"""The page that makes a brief: from an empty browser to a finished one by keyboard, the same as the command's, whatever was written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe import violations
from briefs import HOSTILE, entries
from coursebook import PREFIX, Coursebook
from playwright.sync_api import Page

from clusterpolicy.brief import write
from clusterpolicy.datasets import region_names

PAGE = "book/brief.html"
# All that a reader gets of a brief, in order: its elements with their words, and its pictures with theirs.
WHOLE = """root => [...root.querySelectorAll('*')].map(one => [
  one.tagName.replace(/^H[1-6]$/, 'H'), one.className, one.id, one.children.length ? '' : one.textContent,
  one.getAttribute('src') ?? '', one.getAttribute('alt') ?? '', one.getAttribute('href') ?? '', one.getAttribute('aria-label') ?? '',
])"""
KEPT = """([prefix, kept]) => { for (const [name, entry] of Object.entries(kept)) localStorage.setItem(prefix + name, JSON.stringify(entry)); }"""


def open_page(book: Coursebook) -> Page:
    """Open the page of the brief and wait until it is awake."""
    book.page.goto(f"{book.start}{PAGE}")
    book.wait_until_awake()
    return book.page


def made(page: Page) -> Page:
    """Wait until a brief stands on the page."""
    page.wait_for_selector("[data-brief=status][data-outcome=right]", timeout=30_000)
    return page


def command(page: Page, code: str, kept: dict[str, Any]) -> list[list[str]]:
    """Return the command's brief as a browser reads it."""
    today = date.fromisoformat(page.evaluate("new Date().toLocaleDateString('sv')"))
    beside = page.context.new_page()
    beside.set_content(write.brief(code, kept, ".html", today).decode("utf-8"))
    whole: list[list[str]] = beside.locator("article.brief").evaluate(WHOLE)
    beside.close()
    return whole


def on_page(page: Page) -> list[list[str]]:
    """Return the page's brief as a browser reads it."""
    whole: list[list[str]] = page.locator("article.brief").evaluate(WHOLE)
    return whole


@pytest.mark.parametrize("way", ["http", "file"])
def test_from_an_empty_browser_to_a_finished_brief_by_keyboard(
    opened: Callable[..., Coursebook], way: str, tmp_path: Path
) -> None:
    book = opened(way)
    page = open_page(book)
    assert book.kept() == {}
    page.locator("h1").click()
    for _step in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.brief") == "region":
            break
    page.keyboard.type("Kaluga")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Ask ten firms first.")
    while page.evaluate("document.activeElement.dataset.brief") != "make":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    made(page)
    assert page.evaluate("document.activeElement.textContent") == "Brief on cluster policy: Kaluga Oblast"
    assert "Ask ten firms first." in page.locator("#brief-summary").inner_text()
    kept = book.kept()
    assert json.loads(kept[PREFIX + "my-region"])["values"] == {"region": "RU-KLU"}
    assert json.loads(kept[PREFIX + "brief"])["values"] == {"message": "Ask ten firms first."}
    while page.evaluate("document.activeElement.dataset.brief") != "save":
        page.keyboard.press("Shift+Tab")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "brief-RU-KLU.html"
    download.value.save_as(tmp_path / "saved.html")
    assert "Ask ten firms first." in (tmp_path / "saved.html").read_text(encoding="utf-8")
    assert book.foreign == [] and book.troubles == []


@pytest.mark.parametrize("code", ["RU-KLU", "RU-YAN"])
def test_the_page_says_what_the_command_says(
    opened: Callable[..., Coursebook], code: str, tmp_path: Path
) -> None:
    kept = entries() | {"my-region": entries()["my-region"] | {"values": {"region": code}}}
    book = opened()
    page = open_page(book)
    page.evaluate(KEPT, [PREFIX, kept])
    book.reload()
    assert page.locator("[data-brief=region]").input_value() == code
    page.locator("[data-brief=make]").click()
    made(page)
    wanted = command(page, code, kept)
    assert len(wanted) > 500
    assert on_page(page) == wanted
    with page.expect_download() as download:
        page.locator("[data-brief=save]").click()
    download.value.save_as(tmp_path / "saved.html")
    beside = book.context.new_page()
    beside.set_content((tmp_path / "saved.html").read_text(encoding="utf-8"))
    assert beside.locator("article.brief").evaluate(WHOLE) == wanted
    assert book.troubles == []


def test_the_page_says_what_the_command_says_when_nothing_was_done(opened: Callable[..., Coursebook]) -> None:
    book = opened()
    page = open_page(book)
    page.locator("[data-brief=region]").select_option("RU-MOW")
    page.locator("[data-brief=make]").click()
    made(page)
    assert on_page(page) == command(page, "RU-MOW", {})


def test_every_region_can_be_chosen(opened: Callable[..., Coursebook], site: Path) -> None:
    page = open_page(opened())
    offered = page.locator("[data-brief=region] option").evaluate_all("all => all.map(one => one.value)")
    assert sorted(offered) == ["", *sorted(region_names())]
    files = page.evaluate("Object.values(COURSE_BRIEF.files).map(name => name.split('?')[0])")
    sizes = [(site / "_static/brief" / name).stat().st_size for name in files]
    assert len(sizes) == len(region_names()) and max(sizes) < 60_000


def test_hostile_text_stays_text(opened: Callable[..., Coursebook], tmp_path: Path) -> None:
    book = opened("file")
    page = open_page(book)
    page.locator("[data-brief=region]").select_option("RU-CHU")
    page.locator("summary", has_text="Your own text").click()
    page.locator("[data-place=message]").fill(HOSTILE + "</article><script>document.title = 2</script>")
    page.locator("[data-brief=make]").click()
    made(page)
    assert HOSTILE.split("\n")[0].strip() in page.locator("#brief-summary").inner_text()
    assert page.locator("article.brief script, article.brief img[src=x]").count() == 0
    with page.expect_download() as download:
        page.locator("[data-brief=save]").click()
    download.value.save_as(tmp_path / "saved.html")
    page.goto((tmp_path / "saved.html").as_uri())
    assert page.locator("script, img[src=x]").count() == 0
    assert page.title() == "Brief on cluster policy: Chukotka Autonomous Okrug"
    assert book.troubles == []


def test_without_a_region_it_asks_for_one(opened: Callable[..., Coursebook]) -> None:
    page = open_page(opened())
    page.locator("[data-brief=make]").click()
    assert page.locator("[data-brief=status]").inner_text() == "Choose a region first."
    assert page.evaluate("document.activeElement.dataset.brief") == "region"
    assert page.locator("[data-brief=save]").is_disabled()


def test_a_region_whose_file_is_missing_is_named(
    opened: Callable[..., Coursebook], copied_site: Path
) -> None:
    (copied_site / "_static/brief/RU-TA.en.js").unlink()
    book = opened("file", folder=copied_site)
    page = open_page(book)
    page.locator("[data-brief=region]").select_option("RU-TA")
    page.locator("[data-brief=make]").click()
    page.wait_for_selector("[data-brief=status][data-outcome=wrong]")
    assert "RU-TA.en.js did not come" in page.locator("[data-brief=status]").inner_text()
    page.locator("[data-brief=region]").select_option("RU-CHU")
    page.locator("[data-brief=make]").click()
    made(page)


def test_text_that_changes_after_the_brief_is_said_to_be_kept(opened: Callable[..., Coursebook]) -> None:
    page = open_page(opened())
    page.locator("[data-brief=region]").select_option("RU-CHU")
    page.locator("[data-brief=make]").click()
    made(page)
    page.locator("summary", has_text="Your own text").click()
    page.locator("[data-place=days]").fill("1 March")
    assert "Make the brief again" in page.locator("[data-brief=status]").inner_text()


def test_values_that_are_kept_and_make_no_sense_do_not_stop_it(opened: Callable[..., Coursebook]) -> None:
    book = opened()
    page = open_page(book)
    odd = {
        "values": {"education": "much", "points": [1], "x": True},
        "answers": {"guess": {"answer": "more"}},
    }
    page.evaluate(
        KEPT,
        [
            PREFIX,
            {
                "value-chain-budget": odd | {"at": "2026-01-31T12:00:00.000Z"},
                "my-region": {
                    "values": {"region": "own:Mine"},
                    "answers": {},
                    "at": "2026-01-31T12:00:00.000Z",
                },
            },
        ],
    )
    book.reload()
    assert page.locator("[data-brief=region]").input_value() == ""
    page.locator("[data-brief=region]").select_option("RU-CHU")
    page.locator("[data-brief=make]").click()
    made(page)
    assert "Your kept value of Education in" in page.locator("#brief-priorities").inner_text()


def test_only_the_brief_is_printed(opened: Callable[..., Coursebook]) -> None:
    book = opened()
    page = open_page(book)
    page.locator("[data-brief=region]").select_option("RU-CHU")
    page.locator("[data-brief=make]").click()
    made(page)
    page.evaluate("globalThis.print = () => { globalThis.printed = true; }")
    page.locator("[data-brief=print]").click()
    assert page.evaluate("globalThis.printed") is True
    page.emulate_media(media="print")
    assert page.locator("article.brief").is_visible()
    assert not page.locator(".brief-form").is_visible() and not page.locator("h1").first.is_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) > 5


@pytest.mark.parametrize("width", [375, 1280])
def test_nobody_is_shut_out_of_a_finished_brief(opened: Callable[..., Coursebook], width: int) -> None:
    book = opened(bypass_csp=True, viewport={"width": width, "height": 900})
    page = open_page(book)
    page.locator("[data-brief=region]").select_option("RU-KLU")
    page.locator("[data-brief=make]").click()
    made(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert violations(page) == []
