"""The questions of all exercises and quizzes in words, for pages that show answers away from where they were given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.messages import say
from clusterpolicy.exercises.framework.questions import Question, Samples
from clusterpolicy.exercises.framework.registry import exercise, exercise_names, quiz, quiz_names
from clusterpolicy.text import language


def file_name() -> str:
    """Return the name of the script with the questions, below the course's folder."""
    return f"questions.{language()}.js"


def subjects(homes: Mapping[str, str]) -> list[Quiz]:
    """Return the exercises and quizzes of the book in the order of its pages.

    Parameters
    ----------
    homes : mapping of str to str
        Address of the page of each exercise and quiz, in that order.
    """
    named = {**dict.fromkeys(quiz_names(), quiz), **dict.fromkeys(exercise_names(), exercise)}
    return [named[name](name) for name in homes if name in named]


def declarations(homes: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Return the questions of each exercise and quiz as models take them.

    Parameters
    ----------
    homes : mapping of str to str
        Address of the page of each exercise and quiz.
    """
    return {
        subject.id: [question.declaration() for question in subject.questions] for subject in subjects(homes)
    }


def described(homes: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return exercises and quizzes with their questions, and what the right answer to each is told.

    Parameters
    ----------
    homes : mapping of str to str
        Address of the page of each exercise and quiz.
    """
    return [
        {
            "id": subject.id,
            "title": subject.title,
            "quiz": subject.id in quiz_names(),
            "href": f"../{homes[subject.id]}#",
            "questions": _questions(subject),
        }
        for subject in subjects(homes)
    ]


def _questions(subject: Quiz) -> list[dict[str, Any]]:
    samples = subject.samples(subject.dataset)
    return [
        {
            "id": question.id,
            "stage": question.stage,
            "prompt": question.prompt,
            "options": {option.value: option.label for option in question.options},
            "targets": {target.value: target.label for target in question.targets},
            "unit": question.unit,
            "outcome": _outcome(subject, question, samples[question.id]),
        }
        for question in subject.questions
    ]


def _outcome(subject: Quiz, question: Question, samples: Samples) -> str:
    """Return what came out, as the exercise says it to the right answer; nothing for a prediction, which is not judged."""
    if question.stage == "predict":
        return ""
    values = {**subject.defaults, **(samples.values or {})}
    answer = samples.right[0]
    outcome = subject.module.check(subject.dataset, question.id, answer, values, {})
    return say(subject, outcome["message"], outcome["params"], outcome["n"])
