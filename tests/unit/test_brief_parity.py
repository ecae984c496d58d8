"""The page's interpreter composes the same brief as CPython, whatever a learner kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from briefs import entries, entry
from page_python import PagePython, read_strictly
from settings import value_of
from test_parity import differences

from clusterpolicy.brief.compose import RUN
from clusterpolicy.brief.parts import region
from clusterpolicy.datasets import region_names
from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.hosts.page.brief import shared
from clusterpolicy.models import gateway

REGIONS = sorted(region_names())
TRIED = 24


@pytest.fixture(scope="module")
def page() -> Iterator[PagePython]:
    interpreter = PagePython()
    subject = json.loads(shared({})["subject"])
    interpreter.open(subject)
    gateway.open_subject(json.dumps(subject))
    yield interpreter
    interpreter.close()


def same_in_both(page: PagePython, code: str, kept: dict[str, Any]) -> dict[str, Any]:
    """Compose a brief in both interpreters, hold the outcomes equal and return it."""
    answer = {"region": region(code), "entries": kept, "made": "2026-01-31"}
    asked = {"question": "compose", "answer": answer, "values": {}, "earlier": None}
    request = {"id": "brief", "do": "check", **asked}
    here: dict[str, Any] = read_strictly(gateway.call(json.dumps(request)))
    found = list(differences(here, page.call(request)))
    assert not found, found[:5]
    return here


def by_chance(chance: Random) -> dict[str, Any]:
    """Return entries of some exercises, with settings anywhere in what their controls allow, and some that they do not."""
    kept = {}
    for name in RUN:
        if chance.random() < 0.7:
            controls = exercise(name).subject()["controls"]
            values = {control["name"]: value_of(control, chance) for control in controls}
            if chance.random() < 0.3:
                values[chance.choice(list(values))] = chance.choice(["nowhere", -1e6, True, ["x"]])
            kept[name] = entry(
                values, {"guess": {"answer": "x", "right": chance.choice([None, True, False])}}
            )
    return kept


@pytest.mark.parametrize("code", ["RU-KLU", "RU-MOW", "RU-CHU", "RU-NEN"])
def test_whole_and_empty_progress_give_the_same_brief(page: PagePython, code: str) -> None:
    for kept in ({}, entries()):
        outcome = same_in_both(page, code, kept)
        assert outcome["result"]["right"] is True


@pytest.mark.parametrize("number", range(TRIED))
def test_any_progress_gives_the_same_brief(page: PagePython, number: int) -> None:
    chance = Random(number)
    same_in_both(page, chance.choice(REGIONS), by_chance(chance))
