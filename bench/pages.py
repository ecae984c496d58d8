"""The chapters beside the same notebooks built by Jupyter Book's defaults: what each page asks for, and when it is there."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import builds
from browsing import Visit, chromium, served, visit
from page import pages_with_exercises
from playwright.sync_api import Browser
from report import Row

from clusterpolicy.errors import CourseError
from clusterpolicy.publish.browsers import CHROMIUM
from clusterpolicy.publish.project import Project

# Times are the medians of so many visits to each page.
VISITS = 3
PLAIN = "book/index.html"


def rows(project: Project) -> Iterator[Row]:
    """Yield medians over all chapters of the built site, and of the peer's book."""
    site = built_site(project)
    with tempfile.TemporaryDirectory() as folder:
        peer = Path(folder) / "peer"
        builds.peer_book(project.root, peer)
        builds.timed([sys.executable, "-c", builds.JUPYTER_BOOK, "build", str(peer)], Path(folder))
        with (
            served(site) as root,
            served(peer / "_build/html") as peer_root,
            chromium(CHROMIUM.find_or_install()) as browser,
        ):
            names = list(pages_with_exercises(site))
            course = [visits(browser, root, name) for name in names]
            others = [visits(browser, peer_root, name) for name in names]
            plain = visits(browser, root, PLAIN)
    yield from compared(course, others)
    yield from heaviest(course[0][0], plain[0])


def built_site(project: Project) -> Path:
    """Return the built site.

    Raises
    ------
    CourseError
        There is none.
    """
    if not (project.site / "index.html").exists():
        raise CourseError("there is no site to measure", str(project.site), "Run `make book` first.")
    return project.site


def visits(browser: Browser, root: str, name: str) -> list[Visit]:
    """Open a page some times, each time with an empty cache."""
    return [visit(browser, root, name) for _ in range(VISITS)]


def compared(course: list[list[Visit]], peer: list[list[Visit]]) -> Iterator[Row]:
    """Yield each figure of the pages of both; the peer's pages show a drawing, so that nothing becomes live."""

    def weights(pages: list[list[Visit]]) -> list[float]:
        return [page[0].gzipped / 1000 for page in pages]

    def times(pages: list[list[Visit]], name: str) -> list[float]:
        return [statistics.median(getattr(one, name) for one in page) for page in pages]

    yield Row("a chapter's page, gzipped, until all is there", "kB", weights(course), weights(peer))
    requests = [[float(len(page[0].files)) for page in pages] for pages in (course, peer)]
    yield Row("  requests", "", *requests)
    foreign = [[float(len(page[0].foreign)) for page in pages] for pages in (course, peer)]
    yield Row("  requests to other servers (blocked, not weighed)", "", *foreign, "0")
    yield Row("  first contentful paint", "ms", times(course, "paint"), times(peer, "paint"))
    yield Row("  first exercise live", "ms", times(course, "live"), target="≤ 800 ms")
    figure = "  longest task of the page (0: none of 50 or more)"
    yield Row(figure, "ms", times(course, "longest"), times(peer, "longest"))


def heaviest(page: Visit, plain: Visit, count: int = 4) -> Iterator[Row]:
    """Yield what exercises add to a page, and its largest files."""
    extra = (page.gzipped - plain.gzipped) / 1000
    yield Row("first chapter over a page without exercises, gzipped", "kB", [extra], target="≤ 1000 kB")
    yield Row("  requests", "", [len(page.files) - len(plain.files)])
    for name in sorted(page.files, key=lambda name: -page.files[name])[:count]:
        yield Row(f"    {Path(name.split('?')[0]).name}", "kB", [page.files[name] / 1000])
