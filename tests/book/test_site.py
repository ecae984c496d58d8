"""Every page of the built site, in files and in Chromium: policy, privacy, access."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe import THEMES, violations
from playwright.sync_api import Browser, Page, Request, Route
from sharing import PATTERNS, shared_out

from clusterpolicy.publish import pages, policy, styles

# Pages of one pattern are shared out among them.
WIDTHS = (1280, 320)
SETTLED = "() => !document.querySelector('[data-exercise][data-state=loading]')"


def open_page(browser: Browser, **options: object) -> tuple[Page, list[str]]:
    """Return a page and the list that its errors and foreign requests are added to."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("requestfailed", lambda request: troubles.extend(failure(request)))
    page.on(
        "response", lambda answer: troubles.extend([] if answer.ok else [f"{answer.status}: {answer.url}"])
    )
    return page, troubles


def failure(request: Request) -> list[str]:
    """Return what a failed request says; one that the next page cut off is none."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.failure}: {request.url}"]


def visit(page: Page, address: str) -> None:
    """Open an address and wait until its exercises have left the loading state."""
    page.goto(address)
    page.wait_for_function(SETTLED)


def test_pages_hold_to_their_duties(site: Path) -> None:
    """Images described, drawings named, internal links and fragments there, no inline handlers."""
    assert list(pages.faults(site)) == []


def test_every_page_has_the_policy_of_its_content(site: Path, site_pages: list[str]) -> None:
    """The policy is there once, fits the page's inline scripts, and allows no foreign source."""
    for name in site_pages:
        text = (site / name).read_text(encoding="utf-8")
        assert policy.with_policy(text) == text, name
        assert text.count("Content-Security-Policy") == 1, name
        assert "http" not in policy.policy(text), name


def test_no_page_names_a_foreign_script_style_or_image(site: Path, site_pages: list[str]) -> None:
    """What a page loads lies in the site."""
    loading = re.compile(r"""<(?:script|img|iframe|source)\b[^>]*\ssrc=["']?(?:https?:)?//""")
    style = re.compile(
        r"""<link\b(?=[^>]*rel=["']?(?:stylesheet|icon|preload))[^>]*href=["']?(?:https?:)?//"""
    )
    for name in site_pages:
        text = (site / name).read_text(encoding="utf-8")
        assert not loading.search(text) and not style.search(text), name
    for path in site.rglob("*.css"):
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", path.read_text(encoding="utf-8")), path


def test_pages_load_what_copies_code_where_they_show_any(site: Path, site_pages: list[str]) -> None:
    """Elsewhere no page asks for it."""
    for name in site_pages:
        text = (site / name).read_text(encoding="utf-8")
        assert ("_static/copybutton.js" in text) == ('<div class="highlight' in text), name


def test_the_style_brings_the_typefaces_alone_that_it_sets_text_in(site: Path) -> None:
    """No face that no rule names, no file that no face names, no file named that is not there."""
    path = site / "_static" / styles.SHEET
    sheet, folder = path.read_text(encoding="utf-8"), path.parent
    faces = styles.FACE.findall(sheet)
    rules = styles.FACE.sub("", sheet)
    families = {found[1] for face in faces if (found := styles.FAMILY.search(face))}
    assert {"PT Serif", "KaTeX_Main"} <= families
    assert [family for family in families if family not in rules] == []
    assert [one.name for one in folder.iterdir() if one != path and one.name not in sheet] == []
    assert not any("Awesome" in face for face in faces)
    named = [one for one in re.findall(r"url\(\"?([^)\"]+)", sheet) if not one.startswith("data:")]
    assert [one for one in named if not (folder / one).is_file()] == []


@pytest.mark.parametrize("way", ["http", "file"])
def test_pages_open_without_errors_or_foreign_requests(
    way: str, browser: Browser, site: Path, site_pages: list[str], site_server: str
) -> None:
    """Over http at a sub-path and straight from disk: quiet console, own requests alone."""
    start = site_server if way == "http" else f"{site.as_uri()}/"
    page, troubles = open_page(browser)
    foreign: list[str] = []

    def guard(route: Route) -> None:
        if route.request.url.startswith((start, "data:", "blob:")):
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    page.route("**/*", guard)
    for name in site_pages:
        visit(page, start + name)
        assert (troubles, foreign) == ([], []), name
    page.context.close()


def test_no_page_is_left_out_where_they_are_shared_out() -> None:
    """Every page is looked at in some width, and those with a source of their own in all."""
    names = ["book/a.html", *(f"{PATTERNS[number % len(PATTERNS)]}{number}.html" for number in range(7))]
    parts = [shared_out(names, part, 3) for part in range(3)]
    assert set().union(*parts) == set(names)
    assert all("book/a.html" in part for part in parts) and sum(map(len, parts)) == 3 + 7


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(width: int, browser: Browser, site_pages: list[str], site_server: str) -> None:
    """No violation of any axe rule, none switched off; and nothing scrolls sideways."""
    page, _ = open_page(browser, viewport={"width": width, "height": 800}, bypass_csp=True)
    found = []
    for place, name in enumerate(shared_out(site_pages, WIDTHS.index(width), len(WIDTHS))):
        visit(page, site_server + name)
        # Themes differ in colours alone: pages of one pattern take turns.
        themes = THEMES[place % 2 :][:1] if name.startswith(PATTERNS) else THEMES
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{name} scrolls sideways")
        found += [f"{name}, {one}" for one in violations(page, themes)]
    page.context.close()
    assert not found, "\n".join(found)


def test_search_finds_a_page_from_disk(browser: Browser, site: Path) -> None:
    """The index is a script, so searching needs no server."""
    page, troubles = open_page(browser)
    page.goto(f"{site.as_uri()}/book/index.html")
    page.get_by_role("searchbox").fill("cluster")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results li a")
    assert troubles == []
    page.context.close()


def test_frame_works_by_keyboard(browser: Browser, site_server: str) -> None:
    """The first stop skips to the text; on a small screen the contents open and close."""
    page, _ = open_page(browser, viewport={"width": 320, "height": 640})
    page.goto(f"{site_server}book/index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
    contents = page.get_by_role("navigation", name="Contents")
    assert not contents.is_visible()
    page.get_by_role("button", name="Contents").press("Enter")
    assert contents.is_visible()
    page.keyboard.press("Escape")
    assert not contents.is_visible()
    page.context.close()


def test_chosen_colours_stay(browser: Browser, site_server: str) -> None:
    """A reader's choice outlives the page."""
    page, _ = open_page(browser, color_scheme="light")
    page.goto(f"{site_server}book/index.html")
    page.get_by_role("button", name="Dark").click()
    page.reload()
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.get_by_role("button", name="Dark").get_attribute("aria-pressed") == "true"
    page.context.close()
