"""The page's interpreter and CPython give the same whole results, to the last key, type and None."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from page_python import PROGRESS, PagePython, import_request, read_strictly
from progress_files import HOSTILE, VALID, broken_syntax
from settings import answers, by_chance, refused_answers, refused_values, settings

from clusterpolicy.exercises.framework.exercise import Exercise, Quiz
from clusterpolicy.exercises.framework.registry import exercise_names, quiz_names, subject
from clusterpolicy.models import gateway

RUNS = 200
NAMES = [*exercise_names(), *quiz_names()]
Outcome = dict[str, Any]


@pytest.fixture(scope="module")
def page() -> Iterator[PagePython]:
    interpreter = PagePython()
    interpreter.open(PROGRESS)
    gateway.open_subject(json.dumps(PROGRESS))
    for name in NAMES:
        interpreter.open(subject(name).subject())
        gateway.open_subject(json.dumps(subject(name).subject()))
    yield interpreter
    interpreter.close()


def differences(here: Any, there: Any, place: str = "") -> Iterator[str]:
    """Yield where two results differ; floats may by one part in a million million."""
    if type(here) is not type(there):
        yield f"{place}: {here!r} here, {there!r} on the page"
    elif isinstance(here, dict):
        if set(here) != set(there):
            yield f"{place}: keys {sorted(here)} here, {sorted(there)} on the page"
        for key in set(here) & set(there):
            yield from differences(here[key], there[key], f"{place}.{key}")
    elif isinstance(here, list):
        if len(here) != len(there):
            yield f"{place}: {len(here)} entries here, {len(there)} on the page"
        for index, (one, other) in enumerate(zip(here, there, strict=False)):
            yield from differences(one, other, f"{place}[{index}]")
    elif isinstance(here, float):
        if abs(here - there) > 1e-12 * max(abs(here), abs(there)):
            yield f"{place}: {here!r} here, {there!r} on the page"
    elif here != there:
        yield f"{place}: {here!r} here, {there!r} on the page"


def same_in_both(page: PagePython, request: dict[str, Any]) -> Outcome:
    """Send one request through both gateways, hold the outcomes equal and return it."""
    here = read_strictly(gateway.call(json.dumps(request)))
    found = list(differences(here, page.call(request)))
    assert not found, f"{str({key: request[key] for key in request if key != 'earlier'})[:600]}: {found[:5]}"
    outcome: Outcome = here
    return outcome


def run_request(item: Quiz, values: dict[str, Any]) -> dict[str, Any]:
    return {"id": item.id, "do": "run", "values": values}


def check_request(
    item: Quiz, question: str, answer: Any, values: dict[str, Any], earlier: Any
) -> dict[str, Any]:
    asked = {"question": question, "answer": answer, "values": values, "earlier": earlier}
    return {"id": item.id, "do": "check", **asked}


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (1, 1.0),
        (1, True),
        (None, 0),
        ([1, 2], [1, 3]),
        ([1], [1, 2]),
        ({"a": 1}, {"a": 1, "b": None}),
        (1.0, 1.0 + 3e-12),
        ({"a": [{"b": "x"}]}, {"a": [{"b": "y"}]}),
    ],
)
def test_a_difference_is_seen(here: Any, there: Any) -> None:
    assert len(list(differences(here, there))) == 1


@pytest.mark.parametrize("name", exercise_names())
def test_runs_give_the_same_whole_result(page: PagePython, name: str) -> None:
    item = subject(name)
    tried = settings(item.subject()["controls"], RUNS, name)
    assert len(tried) > RUNS
    for values in tried:
        assert "result" in same_in_both(page, run_request(item, values))


@pytest.mark.parametrize("name", NAMES)
def test_checks_of_all_samples_give_the_same_outcome(page: PagePython, name: str) -> None:
    item = subject(name)
    for question, samples in item.samples(item.dataset).items():
        values = {**item.defaults, **(samples.values or {})}
        for answer in [*samples.right, *(answer for kind in samples.wrong.values() for answer in kind)]:
            assert "result" in same_in_both(page, check_request(item, question, answer, values, {}))


@pytest.mark.parametrize("name", NAMES)
def test_checks_under_chance_settings_give_the_same_outcome(page: PagePython, name: str) -> None:
    item, chance = subject(name), Random(name)
    controls = item.subject()["controls"]
    earlier = {question: samples.right[0] for question, samples in item.samples(item.dataset).items()}
    for question in item.subject()["questions"]:
        near = numbers(item.samples(item.dataset)[question["id"]])
        for answer in answers(question, chance, near):
            before = chance.choice([{}, earlier])
            request = check_request(item, question["id"], answer, by_chance(controls, chance), before)
            assert "result" in same_in_both(page, request)


def numbers(samples: Any) -> list[float]:
    """Return the right answers and all kinds of wrong ones that are numbers."""
    every = [*samples.right, *(answer for kind in samples.wrong.values() for answer in kind)]
    return [answer for answer in every if isinstance(answer, (int, float))]


@pytest.mark.parametrize("name", NAMES)
def test_answers_of_the_wrong_form_are_refused_alike(page: PagePython, name: str) -> None:
    item = subject(name)
    for question in item.subject()["questions"]:
        for answer in refused_answers(question):
            request = check_request(item, question["id"], answer, item.defaults, {})
            assert same_in_both(page, request)["problem"]["message"] == "answer-refused"


@pytest.mark.parametrize("name", exercise_names())
def test_values_that_a_control_does_not_take_are_refused_alike(page: PagePython, name: str) -> None:
    item = subject(name)
    for control in item.subject()["controls"]:
        for value in refused_values(control):
            request = run_request(item, item.defaults | {control["name"]: value})
            problem = same_in_both(page, request)["problem"]
            assert problem["control"] == control["name"]
            assert problem["params"]["control"] == control["label"]


@pytest.mark.parametrize("name", NAMES)
def test_missing_and_unknown_controls_are_refused_alike(page: PagePython, name: str) -> None:
    item = subject(name)
    for control in item.defaults:
        values = {other: value for other, value in item.defaults.items() if other != control}
        assert same_in_both(page, run_request(item, values))["problem"]["message"] == "control-missing"
    for strange in ("no_such_control", "я" * 90, "__class__", ""):
        values = item.defaults | {strange: 1}
        assert same_in_both(page, run_request(item, values))["problem"]["message"] == "control-unknown"


@pytest.mark.parametrize("name", exercise_names())
def test_a_refusal_leaves_the_page_working(page: PagePython, name: str) -> None:
    item = subject(name)
    assert isinstance(item, Exercise)
    same_in_both(page, run_request(item, {}))
    assert "result" in same_in_both(page, run_request(item, item.defaults))


@pytest.mark.parametrize("text", VALID.values(), ids=VALID.keys())
def test_progress_files_are_read_alike(page: PagePython, text: str) -> None:
    earlier = {"kept": {"values": {}, "answers": {}, "at": "2026-03-01T00:00:00.000Z"}}
    outcome = same_in_both(page, import_request(text, earlier))["result"]
    assert outcome["right"] is True and "kept" in outcome["entries"]


@pytest.mark.parametrize("text", [text for text, *_ in HOSTILE.values()], ids=HOSTILE.keys())
def test_hostile_progress_files_are_refused_alike(page: PagePython, text: str) -> None:
    outcome = same_in_both(page, import_request(text))["result"]
    assert outcome["right"] is False and "entries" not in outcome


@pytest.mark.parametrize("text", broken_syntax(), ids=lambda text: text[:20])
def test_no_interpreter_takes_what_lies_too_deep_or_breaks_off(page: PagePython, text: str) -> None:
    for outcome in (gateway.answer_to(import_request(text)), page.call(import_request(text))):
        assert outcome["result"]["right"] is False and "entries" not in outcome["result"]
