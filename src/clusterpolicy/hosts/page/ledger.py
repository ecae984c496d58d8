"""The claims ledger as a page: every claim of the deck, what it was judged to be, on what basis, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from clusterpolicy.charts.verdict_svg import Square, verdict_svg
from clusterpolicy.datasets import load
from clusterpolicy.deck import claims
from clusterpolicy.errors import CourseError
from clusterpolicy.exercises.framework.registry import exercise, exercise_names
from clusterpolicy.ledger.framework import datasets_of, judges, reason, verdict_of, words
from clusterpolicy.text import _, format_message

CALL = re.compile(r"verdicts\(([^)]*)\)")
CLAIM = re.compile(r"S\d\d-\d")


@dataclass(frozen=True)
class Line:
    """One claim of the ledger.

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
        Address of the verdict in its chapter; empty in a book without that chapter.
    exercises : tuple of (str, str)
        Title and address of the exercises that test the claim.
    """

    claim_id: str
    slide: int
    claim: str
    answer: str
    basis: str
    reason: str
    kind: str
    datasets: tuple[str, ...]
    page: str
    exercises: tuple[tuple[str, str], ...]


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

    Raises
    ------
    CourseError
        There is no verdict on some claims: names them.
    """
    table = load("claims").sort_values("claim_id")
    missing = [claim_id for claim_id in table["claim_id"] if claim_id not in judges()]
    if missing:
        raise CourseError(
            f"no verdict on {', '.join(missing)}: write one in src/clusterpolicy/ledger", "datasets/claims"
        )
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
    """Return one claim with its verdict."""
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


def signs() -> dict[str, str]:
    """Return the sign of each kind of verdict: none is told by colour alone."""
    return {"supported": "+", "partly": "±", "not-supported": "−", "not-testable": "?", "illustrated": "○"}


def picture(found: Iterable[Line]) -> str:
    """Return all claims on one picture, a line a slide; each leads to its entry."""
    lines: dict[str, list[Square]] = {}
    every = list(found)
    for entry in every:
        words = format_message(_("Slide {number}"), {"number": str(entry.slide)})
        title = f"{entry.claim_id}: {entry.answer}"
        square = Square(f"#claim-{entry.claim_id}", title, entry.kind, signs()[entry.kind])
        lines.setdefault(words, []).append(square)
    counted = "; ".join(f"{answer} {count}" for answer, count, _sign in summary(every))
    alt = format_message(
        _("The claims of the deck by slide, each with its verdict: {counted}."), {"counted": counted}
    )
    return verdict_svg(lines, alt)


def summary(found: Iterable[Line]) -> list[tuple[str, int, str]]:
    """Return how many claims have each verdict, the most frequent first, and its sign."""
    counts = Counter((entry.answer, entry.kind) for entry in found)
    return [(answer, count, signs()[kind]) for (answer, kind), count in counts.most_common()]
