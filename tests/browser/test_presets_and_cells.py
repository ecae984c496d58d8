"""Tables to type in, and settings to start from, as a learner without a mouse meets them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from coursebook import Coursebook, until

from clusterpolicy.exercises.framework.controls import Cell
from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.exercises.framework.registry import exercise, exercise_names

Opener = Callable[..., Coursebook]
WITH_PRESETS = [name for name in exercise_names() if exercise(name).presets]
WITH_CELLS = [
    name for name in exercise_names() if any(isinstance(one, Cell) for one in exercise(name).controls)
]


def cells(subject: Exercise) -> list[Any]:
    return [control for control in subject.controls if isinstance(control, Cell)]


@pytest.mark.parametrize("name", WITH_PRESETS)
def test_each_preset_goes_in_by_keyboard_and_can_be_taken_back(name: str, opened: Opener) -> None:
    subject = exercise(name)
    book = opened()
    page = book.open(name)
    section = book.section(name)
    mine = subject.defaults | {cells(subject)[0].name: 3.25}
    for place, preset in enumerate(subject.presets):
        book.put(name, mine)
        book.expect(subject, mine)
        section.locator("[name=preset]").focus()
        page.keyboard.press("Home")
        for _ in range(place):
            page.keyboard.press("ArrowDown")
        assert section.locator("[data-preset-note]").text_content() == preset.note
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        book.expect(subject, subject.defaults | dict(preset.values))
        assert preset.label in book.shown(name)["status"]
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        book.expect(subject, mine)
        assert section.locator("[data-preset-back]").is_disabled()
        assert page.evaluate("document.activeElement.name") == "preset"
    assert book.troubles == []


@pytest.mark.parametrize("name", WITH_PRESETS)
def test_a_preset_is_kept_as_any_setting_is(name: str, opened: Opener) -> None:
    subject = exercise(name)
    book = opened()
    page = book.open(name)
    preset = subject.presets[1]
    section = book.section(name)
    section.locator("[name=preset]").select_option(preset.name)
    section.locator("[data-preset-load]").click()
    changed = next(key for key, value in preset.values.items() if value != subject.defaults[key])
    book.wait_until_kept(name, "values", changed, preset.values[changed])
    section.locator("[data-link]").click()
    link = page.evaluate("location.hash")
    book.reload()
    book.expect(subject, subject.defaults | dict(preset.values))
    section.locator("[data-reset]").click()
    book.expect(subject, subject.defaults)
    book.open(name, link)
    book.expect(subject, subject.defaults | dict(preset.values))


@pytest.mark.parametrize("name", WITH_CELLS)
def test_a_cell_is_reached_by_tab_and_typed_over(name: str, opened: Opener) -> None:
    """Row by row; what is typed stands as it was typed, and counts at once."""
    subject = exercise(name)
    book = opened()
    page = book.open(name)
    first, second = cells(subject)[:2]
    book.section(name).locator(f"[name='{first.name}']").focus()
    page.keyboard.type("7,5")
    book.expect(subject, subject.defaults | {first.name: 7.5})
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == second.name
    page.keyboard.type("12.")
    book.expect(subject, subject.defaults | {first.name: 7.5, second.name: 12})
    page.keyboard.press("ArrowDown")
    book.expect(subject, subject.defaults | {first.name: 7.5, second.name: 11})
    assert book.section(name).locator(f"[name='{first.name}']").input_value() == "7,5"


@pytest.mark.parametrize("name", WITH_CELLS)
def test_a_cell_that_is_no_amount_is_named_and_the_plan_stays(name: str, opened: Opener) -> None:
    subject = exercise(name)
    book = opened()
    book.open(name)
    cell = cells(subject)[-1]
    field = book.section(name).locator(f"[name='{cell.name}']")
    for typed in ("", "ten", "-1", str(cell.maximum + 1)):
        field.fill(typed)
        until(lambda: cell.label in book.shown(name)["problem"], "the refusal")
        assert field.get_attribute("aria-invalid") == "true"
        book.expect(subject, subject.defaults)
        field.fill(f"{cell.default:g}")
        until(lambda: book.shown(name)["problem"] == "", "the refusal to go")


@pytest.mark.parametrize("width", [320, 375, 1280])
@pytest.mark.parametrize("name", WITH_CELLS)
def test_a_table_of_cells_fits_the_page(name: str, width: int, opened: Opener) -> None:
    """Every cell lies inside the exercise, below its year and beside or below the name of its row."""
    book = opened(viewport={"width": width, "height": 900})
    page = book.open(name)
    frame = book.section(name).bounding_box()
    for cell in cells(exercise(name)):
        box = book.section(name).locator(f"[name='{cell.name}']").bounding_box()
        assert box["width"] >= 40
        assert frame["x"] <= box["x"] and box["x"] + box["width"] <= frame["x"] + frame["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
