"""The learner's file: answers and settings of all exercises, and own regions, in the folder that the notebook runs in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

import clusterpolicy
from clusterpolicy.errors import CourseError
from clusterpolicy.exercises.framework.messages import framework_messages
from clusterpolicy.models.progress import FORMAT, MOST_MISSED, VERSION, merged, read
from clusterpolicy.text import _, format_message

NAME = "clusterpolicy-progress.json"


def content(folder: Path) -> dict[str, Any]:
    """Return what the learner's file holds: ``entries`` by exercise and ``own`` regions; neither where there is no file.

    Raises
    ------
    CourseError
        The file is not a progress file; it is left as it is.
    """
    path = folder / NAME
    if not path.exists():
        return {"entries": {}, "own": None}
    # Bytes that are no UTF-8 become halves of characters, which no file may hold: a lost letter would be kept for good.
    outcome = read(path.read_text(encoding="utf-8-sig", errors="surrogateescape"))
    if not outcome["right"]:
        text = format_message(framework_messages()[outcome["message"]], outcome["params"])
        raise CourseError(text, str(path), _("Move the file away or mend it; until then nothing is kept."))
    return {"entries": outcome["entries"], "own": outcome["own"]}


def keep(folder: Path, name: str, values: dict[str, Any], answers: dict[str, Any]) -> None:
    """Write one exercise's entry; what other notebooks wrote meanwhile stays.

    Raises
    ------
    CourseError
        The file that is there is not a progress file.
    """
    entry = {"values": values, "answers": answers, "at": timestamp()}
    with changed(folder) as kept:
        kept["entries"] = merged(kept["entries"], {name: entry})


def answered(before: dict[str, Any] | None, answer: Any, right: bool | None) -> dict[str, Any]:
    """Return what is kept of an answer.

    A wrong one says when it was given, and on how many days the question was missed since it was last right.

    Parameters
    ----------
    before : dict or None
        What was kept of the same question.
    answer : object
        In the form that models take.
    right : bool or None
        What the model said; None for a prediction.
    """
    if right is not False:
        return {"answer": answer, "right": right}
    days = before.get("missed", 0) if before and before["right"] is False else 0
    at = timestamp()
    same_day = before is not None and days > 0 and local_day(before["at"]) == local_day(at)
    return {"answer": answer, "right": right, "at": at, "missed": min(days + (not same_day), MOST_MISSED)}


def local_day(time: str) -> date:
    """Return the day of a time where the learner is."""
    return datetime.fromisoformat(time).astimezone().date()


def forget(folder: Path, name: str) -> None:
    """Drop one exercise's entry."""
    with changed(folder) as kept:
        kept["entries"].pop(name, None)


def keep_own(folder: Path, own: dict[str, Any] | None) -> None:
    """Write the learner's own regions, or drop them; answers and settings stay."""
    with changed(folder) as kept:
        kept["own"] = own


@contextmanager
def changed(folder: Path) -> Iterator[dict[str, Any]]:
    """Give what the file holds to whoever changes it, alone, and write it then."""
    with FileLock(folder / f".{NAME}.lock"):
        kept = content(folder)
        yield kept
        write(folder, kept)


def write(folder: Path, kept: dict[str, Any]) -> None:
    """Replace the file in one step, so that it is never half-written."""
    whole = {"format": FORMAT, "version": VERSION, "edition": clusterpolicy.__version__, **kept}
    # One name is enough: who writes holds the lock.
    unfinished = folder / f".{NAME}.tmp"
    try:
        unfinished.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
        unfinished.replace(folder / NAME)
    finally:
        unfinished.unlink(missing_ok=True)


def timestamp() -> str:
    """Return the time as browsers write it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
