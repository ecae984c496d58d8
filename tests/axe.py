"""axe-core in an open page: what it finds, as lines that name rule and element."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from playwright.sync_api import Page

from clusterpolicy.publish.project import Project

# All rules run; what passes is not listed element by element, which would take most of the time.
RUN = "axe.run({ resultTypes: ['violations'] }).then(answer => answer.violations)"
SCRIPT = "node_modules/axe-core/axe.min.js"
THEMES = ("light", "dark")


@lru_cache
def script() -> str:
    """Return axe itself."""
    return (Project.here().root / SCRIPT).read_text(encoding="utf-8")


def violations(page: Page, themes: Iterable[str] = THEMES) -> list[str]:
    """Return every violation of every axe rule, none switched off, in both themes or in those named.

    The page's context must let scripts in (``bypass_csp``): axe is none of the page's own.
    """
    page.evaluate(script())
    found = []
    for theme in themes:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.wait_for_function("theme => document.documentElement.dataset.theme === theme", arg=theme)
        found += [
            f"{theme}: {rule['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
            for rule in page.evaluate(RUN)
            for node in rule["nodes"]
        ]
    return found
