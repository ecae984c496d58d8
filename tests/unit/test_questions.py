"""Every question explains its wrong answers, each kind in its own words, with its figures filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from settings import answers, by_chance

from clusterpolicy.exercises.framework.exercise import Quiz
from clusterpolicy.exercises.framework.messages import framework_messages
from clusterpolicy.exercises.framework.questions import Question, Samples
from clusterpolicy.exercises.framework.registry import exercise_names, quiz_names, subject
from clusterpolicy.models.contract import check_answer, check_values
from clusterpolicy.text import PLACE, format_message

Outcome = dict[str, Any]
# Settings by chance under which declared messages are looked for, beyond the samples.
TRIES = 400
# As interpreters write what is missing, endless or a yes; words of English are written small.
UNFIT = re.compile(r"no data|\b(nan|NaN|inf|Infinity|null|undefined|None|True|False)\b|[{}]")
NAMES = [*exercise_names(), *quiz_names()]
QUESTIONS = [(name, question.id) for name in NAMES for question in subject(name).questions]


def question_of(name: str, question: str) -> tuple[Quiz, Question, Samples]:
    item = subject(name)
    (asked,) = (entry for entry in item.questions if entry.id == question)
    return item, asked, item.samples(item.dataset)[question]


def outcome_of(item: Quiz, question: Question, answer: Any, values: dict[str, Any]) -> Outcome:
    """Check one answer as a host does."""
    assert check_answer(question.declaration(), answer), f"{answer!r} has not the form of {question.id}"
    outcome: Outcome = item.module.check(item.dataset, question.id, answer, values, {})
    return outcome


def sampled(item: Quiz, question: Question, samples: Samples, answer: Any) -> Outcome:
    return outcome_of(item, question, answer, {**item.defaults, **(samples.values or {})})


def sentence(item: Quiz, outcome: Outcome) -> str:
    """Return what a learner reads; a message or a value that is missing raises."""
    return format_message(item.messages[outcome["message"]], outcome["params"], outcome["n"])


@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_samples_and_a_name_of_its_own(name: str) -> None:
    item = subject(name)
    ids = [question.id for question in item.questions]
    assert item.questions and len(set(ids)) == len(ids)
    assert sorted(item.samples(item.dataset)) == sorted(ids)


@pytest.mark.parametrize(("name", "question"), QUESTIONS)
def test_samples_fit_their_question(name: str, question: str) -> None:
    item, asked, samples = question_of(name, question)
    assert check_values(item.subject()["controls"], {**item.defaults, **(samples.values or {})}) is None
    assert len(samples.wrong) >= 3 and all(samples.wrong.values()) and samples.right
    options = [option.value for option in asked.options]
    assert len(set(options)) == len(options) == len({option.label for option in asked.options})
    assert set(asked.follow) <= set(item.defaults)


@pytest.mark.parametrize(("name", "question"), QUESTIONS)
def test_right_answers_are_right_and_wrong_ones_wrong(name: str, question: str) -> None:
    item, asked, samples = question_of(name, question)
    judged = (None, None) if asked.stage == "predict" else (True, False)
    for answer in samples.right:
        assert sampled(item, asked, samples, answer)["right"] is judged[0], answer
    for answer in (answer for kind in samples.wrong.values() for answer in kind):
        assert sampled(item, asked, samples, answer)["right"] is judged[1], answer


@pytest.mark.parametrize(("name", "question"), QUESTIONS)
def test_each_kind_of_wrong_answer_has_a_text_of_its_own(name: str, question: str) -> None:
    item, asked, samples = question_of(name, question)
    given = {
        kind: {sampled(item, asked, samples, a)["message"] for a in kinds}
        for kind, kinds in samples.wrong.items()
    }
    assert all(len(messages) == 1 for messages in given.values()), given
    wrong = [message for messages in given.values() for message in messages]
    assert len(set(wrong)) == len(wrong), given
    right = {sampled(item, asked, samples, answer)["message"] for answer in samples.right}
    assert len(right) == 1 and (asked.stage == "predict" or not right & set(wrong))
    texts = [str(item.messages[message]) for message in {*wrong, *right}]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(("name", "question"), QUESTIONS)
def test_feedback_of_all_samples_is_a_whole_sentence(name: str, question: str) -> None:
    item, asked, samples = question_of(name, question)
    for answer in [*samples.right, *(answer for kind in samples.wrong.values() for answer in kind)]:
        text = sentence(item, sampled(item, asked, samples, answer))
        assert not UNFIT.search(text), text
        assert text[-1] in ".?!" and "  " not in text


@pytest.mark.parametrize(
    ("name", "question"), [(n, q) for n, q in QUESTIONS if question_of(n, q)[1].kind == "choice"]
)
def test_each_option_of_a_choice_has_a_text_of_its_own(name: str, question: str) -> None:
    item, asked, samples = question_of(name, question)
    messages = [sampled(item, asked, samples, option.value)["message"] for option in asked.options]
    assert len(set(messages)) == len(messages)


@pytest.mark.parametrize(
    ("name", "question"), [(n, q) for n, q in QUESTIONS if question_of(n, q)[1].stage == "predict"]
)
def test_a_prediction_is_kept_and_not_judged(name: str, question: str) -> None:
    item, asked, samples = question_of(name, question)
    outcomes = [sampled(item, asked, samples, option.value) for option in asked.options]
    assert [outcome["right"] for outcome in outcomes] == [None] * len(asked.options)


def near(samples: Samples) -> list[float]:
    every = [*samples.right, *(answer for kind in samples.wrong.values() for answer in kind)]
    return [answer for answer in every if isinstance(answer, (int, float))]


def every_outcome(item: Quiz) -> Iterator[Outcome]:
    """Yield the outcomes of all samples, then of answers by chance under settings by chance."""
    all_samples, chance = item.samples(item.dataset), Random(item.id)
    for question in item.questions:
        samples = all_samples[question.id]
        for answer in [*samples.right, *(answer for kind in samples.wrong.values() for answer in kind)]:
            yield sampled(item, question, samples, answer)
        for answer in answers(question.declaration(), chance, near(samples)):
            yield sampled(item, question, samples, answer)
    followed = [question for question in item.questions if question.follow]
    for _ in range(TRIES if followed else 0):
        values = by_chance(item.subject()["controls"], chance)
        for question in followed:
            tried = answers(question.declaration(), chance, near(all_samples[question.id]))
            yield outcome_of(item, question, chance.choice(tried), values)


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_check_says_has_a_template_and_its_figures(name: str) -> None:
    item = subject(name)
    reached = {outcome["message"]: sentence(item, outcome) for outcome in every_outcome(item)}
    assert set(reached) == set(item.messages), (
        "a message that no answer reaches, or an answer without a message"
    )


@pytest.mark.parametrize("name", NAMES)
def test_feedback_quotes_a_computed_figure(name: str) -> None:
    item = subject(name)
    quoted = [key for key, message in item.messages.items() if PLACE.search(str(message))]
    assert len(quoted) >= len(item.questions)


@pytest.mark.parametrize("name", NAMES)
def test_messages_of_an_exercise_hide_none_of_the_framework(name: str) -> None:
    assert not set(subject(name).messages) & set(framework_messages())
