"""What is printed for an event: handouts, slides, group sheets and the facilitator's script, made of the site's own pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from clusterpolicy.exercises.framework.registry import quiz_names
from clusterpolicy.publish.paper import anchors, compose
from clusterpolicy.publish.paper.printing import print_page
from clusterpolicy.publish.paper.still import settle
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.teaching import event as events
from clusterpolicy.publish.teaching import plan_page, plans, smaller_site
from clusterpolicy.publish.teaching.event import Event
from clusterpolicy.publish.teaching.plan_page import Chapter, Entry
from clusterpolicy.publish.teaching.plans import Item, Plan
from clusterpolicy.publish.teaching.render import render
from clusterpolicy.text import _

STYLE = Path(__file__).parent / "leaflets.css"
# Where sections stand in a chapter, from its start and its end.
PUZZLE, OUTCOMES, SUMMARY, FACILITATOR = 0, 1, -3, -1
CASE_FILE = "book/case-file"


@dataclass(frozen=True)
class Page:
    """What is printed of a page of the site.

    Attributes
    ----------
    title, whole : str
        Its title, and all below it.
    puzzle, outcomes, summary, facilitator : str
        Its sections without their headings; empty on a page that is no chapter.
    exercises : dict of str to str
        Its exercises and quizzes by id, at the setting with which they open.
    """

    title: str
    whole: Markup
    puzzle: Markup
    outcomes: Markup
    summary: Markup
    facilitator: Markup
    exercises: dict[str, Markup]


def write(edition: Project, name: str, own: list[str], browser: str) -> None:
    """Print what belongs to a plan into its built site.

    Parameters
    ----------
    edition : Project
        The checkout in the language of the site; its site is built.
    name : str
        The plan.
    own : list of str
        Documents that the event brings along.
    browser : str
        Path of a Chromium.
    """
    os.environ["CLUSTERPOLICY_LANGUAGE"] = edition.language
    plan, event = plans.load(edition, name), events.load(edition)
    case = [CASE_FILE] if (edition.site / f"{CASE_FILE}.html").exists() else []
    pages = {document: page(edition, document) for document in (*plan.documents, *case, *own)}
    sheets: dict[str, Callable[[], str]] = {
        smaller_site.HANDOUTS: lambda: handouts(edition, plan, event, pages),
        smaller_site.SLIDES: lambda: slides(edition, plan, event, pages),
        smaller_site.SHEETS: lambda: group_sheets(edition, plan, event, pages),
        smaller_site.SCRIPT: lambda: script(edition, plan, event, pages),
    }
    folder = edition.sites.parent / f"print-{edition.language}"
    folder.mkdir(exist_ok=True)
    for target, made in sheets.items():
        source = folder / Path(target).with_suffix(".html")
        source.write_text(made(), encoding="utf-8")
        print_page(browser, source.absolute(), (edition.site / target).absolute())


def page(edition: Project, document: str) -> Page:
    """Return what is printed of a page."""
    found = compose.article(compose.soup(edition, document))
    settle(found)
    compose.draw_in(found, edition, document)
    anchors.rename(found, document)
    anchors.connect(found, document, {})
    # Right answers are for who reads the course on paper; a group finds its own.
    for answers in found.select(".paper-answers"):
        answers.decompose()
    heading = found.select("h1")[0].extract()
    parts = sections(found) if document.startswith("notebooks/") else []
    return Page(
        title=compose.words(heading),
        whole=Markup(found.decode_contents()),
        puzzle=part(parts, PUZZLE),
        outcomes=part(parts, OUTCOMES),
        summary=part(parts, SUMMARY),
        facilitator=part(parts, FACILITATOR),
        exercises={
            str(one.get("data-exercise") or one.get("data-quiz")): Markup(one)
            for one in found.select("[data-exercise], [data-quiz]")
        },
    )


def sections(found: Tag) -> list[Tag]:
    """Return the sections of a chapter, in their order."""
    whole = found.find("section")
    assert isinstance(whole, Tag)
    return [child for child in whole.find_all("section", recursive=False) if isinstance(child, Tag)]


def part(parts: list[Tag], place: int) -> Markup:
    """Return a section without its heading; nothing on a page that is no chapter."""
    found = parts[place].children if parts else ()
    return Markup("".join(str(child) for child in found if getattr(child, "name", "") != "h2"))


def frame(edition: Project, plan: Plan, event: Event | None, pages: dict[str, Page]) -> dict[str, Any]:
    """Return what all papers share."""
    chapters = {
        document: Chapter(found.title, "", found.outcomes, found.facilitator)
        for document, found in pages.items()
    }
    logo = edition.site / "_static" / smaller_site.logo_name(event) if event and event.logo else None
    title = event.name[edition.language] if event else _(edition.settings["title"])
    line = smaller_site.event_line(event, edition.language) if event else ""
    return {
        **plan_page.view(plan, chapters),
        "language": edition.language,
        "site": edition.site.resolve().as_uri(),
        "css": Markup(STYLE.read_text(encoding="utf-8")),
        "event": title,
        "line": line,
        "running": Markup(compose.quoted(" · ".join(filter(None, [title, line])))),
        "logo": logo.resolve().as_uri() if logo else "",
        "pages": pages,
    }


def handouts(edition: Project, plan: Plan, event: Event | None, pages: dict[str, Page]) -> str:
    """Return the participants' handouts: what each chapter is about, its exercises at their first setting, its summary."""
    chosen: dict[str, list[Markup]] = {document: [] for document in pages}
    for item in plan.items:
        if item.kind == plans.EXERCISE:
            made = pages[plan.homes[item.name]].exercises[item.name]
            if made not in chosen[plan.homes[item.name]]:
                chosen[plan.homes[item.name]].append(made)
    return render("handouts.html", **frame(edition, plan, event, pages), chosen=chosen)


def group_sheets(edition: Project, plan: Plan, event: Event | None, pages: dict[str, Page]) -> str:
    """Return a sheet for each task of a plan, with its lines to write on."""
    shared = frame(edition, plan, event, pages)
    return render(
        "sheets.html", **shared, tasks=[entry for _item, entry in entries(plan, shared) if entry.sheet]
    )


def script(edition: Project, plan: Plan, event: Event | None, pages: dict[str, Page]) -> str:
    """Return the facilitator's script."""
    return render("script-paper.html", **frame(edition, plan, event, pages))


@dataclass(frozen=True)
class Slide:
    """One slide: its kind, heading, words, picture, how it is done, points, and rows of a timetable."""

    kind: str
    title: str
    label: str = ""
    time: str = ""
    text: Markup | str = ""
    picture: Markup | str = ""
    do: str = ""
    points: tuple[str, ...] = ()
    rows: tuple[Entry, ...] = ()


def slides(edition: Project, plan: Plan, event: Event | None, pages: dict[str, Page]) -> str:
    """Return the slides in the order of the plan."""
    shared = frame(edition, plan, event, pages)
    return render("slides.html", **shared, slides=list(made(plan, shared, pages)))


def made(plan: Plan, shared: dict[str, Any], pages: dict[str, Page]) -> Iterator[Slide]:
    """Yield the slides: of a chapter its outcomes and puzzle where it first comes up, its summary where it was last worked on."""
    parts: list[plan_page.Part] = shared["parts"]
    opening = {id(one.entries[0]): one for one in parts}
    closing = {home: number for number, home in enumerate(worked_on(plan))}
    begun: set[str] = set()
    for number, (item, entry) in enumerate(entries(plan, shared)):
        home = plan.homes.get(item.name, "")
        found = pages.get(home)
        session = opening.get(id(entry))
        if session:
            yield Slide("timetable", session.title, session.when, rows=tuple(session.entries))
        if found and home not in begun:
            begun.add(home)
            yield Slide("chapter", found.title, entry.label, entry.time, found.outcomes, do=entry.do)
            if found.puzzle:
                yield Slide(
                    "puzzle",
                    found.title,
                    _("Puzzle"),
                    text=texts_of(found.puzzle),
                    picture=figure_of(found.puzzle),
                )
        yield from slides_of(item, entry, found)
        for document, last in closing.items():
            if last == number and document and pages[document].summary:
                yield Slide("summary", pages[document].title, _("Summary"), text=pages[document].summary)


def worked_on(plan: Plan) -> Iterator[str]:
    """Yield for each entry the chapter that it works on: a task that of the entry before it, talk and pauses none."""
    home = ""
    for item in plan.items:
        home = plan.homes.get(item.name, home if item.kind == plans.TASK else "")
        yield home


def slides_of(item: Item, entry: Entry, found: Page | None) -> Iterator[Slide]:
    """Yield the slides of one entry of the timetable."""
    if item.kind == plans.EXERCISE and found:
        if item.name not in quiz_names():
            whole = found.exercises[item.name]
            yield Slide(
                "exercise",
                entry.title,
                entry.label,
                entry.time,
                prompt_of(whole),
                picture_of(whole),
                entry.do,
            )
    elif item.kind == plans.TASK:
        yield Slide("task", entry.title, entry.label, entry.time, entry.do, points=tuple(entry.sheet))
    elif item.kind == plans.BREAK:
        yield Slide("break", entry.title, entry.label, entry.time, entry.length)
    elif item.kind == plans.TALK:
        yield Slide("talk", entry.title, entry.label, entry.time, entry.do)


def entries(plan: Plan, shared: dict[str, Any]) -> Iterator[tuple[Item, Entry]]:
    """Yield the entries of a plan with their words."""
    parts: list[plan_page.Part] = shared["parts"]
    yield from zip(plan.items, (entry for part in parts for entry in part.entries), strict=True)


def texts_of(section: Markup) -> Markup:
    """Return the paragraphs of a section, without its figures."""
    found = BeautifulSoup(section, "html.parser").find_all("p", recursive=False)
    return Markup("".join(map(str, found)))


def figure_of(section: Markup) -> Markup:
    """Return the first figure of a section, nothing where it has none."""
    found = BeautifulSoup(section, "html.parser").select_one("figure")
    return Markup(found or "")


def picture_of(exercise: Markup) -> Markup:
    """Return the chart of an exercise at the setting with which it opens."""
    return Markup(BeautifulSoup(exercise, "html.parser").select("figure.chart")[0])


def prompt_of(exercise: Markup) -> Markup:
    """Return the first question of an exercise: most ask for a prediction."""
    prompt = BeautifulSoup(exercise, "html.parser").select_one(".paper-question")
    if prompt is None:
        return Markup("")
    for number in prompt.select(".number"):
        number.decompose()
    return Markup(prompt)
