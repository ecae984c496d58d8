"""Sphinx extension: puts each exercise, quiz and the progress page into the book as live, self-contained markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from clusterpolicy.errors import UnknownNameError
from clusterpolicy.exercises.framework.registry import exercise_names, quiz_names
from clusterpolicy.hosts.page import (
    assets,
    atlas,
    atlas_home,
    brief,
    catalogue,
    glossary,
    indicator_pages,
    ledger,
    markup,
    screen,
    term_pages,
    uses,
)
from clusterpolicy.hosts.page.assignments import assignments
from clusterpolicy.hosts.page.case_file import case
from clusterpolicy.hosts.page.course_map import by_part
from clusterpolicy.hosts.page.course_map import chapters as every_chapter
from clusterpolicy.hosts.page.cover import cover
from clusterpolicy.hosts.page.deck_map import slides
from clusterpolicy.hosts.page.findable import CourseDomain, add_to_search
from clusterpolicy.hosts.page.glossary import LinkTerms
from clusterpolicy.hosts.page.homes import homes_among
from clusterpolicy.hosts.page.own_columns import own_columns_table
from clusterpolicy.hosts.page.simulator_tables import tables
from clusterpolicy.hosts.page.syllabus import PAGE, rubric, syllabus
from clusterpolicy.models.my_region import NAME as MY_REGION
from clusterpolicy.text import language

MOUNT = re.compile(r'<div data-mount="([\w-]+)"></div>')
PROGRESS, COVER, COURSE_MAP = "my-progress", "cover", "course-map"
LEDGER, CASE_FILE, OWN_COLUMNS = "claims-ledger", "case-file", "own-columns"
CATALOGUE, DECK_MAP, ATLAS, GLOSSARY = "catalogue", "deck-map", "atlas", "glossary"
SYLLABUS, ASSIGNMENTS, RUBRIC = "syllabus", "assignments", "rubric"
# They move nothing and need no script; what each shows comes from this function.
STILL: dict[str, Callable[..., object]] = {
    COVER: cover,
    COURSE_MAP: by_part,
    LEDGER: ledger.lines,
    DECK_MAP: slides,
    CASE_FILE: case,
    OWN_COLUMNS: own_columns_table,
    GLOSSARY: glossary.terms,
    SYLLABUS: syllabus,
    ASSIGNMENTS: assignments,
    RUBRIC: rubric,
    **tables(),
}


class FillMounts(SphinxPostTransform):
    """Replaces mount points by markup in the page's language; after MyST-NB chose among the outputs' formats."""

    default_priority = 40

    def run(self, **_kwargs: Any) -> None:
        """Fill every mount point of the page and remember what it needs."""
        found: list[str] = []
        for node in list(self.document.findall(nodes.raw)):
            match = MOUNT.search(node.astext())
            if match:
                name = match.group(1)
                if name not in STILL:
                    found.append(name)
                node.replace_self(nodes.raw("", self.filled(name), format="html"))
        self.document["clusterpolicy_mounts"] = found

    def filled(self, name: str) -> str:
        """Return the markup of one mount point."""
        depth = self.env.docname.count("/")
        pages = self.env.found_docs
        made: dict[str, Callable[[], str]] = {
            MY_REGION: lambda: markup.my_region(self.homes(), depth),
            PROGRESS: lambda: markup.progress(depth),
            assets.BRIEF: lambda: markup.brief(depth),
            screen.NAME: markup.screen,
            COVER: lambda: cover(self.regions(depth)),
            CASE_FILE: markup.case_file,
            OWN_COLUMNS: own_columns_table,
            COURSE_MAP: lambda: markup.course_map(pages, depth),
            LEDGER: lambda: markup.ledger(self.judged(), depth),
            DECK_MAP: lambda: markup.deck_map(self.judged(), pages, depth),
            CATALOGUE: lambda: self.catalogue(depth),
            ATLAS: lambda: markup.atlas(depth),
            GLOSSARY: lambda: markup.glossary(depth),
            SYLLABUS: lambda: markup.syllabus(syllabus(Path(self.env.srcdir), self.chapters()), depth),
            ASSIGNMENTS: lambda: markup.assignments(assignments(Path(self.env.srcdir))),
            RUBRIC: lambda: markup.rubric(depth),
            **tables(),
        }
        if name in made:
            return made[name]()
        if name in quiz_names():
            return markup.quiz(name)
        if name in exercise_names():
            return markup.exercise(name, depth)
        raise UnknownNameError("exercise or quiz", name, [*exercise_names(), *quiz_names()])

    def judged(self) -> list[ledger.Line]:
        """Return the claims of the deck with their verdicts and the pages where they are judged."""
        folder = Path(self.env.srcdir) / "notebooks"
        there = [path for path in folder.glob("*.ipynb") if f"notebooks/{path.stem}" in self.env.found_docs]
        return ledger.lines(ledger.chapters_of_claims(there), self.homes())

    def homes(self) -> dict[str, str]:
        """Return the page of each exercise and quiz of this book."""
        return homes_among(self.env.srcdir, self.env.found_docs)

    def regions(self, depth: int) -> dict[str, str]:
        """Return the address of the page of each region; none in a book without the atlas."""
        return atlas.addresses("../" * depth) if atlas.listed(self.env.found_docs) else {}

    def chapters(self) -> dict[str, nodes.document]:
        """Return the pages of the chapters as they were read, in the page's language."""
        found = (chapter["page"] for chapter in every_chapter(self.env.found_docs))
        return {page: self.env.get_doctree(page) for page in found if page}

    def catalogue(self, depth: int) -> str:
        """Return the catalogue of datasets, with the pages that use each."""
        folder, titles = Path(self.env.srcdir), self.env.titles
        documents = sorted(name for name in self.env.found_docs if name in titles)
        pages = uses.of_pages(folder, documents, {**STILL, ATLAS: atlas_home.data})
        named = {
            dataset: [(titles[page].astext(), f"{page}.html") for page in found]
            for dataset, found in pages.items()
        }
        return markup.catalogue(named, uses.of_exercises(self.homes()), depth)


def add_scripts(app: Sphinx, _page: str, _template: str, _context: dict[str, Any], doctree: Any) -> None:
    """Give a page with exercises the scripts that they need, and no other page any."""
    mounts = doctree["clusterpolicy_mounts"] if doctree and "clusterpolicy_mounts" in doctree else []
    add_scripts_of(app, assets.scripts_for(mounts, exercise_names()))


def add_scripts_of(app: Sphinx, names: Iterable[str]) -> None:
    """Give the page that is written now these scripts, in loading order.

    Parameters
    ----------
    app : Sphinx
        The application.
    names : iterable of str
        Their places below the static folder.
    """
    for name in names:
        # The interpreter needs nothing of the page: it starts as soon as it is here, the rest when the page is read.
        early = name.endswith(f"/{assets.INTERPRETER}")
        app.add_js_file(name, loading_method="async" if early else "defer")


def write_assets(app: Sphinx, env: BuildEnvironment, _documents: list[str]) -> None:
    """Write scripts, pictures and data before the pages that name them, so that their addresses carry their hashes."""
    if app.builder.format == "html":
        static = Path(app.outdir) / "_static"
        homes = homes_among(app.srcdir, env.found_docs)
        assets.write(static, Path(app.confdir), homes, env.found_docs)
        if indicator_pages.CATALOGUE in env.found_docs:
            catalogue.write(static)
        if brief.PAGE in env.found_docs:
            brief.write(static)


def indicator_documents(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield a page for every series of the regions: they have no source file that Sphinx would read."""
    regions = atlas.addresses("../") if atlas.listed(app.env.found_docs) else {}
    for indicator in indicator_pages.listed(app.env.found_docs):
        view = indicator_pages.view(indicator, regions)
        context = {"title": view["title"], "body": markup.indicator(view)}
        yield indicator_pages.page_name(indicator), context, "page.html"


def region_documents(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield a page for every region: like the pages of series, they have no source file."""
    for code in atlas.listed(app.env.found_docs):
        view = atlas.view(code)
        yield atlas.page_name(code), {"title": view["title"], "body": markup.region(view)}, "page.html"


def term_documents(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield a page for every term of the glossary: like the pages of series, they have no source file."""
    if not glossary.listed(app.env.found_docs):
        return
    documents = sorted(set(app.env.found_docs).difference(term_pages.LISTS), key=term_pages.place)
    pages = {name: term_pages.passages(name, app.env.get_doctree(name)) for name in documents}
    uses_of = term_pages.all_uses(pages, homes_among(app.srcdir, app.env.found_docs))
    for term in glossary.terms():
        view = term_pages.view(term, uses_of[term.id])
        add_to_search(
            app, glossary.page_name(term.id), view["title"], [*term.forms, term.other, term.definition]
        )
        yield glossary.page_name(term.id), {"title": view["title"], "body": markup.term(view)}, "page.html"


def made_of_others(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the page that is made of other pages: it is written anew whichever of them changed."""
    return [PAGE] if PAGE in env.found_docs else []


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_config_value("clusterpolicy_language", language(), "env")
    app.add_post_transform(FillMounts)
    app.add_post_transform(LinkTerms)
    app.add_domain(CourseDomain)
    app.add_css_file("course/colours.css", priority=700)
    app.connect("env-before-read-docs", write_assets)
    app.connect("html-page-context", add_scripts)
    app.connect("env-updated", made_of_others)
    app.connect("html-collect-pages", indicator_documents)
    app.connect("html-collect-pages", region_documents)
    app.connect("html-collect-pages", term_documents)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
