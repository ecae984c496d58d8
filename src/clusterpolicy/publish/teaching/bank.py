"""The questions of the quizzes with all that their models say to answers, before any platform's format.

A platform cannot run a model. So each answer that can be listed is given to the model here; of the many that cannot (orders, pairs, any
number) those sentences are kept that the model says to all answers of a kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations, product
from typing import Any

from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.text import _, choose_form, format_message

# Numbers that are no usual mistake, by the names that `check_number` gives them; a platform refuses words itself.
ABOVE, BELOW, OTHER, WORDS = "-too-high", "-too-low", "-other", "-not-a-number"
TYPED = re.compile(r"\{answer(?:\|[^}]*)?\}")
SENTENCE = re.compile(r"(?<=[.!?]) ")
# Halvings of a distance: beyond this many a number has no further digits.
HALVINGS = 50


@dataclass(frozen=True)
class Reply:
    """What a model says to an answer, with its places filled."""

    message: str
    right: bool
    text: str


@dataclass(frozen=True)
class Near:
    """A number, how far an answer may lie from it, and what is said then; no number stands for all others."""

    value: float | None
    tolerance: float
    right: bool
    feedback: str


@dataclass(frozen=True)
class Hints:
    """What is said to the right answer, to a partly right one and to one of which nothing is right.

    An order is right or wrong as a whole: both lists hold the same.
    """

    right: str
    partly: list[str]
    wrong: list[str]


@dataclass(frozen=True)
class Asked:
    """A question with all that can be said to its answers.

    Attributes
    ----------
    question : Question
        The question.
    key : str
        Name that no other question of the course has.
    choices : list of Reply
        For a choice: what is said to each option, in their order.
    numbers : list of Near
        For a number: the right one, the usual wrong ones and all others; the first that an answer is near to counts.
    right : mapping or list
        For pairs: the target of each option; for an order: the options in their right order.
    hints : Hints
        For pairs and orders.
    """

    question: Question
    key: str
    choices: list[Reply] = field(default_factory=list)
    numbers: list[Near] = field(default_factory=list)
    right: Any = None
    hints: Hints | None = None


class Examiner:
    """A quiz whose model is asked about one answer after another."""

    def __init__(self, quiz: Quiz, question: Question) -> None:
        self.quiz = quiz
        self.question = question
        self.samples: Samples = quiz.samples(quiz.dataset)[question.id]

    def ask(self, answer: Any, typed: str = "") -> Reply:
        """Return what the model says to an answer.

        Parameters
        ----------
        answer : object
            In the form that models take.
        typed : str
            Words in place of the answer where a message quotes it.
        """
        outcome = self.quiz.module.check(self.quiz.dataset, self.question.id, answer, self.quiz.defaults, {})
        template: Message = self.quiz.messages[outcome["message"]]
        params = {"exercise": self.quiz.title, **outcome["params"]}
        form = choose_form(template, outcome["n"])
        text = format_message(TYPED.sub(typed, form) if typed else form, params)
        return Reply(outcome["message"], bool(outcome["right"]), text)

    def asked(self) -> Asked:
        """Return the question with all that its model says."""
        key = f"{self.quiz.id}/{self.question.id}"
        if self.question.kind == "choice":
            return Asked(
                self.question, key, choices=[self.ask(option.value) for option in self.question.options]
            )
        if self.question.kind == "numeric":
            return Asked(self.question, key, numbers=list(self.numbers()))
        return Asked(self.question, key, right=self.samples.right[0], hints=self.hints())

    def numbers(self) -> Iterator[Near]:
        """Yield the right number, the usual wrong ones, and what is said to the others."""
        usual, others = [float(self.samples.right[0])], []
        for number in (given for kind in self.samples.wrong.values() for given in kind):
            message = self.ask(number).message
            if message.endswith((ABOVE, BELOW, OTHER)):
                others.append(float(number))
            elif not message.endswith(WORDS):
                usual.append(float(number))
        for value in usual:
            reply = self.ask(value)
            yield Near(value, self.reach(value, reply.message), reply.right, reply.text)
        yield from self.others(usual[0], others)

    def others(self, right: float, found: Sequence[float]) -> Iterator[Near]:
        """Yield what is said to numbers that are no usual mistake: above and below the right one, or anywhere."""
        words = _("Your answer")
        replies = {reply.message: reply for reply in (self.ask(number, words) for number in found)}
        for message, reply in replies.items():
            if message.endswith(ABOVE):
                # One end at the right number, the other far beyond what anybody types.
                far = 1e9
                yield Near(right + far, far, reply.right, reply.text)
        for message, reply in replies.items():
            if not message.endswith(ABOVE):
                yield Near(None, 0, reply.right, reply.text)

    def reach(self, value: float, message: str) -> float:
        """Return how far a number may lie from a value, on both sides, and still be told the same."""
        near, far = 0.0, max(abs(value), 1.0)
        for _halving in range(HALVINGS):
            middle = (near + far) / 2
            if all(self.ask(value + side * middle).message == message for side in (-1, 1)):
                near = middle
            else:
                far = middle
        return near

    def hints(self) -> Hints:
        """Return what is said to pairs or an order that are not all right."""
        right = self.samples.right[0]
        partly: dict[str, list[str]] = {}
        wrong = partly if self.question.kind == "order" else {}
        for answer in self.possible():
            reply = self.ask(answer)
            if not reply.right:
                kept = partly if any(answer[place] == right[place] for place in places(right)) else wrong
                kept.setdefault(reply.message, []).append(reply.text)
        return Hints(self.ask(right).text, self.common(partly), self.common(wrong))

    def possible(self) -> Iterator[Any]:
        """Yield every answer that a learner can give."""
        options = [option.value for option in self.question.options]
        if self.question.kind == "order":
            yield from (list(order) for order in permutations(options))
        else:
            targets = [target.value for target in self.question.targets]
            for chosen in product(targets, repeat=len(options)):
                yield dict(zip(options, chosen, strict=True))

    def common(self, found: dict[str, list[str]]) -> list[str]:
        """Return, in the order of the quiz's messages, what of each was said to every answer that got it."""
        return [text for message in self.quiz.messages if (text := shared(found.get(message, [])))]


def places(answer: Any) -> Iterable[Any]:
    """Return the keys of pairs, or the places of an order."""
    return answer if isinstance(answer, dict) else range(len(answer))


def shared(texts: Sequence[str]) -> str:
    """Return the sentences of the first text that all the others hold too."""
    kept = [SENTENCE.split(text) for text in texts]
    return (
        " ".join(sentence for sentence in kept[0] if all(sentence in other for other in kept)) if kept else ""
    )


def asked(quiz: Quiz) -> list[Asked]:
    """Return the questions of a quiz, predictions aside: these have no right answer.

    Parameters
    ----------
    quiz : Quiz
        In the language in force.
    """
    return [Examiner(quiz, question).asked() for question in quiz.questions if question.stage != "predict"]
