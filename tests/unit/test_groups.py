"""What groups of a workshop hand in, as the models take it in and set it side by side; here and in the page's interpreter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from group_files import EXERCISES, QUIZ, entries
from page_python import PagePython
from progress_files import VALID

from clusterpolicy.hosts.page.asked import declarations
from clusterpolicy.models import groups

NAMES = (*EXERCISES, QUIZ)
DATA = {"subjects": declarations(dict.fromkeys(NAMES, "page.html")), "others": ["my-region", "brief"]}
SUBJECT = {"id": "screen", "model": "groups", "controls": [], "questions": [], "data": DATA}


@pytest.fixture(scope="module")
def page() -> Iterator[PagePython]:
    """The page's interpreter with the facilitator's screen open in it."""
    interpreter = PagePython()
    interpreter.open(SUBJECT)
    yield interpreter
    interpreter.close()


def text(entered: dict[str, Any]) -> str:
    whole = {"format": "clusterpolicy-progress", "version": 3, "edition": "0.1.0"}
    return json.dumps(whole | {"entries": entered, "own": None})


def collected(numbers: range) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for number in numbers:
        outcome = groups.take(DATA, text(entries(number)), made)
        made.append(outcome["group"] | {"name": f"group-{number}"})
    return made


def test_a_group_keeps_its_answers_and_none_of_its_settings() -> None:
    outcome = groups.take(DATA, text(entries(1)), [])
    assert outcome["message"] == "groups-added" and outcome["strange"] == 0
    assert outcome["group"]["answers"] == {name: entry["answers"] for name, entry in entries(1).items()}
    assert outcome["n"] == sum(len(entry["answers"]) for entry in entries(1).values())


def test_what_this_edition_does_not_have_is_left_out_and_counted() -> None:
    odd = entries(1)[QUIZ] | {"answers": {"gone": {"answer": "x", "right": True}}}
    odd["answers"]["size"] = {"answer": "no option", "right": True}
    outcome = groups.take(DATA, text({QUIZ: odd, "gone": odd, EXERCISES[0]: entries(1)[EXERCISES[0]]}), [])
    assert list(outcome["group"]["answers"]) == [EXERCISES[0]] and outcome["strange"] == 3


def test_a_chosen_region_alone_is_a_group_without_answers() -> None:
    outcome = groups.take(DATA, text({"my-region": entries(1)[QUIZ]}), [])
    assert outcome["message"] == "groups-added-empty"


def test_the_same_answers_of_other_moments_are_another_group() -> None:
    taken = collected(range(1, 2))
    assert groups.take(DATA, text(entries(1)), taken)["message"] == "groups-twice"
    later = {name: entry | {"at": "2026-03-15T00:00:00.000Z"} for name, entry in entries(1).items()}
    assert groups.take(DATA, text(later), taken)["message"] == "groups-added"


def test_every_cell_and_count_is_what_the_groups_answered() -> None:
    taken = collected(range(1, 13))
    for name in NAMES:
        found = groups.compare(DATA, name, taken)
        asked = DATA["subjects"][name]
        assert len(found["cells"]) == 12 * len(asked)
        for column in found["columns"]:
            given = [group["answers"].get(name, {}).get(column["question"]) for group in taken]
            assert column["none"] == given.count(None)
            assert column["right"] == sum(kept is not None and kept["right"] is True for kept in given)
            assert column["none"] + column["right"] + column["wrong"] + column["predicted"] == 12
        for cell in found["cells"]:
            (group,) = (one for one in taken if one["name"] == cell["group"])
            kept = group["answers"].get(name, {}).get(cell["question"])
            assert cell["answer"] == (kept and kept["answer"])


def test_groups_with_the_same_prediction_stand_together() -> None:
    cells = groups.compare(DATA, EXERCISES[0], collected(range(1, 13)))["cells"]
    predicted = [cell["option"] for cell in cells if cell["question"] == "guess"]
    assert predicted == sorted(predicted, key=lambda option: (option < 0, option))


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_interpreter_compares_alike(page: PagePython, name: str) -> None:
    taken = collected(range(1, 13))
    answer = {"subject": name, "groups": taken}
    request = {"id": "screen", "do": "check", "question": "compare", "answer": answer, "values": {}}
    assert page.call(request | {"earlier": None})["result"] == groups.compare(DATA, name, taken)


@pytest.mark.parametrize("text", VALID.values(), ids=VALID.keys())
def test_the_pages_interpreter_takes_files_in_alike(page: PagePython, text: str) -> None:
    answer = {"text": text, "groups": []}
    request = {"id": "screen", "do": "check", "question": "take", "answer": answer, "values": {}}
    assert page.call(request | {"earlier": None})["result"] == groups.take(DATA, text, [])
