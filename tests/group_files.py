"""What groups of a workshop hand in: answers as the exercises judge them, by chance and the same in every run."""

from __future__ import annotations

from random import Random
from typing import Any

from clusterpolicy.exercises.framework.questions import Question, Samples
from clusterpolicy.exercises.framework.registry import subject

EXERCISES = ("find-clusters", "committee-signal", "policy-simulator")
QUIZ = "what-is-a-cluster"


def kept(question: Question, samples: Samples, chance: Random) -> dict[str, Any]:
    """Return a right or a wrong answer as a browser keeps it."""
    if question.stage == "predict":
        return {"answer": chance.choice(question.options).value, "right": None}
    right = chance.random() < 0.6
    given = samples.right[0] if right else chance.choice(list(samples.wrong.values()))[0]
    answer = str(given).strip() if question.kind == "numeric" else given
    return {"answer": answer or "?", "right": right}


def entries(number: int, names: tuple[str, ...] = (*EXERCISES, QUIZ)) -> dict[str, Any]:
    """Return what the browser of a group keeps: its answers to these exercises, most of them."""
    chance = Random(f"group {number}")
    made = {}
    for minute, name in enumerate(names):
        item = subject(name)
        samples = item.samples(item.dataset)
        answers = {
            question.id: kept(question, samples[question.id], chance)
            for question in item.questions
            if chance.random() < 0.9
        }
        at = f"2026-03-14T10:{minute:02}:{number:02}.000Z"
        made[name] = {"values": dict(item.defaults), "answers": answers, "at": at}
    return made
