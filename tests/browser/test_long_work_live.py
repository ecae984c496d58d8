"""Long work on the page: off the main thread, with progress and a way to stop; settings kept by name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from coursebook import PREFIX, Coursebook, edited_models, off_grid, until

from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.exercises.framework.messages import say
from clusterpolicy.exercises.framework.registry import exercise, exercise_names

Opener = Callable[..., Coursebook]
LONG = [name for name in exercise_names() if exercise(name).long]
KEEPING = [name for name in exercise_names() if exercise(name).keeps]
# How often the page's own thread came round while the learner waited.
BEATS = "() => { globalThis.beats = 0; const beat = () => { globalThis.beats += 1; setTimeout(beat, 10); }; beat(); }"


@lru_cache
def whole(name: str) -> dict[str, Any]:
    """Return what the long work gives under the first setting."""
    item = exercise(name)
    return item.gather([item.run_part(part) for part in item.plan(item.defaults)], item.defaults)


def note(book: Coursebook, name: str) -> str:
    text: str = book.section(name).locator("[data-long-note]").inner_text()
    return text


def start(book: Coursebook, name: str) -> None:
    book.section(name).locator("[data-long-start]").click()


def shows(book: Coursebook, subject: Exercise, result: dict[str, Any]) -> bool:
    shown = book.shown(subject.id)["figures"]
    wanted = {form.name: result["figures"][form.name] for form in subject.figures}
    return all(same(shown[key], value) for key, value in wanted.items() if value is not None)


def same(shown: str, value: str | float) -> bool:
    """Return whether a figure on the page is what Python computed."""
    if isinstance(value, str):
        return shown == value
    return shown != "" and abs(float(shown) - value) <= 1e-9 * abs(value)


def drawing(book: Coursebook, name: str) -> list[str]:
    """Return the shapes of the chart once it has come to rest: it follows its figures by a few milliseconds."""
    last = ["", ""]

    def still() -> bool:
        last[:] = [last[1], book.shown(name)["svg"]]
        book.page.wait_for_timeout(100)
        return last[0] == last[1] != ""

    until(still, "the chart to come to rest")
    return sorted(re.findall(r' d="([^"]+)"', last[1]))


@pytest.mark.parametrize("way", ["http", "file"])
@pytest.mark.parametrize("name", LONG)
def test_long_work_ends_with_what_python_computes(name: str, way: str, opened: Opener) -> None:
    """Progress is shown and read out, the page answers meanwhile, and the result stands until the setting changes."""
    subject = exercise(name)
    book = opened(way)
    page = book.open(name)
    page.evaluate(BEATS)
    start(book, name)
    bar = book.section(name).locator("[data-long] progress")
    bar.wait_for(state="visible")
    assert book.section(name).locator("[data-long-start]").is_disabled()
    until(lambda: 0 < float(bar.evaluate("bar => bar.value")) < 1, "the bar to move", 60)
    assert "done" in note(book, name)
    until(lambda: note(book, name) == say(subject, "long-done"), "the work to end", 120)
    # A page that does the work itself comes round once a part; how long it is held up at most is the bench's to say.
    assert page.evaluate("globalThis.beats") > 2 * len(subject.plan(subject.defaults))
    until(lambda: shows(book, subject, whole(name)), "the whole result", 20)
    assert not bar.is_visible()
    svg = drawing(book, name)
    control = next(one for one in subject.controls if one.kind == "number" and not one.when)
    moved = subject.defaults | {control.name: off_grid(control, 2)}
    book.put(name, moved)
    book.expect(subject, moved)
    assert note(book, name) == ""
    book.put(name, subject.defaults)
    until(lambda: shows(book, subject, whole(name)), "what was done before")
    assert drawing(book, name) == svg
    assert (book.troubles, book.foreign) == ([], [])


@pytest.mark.parametrize("name", LONG)
def test_long_work_is_stopped_and_gone_on_with(name: str, opened: Opener, copied_site: Path) -> None:
    """What was done stays: the second start does the rest."""
    subject = exercise(name)

    def slower(module: str, source: str) -> str:
        if module != subject.model:
            return source
        return source + (
            "\n\n_quick = run_part\n\n\ndef run_part(data, part):\n    total = 0.0\n"
            "    for number in range(600000):\n        total += 0.5\n    return _quick(data, part)\n"
        )

    edited_models(copied_site, slower)
    book = opened(folder=copied_site)
    book.open(name)
    start(book, name)
    bar = book.section(name).locator("[data-long] progress")
    until(lambda: float(bar.evaluate("bar => bar.value")) > 0, "the first part", 60)
    book.section(name).locator("[data-long-stop]").click()
    until(lambda: note(book, name).startswith("Stopped at"), "the stop to be said")
    assert not bar.is_visible() and book.section(name).locator("[data-long-start]").is_enabled()
    book.expect(subject, subject.defaults)
    start(book, name)
    until(lambda: bar.is_visible() and float(bar.evaluate("bar => bar.value")) > 0, "what was done before")
    until(lambda: note(book, name) == say(subject, "long-done"), "the rest", 240)
    until(lambda: shows(book, subject, whole(name)), "the whole result", 20)
    assert book.troubles == []


@pytest.mark.parametrize("name", LONG)
def test_a_moved_control_stops_long_work_and_the_page_follows_at_once(name: str, opened: Opener) -> None:
    """The chart is that of the new setting, nothing of the old work appears later."""
    subject = exercise(name)
    book = opened()
    book.open(name)
    start(book, name)
    book.section(name).locator("[data-long] progress").wait_for(state="visible")
    control = next(one for one in subject.controls if one.kind == "number" and not one.when)
    moved = subject.defaults | {control.name: off_grid(control, 3)}
    book.put(name, moved)
    book.expect(subject, moved)
    until(lambda: not book.section(name).locator("[data-long] progress").is_visible(), "the work to stop")
    assert note(book, name) == ""
    book.expect(subject, moved)
    assert book.troubles == []


@pytest.mark.parametrize("name", LONG)
def test_a_part_that_fails_is_said_and_the_exercise_goes_on(
    name: str, opened: Opener, copied_site: Path
) -> None:
    """The message names exercise, error, file and line; the controls still act."""
    subject = exercise(name)

    def broken(module: str, source: str) -> str:
        return (
            source
            if module != subject.model
            else source + "\n\ndef run_part(data, part):\n    raise ValueError('no luck')\n"
        )

    edited_models(copied_site, broken)
    book = opened(folder=copied_site)
    book.open(name)
    start(book, name)
    until(lambda: "ValueError: no luck" in book.shown(name)["problem"], "the failure to be said", 60)
    assert f"{subject.model}.py" in book.shown(name)["problem"]
    control = next(one for one in subject.controls if one.kind == "number" and not one.when)
    moved = subject.defaults | {control.name: off_grid(control, 4)}
    book.put(name, moved)
    book.expect(subject, moved)
    assert book.shown(name)["problem"] == "" and book.troubles == []


@pytest.mark.parametrize("name", KEEPING)
def test_a_setting_is_kept_by_name_survives_a_reload_and_comes_back(name: str, opened: Opener) -> None:
    """Its line stands in the text, its name in the list; a name is asked for where there is none."""
    subject = exercise(name)
    assert subject.keeps is not None
    controls = {control.name: control for control in subject.controls}
    lever = controls[subject.keeps.names[1]]
    book = opened()
    book.open(name)
    section = book.section(name)
    section.locator("[data-keep]").click()
    assert book.shown(name)["status"] == say(subject, "setting-unnamed")
    moved = subject.defaults | {lever.name: lever.maximum}  # type: ignore[attr-defined]
    book.put(name, moved)
    book.expect(subject, moved)
    section.locator("[name='setting-name']").fill("Наш <b>план</b>")
    section.locator("[data-keep]").click()
    text = section.locator(f"[name='{subject.keeps.control}']")
    line: str = text.input_value()
    assert line.startswith("Наш <b>план</b>: ") and f"{lever.name}={lever.maximum:g}" in line  # type: ignore[attr-defined]
    book.wait_until_kept(name, "values", subject.keeps.control, line)
    book.reload()
    assert section.locator("[name='setting-kept'] option").all_inner_texts() == ["Наш <b>план</b>"]
    assert section.locator("[name='setting-kept'] b").count() == 0
    book.put(name, {lever.name: lever.minimum})  # type: ignore[attr-defined]
    section.locator("[data-load]").click()
    book.expect(subject, moved | {subject.keeps.control: line})
    assert book.shown(name)["status"] == say(subject, "setting-loaded", {"name": "Наш <b>план</b>"})
    assert json.loads(book.kept()[PREFIX + name])["values"][subject.keeps.control] == line
    assert book.troubles == []
