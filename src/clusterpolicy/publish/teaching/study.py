"""Sphinx extension: the self-study path, made of its plan; in the browser it says how far the learner is."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from clusterpolicy.brief.html import STYLE
from clusterpolicy.exercises.framework.questions import Message
from clusterpolicy.hosts.page import add_scripts_of, asked, assets, brief
from clusterpolicy.hosts.page.course_map import chapters
from clusterpolicy.hosts.page.homes import homes
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.teaching import plans
from clusterpolicy.publish.teaching.plans import CAPSTONE, CHAPTER, EXERCISE, Item, Session
from clusterpolicy.publish.teaching.render import render
from clusterpolicy.text import _, format_message, language, plural

# The document of the page, its script, and the plan that it follows.
PAGE = "book/self-study"
NAME = "study"
PLAN = "self-study"
LONGEST_NAME = 80


class SelfStudy(SphinxDirective):
    """``{self-study}``: the evenings of the plan, and places for what the browser knows of the learner."""

    def run(self) -> list[nodes.Node]:
        """Return the path."""
        project = Project(Path(self.env.srcdir))
        up = "../" * self.env.docname.count("/")
        minutes = plural("{count|0} minute", "{count|0} minutes")
        evenings = [
            {
                "title": _(session.title),
                "minutes": format_message(minutes, {"count": session.minutes}, session.minutes),
                "items": [
                    {
                        "title": titled(project, item, self.env.found_docs),
                        "address": up + address(project, item),
                        "do": _(item.do),
                    }
                    for item in session.items
                ],
            }
            for session in plans.load(project, PLAN).sessions
        ]
        html = render("study.html", evenings=evenings, longest=LONGEST_NAME)
        return [nodes.raw("", "\n".join(line for line in html.splitlines() if line.strip()), format="html")]


def titled(project: Project, item: Item, pages: Collection[str]) -> str:
    """Return the title of a chapter, exercise or quiz."""
    if item.kind == EXERCISE:
        (subject,) = asked.subjects({item.name: homes(project.root)[item.name]})
        return subject.title
    (found,) = [one["title"] for one in chapters(pages) if Path(one["page"]).name == item.name]
    return str(found)


def address(project: Project, item: Item) -> str:
    """Return where a chapter, exercise or quiz stands."""
    if item.kind == EXERCISE:
        return f"{homes(project.root)[item.name]}#{item.name}"
    return f"{brief.PAGE}.html" if item.name == CAPSTONE else f"notebooks/{item.name}.html"


def steps(session: Session) -> list[dict[str, str]]:
    """Return what can be seen to be done of an evening: exercises and quizzes answered, a text of one's own in the brief."""
    made = []
    for item in session.items:
        if item.kind == EXERCISE:
            made.append({"kind": "answer", "name": item.name})
        elif item.kind == CHAPTER and item.name == CAPSTONE:
            made.append({"kind": "write", "name": brief.FOLDER})
    return made


def shared(project: Project) -> dict[str, Any]:
    """Return what the page needs: the path for the model, words, and the style of the certificate.

    Parameters
    ----------
    project : Project
        The checkout.
    """
    plan = plans.load(project, PLAN)
    done = [steps(session) for session in plan.sessions]
    minutes = [session.minutes for session in plan.sessions]
    evenings = [{"minutes": long, "steps": found} for long, found in zip(minutes, done, strict=True)]
    data = {"evenings": evenings, "subjects": asked.declarations(homes(project.root))}
    described = {"id": NAME, "model": NAME, "controls": [], "questions": [], "data": data}
    return {
        "subject": json.dumps(described, ensure_ascii=False, allow_nan=False),
        "titles": [_(session.title) for session in plan.sessions],
        "names": [[step["name"] for step in found] for found in done],
        "chapters": sum(item.kind == CHAPTER for item in plan.items),
        "messages": messages(),
        "style": STYLE.read_text(encoding="utf-8"),
        "longest": LONGEST_NAME,
    }


def messages() -> dict[str, Message]:
    """Return what the page says, by id."""
    return {
        "static": _("This browser cannot say how far you are: it lacks WebAssembly."),
        "evenings": plural("{done|0} of {count|0} evening done.", "{done|0} of {count|0} evenings done."),
        "left": plural("About {minutes|0} minute left.", "About {minutes|0} minutes left."),
        "all-done": _("You have done all of it."),
        "next": _("Next step:"),
        "next-evening": _("evening {number|0}, {title}"),
        "evening-done": _("Done."),
        "evening-open": plural(
            "{answered|0} of {count|0} question answered.", "{answered|0} of {count|0} questions answered."
        ),
        "evening-left": plural("About {minutes|0} minute left.", "About {minutes|0} minutes left."),
        "due": plural("{count|0} question comes back today:", "{count|0} questions come back today:"),
        "nothing-due": _("Nothing comes back today."),
        "later": plural(
            "{count|0} question comes back later, the next on {date}.",
            "{count|0} questions come back later, the next on {date}.",
        ),
        "missing": _("The certificate is given when the path is complete. Still missing:"),
        "missing-line": plural(
            "Evening {number|0}: {title}, {count|0} question",
            "Evening {number|0}: {title}, {count|0} questions",
        ),
        "missing-text": _("Evening {number|0}: {title}, a text of your own"),
        "complete": _("The path is complete. Write your name as it should stand on the certificate."),
        "no-name": _("Write your name first."),
        "made": _("The certificate stands below; print it or save it."),
        "not-kept": _("This browser keeps nothing between visits, so the path starts anew each time."),
        "title": _("Certificate of completion"),
        "course": _(
            "worked through the self-study path of the course “A Model to Invent” on cluster-based innovation policy in Russia, edition {edition}."
        ),
        "what": _("What was done: {evenings}, {chapters}, {exercises}, {questions}."),
        "what-evenings": plural("{count|0} evening", "{count|0} evenings"),
        "what-chapters": plural("{count|0} chapter", "{count|0} chapters"),
        "what-exercises": plural("{count|0} exercise or quiz", "{count|0} exercises and quizzes"),
        "what-questions": plural("{count|0} question answered", "{count|0} questions answered"),
        "right": _(
            "Of {judged|0} questions that have a right answer, the last answer was right in {right|0}."
        ),
        "region": _("Region studied: {region}."),
        "date": _("Date: {date}"),
        "honest": _(
            "This sheet was made by the reader's own browser from the answers that it keeps. Nobody watched, and the answers could be tried again "
            "as often as wanted: it says what was done, and is no result of an examination."
        ),
        "table": _("The path, evening by evening"),
        "column-evening": _("Evening"),
        "column-exercises": _("Exercises and quizzes"),
        "column-answered": _("Answered"),
        "column-right": _("Right"),
        "of": _("{part|0} of {whole|0}"),
    }


def write(app: Sphinx, env: BuildEnvironment, _documents: list[str]) -> None:
    """Write the page's data and script before the page that names them."""
    if app.builder.format == "html" and PAGE in env.found_docs:
        folder, root = Path(app.outdir) / "_static" / assets.FOLDER, Path(app.srcdir)
        text = f"globalThis.COURSE_STUDY={assets.script_json(shared(Project(root)))};"
        assets.put(folder / data_file(), text)
        assets.put(folder / f"{NAME}.js", assets.bundled(root, assets.BROWSER / f"{NAME}.js"))


def data_file() -> str:
    """Return the name of the script with what the page needs, below the course's folder."""
    return f"{NAME}.{language()}.js"


def add_scripts(app: Sphinx, page: str, _template: str, _context: dict[str, Any], _tree: object) -> None:
    """Give the page its scripts."""
    if page == PAGE:
        add_scripts_of(app, assets.course_scripts(asked.file_name(), data_file(), f"{NAME}.js"))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.add_directive("self-study", SelfStudy)
    # Behind the assets of all pages, which make the folder.
    app.connect("env-before-read-docs", write, priority=600)
    app.connect("html-page-context", add_scripts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
