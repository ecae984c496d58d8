"""Pages with exercises in Chromium: where they are, and how a test opens them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from coursebook import Coursebook, all_subjects
from playwright.sync_api import Browser, BrowserContext

ANNOUNCED = re.compile(r'data-(?:exercise|quiz)="([\w-]+)"')


@pytest.fixture(scope="session")
def homes(site: Path) -> dict[str, str]:
    """The page on which each exercise and quiz stands, read from the built site."""
    found: dict[str, str] = {}
    for path in sorted(site.rglob("*.html")):
        for name in ANNOUNCED.findall(path.read_text(encoding="utf-8")):
            found.setdefault(name, path.relative_to(site).as_posix())
    missing = set(all_subjects()) - set(found)
    assert not missing, f"registered, but on no page: {missing}"
    return found


@pytest.fixture(scope="session")
def progress_page(site: Path) -> str:
    """The page “My progress”."""
    found = [
        path for path in site.rglob("*.html") if "data-progress-page" in path.read_text(encoding="utf-8")
    ]
    assert len(found) == 1
    return found[0].relative_to(site).as_posix()


@pytest.fixture(scope="session")
def my_region_page(site: Path) -> str:
    """The page “My region”."""
    found = [
        path for path in site.rglob("*.html") if "data-my-region-page" in path.read_text(encoding="utf-8")
    ]
    assert len(found) == 1
    return found[0].relative_to(site).as_posix()


@pytest.fixture
def opened(
    browser: Browser, site: Path, site_server: str, homes: dict[str, str]
) -> Iterator[Callable[..., Coursebook]]:
    """Make course books: over http or from disk, of the site or of a copy, each with a browser profile of its own."""
    contexts: list[BrowserContext] = []

    def make(
        way: str = "http", *, folder: Path | None = None, script: str = "", **options: Any
    ) -> Coursebook:
        context = browser.new_context(accept_downloads=True, **options)
        contexts.append(context)
        if script:
            context.add_init_script(script)
        start = site_server if way == "http" and folder is None else f"{(folder or site).as_uri()}/"
        return Coursebook(context, start, homes, cut=True)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def copied_site(site: Path, tmp_path: Path) -> Path:
    """A copy of the site that a test may spoil."""
    return Path(shutil.copytree(site, tmp_path / "site"))
