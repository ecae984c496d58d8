"""The self-study path: what is done and left, when a missed question comes back; here and in the page's interpreter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from group_files import entries
from page_python import PagePython

from clusterpolicy.hosts.lab import learner
from clusterpolicy.models import study
from clusterpolicy.publish.project import Project
from clusterpolicy.publish.teaching import plans
from clusterpolicy.publish.teaching.study import PLAN, shared

SUBJECT: dict[str, Any] = json.loads(shared(Project.here())["subject"])
DATA = SUBJECT["data"]
NOW = "2026-03-20T18:00:00.000Z"
QUIZ, QUESTION = "what-is-a-cluster", "size"


@pytest.fixture(scope="module")
def page() -> Iterator[PagePython]:
    """The page's interpreter with the path open in it."""
    interpreter = PagePython()
    interpreter.open(SUBJECT)
    yield interpreter
    interpreter.close()


def where(kept: dict[str, Any], now: str = NOW, ahead: int = 180) -> dict[str, Any]:
    """Return where a learner stands."""
    answer = {"entries": kept, "now": now, "ahead": ahead}
    found: dict[str, Any] = study.check(DATA, "where", answer, {}, None)
    return found


def whole_path() -> dict[str, Any]:
    """Return what a learner keeps who has answered all and written a text."""
    made = {}
    for name, questions in DATA["subjects"].items():
        answers = {one["id"]: {"answer": "x", "right": True} for one in questions}
        made[name] = {"values": {}, "answers": answers, "at": NOW}
    made["brief"] = {"values": {"message": "mine"}, "answers": {}, "at": NOW}
    return made


def missed(at: str, days: int) -> dict[str, Any]:
    kept = {"answer": "x", "right": False, "at": at, "missed": days}
    return {QUIZ: {"values": {}, "answers": {QUESTION: kept}, "at": at}}


def test_the_path_is_that_of_the_plan() -> None:
    plan = plans.load(Project.here(), PLAN)
    assert [evening["minutes"] for evening in DATA["evenings"]] == [one.minutes for one in plan.sessions]
    assert all(evening["steps"] for evening in DATA["evenings"])
    assert where({})["left"] == plan.minutes


def test_whoever_has_done_nothing_begins_with_the_first_evening() -> None:
    found = where({})
    first = DATA["evenings"][0]["steps"][0]["name"]
    assert found["done"] == 0 and found["missing"][0]["name"] == first
    assert found["missing"][0]["questions"] == [one["id"] for one in DATA["subjects"][first]]


def test_the_path_is_complete_when_nothing_is_missing() -> None:
    kept = whole_path()
    found = where(kept)
    assert (found["done"], found["left"], found["missing"]) == (len(DATA["evenings"]), 0, [])
    for name in [step["name"] for evening in DATA["evenings"] for step in evening["steps"]]:
        less = where({key: entry for key, entry in kept.items() if key != name})
        assert [line["name"] for line in less["missing"]] == [name]
        assert less["done"] == len(DATA["evenings"]) - 1 and 0 < less["left"] <= 45


def test_an_open_question_leaves_a_share_of_the_evening() -> None:
    kept = whole_path()
    (evening,) = [place for place, one in enumerate(DATA["evenings"]) if QUIZ in str(one["steps"])]
    total = where({})["evenings"][evening]
    del kept[QUIZ]["answers"][QUESTION]
    found = where(kept)["evenings"][evening]
    assert found["answered"] == total["count"] - 1 and not found["done"]
    assert found["left"] == -(-DATA["evenings"][evening]["minutes"] // total["count"])


@pytest.mark.parametrize(("days", "wait"), [(1, 1), (2, 3), (3, 7), (4, 7), (99, 7)])
def test_a_missed_question_comes_back_after_one_three_and_seven_days(days: int, wait: int) -> None:
    given = datetime(2026, 3, 10, 18, tzinfo=UTC)
    kept = missed("2026-03-10T18:00:00.000Z", days)
    for later in range(12):
        now = (given + timedelta(days=later)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        found = where(kept, now)
        (line,) = [*found["due"], *found["later"]]
        assert line["days"] == wait - later
        assert bool(found["due"]) is (later >= wait)


def test_the_next_day_is_the_learners_own() -> None:
    kept = missed("2026-03-10T20:30:00.000Z", 1)
    assert not where(kept, "2026-03-10T20:50:00.000Z", ahead=180)["due"]
    assert where(kept, "2026-03-10T21:10:00.000Z", ahead=180)["due"]
    assert not where(kept, "2026-03-10T21:10:00.000Z", ahead=0)["due"]


def test_a_question_that_was_answered_right_does_not_come_back() -> None:
    kept = missed("2026-03-10T18:00:00.000Z", 1)
    kept[QUIZ]["answers"][QUESTION] = {"answer": "moscow", "right": True}
    found = where(kept)
    assert found["due"] == found["later"] == []


def test_a_miss_of_an_earlier_edition_comes_back_too() -> None:
    kept = missed("2026-03-10T18:00:00.000Z", 1)
    kept[QUIZ]["answers"][QUESTION] = {"answer": "x", "right": False}
    (line,) = where(kept)["due"]
    assert (line["subject"], line["question"], line["days"]) == (QUIZ, QUESTION, -9)


def test_days_are_those_of_the_calendar() -> None:
    first = datetime(1999, 12, 25, tzinfo=UTC)
    known = study.local_day("1999-12-25T00:00:00.000Z", 0) - first.toordinal()
    for number in range(0, 1600, 7):
        day = first + timedelta(days=number, hours=11)
        assert study.local_day(day.strftime("%Y-%m-%dT%H:%M:%S.000Z"), 0) - day.toordinal() == known


@pytest.mark.parametrize("number", range(4))
def test_the_pages_interpreter_says_the_same(page: PagePython, number: int) -> None:
    kept = entries(number) if number else whole_path()
    answer = {"entries": kept, "now": NOW, "ahead": 180}
    request = {"id": "study", "do": "check", "question": "where", "answer": answer, "values": {}}
    assert page.call(request | {"earlier": None})["result"] == where(kept)


def test_jupyterlab_keeps_on_how_many_days_a_question_was_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    times = [f"2026-03-{day}T12:00:00.000Z" for day in ("10", "10", "11", "15")]
    kept: dict[str, Any] | None = None
    counts = []
    for time in times:
        monkeypatch.setattr(learner, "timestamp", lambda time=time: time)
        kept = learner.answered(kept, "x", False)
        counts.append(kept["missed"])
        assert kept["at"] == time
    assert counts == [1, 1, 2, 3]
    right = learner.answered(kept, "y", True)
    assert right == {"answer": "y", "right": True}
    assert learner.answered(right, "x", False)["missed"] == 1
    assert learner.answered(None, "x", None) == {"answer": "x", "right": None}


def test_what_jupyterlab_keeps_of_a_miss_is_read_again(tmp_path: Path) -> None:
    learner.keep(tmp_path, QUIZ, {}, {QUESTION: learner.answered(None, "x", False)})
    kept = learner.content(tmp_path)["entries"][QUIZ]["answers"][QUESTION]
    assert kept["missed"] == 1 and where(learner.content(tmp_path)["entries"], kept["at"])["later"]
