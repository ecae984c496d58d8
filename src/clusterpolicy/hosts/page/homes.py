"""On which page each exercise and quiz stands, read from the notebooks' own calls."""

from __future__ import annotations

import re
from collections.abc import Container
from pathlib import Path

CALL = re.compile(r"(?:show|ask)\(\\?[\"']([\w-]+)\\?[\"']\)")


def homes(root: str | Path) -> dict[str, str]:
    """Return the page on which each exercise and quiz stands, by id, as far as the sources tell.

    Parameters
    ----------
    root : str or Path
        The folder of the book's sources.
    """
    found: dict[str, str] = {}
    for path in sorted((Path(root) / "notebooks").glob("*.ipynb")):
        for name in CALL.findall(path.read_text(encoding="utf-8")):
            found.setdefault(name, f"notebooks/{path.stem}.html")
    return found


def homes_among(root: str | Path, pages: Container[str]) -> dict[str, str]:
    """Return the same for a book that has only some of the pages.

    Parameters
    ----------
    root : str or Path
        The folder of the book's sources.
    pages : container of str
        The documents of the book.
    """
    return {name: page for name, page in homes(root).items() if page.removesuffix(".html") in pages}
