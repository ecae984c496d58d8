"""Putting a brief together: the exercises and the region go into the model that the page uses too, its blocks come out in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from clusterpolicy.brief.blocks import Section, read_sections
from clusterpolicy.brief.words import messages
from clusterpolicy.datasets import load
from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.models.brief import compose
from clusterpolicy.teaching import marked, teaching_mark
from clusterpolicy.text import _, format_message, language

# Chapter of each exercise that a section runs, and of those that are only listed as done or not; a test holds them to the notebooks.
RUN = {
    "match-the-case": 7,
    "choose-an-approach": 6,
    "logic-model": 8,
    "value-chain-budget": 9,
    "stakeholder-network": 10,
    "sme-funnel": 11,
    "financing-plan": 12,
    "readiness-scorecard": 14,
}
LISTED = {"find-clusters": 1, "crisis-and-recovery": 4, "instruments-map": 5, "did-it-work": 15}


def subject() -> dict[str, Any]:
    """Return what the model of a brief works on besides the region: the exercises with their controls and data."""
    return {
        "exercises": [_described(name, chapter) | _worked(exercise(name)) for name, chapter in RUN.items()],
        "others": [_described(name, chapter) for name, chapter in LISTED.items()],
    }


def _described(name: str, chapter: int) -> dict[str, Any]:
    titles = load("chapters").set_index("number")[f"title_{language()}"]
    place = format_message(_("chapter {number}, “{title}”"), {"number": chapter, "title": titles[chapter]})
    return {"id": name, "title": exercise(name).title, "place": place}


def _worked(found: Exercise) -> dict[str, Any]:
    source = found.chart.source
    return {
        "teaching": teaching_mark() if found.teaching else "",
        "source": marked(source) if found.teaching else source,
        "controls": [control.declaration() for control in found.controls],
        "data": found.dataset,
    }


@lru_cache
def _subject(code: str) -> dict[str, Any]:  # noqa: ARG001 - the language is part of the key
    plain: dict[str, Any] = json.loads(json.dumps(subject(), ensure_ascii=False, allow_nan=False))
    return plain


def sections(region: Mapping[str, Any], entries: Mapping[str, Any], made: date) -> tuple[Section, ...]:
    """Return the sections of a brief in words.

    Parameters
    ----------
    region : mapping
        As from `clusterpolicy.brief.region.region_parts`.
    entries : mapping
        The learner's entries by exercise, as `models/progress.py` reads them.
    made : date
        The day that the brief names.
    """
    plain = compose(_subject(language()), region, entries, made.isoformat())
    return read_sections(plain, messages())
