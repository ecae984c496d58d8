"""HTML of exercises, quizzes and the progress page: complete before any script runs."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment

from clusterpolicy.datasets import region_names, resources
from clusterpolicy.exercises.framework import registry
from clusterpolicy.exercises.framework.citation import citations
from clusterpolicy.exercises.framework.controls import arranged
from clusterpolicy.exercises.framework.exercise import Table
from clusterpolicy.exercises.framework.messages import framework_messages
from clusterpolicy.exercises.framework.own import needs
from clusterpolicy.hosts.page import assets, atlas_home, indicator_pages, uses
from clusterpolicy.hosts.page import atlas as regions
from clusterpolicy.hosts.page import catalogue as datasets
from clusterpolicy.hosts.page.assignments import Assignment, points_of
from clusterpolicy.hosts.page.brief import form
from clusterpolicy.hosts.page.case_file import case
from clusterpolicy.hosts.page.course_map import by_part
from clusterpolicy.hosts.page.deck_map import slides
from clusterpolicy.hosts.page.glossary import HOME as GLOSSARY
from clusterpolicy.hosts.page.glossary import page_name as term_page
from clusterpolicy.hosts.page.glossary import terms
from clusterpolicy.hosts.page.ledger import Line, picture, summary
from clusterpolicy.hosts.page.screen import form as screen_form
from clusterpolicy.hosts.page.syllabus import rubric as sheet
from clusterpolicy.hosts.page.templating import environment
from clusterpolicy.teaching import teaching_mark
from clusterpolicy.text import alphabetical, format_message, format_number, language, plural


@lru_cache
def _environment() -> Environment:
    made = environment(Path(__file__).parent / "templates")
    made.globals.update(
        teaching_mark=teaching_mark,
        message=lambda name: framework_messages()[name],
        template_file=lambda: f"{assets.FOLDER}/{assets.template_name()}",
    )
    made.filters["plain"] = plain_number
    made.filters["capfirst"] = lambda text: text[:1].upper() + text[1:]
    return made


def plain_number(value: Any) -> str:
    """Return a figure as JavaScript writes it: unrounded, a whole number without a fraction."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value if isinstance(value, str) else json.dumps(value)


def exercise(name: str, depth: int) -> str:
    """Return an exercise in its first state.

    Parameters
    ----------
    name : str
        Id of the exercise.
    depth : int
        How many folders deep the page lies, for the addresses of the pictures.
    """
    subject = registry.exercise(name)
    result = subject.run(subject.defaults)
    up = "../" * depth
    static = f"{up}_static/{assets.FOLDER}"
    pictures = {look: f"{static}/{assets.picture_name(subject, look)}" for look in ("light", "dark")}
    template = _environment().get_template("exercise.html")
    return one_block(
        template.render(
            exercise=subject,
            blocks=arranged(subject.controls),
            values=subject.defaults,
            result=result,
            alt=format_message(subject.chart.alt, result["figures"]),
            pictures=pictures,
            up=up,
            needs=needs(subject.takes),
            citations=citations(subject),
            written=written,
            language=language(),
        )
    )


def quiz(name: str) -> str:
    """Return the questions of a *Check yourself*."""
    return one_block(_environment().get_template("quiz.html").render(quiz=registry.quiz(name)))


def course_map(pages: Collection[str], depth: int) -> str:
    """Return the chapters of the plan by part.

    Parameters
    ----------
    pages : collection of str
        The book's documents.
    depth : int
        How many folders deep the page lies.
    """
    template = _environment().get_template("course_map.html")
    minutes = partial(format_message, plural("{minutes|0} minute", "{minutes|0} minutes"))
    return one_block(
        template.render(
            parts=by_part(pages), up="../" * depth, minutes=lambda count: minutes({"minutes": count}, count)
        )
    )


def ledger(found: list[Line], depth: int) -> str:
    """Return the claims of the deck with their verdicts.

    Parameters
    ----------
    found : list of Line
        The claims in order.
    depth : int
        How many folders deep the page lies.
    """
    template = _environment().get_template("ledger.html")
    return one_block(
        template.render(lines=found, summary=summary(found), picture=picture(found), up="../" * depth)
    )


def deck_map(found: list[Line], pages: Collection[str], depth: int) -> str:
    """Return the slides of the deck with their claims and chapters.

    Parameters
    ----------
    found : list of Line
        The claims in order.
    pages : collection of str
        The book's documents.
    depth : int
        How many folders deep the page lies.
    """
    template = _environment().get_template("deck_map.html")
    return one_block(template.render(slides=slides(found, pages), up="../" * depth))


def catalogue(
    pages: Mapping[str, list[tuple[str, str]]], subjects: Mapping[str, list[tuple[str, str]]], depth: int
) -> str:
    """Return the datasets with their cards, and the list of series.

    Parameters
    ----------
    pages, subjects : mapping of str to list of (str, str)
        Title and address of the pages, and of the exercises, that use each dataset.
    depth : int
        How many folders deep the page lies.
    """
    return one_block(
        _environment()
        .get_template("catalogue.html")
        .render(
            entries=datasets.entries(),
            series=datasets.series_lines(),
            pages=pages,
            subjects=subjects,
            judged=uses.claims_of(),
            pointing=uses.keys_to(),
            up="../" * depth,
            fact_words=datasets.fact_words(),
            FOLDER=datasets.FOLDER,
            TRAPS=datasets.TRAPS,
            TERMS=datasets.TERMS,
            CITATION=datasets.CITATION,
        )
    )


def indicator(view: dict[str, Any]) -> str:
    """Return the page of a series of the regions."""
    template = _environment().get_template("indicator.html")
    return one_block(template.render(**view, FOLDER=indicator_pages.FOLDER))


def region(view: dict[str, Any]) -> str:
    """Return the page of a region in the atlas."""
    return one_block(_environment().get_template("region.html").render(**view, home=regions.HOME))


def atlas(depth: int) -> str:
    """Return the map and the list of all regions, and their comparison.

    Parameters
    ----------
    depth : int
        How many folders deep the page lies.
    """
    return one_block(_environment().get_template("atlas.html").render(**atlas_home.view("../" * depth)))


def glossary(depth: int) -> str:
    """Return the terms of the glossary with their definitions.

    Parameters
    ----------
    depth : int
        How many folders deep the page lies.
    """
    template = _environment().get_template("glossary.html")
    return one_block(template.render(terms=terms(), page=term_page, up="../" * depth))


def term(view: dict[str, Any]) -> str:
    """Return the page of a term of the glossary."""
    return one_block(_environment().get_template("term.html").render(**view, home=GLOSSARY))


def case_file() -> str:
    """Return the fictional region on one printed page."""
    template = _environment().get_template("case_file.html")
    return one_block(template.render(case=case(), written=format_number))


def syllabus(found: Mapping[str, Any], depth: int) -> str:
    """Return the outcomes of the chapters with what shows them.

    Parameters
    ----------
    found : mapping
        As `syllabus.syllabus` gives it.
    depth : int
        How many folders deep the page lies.
    """
    template = _environment().get_template("syllabus.html")
    return one_block(template.render(**found, up="../" * depth, points_of=points_of))


def assignments(given: Sequence[Assignment]) -> str:
    """Return the assignments with their tasks."""
    template = _environment().get_template("assignments.html")
    return one_block(template.render(assignments=given, points_of=points_of))


def rubric(depth: int) -> str:
    """Return the rubric of the brief as a sheet.

    Parameters
    ----------
    depth : int
        How many folders deep the page lies.
    """
    file = f"{'../' * depth}_static/{datasets.FOLDER}/{resources()['rubric']['path']}"
    return one_block(_environment().get_template("rubric.html").render(**sheet(), file=file))


def my_region(homes: Mapping[str, str], depth: int) -> str:
    """Return the page *My region*: the list of regions, and the exercises that open on the chosen one.

    Parameters
    ----------
    homes : mapping of str to str
        Address of the page of each exercise.
    depth : int
        How many folders deep the page lies.
    """
    names = region_names()
    listed = sorted(names.items(), key=lambda item: alphabetical(item[1]))
    opened = registry.regional_exercises()
    # In the order of the chapters.
    exercises = sorted(
        (item for item in opened if item.id in homes), key=lambda item: (homes[item.id], item.id)
    )
    found = [(item, f"{'../' * depth}{homes[item.id]}#{item.id}") for item in exercises]
    template = _environment().get_template("my_region.html")
    return one_block(template.render(regions=listed, exercises=found, up="../" * depth))


def brief(depth: int) -> str:
    """Return the page that makes a brief, before anything is made.

    Parameters
    ----------
    depth : int
        How many folders deep the page lies.
    """
    return one_block(_environment().get_template("brief.html").render(form=form(), up="../" * depth))


def screen() -> str:
    """Return the facilitator's screen before any group is there."""
    return one_block(_environment().get_template("screen.html").render(form=screen_form()))


def progress(depth: int) -> str:
    """Return the page *My progress* without its entries.

    Parameters
    ----------
    depth : int
        How many folders deep the page lies.
    """
    return one_block(_environment().get_template("progress.html").render(up="../" * depth))


def written(table: Table, row: dict[str, Any], index: int) -> str:
    """Return a cell of a table as it is shown."""
    column = table.columns[index]
    return column.written(row.get(column.name))


def one_block(html: str) -> str:
    """Return markup without empty lines."""
    return "\n".join(line for line in html.splitlines() if line.strip()) + "\n"
