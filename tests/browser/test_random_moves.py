"""Two thousand changes of controls by chance: nothing breaks, nothing unreadable is shown, every page goes on."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from coursebook import Coursebook, another_setting

from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.exercises.framework.messages import say
from clusterpolicy.exercises.framework.registry import exercise, exercise_names

Opener = Callable[..., Coursebook]
MOVES = Path(__file__).with_name("moves.js").read_text(encoding="utf-8")
CHANGES = 2000
SEED = 2012
# What says that the calculation or the chart failed, and not the learner.
FAILURES = (
    "model-failed",
    "model-not-finite",
    "model-endless",
    "chart-failed",
    "control-missing",
    "control-unknown",
)


def failures(declared: Exercise, problems: list[str]) -> list[str]:
    """Return those messages that blame the course."""
    patterns = []
    for name in FAILURES:
        told = say(declared, name, {"reason": "\0", "seconds": 10, "control": "\0"})
        patterns.append(re.compile(re.escape(told).replace("\0", ".*")))
    return [text for text in problems if any(pattern.fullmatch(text) for pattern in patterns)]


def test_no_change_of_any_control_breaks_an_exercise(opened: Opener) -> None:
    """Sliders, lists, boxes, cells with odd values, presets, questions, reset: seeded, so that a failure comes again."""
    names = exercise_names()
    each, made = -(-CHANGES // len(names)), 0
    book = opened(script=MOVES)
    for place, name in enumerate(book.page_by_page(names)):
        seed = SEED + place
        found = book.page.evaluate("given => moves.by_chance(given)", [name, seed, each])
        told = f"{name}, seed {seed}, after {found['log']}"
        assert found["wrong"] is None, f"{found['wrong']} ({told})"
        assert failures(exercise(name), found["problems"]) == [], told
        assert book.troubles == [], told
        made += found["made"]
        _, values = another_setting(exercise(name))
        book.put(name, values)
        book.expect(exercise(name), values)
    assert made >= CHANGES
    assert book.foreign == []
