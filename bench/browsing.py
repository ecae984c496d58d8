"""Chromium, a static server, and what a page asks for."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, Response, Route, sync_playwright

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
]
LIVE_SECONDS = 20
# What a page still does when it is loaded belongs to the visit.
AFTERWARDS_MS = 300


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """A static server that writes no log."""

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine alone and yield its address."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def chromium(program: str) -> Iterator[Browser]:
    """Start Chromium and yield it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def fresh_page(browser: Browser) -> Iterator[Page]:
    """Yield a page with an empty cache, empty storage and the probe."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(PROBE)
    yield context.new_page()
    context.close()


def wait_until_live(page: Page) -> None:
    """Wait until every exercise of the page is live."""
    waiting = page.locator("[data-exercise]:not([data-state=live])")
    waiting.first.wait_for(state="detached", timeout=LIVE_SECONDS * 1000)


@dataclass
class Visit:
    """What a page asked for until it was loaded and live, and when it was there: ms from the start of the visit."""

    files: dict[str, int] = field(default_factory=dict)
    foreign: list[str] = field(default_factory=list)
    paint: float = 0
    live: float = 0
    longest: float = 0

    @property
    def gzipped(self) -> int:
        """Bytes as a server that compresses would send them."""
        return sum(self.files.values())


def visit(browser: Browser, root: str, name: str) -> Visit:
    """Load a page with an empty cache; requests to other servers are counted and not let through."""
    found, answers = Visit(), list[Response]()

    def guard(route: Route) -> None:
        if route.request.url.startswith((root, "data:", "blob:")):
            route.continue_()
        else:
            found.foreign.append(route.request.url)
            route.abort()

    with fresh_page(browser) as page:
        page.route("**/*", guard)
        page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 (Playwright marks the function)
        page.goto(root + name)
        wait_until_live(page)
        page.wait_for_timeout(AFTERWARDS_MS)
        times = page.evaluate("courseBench")
        found.paint, found.live, found.longest = times["paint"], times["first"] or 0, times["longest"]
        for answer in answers:
            if answer.url.startswith(root):
                body = answer.body()
                found.files[answer.url.removeprefix(root)] = min(len(body), len(gzip.compress(body, 6)))
    return found
