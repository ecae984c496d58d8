"""``make moodle``: the questions of the quizzes as Moodle XML, one category a chapter, one file a language.

Moodle describes the format in its documentation under *Moodle XML format*; questions of the kind *ordering* belong to Moodle itself from
version 4.4.
"""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from clusterpolicy.exercises.framework.controls import Option
from clusterpolicy.exercises.framework.registry import quiz, quiz_names
from clusterpolicy.hosts.page.course_map import chapters
from clusterpolicy.hosts.page.homes import homes
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.release import edition
from clusterpolicy.publish.teaching.bank import Asked, asked
from clusterpolicy.publish.teaching.render import render
from clusterpolicy.text import _, fill

# The names of Moodle's kinds of questions.
KINDS = {"choice": "multichoice", "numeric": "numerical", "match": "matching", "order": "ordering"}
NAME_WIDTH = 120
# More digits than any answer needs, fewer than a binary fraction shows; how near is near is known less exactly.
DIGITS, NEAR_DIGITS = 15, 10


@dataclass(frozen=True)
class Entry:
    """A question of the file, and what the bank shows in its list.

    Attributes
    ----------
    asked : Asked
        The question with all that is said to its answers.
    name : str
        Its line in the question bank.
    general : Markup
        What everybody reads after the answer.
    """

    asked: Asked
    name: str
    general: Markup

    @property
    def kind(self) -> str:
        """Moodle's name of its kind."""
        return KINDS[self.asked.question.kind]

    @property
    def text(self) -> Markup:
        """The question itself, with the unit of a number below it."""
        unit = self.asked.question.unit
        lines = [self.asked.question.prompt, *([fill("Unit: {unit}", unit=unit)] if unit else [])]
        return paragraphs(lines)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Option and target of each pair; targets that belong nowhere stand beside nothing."""
        options, targets = (self.asked.question.options, self.asked.question.targets)
        right = self.asked.right
        left = [target for target in targets if target.value not in right.values()]
        found = [(option.label, label(targets, right[option.value])) for option in options]
        return [*found, *(("", target.label) for target in left)]

    @property
    def order(self) -> list[str]:
        """The options in their right order."""
        return [label(self.asked.question.options, value) for value in self.asked.right]


@dataclass(frozen=True)
class Category:
    """The questions of a chapter.

    Attributes
    ----------
    path : str
        Where the bank puts them.
    about : str
        What the chapter is about.
    entries : list of Entry
        The questions in order.
    """

    path: str
    about: str
    entries: list[Entry]


def target(project: Project) -> Path:
    """Return the file of an edition.

    Parameters
    ----------
    project : Project
        The checkout, in the language of the edition.
    """
    return project.build / "moodle" / f"questions-{edition(project.root).number}.{project.language}.xml"


def write(project: Project) -> list[Path]:
    """Write the questions of all editions and return the files.

    Parameters
    ----------
    project : Project
        The checkout, with its translations compiled.
    """
    written = []
    for code in project.editions:
        translated = project.edition(code)
        path = target(translated)
        path.parent.mkdir(parents=True, exist_ok=True)
        with speaking(code):
            path.write_text(document(translated), encoding="utf-8")
        written.append(path)
    return written


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Let texts be in a language for a while."""
    before = os.environ.get("CLUSTERPOLICY_LANGUAGE")
    os.environ["CLUSTERPOLICY_LANGUAGE"] = code
    try:
        yield
    finally:
        if before is None:
            del os.environ["CLUSTERPOLICY_LANGUAGE"]
        else:
            os.environ["CLUSTERPOLICY_LANGUAGE"] = before


def document(project: Project) -> str:
    """Return the questions of one edition as Moodle XML."""
    filters: dict[str, Callable[..., object]] = {
        "cdata": cdata,
        "html": lambda text: paragraphs([text]),
        "hints": hints,
        "number": number,
        "tolerance": partial(number, digits=NEAR_DIGITS),
    }
    return render("moodle.xml", filters, categories=categories(project))


def categories(project: Project) -> list[Category]:
    """Return the chapters that have a quiz, in order."""
    places = homes(project.root)
    pages = {path.removesuffix(".html") for path in places.values()}
    return [
        Category(path(project, chapter), chapter["about"], entries(project, chapter, found))
        for chapter in chapters(pages)
        if (found := [name for name in quiz_names() if places.get(name) == f"{chapter['page']}.html"])
    ]


def course_title(project: Project) -> str:
    """Return the title of the course in the language in force."""
    return _(project.settings["title"])


def path(project: Project, chapter: dict[str, Any]) -> str:
    """Return where the bank puts the questions of a chapter; a slash within a name is written twice."""
    names = [course_title(project), f"{chapter['number']:02}. {chapter['title']}"]
    return "/".join(["$course$", "top", *(name.replace("/", "//") for name in names)])


def entries(project: Project, chapter: dict[str, Any], names: Sequence[str]) -> list[Entry]:
    """Return the questions of a chapter, numbered."""
    general = fill(
        "Chapter {number|0}, “{title}”, of the course “{course}”, edition {edition}.",
        number=chapter["number"],
        title=chapter["title"],
        course=course_title(project),
        edition=edition(project.root).number,
    )
    found = [question for name in names for question in asked(quiz(name))]
    return [
        Entry(question, listed(f"{chapter['number']:02}.{place}", question), paragraphs([general]))
        for place, question in enumerate(found, start=1)
    ]


def listed(number: str, question: Asked) -> str:
    """Return the line of a question in the bank: its number and how it begins."""
    return textwrap.shorten(f"{number} {question.question.prompt}", NAME_WIDTH, placeholder=" …")


def label(options: Sequence[Option], value: str) -> str:
    """Return the words of an option."""
    return next(option.label for option in options if option.value == value)


def paragraphs(lines: Sequence[str]) -> Markup:
    """Return lines of text as HTML."""
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)


def hints(lines: Sequence[str]) -> Markup:
    """Return what may be wrong as HTML: one text as it is, several as a list."""
    if len(lines) < 2:
        return paragraphs(lines)
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup("<p>{}</p><ul>{}</ul>").format(_("Something is not in its place. Think of this:"), items)


def cdata(html: str) -> Markup:
    """Return HTML as the XML holds it, unread; escaped text has no sign that could end it."""
    return Markup("<![CDATA[{}]]>").format(Markup(escape(html)))


def number(value: float | None, digits: int = DIGITS) -> str:
    """Return a number with a point and without an exponent; none stands for any number."""
    if value is None:
        return "*"
    written = format(Decimal(f"{value:.{digits}g}"), "f")
    return written.rstrip("0").rstrip(".") if "." in written else written
