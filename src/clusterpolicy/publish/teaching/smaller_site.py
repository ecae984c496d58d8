"""Sphinx extension: the site of one plan, with its chapters alone, and what an event puts on every page.

It does nothing in the whole book. In a smaller site the first page is the plan's, and what would lead to a page that is not there
is words without a link.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from babel.dates import format_date
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import docname_join

from clusterpolicy.datasets import region_names
from clusterpolicy.exercises.framework.registry import preset_region
from clusterpolicy.publish.compiling import read
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.teaching import event as events
from clusterpolicy.publish.teaching import plan_pages, plans
from clusterpolicy.publish.teaching.event import Event
from clusterpolicy.publish.texts import folder
from clusterpolicy.text import _, fill

# What is printed beside a smaller site, by the name of its file.
HANDOUTS, SLIDES, SHEETS, SCRIPT = "handouts.pdf", "slides.pdf", "group-work.pdf", "script.pdf"
LOGO = "event-logo"
LINK = re.compile(r'<a\b[^>]*?\bhref="(?P<address>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
# Only with the atlas has it an address, which a script gives it.
ATLAS = re.compile(r'<p class="[^"]*js-only" hidden><a [^>]*data-atlas=.*?</p>', re.DOTALL)


def files() -> dict[str, str]:
    """Return what is printed, by its words."""
    return {
        _("Handouts (A4)"): HANDOUTS,
        _("Slides (16:9)"): SLIDES,
        _("Group sheets (A4)"): SHEETS,
        _("Facilitator's script (A4)"): SCRIPT,
    }


def is_smaller(app: Sphinx) -> bool:
    """Return whether this is the site of one plan."""
    return bool(app.config.clusterpolicy_plan)


def event_line(event: Event, language: str) -> str:
    """Return when and where an event is."""
    day = format_date(event.date, "long", locale=language) if event.date else ""
    return ", ".join(filter(None, [day, event.place[language]]))


def opening(app: Sphinx, document: str, source: list[str]) -> None:
    """Put the plan in the place of the book's first page."""
    if is_smaller(app) and document == app.config.root_doc:
        plan = plans.load(Project(Path(app.srcdir)), app.config.clusterpolicy_plan)
        source[0] = f"# {_(plan.title)}\n"


def complete(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Give every page the event, and the first one the plan."""
    context["event"] = None
    if not is_smaller(app):
        return
    project = Project(Path(app.srcdir), app.config.language)
    event, up = events.load(project), "../" * page.count("/")
    if event:
        logo = f"{up}_static/{logo_name(event)}" if event.logo else ""
        context["event"] = {
            "name": event.name[project.language],
            "line": event_line(event, project.language),
            "logo": logo,
        }
    if page == app.config.root_doc:
        plan = plans.load(project, app.config.clusterpolicy_plan)
        printed = {words: f"../{name}" for words, name in files().items()}
        region = preset_region()
        note = (
            fill("The exercises open on this region: {region}.", region=region_names()[region])
            if region
            else ""
        )
        context["body"] += (f'<p class="plan-region">{note}</p>' if note else "") + plan_pages.body_of(
            app, plan, printed
        )


def logo_name(event: Event) -> str:
    """Return the name of an event's logo in the site."""
    assert event.logo is not None
    return f"{LOGO}{event.logo.suffix.lower()}"


def write_logo(app: Sphinx) -> None:
    """Put the logo of the event into the site."""
    event = events.load(Project(Path(app.srcdir))) if is_smaller(app) else None
    if event and event.logo:
        static = Path(app.outdir) / "_static"
        static.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(event.logo, static / logo_name(event))


def words_of_absent(
    app: Sphinx, env: BuildEnvironment, node: nodes.Element, words: nodes.Element
) -> nodes.Element | None:
    """Return what a reference to a page of the book says where the page is not in this site."""
    if not is_smaller(app) or node.get("reftype") != "doc":
        return None
    document = docname_join(node.get("refdoc", env.docname), node["reftarget"])
    title = title_of(Project(Path(app.srcdir), app.config.language), document)
    if not title:
        return None
    if not node.get("refexplicit"):
        words = nodes.inline("", title)
    return words


def title_of(project: Project, document: str) -> str:
    """Return the title of a page of the book in its language, read from its source; empty where there is no such page."""
    markdown, notebook = (project.root / f"{document}{suffix}" for suffix in (".md", ".ipynb"))
    if markdown.exists():
        text = markdown.read_text(encoding="utf-8")
    elif notebook.exists():
        text = "".join(json.loads(notebook.read_text(encoding="utf-8"))["cells"][0]["source"])
    else:
        return ""
    title = re.search(r"^# (.*)$", text, re.MULTILINE)
    assert title is not None
    said = folder(project, project.language) / f"{document}.po"
    known = {message.id: message.string for message in read(said)} if said.exists() else {}
    return str(known.get(title[1], title[1]))


def unlink(app: Sphinx, exception: Exception | None) -> None:
    """Turn links to pages that are not in the site into their words."""
    if exception or not is_smaller(app) or app.builder.format != "html":
        return
    for path in Path(app.outdir).rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        complete = LINK.sub(lambda match, at=path: kept(match, at), ATLAS.sub("", text))  # type: ignore[misc]
        if complete != text:
            path.write_text(complete, encoding="utf-8")


def kept(link: re.Match[str], page: Path) -> str:
    """Return a link as it is, or its words where it leads to a file that is not there."""
    parts = urlsplit(link["address"])
    elsewhere = parts.scheme or parts.netloc or not parts.path or "hreflang=" in link[0]
    if elsewhere or (page.parent / unquote(parts.path)).exists():
        return link[0]
    return f"<span>{link['words']}</span>"


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    # Name of the plan that the site is made for; empty for the whole book.
    app.add_config_value("clusterpolicy_plan", "", "env")
    app.connect("builder-inited", write_logo)
    app.connect("source-read", opening)
    app.connect("html-page-context", complete)
    app.connect("missing-reference", words_of_absent)
    # Before the pages are completed and held to their links.
    app.connect("build-finished", unlink, priority=800)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
