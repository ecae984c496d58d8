"""How long a page is held up at most while the controls of its exercises move by chance."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from browsing import chromium, fresh_page, served, wait_until_live
from page import page_of_each
from pages import built_site
from report import Row

from clusterpolicy.exercises.framework.registry import exercise_names
from clusterpolicy.publish.browsers import CHROMIUM
from clusterpolicy.publish.project import Project

# The tests make the same moves and look at what they show; here the time is what counts.
MOVES = (Path(__file__).parents[1] / "tests/browser/moves.js").read_text(encoding="utf-8")
CHANGES = 100
SEED = 2012


def rows(project: Project) -> Iterator[Row]:
    """Yield the longest task of every exercise of the built site."""
    site = built_site(project)
    homes = page_of_each(site)
    with served(site) as root, chromium(CHROMIUM.find_or_install()) as browser:
        for place, name in enumerate(exercise_names()):
            with fresh_page(browser) as page:
                page.add_init_script(MOVES)
                page.goto(root + homes[name])
                wait_until_live(page)
                found = page.evaluate("given => moves.by_chance(given)", [name, SEED + place, CHANGES])
            figure = f"longest task in {CHANGES} changes by chance (0: none of 50 or more), {name}"
            yield Row(figure, "ms", [found["longest"]])
