"""Sphinx extension: ``{value}`name``` prints a figure that a notebook computed, in the page's language."""

from __future__ import annotations

import difflib
import json
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

from babel import Locale
from babel.numbers import format_decimal
from docutils import nodes
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from clusterpolicy.text import MINUS, in_language
from clusterpolicy.values import METADATA

LOGGER = logging.getLogger(__name__)
NO_BREAK = "\N{NO-BREAK SPACE}"

Values = dict[str, dict[str, Any]]


class value_reference(nodes.Inline, nodes.Element):  # type: ignore[misc]  # noqa: N801 (docutils' naming)
    """A place in the text that waits for its figure."""


class value_text(nodes.inline):  # type: ignore[misc]  # noqa: N801
    """A figure, with its unrounded value beside it."""


class ValueRole(SphinxRole):
    """``{value}`name``` for this page's figure, ``{value}`page:name``` for another's."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave a node that is filled in when all pages have been read."""
        page, _, name = self.text.strip().rpartition(":")
        node = value_reference(self.rawtext, page=page or self.env.docname, name=name)
        self.set_source_info(node)
        if page:
            store(self.env, "clusterpolicy_value_users").setdefault(self.env.docname, set()).add(page)
        return [node], []


class ValueCollector(EnvironmentCollector):
    """Keeps the figures of each executed notebook in Sphinx's environment."""

    def process_doc(self, app: Sphinx, _doctree: nodes.document) -> None:
        """Read what MyST-NB put aside when it rendered the notebook."""
        docname = app.env.docname
        kept = NbMetadataCollector.get_doc_data(app.env).get(docname, {})
        if not kept.get("glue"):
            return
        path = Path(app.env.mystnb_config.output_folder) / f"{docname}.glue.json"  # type: ignore[attr-defined]
        outputs = json.loads(path.read_text(encoding="utf-8")).values()
        records = [output["metadata"][METADATA] for output in outputs if METADATA in output["metadata"]]
        store(app.env, "clusterpolicy_values")[docname] = {record["name"]: record for record in records}

    def clear_doc(self, _app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a page that is read again."""
        for name in ("clusterpolicy_values", "clusterpolicy_value_users"):
            store(env, name).pop(docname, None)

    def merge_other(
        self, _app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment
    ) -> None:
        """Take over what a parallel reader found."""
        for name in ("clusterpolicy_values", "clusterpolicy_value_users"):
            found = store(other, name)
            store(env, name).update({docname: found[docname] for docname in docnames if docname in found})

    def get_updated_docs(self, _app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Write pages again that quote another page: its figures may be new."""
        return list(store(env, "clusterpolicy_value_users"))


class ResolveValues(SphinxPostTransform):
    """Puts the figures in; a post-transform, so that translated paragraphs have theirs too."""

    default_priority = 8

    def run(self, **_: Any) -> None:
        """Replace every waiting node of the page."""
        # Templates for translators hold the names; no notebook is executed for them.
        if self.app.builder.name == "gettext":
            return
        for node in list(self.document.findall(value_reference)):
            known = store(self.env, "clusterpolicy_values")
            record = known.get(node["page"], {}).get(node["name"])
            if record is None:
                LOGGER.warning(unknown(node["page"], node["name"], known), location=node)
                node.replace_self(nodes.Text(f"{node['page']}:{node['name']}"))
                continue
            text = written(record, self.config.language)
            node.replace_self(value_text("", text, classes=["value"], value=str(record["value"])))


def store(env: BuildEnvironment, name: str) -> dict[str, Any]:
    """Return a dict that Sphinx keeps between builds, by page."""
    kept: dict[str, Any] = env.__dict__.setdefault(name, {})
    return kept


def unknown(page: str, name: str, known: dict[str, Values]) -> str:
    """Say that a figure is missing, and which comes nearest."""
    names = [f"{other}:{key}" for other, values in known.items() for key in values]
    near = difflib.get_close_matches(f"{page}:{name}", names, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]!r}?" if near else "no notebook keeps a value of a similar name"
    return f"there is no value {name!r} on page {page!r}; {hint}"


def written(record: dict[str, Any], language: str) -> str:
    """Return a figure as a language writes it.

    Parameters
    ----------
    record : dict
        What `clusterpolicy.values.value` kept: value, digits, kind, unit.
    language : str
        Language code of the page.
    """
    locale = Locale.parse(language, sep="-" if "-" in language else "_")
    if record["kind"] == "text":
        text = in_language(language, record["value"])
    else:
        decimals = "." + "0" * record["digits"] if record["digits"] else ""
        pattern = "#,##0" + decimals
        if record["kind"] == "percent":
            pattern = locale.percent_formats[None].pattern.replace("#,##0", pattern)
        text = format_decimal(Decimal(repr(record["value"])), format=pattern, locale=locale)
        text = text.replace("-", MINUS).replace(" ", NO_BREAK)
    return f"{text}{NO_BREAK}{in_language(language, record['unit'])}" if record["unit"] else text


def visit_value(translator: Any, node: value_text) -> None:
    """Open the element."""
    translator.body.append(f'<span class="value" data-value="{escape(node["value"])}">')


def depart_value(translator: Any, _node: value_text) -> None:
    """Close the element."""
    translator.body.append("</span>")


def skip(_translator: Any, _node: nodes.Node) -> None:
    """Write the text alone, for builders that know no such element."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_node(value_text, html=(visit_value, depart_value), text=(skip, skip), latex=(skip, skip))
    app.add_role("value", ValueRole())
    app.add_env_collector(ValueCollector)
    app.add_post_transform(ResolveValues)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
