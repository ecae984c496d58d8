"""Questions: choice, numeric, match, order. The model checks, a message explains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from clusterpolicy.exercises.framework.controls import Option

Answer = Any
Message = str | dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question and how it is put.

    Parameters
    ----------
    id : str
        Name within its exercise or quiz.
    kind : {"choice", "numeric", "match", "order"}
        ``choice``: one option's value. ``numeric``: what the learner typed. ``match``: a target's value for each
        option. ``order``: the options' values in the learner's order.
    prompt : str
        The question.
    stage : {"predict", "explain"}
        A prediction comes before the controls and is kept, not judged; the rest follows the chart.
    options, targets : tuple of Option
        What there is to choose, match or order, and what it can be matched with.
    unit : str
        Behind a numeric answer.
    follow : tuple of str
        Controls that the question depends on: when one moves, a given feedback is out of date.
    """

    id: str
    kind: Literal["choice", "numeric", "match", "order"]
    prompt: str
    stage: Literal["predict", "explain"] = "explain"
    options: tuple[Option, ...] = ()
    targets: tuple[Option, ...] = ()
    unit: str = ""
    follow: tuple[str, ...] = ()

    def declaration(self) -> dict[str, Any]:
        """Return the question as plain data."""
        return {
            "id": self.id,
            "kind": self.kind,
            "stage": self.stage,
            "options": [option.value for option in self.options],
            "targets": [target.value for target in self.targets],
            "follow": list(self.follow),
        }


@dataclass(frozen=True)
class Samples:
    """Answers to one question with which tests hold its feedback.

    Parameters
    ----------
    right : list
        Answers that are right (any answer, for a prediction).
    wrong : mapping of str to list
        At least three kinds of wrong answer, each with samples.
    values : mapping
        Setting under which the answers are given, where it is not the default one.
    """

    right: list[Answer]
    wrong: Mapping[str, list[Answer]]
    values: Mapping[str, Any] | None = None
