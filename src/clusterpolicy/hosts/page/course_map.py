"""The map of the course: every chapter of the plan, those that are written with their address."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from clusterpolicy.datasets import load
from clusterpolicy.hosts.page import brief
from clusterpolicy.text import _, language

CHAPTER = re.compile(r"^notebooks/(\d\d)-")
# The last chapter computes nothing itself: its page is made of the others.
CAPSTONE = 16


def parts() -> dict[int, str]:
    """Return the titles of the course's parts by number."""
    return {
        1: _("Part I — Different clusters"),
        2: _("Part II — Why Russia, why now"),
        3: _("Part III — The regional case"),
        4: _("Part IV — Guidelines"),
    }


def chapters(pages: Collection[str]) -> list[dict[str, Any]]:
    """Return the chapters of the plan in order.

    Parameters
    ----------
    pages : collection of str
        The book's documents, for example ``notebooks/01-what-is-a-cluster``.

    Returns
    -------
    list of dict
        ``number``, ``part``, ``title``, ``about``, ``slides``, ``minutes``, and ``page``: the chapter's document, empty
        while it is still to come.
    """
    written = {int(found[1]): page for page in pages if (found := CHAPTER.match(page))}
    if brief.PAGE in pages:
        written[CAPSTONE] = brief.PAGE
    return [
        {
            "number": int(row.number),
            "part": int(row.part),
            "title": getattr(row, f"title_{language()}"),
            "about": getattr(row, f"about_{language()}"),
            "slides": row.slides if isinstance(row.slides, str) else "",
            "minutes": int(row.minutes),
            "page": written.get(int(row.number), ""),
        }
        for row in load("chapters").sort_values("number").itertuples()
    ]


def by_part(pages: Collection[str]) -> Mapping[str, list[dict[str, Any]]]:
    """Return the chapters of each part, by its title."""
    every = chapters(pages)
    return {
        title: [chapter for chapter in every if chapter["part"] == part] for part, title in parts().items()
    }
