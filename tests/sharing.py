"""Pages made of data by one pattern each: they are shared out among the rounds of a test, where all others take part in each."""

from __future__ import annotations

PATTERNS = ("indicators/", "atlas/", "terms/")


def shared_out(names: list[str], part: int, parts: int) -> list[str]:
    """Return every page with a source of its own, and of those made by one pattern each in one part alone."""
    alike = [name for name in names if name.startswith(PATTERNS)]
    return [*(name for name in names if name not in alike), *alike[part::parts]]
