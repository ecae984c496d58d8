"""Hundreds of hostile and malformed files: none is executed, none changes anything, each is answered once and clearly."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import own_files
import progress_files
from coursebook import PREFIX, Coursebook, until

from clusterpolicy.datasets.own import decoded
from clusterpolicy.exercises.framework.messages import framework_messages
from clusterpolicy.exercises.framework.registry import exercise, exercise_names, subject
from clusterpolicy.models import own_data, progress
from clusterpolicy.models.contract import OWN
from clusterpolicy.text import format_message

Opener = Callable[..., Coursebook]
CANARY = Path(__file__).with_name("canary.js").read_text(encoding="utf-8")
MAP = "find-clusters"
MINE = {
    f"{PREFIX}mine": '{"values":{},"answers":{},"at":"2026-01-01T00:00:00.000Z"}',
    "clusterpolicy:own:1": json.dumps(progress_files.OWN),
    "another-course:1:mine": "untouched",
}


def test_the_families_hold_three_hundred_files_and_more() -> None:
    """Beside those that are named one by one."""
    made = [progress_files.hostile_families(), own_files.hostile_families()]
    assert sum(len(files) for families in made for name, files in families.items() if name != "named") >= 300


def no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def of_progress(content: bytes) -> dict[str, Any]:
    """Return what the models say of the bytes of a progress file, read as strictly as a browser does."""
    if len(content) > progress.MAXIMUM_BYTES:
        return progress.read(" " * len(content))
    try:
        text = content.decode("utf-8-sig")
        json.loads(text, parse_constant=no_constant)
    except (ValueError, RecursionError):
        return progress.read("")
    return progress.read(text)


def of_own(content: bytes) -> dict[str, Any]:
    """Return what the models say of the bytes of a learner's file."""
    large = len(content) > own_data.MAXIMUM_BYTES
    return own_data.too_large() if large else own_data.read(decoded(content))


def words(outcome: dict[str, Any]) -> str:
    """Return the refusal as the page writes it."""
    assert outcome["right"] is False
    return format_message(framework_messages()[outcome["message"]], outcome["params"])


def opened_with_mine(opened: Opener, address: Callable[[Coursebook], str]) -> Coursebook:
    """Open a page on which something is kept, without the policy: the page itself must not execute what it is given."""
    book = opened(script=CANARY, bypass_csp=True)
    book.page.goto(book.start + address(book))
    book.page.evaluate("kept => { for (const key in kept) localStorage.setItem(key, kept[key]); }", MINE)
    book.reload()
    book.page.evaluate("canary.watch()")
    return book


def hand_in(book: Coursebook, place: list[str], files: dict[str, bytes], file: str) -> dict[str, Any]:
    """Hand files in one after another; return what the page made of them."""
    packed = [[file, base64.b64encode(content).decode()] for content in files.values()]
    made: dict[str, Any] = book.page.evaluate(
        "given => canary.handIn(given)", [*place, packed, format_message(framework_messages()["working"], {})]
    )
    return made


def faults(made: dict[str, Any], files: dict[str, bytes], wanted: Callable[[bytes], str]) -> list[str]:
    """Return each file that was answered otherwise, or changed something."""
    found = []
    for (name, content), told in zip(files.items(), made["told"], strict=True):
        if told != {"said": [wanted(content)], "same": True}:
            found.append(f"{name}: “{wanted(content)}” wanted, {told}")
    return found


def test_hostile_progress_files_change_nothing(opened: Opener, progress_page: str) -> None:
    book = opened_with_mine(opened, lambda _book: progress_page)
    place = ["[data-progress-page]", "[data-progress=import]", "[data-feedback=progress]"]
    for family, files in progress_files.hostile_families().items():
        made = hand_in(book, place, files, f"{progress_files.SCRIPTS[1]}.json")
        assert faults(made, files, lambda content: words(of_progress(content))) == [], family
        assert (made["hit"], made["found"]) == (None, []), family
    assert (book.troubles, book.foreign) == ([], [])


def test_hostile_files_of_own_regions_change_nothing(opened: Opener) -> None:
    book = opened_with_mine(opened, lambda book: book.pages[MAP])
    place = [f"#{MAP}", "[data-own-file]", "[data-own-note]"]
    for family, files in own_files.hostile_families().items():
        made = hand_in(book, place, files, f"{progress_files.SCRIPTS[1]}.csv")
        unchanged = framework_messages()["own-unchanged"]
        found = faults(made, files, lambda content: f"{words(of_own(content))} {unchanged}")  # noqa: B023
        assert found == [], family
        assert (made["hit"], made["found"]) == (None, []), family
    assert (book.troubles, book.foreign) == ([], [])


def test_scripts_that_a_right_file_holds_stay_words(opened: Opener, progress_page: str) -> None:
    """In names, settings, answers and own regions; on the page that takes them and on those that show them."""
    names = exercise_names()
    subjects = {
        name: ([one.name for one in exercise(name).controls], [one.id for one in subject(name).questions])
        for name in names
    }
    content = json.dumps(progress_files.file_of_scripts(subjects, own_files.VALUES)).encode()
    assert progress.read(content.decode())["right"]
    book = opened(script=CANARY, bypass_csp=True)
    page = book.page
    page.goto(f"{book.start}{progress_page}")
    page.evaluate("canary.watch()")
    place = ["[data-progress-page]", "[data-progress=import]", "[data-feedback=progress]"]
    made = hand_in(book, place, {"scripts": content}, "progress.json")
    assert progress_files.SCRIPTS[0] in (page.locator("[data-own-note]").text_content() or "")
    assert (made["hit"], made["found"]) == (None, [])
    book.open(MAP)
    page.evaluate("canary.watch()")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    for text in progress_files.SCRIPTS:
        book.put(MAP, exercise(MAP).defaults | {"region": OWN + text[:60].strip(), "stars": "1"})
        until(lambda text=text: text[:60].strip() in book.shown(MAP)["tables"], "the region's name")
    assert page.evaluate("[globalThis.__hit ?? null, canary.found]") == [None, []]
    assert page.locator("main :is(iframe, [src=x], svg[onload])").count() == 0
    assert (book.troubles, book.foreign) == ([], [])
