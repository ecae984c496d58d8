"""Sphinx extension: a page for every course plan, and the list that leads to them.

A plan is a file in ``plans/`` and no document; its page is written like those of regions and series, when all documents are read.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from clusterpolicy.hosts.page.findable import add_to_search
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.teaching import plan_page, plans
from clusterpolicy.publish.teaching.plan_page import Chapter
from clusterpolicy.publish.teaching.plans import Plan
from clusterpolicy.publish.teaching.render import render
from clusterpolicy.text import _

HOME = "book/teaching"
FOLDER = "plans"
# Where they stand among the sections of a chapter; a test holds every chapter to the order.
OUTCOMES, FACILITATOR = 1, -1


class PlanList(SphinxDirective):
    """``{course-plans}``: all plans with what they are for."""

    def run(self) -> list[nodes.Node]:
        """Return the list."""
        up = "../" * self.env.docname.count("/")
        listed = [
            {
                "title": _(plan.title),
                "about": _(plan.about),
                "address": f"{up}{page_name(plan.name)}.html",
                "facts": [words for _label, words in plan_page.facts(plan)],
            }
            for plan in plans.load_all(Project(Path(self.env.srcdir)))
        ]
        return [nodes.raw("", render("plans.html", plans=listed), format="html")]


def page_name(plan: str) -> str:
    """Return the document name of a plan's page."""
    return f"{FOLDER}/{plan}"


def listed(root: Path, documents: Container[str]) -> list[str]:
    """Return the plans that a book has a page for: all, or none in a book without the page that leads there."""
    return plans.names(Project(root)) if HOME in documents else []


def outdated(
    _app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """Read the list again in every build: a new plan changes no source of its page."""
    return [HOME] if HOME in env.found_docs else []


def documents(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page of every plan."""
    known: dict[str, Chapter] = {}
    for name in listed(Path(app.srcdir), app.env.found_docs):
        plan = plans.load(Project(Path(app.srcdir)), name)
        add_chapters(app, plan.documents, known)
        body = plan_page.body(plan, known, {}, heading=True)
        add_to_search(app, page_name(name), _(plan.title), map(_, plan.messages()))
        yield page_name(name), {"title": _(plan.title), "body": body}, "page.html"


def add_chapters(app: Sphinx, wanted: Iterable[str], known: dict[str, Chapter]) -> None:
    """Add what plans take from chapters, as pages one folder deep need it."""
    for document in wanted:
        if document not in known:
            known[document] = Chapter(
                title=app.env.titles[document].astext(),
                address=f"../{document}.html",
                outcomes=section(app, document, OUTCOMES),
                facilitator=section(app, document, FACILITATOR),
            )


def section(app: Sphinx, document: str, place: int) -> str:
    """Return what stands under a heading of a chapter, in the book's language; nothing for a page that is no chapter."""
    if not document.startswith("notebooks/"):
        return ""
    (whole,) = app.env.get_doctree(document).findall(
        lambda node: isinstance(node, nodes.section) and isinstance(node.parent, nodes.document)
    )
    found = [child for child in whole.children if isinstance(child, nodes.section)][place]
    part = new_document(document)
    part += [child.deepcopy() for child in found.children if not isinstance(child, nodes.title)]
    app.env.apply_post_transforms(part, document)
    made = nodes.container()
    made += part.children
    return str(app.builder.render_partial(made)["fragment"])  # type: ignore[attr-defined]


def body_of(app: Sphinx, plan: Plan, files: dict[str, str]) -> str:
    """Return the body of a plan's page below a title of its own."""
    known: dict[str, Chapter] = {}
    add_chapters(app, plan.documents, known)
    return plan_page.body(plan, known, files, heading=False)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.add_directive("course-plans", PlanList)
    app.connect("env-get-outdated", outdated)
    app.connect("html-collect-pages", documents)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
