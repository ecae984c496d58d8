"""The claims ledger as a page: every claim of the deck, what it was judged to be, on what basis, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from clusterpolicy.datasets import load
from clusterpolicy.deck import claims
from clusterpolicy.exercises.framework.registry import exercise, exercise_names
from clusterpolicy.ledger.framework import datasets_of, judges, reason, verdict_of, words

CALL = re.compile(r"verdicts\(([^)]*)\)")
CLAIM = re.compile(r"S\d\d-\d")


@dataclass(frozen=True)
class Line:
    """One claim of the ledger; what is empty is still to come.

    Attributes
    ----------
    claim_id, slide, claim : str
        The claim.
    answer, basis, reason : str
        Its verdict in words.
    kind : str
        The verdict's code, for its colour.
    datasets : tuple of str
        What the verdict is computed from.
    page : str
        Address of the verdict in its chapter.
    exercises : tuple of (str, str)
        Title and address of the exercises that test the claim.
    """

    claim_id: str
    slide: int
    claim: str
    answer: str = ""
    basis: str = ""
    reason: str = ""
    kind: str = ""
    datasets: tuple[str, ...] = ()
    page: str = ""
    exercises: tuple[tuple[str, str], ...] = ()


def chapters_of_claims(notebooks: Iterable[Path]) -> dict[str, str]:
    """Return the page on which each claim is judged, read from the notebooks' own calls."""
    found: dict[str, str] = {}
    for path in sorted(notebooks):
        for call in CALL.findall(path.read_text(encoding="utf-8").replace('\\n",\n', "").replace('\\"', '"')):
            for claim_id in CLAIM.findall(call):
                found.setdefault(claim_id, f"notebooks/{path.stem}.html")
    return found


def lines(chapters: Mapping[str, str], homes: Mapping[str, str]) -> list[Line]:
    """Return every claim of the deck in its order.

    Parameters
    ----------
    chapters : mapping of str to str
        Page on which each claim is judged.
    homes : mapping of str to str
        Page of each exercise.
    """
    table = load("claims").sort_values("claim_id")
    texts = claims(*table["claim_id"]).texts
    tested: dict[str, list[tuple[str, str]]] = {}
    for name in exercise_names():
        for claim_id in exercise(name).claims:
            if name in homes:
                tested.setdefault(claim_id, []).append((exercise(name).title, f"{homes[name]}#{name}"))
    return [
        line(row.claim_id, int(row.slide), texts[row.claim_id], chapters, tuple(tested.get(row.claim_id, ())))
        for row in table.itertuples()
    ]


def line(
    claim_id: str, slide: int, claim: str, chapters: Mapping[str, str], exercises: tuple[tuple[str, str], ...]
) -> Line:
    """Return one claim with its verdict, where there is one."""
    if claim_id not in judges():
        return Line(claim_id, slide, claim, exercises=exercises)
    verdict = verdict_of(claim_id)
    return Line(
        claim_id=claim_id,
        slide=slide,
        claim=claim,
        answer=words()[verdict.answer],
        basis=words()[verdict.basis],
        reason=reason(verdict),
        kind=verdict.answer.replace(" ", "-"),
        datasets=tuple(datasets_of(claim_id)),
        page=f"{chapters[claim_id]}#verdict-{claim_id}" if claim_id in chapters else "",
        exercises=exercises,
    )


def summary(found: Iterable[Line]) -> list[tuple[str, int]]:
    """Return how many claims have each verdict, the most frequent first."""
    return Counter(entry.answer for entry in found).most_common()
