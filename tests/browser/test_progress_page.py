"""The page “My progress”: a file goes out, comes in, and what is no such file changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from coursebook import PREFIX, Coursebook, answer, as_answered, until
from progress_files import VALID

from clusterpolicy.exercises.framework.registry import exercise, exercise_names
from clusterpolicy.models.progress import read

Opener = Callable[..., Coursebook]


def hand_in(book: Coursebook, text: str) -> str:
    """Import a file and return what is said to it."""
    said = book.page.locator("[data-feedback=progress]")
    said.evaluate("box => { box.textContent = ''; }")
    file = {"name": "progress.json", "mimeType": "application/json", "buffer": text.encode()}
    book.page.locator("[data-progress=import]").set_input_files(file)  # type: ignore[arg-type]
    until(said.text_content, "an answer to the file")
    return said.text_content() or ""


def parsed(entries: dict[str, str]) -> dict[str, Any]:
    """Return kept entries as values."""
    return {key: json.loads(text) for key, text in entries.items()}


def test_progress_goes_out_comes_in_and_is_accepted_by_python(
    opened: Opener, progress_page: str, tmp_path: Path
) -> None:
    """What one browser exports, Python reads and another browser imports; what is cleared comes back."""
    book, name = opened(), exercise_names()[0]
    page = book.open(name)
    declared = exercise(name)
    question = next(question for question in declared.questions if question.stage != "predict")
    given = declared.samples(declared.dataset)[question.id].right[0]
    answer(page.locator(f"[id='{name}'] [data-question='{question.id}']"), question.kind, given)
    book.wait_until_kept(name, "answers", question.id, as_answered(question.kind, given))
    page.goto(f"{book.start}{progress_page}")
    with page.expect_download() as download:
        page.locator("[data-progress=export]").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert read(text)["right"] is True
    kept = book.kept()

    page.locator("[data-progress=clear]").click()
    assert book.kept() == {}
    page.locator("[data-progress=undo]").click()
    assert book.kept() == kept

    other = opened("file")
    other.page.goto(f"{other.start}{progress_page}")
    hand_in(other, text)
    assert parsed(other.kept()) == parsed(kept)
    assert (book.troubles, other.troubles) == ([], [])


def test_each_right_file_is_taken(opened: Opener, progress_page: str) -> None:
    """What the file holds stands in the browser afterwards."""
    for text in VALID.values():
        book = opened()
        book.page.goto(f"{book.start}{progress_page}")
        hand_in(book, text)
        wanted = {PREFIX + name: entry for name, entry in json.loads(text)["entries"].items()}
        assert parsed(book.kept()) == wanted
        book.context.close()
