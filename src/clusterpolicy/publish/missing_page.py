"""Sphinx extension: the page that a server shows for an address that leads nowhere, at any depth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from clusterpolicy.hosts.page import assets, atlas, glossary, indicator_pages
from clusterpolicy.publish.teaching import plan_pages
from clusterpolicy.text import _

# Static servers look for this name: GitHub Pages, GitLab Pages, Netlify; others are told it.
PAGE = "404"
SCRIPT = Path(__file__).with_suffix(".js")


def words() -> dict[str, str]:
    """Return what the page says."""
    return {
        "heading": _("There is no page at this address"),
        "why": _("The address may be mistyped, or the page may have moved with a new edition of the course."),
        "home": _("To the first page"),
        "map": _("To the course map"),
        "search": _("Search the course"),
        "no_script": _(
            "Without JavaScript these links may lead nowhere. Then take away the last parts of the address, one after another, "
            "until the course appears."
        ),
    }


def document(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page: like those of series and regions, it has no source file."""
    folders = {name.partition("/")[0] for name in app.env.found_docs if "/" in name}
    folders |= {"_static", atlas.FOLDER, glossary.FOLDER, indicator_pages.FOLDER, plan_pages.FOLDER}
    context = {
        "title": words()["heading"],
        "words": words(),
        "folders": " ".join(sorted(folders)),
        "find_home": assets.bundled(Path(app.confdir), SCRIPT),
        # Its address is not known before the home is.
        "favicon_url": "",
    }
    yield PAGE, context, "missing-page.html"


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("html-collect-pages", document)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
