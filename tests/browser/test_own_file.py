"""A learner's own regions in Chromium: a file goes in, stands in every exercise that takes it, survives, and leaves again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from coursebook import Coursebook, until
from own_files import COMMA, NAME, NAMED_FIRST, RIGHT, SEMICOLON, WRONG

from clusterpolicy.datasets.own import decoded, template
from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.exercises.framework.messages import framework_messages
from clusterpolicy.exercises.framework.registry import exercise, exercise_names
from clusterpolicy.models import own_data
from clusterpolicy.models.contract import OWN
from clusterpolicy.models.progress import read
from clusterpolicy.text import format_message

Opener = Callable[..., Coursebook]
STORED = "clusterpolicy:own:1"
MAP, QUOTIENT = "find-clusters", "read-a-quotient"
TAKING = [name for name in exercise_names() if exercise(name).takes]
FOUND = "() => localStorage.getItem('clusterpolicy:own:1')"


def stored(book: Coursebook) -> dict[str, Any] | None:
    """Return what the browser keeps of own regions."""
    kept: dict[str, Any] | None = json.loads(book.page.evaluate(FOUND) or "null")
    return kept


def hand_in(book: Coursebook, name: str, content: bytes, file: str = "my.csv") -> str:
    """Choose a file under an exercise as a learner does; return what is said to it."""
    note = book.section(name).locator("[data-own-note]")
    note.evaluate("box => { box.textContent = ''; }")
    given = {"name": file, "mimeType": "text/csv", "buffer": content}
    book.section(name).locator("[data-own-file]").set_input_files(given)  # type: ignore[arg-type]
    working = format_message(framework_messages()["working"], {})
    until(lambda: note.text_content() not in ("", working), f"an answer to {file}", 20)
    return note.text_content() or ""


def own_labels(book: Coursebook, name: str) -> list[str]:
    """Return the own regions that an exercise lists."""
    return book.section(name).locator("optgroup option").all_text_contents()


def extended(book: Coursebook, name: str) -> Exercise:
    """Return the exercise as this interpreter makes it with what the browser keeps."""
    kept = stored(book)
    assert kept is not None
    return exercise(name).with_own(kept)[0]


def test_semicolons_decimal_commas_and_cp1251_go_in_and_survive(opened: Opener) -> None:
    """The region stands on the chart under its own name, and after a reload it stands there still."""
    book = opened()
    page = book.open(MAP)
    content = SEMICOLON.encode("cp1251")
    said = hand_in(book, MAP, content)
    assert NAME in said
    rows = own_data.read(decoded(content))["rows"]
    kept = stored(book)
    assert kept is not None and (kept["file"], kept["rows"]) == ("my.csv", rows)
    assert own_labels(book, MAP) == [NAME]

    values = exercise(MAP).defaults | {"region": OWN + NAME, "stars": "1"}
    book.put(MAP, values)
    item = extended(book, MAP)
    book.expect(item, values)
    found = item.run(values)["found"]
    assert found, "the example has clusters to show"
    until(lambda: NAME[:3] in book.shown(MAP)["svg"], "the tile of the region")
    section = book.section(MAP)
    for details in section.locator("details").all():
        details.evaluate("one => { one.open = true; }")
    until(lambda: NAME in book.shown(MAP)["tables"], "the region in the table")
    until(lambda: found[0]["industry"] in book.shown(MAP)["tables"], "its clusters in the table")
    book.wait_until_kept(MAP, "values", "region", OWN + NAME)

    book.reload()
    assert stored(book) == kept
    assert own_labels(book, MAP) == own_labels(book, QUOTIENT) == [NAME]
    book.expect(item, values)
    assert section.locator("[name=region]").input_value() == OWN + NAME
    assert NAME in (section.locator("[data-own-note]").text_content() or "")
    until(lambda: NAME[:3] in book.shown(MAP)["svg"], "the tile after the reload")
    assert (book.troubles, book.foreign) == ([], [])
    assert page.locator("[data-state=static]").count() == 0


def test_a_bad_file_gets_its_message_and_leaves_the_state_as_it_was(opened: Opener) -> None:
    """From the disk the ones that were named from the start; over http, hundreds in ``test_hostile_imports``."""
    book = opened("file")
    book.open(MAP)
    hand_in(book, MAP, COMMA.encode())
    values = exercise(MAP).defaults | {"region": OWN + NAME}
    book.put(MAP, values)
    book.wait_until_kept(MAP, "values", "region", OWN + NAME)
    before, kept, labels = stored(book), book.kept(), own_labels(book, MAP)
    for name in NAMED_FIRST:
        content, message, _row, _column = WRONG[name]
        outcome = (
            own_data.too_large() if len(content) > own_data.MAXIMUM_BYTES else own_data.read(decoded(content))
        )
        wanted = format_message(framework_messages()[message], outcome["params"])
        said = hand_in(book, MAP, content)
        assert said == f"{wanted} {framework_messages()['own-unchanged']}", name
        assert (stored(book), book.kept(), own_labels(book, MAP)) == (before, kept, labels), name
    assert book.section(MAP).locator("[name=region]").input_value() == OWN + NAME
    assert (book.troubles, book.foreign) == ([], [])


def test_right_files_of_every_kind_go_in(opened: Opener) -> None:
    book = opened("file")
    book.open(MAP)
    for name, (content, rows) in RIGHT.items():
        hand_in(book, MAP, content, f"{name}.csv")
        # Two files can be told of in the same words: the second is in once it is kept under its own name.
        until(lambda file=f"{name}.csv": (stored(book) or {"file": ""})["file"] == file, f"{name} to be kept")
        kept = stored(book)
        assert kept is not None and kept["rows"] == rows, name
    assert book.troubles == []


@pytest.mark.parametrize("name", TAKING)
def test_each_exercise_that_takes_regions_shows_one_that_has_what_it_needs(opened: Opener, name: str) -> None:
    """The figures on the page are those that Python computes; without the region the exercise is as it was made."""
    item = exercise(name)
    take = item.takes[0]
    columns = [*take.columns, *(column for column, _year in take.alongside)]
    figures = [str(number + 1) for number in range(len(columns))]
    years = [*take.years, *(year for _column, year in take.alongside)]
    lines = [["name", "year", *columns], *([NAME, str(year), *figures] for year in years)]
    book = opened()
    book.open(name)
    hand_in(book, name, "\n".join(map(",".join, lines)).encode())
    assert NAME in own_labels(book, name)
    control = next(one for one in item.subject()["controls"] if one.get("regions"))
    chosen = OWN + NAME if control["kind"] == "choice" else [OWN + NAME]
    values = item.defaults | {control["name"]: chosen}
    there = {other: wanted[0] for other, wanted in control["when"].items()}
    values |= there
    book.put(name, values)
    book.expect(extended(book, name), values)

    book.section(name).locator("[data-own-remove]").evaluate("button => button.click()")
    until(lambda: stored(book) is None and not own_labels(book, name), "the region to leave")
    book.expect(item, item.defaults | there)
    assert book.troubles == []


def test_a_region_that_lacks_figures_is_told_what_it_lacks(opened: Opener) -> None:
    book = opened()
    book.open(MAP)
    said = hand_in(book, MAP, f"name,year,grp\n{NAME},2010,5\n".encode())
    lack = exercise(MAP).with_own(stored(book) or {})[1]["lacking"][0]
    assert format_message(framework_messages()[lack["message"]], lack["params"]) in said
    assert own_labels(book, MAP) == []


def test_a_name_is_text_wherever_it_stands(opened: Opener) -> None:
    book, name = opened(), "<img src=x onerror=alert(1)>"
    book.open(MAP)
    said = hand_in(book, MAP, COMMA.replace(NAME, name).encode(), "<b>.csv")
    assert name in said
    book.put(MAP, exercise(MAP).defaults | {"region": OWN + name})
    book.wait_until_kept(MAP, "values", "region", OWN + name)
    assert book.section(MAP).locator("img[src=x]").count() == 0
    assert book.troubles == []


@pytest.mark.parametrize(
    "spoilt", ["mine", "[]", '{"file":1}', '{"file":"a","at":"b","rows":[{}]}', '{"__proto__":1}']
)
def test_what_others_wrote_into_the_storage_stops_nothing(opened: Opener, spoilt: str) -> None:
    book = opened()
    book.open(MAP)
    book.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [STORED, spoilt])
    book.reload()
    book.expect(exercise(MAP), exercise(MAP).defaults)
    assert own_labels(book, MAP) == []
    assert book.troubles == []


def test_the_template_is_a_download_of_the_page(opened: Opener) -> None:
    book = opened()
    page = book.open(MAP)
    book.section(MAP).locator("[data-own] details").evaluate("one => { one.open = true; }")
    with page.expect_download() as download:
        book.section(MAP).locator("[data-own] a[download]").click()
    assert Path(download.value.path()).read_bytes() == template().encode("utf-8")
    assert download.value.suggested_filename.endswith(".csv")


def test_own_regions_go_with_the_progress(opened: Opener, progress_page: str) -> None:
    """What one browser exports brings the regions into another; clear and undo take them along."""
    book = opened()
    book.open(MAP)
    hand_in(book, MAP, COMMA.encode())
    kept, page = stored(book), book.page
    page.goto(f"{book.start}{progress_page}")
    assert NAME in (page.locator("[data-own-note]").text_content() or "")
    with page.expect_download() as download:
        page.locator("[data-progress=export]").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert read(text)["own"] == kept
    page.locator("[data-progress=clear]").click()
    until(lambda: stored(book) is None, "the regions to go")
    page.locator("[data-progress=undo]").click()
    until(lambda: stored(book) == kept, "the regions to come back")

    other = opened("file")
    other.page.goto(f"{other.start}{progress_page}")
    file = {"name": "progress.json", "mimeType": "application/json", "buffer": text.encode()}
    other.page.locator("[data-progress=import]").set_input_files(file)  # type: ignore[arg-type]
    until(lambda: stored(other) == kept, "the regions to arrive")
    other.open(MAP)
    assert own_labels(other, MAP) == [NAME]
    assert (book.troubles, other.troubles) == ([], [])


def test_another_page_that_is_open_follows(opened: Opener) -> None:
    book = opened()
    book.open(MAP)
    second = book.context.new_page()
    second.goto(book.page.url.split("#")[0])
    until(lambda: not second.locator("[data-state=loading]").count(), "the second page", 30)
    hand_in(book, MAP, COMMA.encode())
    listed = second.locator(f"[id='{MAP}'] optgroup option")
    until(lambda: listed.all_text_contents() == [NAME], "the second page to follow")
