"""The deck, slide by slide: what each is about, its claims with their verdicts, and the chapters that take it up."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from clusterpolicy.datasets import load
from clusterpolicy.hosts.page.course_map import chapters
from clusterpolicy.hosts.page.ledger import Line
from clusterpolicy.text import _


@dataclass(frozen=True)
class Slide:
    """A slide of the deck.

    Attributes
    ----------
    number : int
        Its place in the deck.
    about : str
        What it is about.
    claims : list of Line
        Its claims, as the ledger has them.
    chapters : list of dict
        The chapters that take it up, as the course map has them.
    """

    number: int
    about: str
    claims: list[Line]
    chapters: list[dict[str, Any]]


def subjects() -> dict[str, str]:
    """Return what the parts of the deck are about."""
    return {
        "typology": _("Kinds of cluster policy"),
        "justification": _("Why Russia needs one"),
        "crossroads": _("Instruments without a centre"),
        "approach": _("From below or from above"),
        "case-context": _("One region: its context"),
        "case-objectives": _("One region: its objectives"),
        "case-priorities": _("One region: its priorities"),
        "case-stakeholders": _("One region: its stakeholders"),
        "case-smes": _("One region: its small firms"),
        "case-financing": _("One region: its financing"),
        "guidelines": _("Six guidelines"),
    }


def slides(lines: Iterable[Line], pages: Collection[str]) -> list[Slide]:
    """Return the slides that hold claims, in their order.

    Parameters
    ----------
    lines : iterable of Line
        The claims in order.
    pages : collection of str
        The book's documents.
    """
    about = load("claims").drop_duplicates("slide").set_index("slide")["part"]
    every = chapters(pages)
    return [
        Slide(
            number,
            subjects()[about[number]],
            list(claims),
            [chapter for chapter in every if number in slides_of(chapter["slides"])],
        )
        for number, claims in groupby(lines, key=lambda line: line.slide)
    ]


def slides_of(span: str) -> range:
    """Return the slides that a chapter names: "6", "3–5", or none."""
    first, _dash, last = span.partition("–")
    return range(int(first), int(last or first) + 1) if first else range(0)
