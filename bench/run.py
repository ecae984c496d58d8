"""This course and its peers side by side, in one run: ``make bench``.

Everything happens in temporary folders, on a copy of the checkout. The peers are what a careful author has without
this project: Jupyter Book's defaults, ``ipywidgets.interact`` with matplotlib in JupyterLab, other packages of
regional economics, and the simulator's rules in Mesa. Names of parts measure these alone: ``python bench/run.py indicators``.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import atlas
import briefs
import builds
import data
import indicators
import lab
import moves
import page
import pages
import simulator
from browsing import chromium, served
from playwright.sync_api import Browser
from report import Row, table

from clusterpolicy.errors import CourseError, UnknownNameError
from clusterpolicy.publish.browsers import CHROMIUM
from clusterpolicy.publish.project import Project


def step(text: str) -> None:
    """Say what is measured now, beside the table."""
    print(f"… {text}", file=sys.stderr, flush=True)


def measured(project: Project, browser: Browser, folder: Path) -> Iterator[Row]:
    """Yield all rows."""
    copy, peer, desk = (folder / name for name in ("course", "peer", "desk"))
    desk.mkdir()
    step("building both books")
    python = builds.copy_of(project.root, copy)
    builds.peer_book(project.root, peer)
    built = list(builds.rows(python, copy, peer))
    site = copy / "_build/html/en"
    with served(site) as root:
        step("opening pages")
        yield from page.cold_rows(browser, site, root)
        step("moving controls")
        yield from page.redraw_rows(browser, site, root)
        step("waiting for long work")
        yield from page.long_work_rows(browser, site, root)
    step("pressing keys in JupyterLab")
    yield from lab.rows(browser, desk, copy / "src")
    yield from built
    step("loading and checking the datasets")
    yield from data.rows()


def of_course() -> Iterator[Row]:
    """Yield what pages, JupyterLab and builds take."""
    with tempfile.TemporaryDirectory() as folder, chromium(CHROMIUM.find_or_install()) as browser:
        yield from measured(Project.here(), browser, Path(folder).resolve())


def of_pages() -> Iterator[Row]:
    """Yield how the chapters' pages of the built site compare with those of Jupyter Book's defaults."""
    step("building the peer's book and opening pages of both")
    yield from pages.rows(Project.here())


def of_indicators() -> Iterator[Row]:
    """Yield what the indicator library takes."""
    step("computing indicators")
    yield from indicators.rows()


def of_simulator() -> Iterator[Row]:
    """Yield what the policy simulator takes."""
    step("running the simulator")
    yield from simulator.rows()


def of_atlas() -> Iterator[Row]:
    """Yield what the atlas of regions takes."""
    step("writing the atlas of regions")
    yield from atlas.rows()


def of_briefs() -> Iterator[Row]:
    """Yield what a brief takes."""
    step("writing briefs")
    yield from briefs.rows()


def of_moves() -> Iterator[Row]:
    """Yield how long controls that move by chance hold up the pages of the built site."""
    step("moving controls by chance")
    yield from moves.rows(Project.here())


PARTS = {
    "course": of_course,
    "pages": of_pages,
    "atlas": of_atlas,
    "indicators": of_indicators,
    "simulator": of_simulator,
    "briefs": of_briefs,
    "moves": of_moves,
}


def main(names: list[str]) -> int:
    """Measure the named parts, all where none is named, and print one table."""
    started = time.monotonic()
    for name in names:
        if name not in PARTS:
            raise UnknownNameError("part of the benchmark", name, PARTS)
    rows = [row for name in names or PARTS for row in PARTS[name]()]
    print(table(rows))
    print(
        "\nMedian (least–most, number of runs). Ratio: the peer's median over this course's; above 1, it is ahead."
    )
    print(f"Measured in {time.monotonic() - started:.0f} s.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except CourseError as error:
        sys.exit(str(error))
