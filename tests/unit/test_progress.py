"""A progress file is read whole or refused with a reason and a place; what is newer stands."""

from __future__ import annotations

import json

import pytest
from progress_files import ENTRY, FILE, HOSTILE, OWN, SECOND, VALID, broken_syntax

from clusterpolicy.exercises.framework.messages import framework_messages
from clusterpolicy.models import progress
from clusterpolicy.text import format_message


@pytest.mark.parametrize("text", VALID.values(), ids=VALID.keys())
def test_a_right_file_gives_its_entries(text: str) -> None:
    outcome = progress.read(text)
    assert outcome["right"] is True
    held = json.loads(text)
    assert outcome["message"] == ("progress-imported-own" if held.get("own") else "progress-imported")
    assert (outcome["entries"], outcome["own"]) == (held["entries"], held.get("own"))
    assert outcome["n"] == outcome["params"]["count"] == len(outcome["entries"])


@pytest.mark.parametrize(("text", "message", "where"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_wrong_file_is_refused_with_reason_and_place(text: str, message: str, where: str | None) -> None:
    outcome = progress.read(text)
    assert outcome["right"] is False and "entries" not in outcome
    assert (outcome["message"], outcome["params"].get("where")) == (message, where)


@pytest.mark.parametrize(("text", "message", "where"), HOSTILE.values(), ids=HOSTILE.keys())
def test_every_refusal_has_a_sentence_that_a_file_can_hold(
    text: str, message: str, where: str | None
) -> None:
    outcome = progress.read(text)
    sentence = format_message(framework_messages()[message], outcome["params"], outcome["n"])
    assert (where or "") in sentence
    assert len(sentence.encode("utf-8")) < 400


def test_there_are_more_than_forty_wrong_files() -> None:
    assert len(HOSTILE) > 40


@pytest.mark.parametrize("text", broken_syntax(), ids=lambda text: text[:20])
def test_what_lies_too_deep_is_refused(text: str) -> None:
    outcome = progress.read(text)
    assert outcome["right"] is False and "entries" not in outcome


@pytest.mark.parametrize("version", [progress.VERSION + 1, 99])
def test_a_later_edition_is_named(version: int) -> None:
    outcome = progress.read(json.dumps(FILE | {"version": version, "unknown": "part"}))
    assert outcome["message"] == "progress-newer"
    assert outcome["params"] == {"version": version, "known": progress.VERSION}


def entry_of(day: str) -> dict[str, object]:
    return ENTRY | {"at": f"2026-01-{day}T00:00:00.000Z"}


def test_merging_keeps_the_newest_of_each_exercise() -> None:
    kept = {"a": entry_of("02"), "b": entry_of("02"), "c": entry_of("02")}
    added = {"a": entry_of("01"), "b": entry_of("03"), "d": entry_of("01")}
    expected = {"a": kept["a"], "b": added["b"], "c": kept["c"], "d": added["d"]}
    assert progress.merged(kept, added) == expected


def test_merging_changes_neither_side() -> None:
    kept, added = {"a": entry_of("01")}, {"a": entry_of("02"), "b": entry_of("03")}
    progress.merged(kept, added)
    assert (list(kept), list(added)) == (["a"], ["a", "b"])


def test_an_import_brings_the_kept_entries_too() -> None:
    earlier = {"entries": {"kept": entry_of("01"), "e": entry_of("01")}, "own": OWN}
    outcome = progress.check(None, "import", json.dumps(FILE), {}, earlier)
    assert outcome["entries"] == {"kept": entry_of("01"), "e": ENTRY}
    assert outcome["own"] == OWN
    assert outcome["params"] == {"count": 1}


@pytest.mark.parametrize(
    ("kept", "added", "stands"),
    [(None, "02", "02"), ("01", "02", "02"), ("02", "01", "02"), ("02", None, "02"), (None, None, None)],
)
def test_the_own_regions_that_were_read_in_last_stand(
    kept: str | None, added: str | None, stands: str | None
) -> None:
    own = {day: OWN | {"at": f"2026-01-{day}T00:00:00.000Z"} for day in ("01", "02")}
    text = json.dumps(SECOND | {"own": own.get(added or "")})
    outcome = progress.check(None, "import", text, {}, {"entries": {}, "own": own.get(kept or "")})
    assert outcome["own"] == own.get(stands or "")


def test_a_refused_import_changes_nothing() -> None:
    earlier = {"entries": {"kept": entry_of("01")}, "own": OWN}
    outcome = progress.check(None, "import", "{}", {}, earlier)
    assert "entries" not in outcome and "own" not in outcome
    assert earlier == {"entries": {"kept": entry_of("01")}, "own": OWN}
