"""The whole site in Firefox: every page of every edition, over http and straight from disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from firefox import Firefox, firefox
from sharing import shared_out

from clusterpolicy.publish.project import Project

WINDOWS = 3
WAYS = ("http", "file")
# It has no text of its own.
LEADS_ON = "index.html"


@pytest.fixture(scope="module")
def running(firefox_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Firefox with an empty profile."""
    with firefox(firefox_path, tmp_path_factory.mktemp("firefox")) as browser:
        yield browser


@pytest.fixture(scope="module")
def windows(running: Firefox) -> list[str]:
    """Its windows."""
    return running.windows(WINDOWS)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", Project.here().editions)
def test_every_page_wakes_quietly_in_firefox(
    language: str, way: str, running: Firefox, windows: list[str], site: Path, site_server: str
) -> None:
    """All exercises live, nothing logged, no request that leaves the site; pages of one pattern take turns between the ways."""
    edition = site.parent / language
    start = site_server.removesuffix(f"{site.name}/") if way == "http" else f"{site.parent.as_uri()}/"
    names = sorted(path.relative_to(edition).as_posix() for path in edition.rglob("*.html"))
    names.remove(LEADS_ON)
    addresses = [f"{start}{language}/{name}" for name in shared_out(names, WAYS.index(way), len(WAYS))]
    running.logged.clear()
    running.requested.clear()
    asleep = {
        address: states
        for address, states in running.states(windows, addresses)
        if not all(state.endswith(": live") for state in states)
    }
    assert asleep == {}
    assert running.logged == []
    assert [url for url in running.requested if not url.startswith((start, "data:", "blob:"))] == []
    # Firefox does not report what it reads from disk.
    assert way == "file" or len(running.requested) > len(addresses)


@pytest.mark.parametrize("folder", ["", *(f"{language}/" for language in Project.here().editions)])
def test_pages_that_lead_on_do_so_in_firefox(
    folder: str, running: Firefox, windows: list[str], site: Path
) -> None:
    """The first page of all leads to the edition that the browser asks for, the first of an edition to its welcome."""
    running.logged.clear()
    wanted = f"/{folder or 'en/'}book/index.html"
    assert running.led_to(windows[0], f"{site.parent.as_uri()}/{folder}{LEADS_ON}", wanted)
    assert running.logged == []
