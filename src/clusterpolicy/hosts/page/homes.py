"""On which page each exercise and quiz stands, read from the notebooks' own calls."""

from __future__ import annotations

import re
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
