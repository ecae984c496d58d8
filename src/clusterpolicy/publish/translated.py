"""Sphinx extension: a page whose texts are not all translated turns its build red; and names of parts, which Sphinx overlooks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.nodes import extract_messages

from clusterpolicy.publish.compiling import is_done, read
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.texts import folder
from clusterpolicy.text import SOURCE_LANGUAGE

LOGGER = logging.getLogger(__name__)


class CheckTranslated(SphinxTransform):
    """Names each message of a page that its file for translators lacks."""

    # Just before Sphinx puts the translations in.
    default_priority = 19

    def apply(self, **_kwargs: Any) -> None:
        """Compare the page with the file of its translations."""
        code, document = self.config.language, self.env.docname
        own = document in self.config.clusterpolicy_untranslated
        if own or code == SOURCE_LANGUAGE or self.app.builder.format != "html":
            return
        path = folder(Project(Path(self.env.srcdir)), code) / f"{document}.po"
        done = {message.id for message in read(path) if is_done(message)} if path.exists() else set()
        for node, message in extract_messages(self.document):
            if message not in done:
                LOGGER.warning(
                    "not translated in %s: “%s” (make texts)",
                    path.relative_to(self.env.srcdir),
                    message[:80],
                    location=node,
                    type="clusterpolicy",
                    subtype="untranslated",
                )


def translate_captions(app: Sphinx, document: nodes.document) -> None:
    """Put the names of the book's parts into the language: they join the page after Sphinx has translated it."""
    trees = list(document.findall(addnodes.toctree))
    path = folder(Project(Path(app.srcdir)), app.config.language) / f"{app.env.docname}.po"
    if trees and path.exists():
        known = {message.id: message.string for message in read(path)}
        for tree in trees:
            tree["caption"] = known.get(tree.get("caption"), tree.get("caption"))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    # Pages that a workshop brings along stand in one language.
    app.add_config_value("clusterpolicy_untranslated", [], "env")
    app.add_transform(CheckTranslated)
    # After the table of contents is there.
    app.connect("doctree-read", translate_captions, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
