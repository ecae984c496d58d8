"""Pages as they stand on paper: exercises at their first setting with their questions, nothing to press or move."""

from __future__ import annotations

from typing import Any

from bs4 import Tag

from clusterpolicy.exercises.framework.registry import exercise, subject
from clusterpolicy.models.contract import is_relevant
from clusterpolicy.publish.paper import answers
from clusterpolicy.publish.paper.render import element
from clusterpolicy.text import _

# What needs a hand or a screen, and code that a reader folds away.
GONE = (
    "script",
    "noscript",
    "button",
    "a.headerlink",
    ".js-only",
    "[hidden]",
    "[role=status]",
    ".exercise-tools",
    ".only-dark",
    "details.above-input",
)
# Tools of the site whose place on paper a note takes.
TOOLS = "[data-my-region-page], [data-progress-page], .brief-page, [data-compare]"


def settle(article: Tag) -> None:
    """Turn what moves on a page into what stands on paper.

    Parameters
    ----------
    article : bs4.Tag
        The page's article; it is changed.
    """
    for tool in article.select(TOOLS):
        tool.replace_with(element("tool.html"))
    for found in article.select("[data-exercise]"):
        settle_controls(found)
    settle_questions(article)
    for gone in article.select(", ".join(GONE)):
        gone.decompose()
    for dataset in article.select("details.dataset"):
        settle_dataset(dataset)


def settle_dataset(dataset: Tag) -> None:
    """Open the card of a dataset, without fields and first rows, which are for who opens the file."""
    for table in dataset.select(".table-frame"):
        heading = table.find_previous_sibling("p", class_="dataset-part")
        assert heading is not None
        heading.decompose()
        table.decompose()
    summary = dataset.select_one("summary")
    assert summary is not None
    for about in summary.select(".dataset-about"):
        about.decompose()
    summary.name, dataset.name = "h3", "section"


def settle_controls(found: Tag) -> None:
    """Put the first setting of an exercise in the place of its controls."""
    form = found.select_one("[data-controls]")
    assert form is not None
    item = exercise(str(found["data-exercise"]))
    declared = {control.name: control.declaration() for control in item.controls}
    relevant = [name for name in declared if is_relevant(declared[name], item.defaults)]
    shown = [
        (label(control), setting(control))
        for control in form.select("div.control")
        if control["data-control"] in relevant
    ]
    tables = form.select(".cells table")
    for field in form.select(".cells td[data-control]"):
        control = field.select_one("input")
        assert control is not None
        field.string = str(control["value"])
    form.replace_with(element("setting.html", settings=[entry for entry in shown if entry[1]], tables=tables))


def label(control: Tag) -> str:
    """Return the words of a control."""
    found = control.select_one("label")
    return found.get_text(" ", strip=True) if found else ""


def setting(control: Tag) -> str:
    """Return the value with which a control opens, as a reader sees it; nothing for an empty text."""
    kind = control["data-kind"]
    if kind == "checkbox":
        return _("yes") if control.select_one("input[checked]") else _("no")
    if kind == "number":
        return str(control.select("input.exact")[0]["value"])
    if kind == "text":
        return control.select("textarea")[0].get_text(strip=True)
    return ", ".join(option.get_text(strip=True) for option in control.select("option[selected]"))


def settle_questions(article: Tag) -> None:
    """Number the questions of a page, and put their right answers at its end."""
    given: list[tuple[int, answers.Answer]] = []
    for number, form in enumerate(article.select("form.question"), start=1):
        owner = form.find_parent(["section"], attrs={"data-state": True})
        assert owner is not None
        name = str(owner.get("data-exercise") or owner.get("data-quiz"))
        question = str(form["data-question"])
        (asked,) = (entry for entry in subject(name).questions if entry.id == question)
        form.replace_with(element("question.html", number=number, question=asked))
        answer = answers.right(name, question)
        if answer:
            given.append((number, answer))
    if given:
        end(article).append(element("answers.html", answers=given))


def end(article: Tag) -> Any:
    """Return the section that holds the whole page."""
    return article.select_one("section") or article
