"""Right answers on paper: what the models accept, as letters, and what they say to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from clusterpolicy.exercises.framework.controls import Option
from clusterpolicy.exercises.framework.messages import say
from clusterpolicy.exercises.framework.questions import Question
from clusterpolicy.exercises.framework.registry import subject
from clusterpolicy.text import format_number


@dataclass(frozen=True)
class Answer:
    """A right answer in short, and the feedback that it gets."""

    short: str
    feedback: str


def right(name: str, question: str) -> Answer | None:
    """Return the right answer to a question; none to a prediction, which is not judged.

    Parameters
    ----------
    name : str
        Id of the exercise or quiz.
    question : str
        Id of the question.
    """
    item = subject(name)
    (asked,) = (entry for entry in item.questions if entry.id == question)
    if asked.stage == "predict":
        return None
    samples = item.samples(item.dataset)[question]
    answer = samples.right[0]
    outcome = item.module.check(
        item.dataset, question, answer, {**item.defaults, **(samples.values or {})}, {}
    )
    return Answer(short(asked, answer), say(item, outcome["message"], outcome["params"], outcome["n"]))


def short(question: Question, answer: Any) -> str:
    """Return an answer by the letters of its options; a number as the language writes it."""
    if question.kind == "choice":
        return letter(question.options, answer)
    if question.kind == "order":
        return ", ".join(letter(question.options, value) for value in answer)
    if question.kind == "match":
        places = enumerate(question.options, start=1)
        return ", ".join(
            f"{place}\u00a0{letter(question.targets, answer[option.value])}" for place, option in places
        )
    text = answer if isinstance(answer, str) else format_number(answer, digits=2)
    return f"{text}\u00a0{question.unit}" if question.unit else text


def letter(options: Sequence[Option], value: str) -> str:
    """Return the letter that stands before an option on paper."""
    return ascii_uppercase[[option.value for option in options].index(value)]
