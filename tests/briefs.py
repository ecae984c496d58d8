"""A learner's progress for tests of the brief, and the texts of a brief one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from clusterpolicy.brief.blocks import Block, Section
from clusterpolicy.exercises.framework.registry import exercise

TIME = "2026-01-31T12:00:00.000Z"
HOSTILE = '<img src=x onerror="document.title=1"> & "{region}" \n second line'
GRADES = {
    "relevance": "2",
    "tools": "3",
    "commitment": "0",
    "motivation": "1",
    "immaterial": "2",
    "financing": "1",
}


def entry(values: dict[str, Any], answers: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what is kept of one exercise."""
    return {"values": values, "answers": answers or {}, "at": TIME}


def moved(name: str, **values: Any) -> dict[str, Any]:
    """Return the entry of an exercise whose controls were moved."""
    return entry({**exercise(name).defaults, **values})


def entries() -> dict[str, Any]:
    """Return the entries of a learner who did all that a brief rests on."""
    return {
        "my-region": entry({"region": "RU-KLU"}),
        "brief": entry({"message": HOSTILE, "days": "Ms Ivanova, 1 March"}),
        "choose-an-approach": entry(
            {**exercise("choose-an-approach").defaults, "rd": 0, "method": "topsis", "cut": 30},
            {"guess": {"answer": "alike", "right": None}, "why": {"answer": "together", "right": True}},
        ),
        "match-the-case": moved("match-the-case", industry=3, education=0.5),
        "logic-model": moved("logic-model", activities=["fairs", "advice", "meetings"]),
        "value-chain-budget": moved("value-chain-budget", education=50, market=0, substitution="0"),
        "stakeholder-network": moved(
            "stakeholder-network", cluster_organisation=True, public_purchasing=True
        ),
        "sme-funnel": moved("sme-funnel", networking=True, website=True),
        "financing-plan": moved("financing-plan", region_1=9, region_2=9, cost_5=4),
        "readiness-scorecard": moved("readiness-scorecard", **GRADES),
        "did-it-work": entry({}, {"times": {"answer": 5, "right": False}}),
    }


def progress_file(kept: dict[str, Any]) -> str:
    """Return the text of a progress file with these entries."""
    whole = {
        "format": "clusterpolicy-progress",
        "version": 2,
        "edition": "0.1.0",
        "entries": kept,
        "own": None,
    }
    return json.dumps(whole, ensure_ascii=False)


def texts(block: Block) -> Iterator[str]:
    """Yield every text of a block; of a drawing what stands beside it."""
    for name, value in vars(block).items():
        if name in ("svg", "role"):
            continue
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            for item in value:
                yield from item if isinstance(item, tuple) else [item] if isinstance(item, str) else []


def all_texts(sections: tuple[Section, ...]) -> list[str]:
    """Return every text of a brief."""
    return [
        text
        for one in sections
        for text in (one.title, *(text for block in one.blocks for text in texts(block)))
    ]
