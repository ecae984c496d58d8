"""The syllabus: outcomes of the chapters with the exercises that show them, and the assignments; read from the chapters themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docutils import nodes

from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.registry import exercise_names, subject
from clusterpolicy.hosts.page.assignments import assignments
from clusterpolicy.hosts.page.course_map import chapters
from clusterpolicy.hosts.page.homes import homes
from clusterpolicy.text import _, language

PAGE = "book/for-instructors"
# The id of the heading below which a chapter lists its outcomes; headings keep it in every language.
OUTCOMES = "you-will-be-able-to"


def syllabus(root: Path, documents: Mapping[str, nodes.document]) -> dict[str, Any]:
    """Return the chapters with what they teach and how that is seen.

    Parameters
    ----------
    root : pathlib.Path
        The folder of the book's sources.
    documents : mapping of str to document
        The pages of the chapters, in the language in force.

    Returns
    -------
    dict
        ``chapters``, each with ``outcomes``, ``exercises`` (title and address, quizzes too) and ``assignments``; ``minutes`` of all.
    """
    given, places = assignments(root), homes(root)
    found = [
        {
            **chapter,
            "outcomes": list(outcomes(documents[chapter["page"]])) if chapter["page"] in documents else [],
            "exercises": list(shown(places, f"{chapter['page']}.html")),
            "assignments": [one for one in given if chapter["number"] in one.chapters],
        }
        for chapter in chapters(documents)
    ]
    return {"chapters": found, "minutes": sum(chapter["minutes"] for chapter in found)}


def outcomes(document: nodes.document) -> Iterator[str]:
    """Yield what a learner will be able to do, as a chapter lists it."""
    for section in document.findall(nodes.section):
        if OUTCOMES in section["ids"]:
            for item in section.findall(nodes.list_item):
                yield " ".join(item.astext().split()).rstrip(";.")


def shown(places: Mapping[str, str], page: str) -> Iterator[tuple[str, str]]:
    """Yield title and address of the exercises and quizzes of a page."""
    for name, place in places.items():
        if place == page:
            title = subject(name).title if name in exercise_names() else _("Check yourself")
            yield title, f"{page}#{name}"


def rubric() -> dict[str, Any]:
    """Return the rubric of the brief.

    Returns
    -------
    dict
        ``criteria``: name and levels (points, descriptor) of each, in the order of the sheet; ``levels``: how many; ``points``: the most.
    """
    rows = load("rubric").sort_values(["place", "level"])
    criteria = [
        {
            "name": group[f"criterion_{language()}"].iloc[0],
            "levels": list(zip(group["points"], group[f"descriptor_{language()}"], strict=True)),
        }
        for _code, group in rows.groupby("criterion", sort=False)
    ]
    most = sum(max(points for points, _said in criterion["levels"]) for criterion in criteria)
    return {"criteria": criteria, "levels": rows["level"].nunique(), "points": most}
