"""Every exercise, alive with the network cut: its controls, and figures that are the ones Python computes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from coursebook import Coursebook, all_subjects, numbers, off_grid, relevant_setting, until
from playwright.sync_api import Locator

from clusterpolicy.exercises.framework.controls import Cell, Control
from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.exercises.framework.registry import exercise, exercise_names
from clusterpolicy.models.contract import is_relevant

Opener = Callable[..., Coursebook]
WAYS = ["http", "file"]
NATIVE = {
    "number": ("INPUT", "range"),
    "choice": ("SELECT", "select-one"),
    "choices": ("FIELDSET", "fieldset"),
    "checkbox": ("INPUT", "checkbox"),
    "text": ("TEXTAREA", "textarea"),
}


@pytest.mark.parametrize("way", WAYS)
def test_everything_wakes_quietly_without_a_network(way: str, opened: Opener) -> None:
    """On each page with exercises: all live, console empty, no request that leaves the site."""
    book = opened(way)
    for names in book.by_page(all_subjects()).values():
        page = book.open(names[0])
        states = page.eval_on_selector_all("[data-state]", "all => all.map(one => one.dataset.state)")
        assert set(states) == {"live"}, names
        problems = page.locator("[data-problem]").all_text_contents()
        assert not any(problems), problems
    assert (book.troubles, book.foreign) == ([], [])


@pytest.mark.parametrize("name", exercise_names())
def test_controls_are_native_named_and_labelled(name: str, opened: Opener) -> None:
    """Each declared control is a form element under its own name, whose label is the declared one."""
    book = opened()
    book.open(name)
    for control in exercise(name).controls:
        found = book.section(name).locator(f"[data-controls] [name='{control.name}']").all()
        assert len(found) == 1, control.name
        tag, kind, labels, disabled = found[0].evaluate(
            "one => [one.tagName, one.type, [...one.labels ?? one.querySelectorAll('legend')].map(label => label.textContent),"
            " one.matches(':disabled')]"
        )
        assert (tag, kind) == (("INPUT", "text") if isinstance(control, Cell) else NATIVE[control.kind])
        assert len(labels) == 1 and control.label in labels[0]
        assert not disabled
    fields = "section input, section select, section textarea"
    unnamed = book.page.locator(fields).evaluate_all(
        "all => all.filter(one => !one.name && !one.dataset.exact && one.type !== 'file').map(one => one.outerHTML)"
    )
    mute = book.page.locator(fields).evaluate_all(
        "all => all.filter(one => !one.labels.length && !one.getAttribute('aria-label')).map(one => one.outerHTML)"
    )
    assert (unnamed, mute) == ([], [])


def presses(element: Locator, control: Control) -> list[tuple[Locator, str]]:
    """Return where to press which key to move a control, the gentle one first."""
    if control.kind == "choices":
        return [(box, "Space") for box in element.get_by_role("checkbox").all()]
    keys = {"number": ["ArrowRight", "End", "Home"], "checkbox": ["Space"], "text": ["x"]}
    options = len(getattr(control, "options", ()))
    listed = keys.get(control.kind, ["Home", *["ArrowDown"] * min(options, 12)])
    return [
        (element, key) for key in (["ArrowUp", "PageUp", "PageDown"] if isinstance(control, Cell) else listed)
    ]


@pytest.mark.parametrize("name", exercise_names())
def test_each_control_changes_what_is_seen(name: str, opened: Opener) -> None:
    """By keyboard alone, under a setting in which the control matters."""
    subject = exercise(name)
    book = opened("file")
    book.open(name)
    book.section(name).locator("summary").first.click()
    headline = drawn = False
    for control in subject.controls:
        values = relevant_setting(subject, control.name)
        book.put(name, values)
        book.expect(subject, values)
        before = book.shown(name)
        element = book.section(name).locator(f"[name='{control.name}']")
        assert element.is_visible(), control.name
        after = moved(book, name, element, control, before)
        assert after is not None, f"no key changes anything through {control.name}"
        headline = headline or after["figures"] != before["figures"]
        drawn = drawn or after["svg"] != before["svg"]
    assert headline and drawn
    assert (book.troubles, book.foreign) == ([], [])


def moved(book: Coursebook, name: str, element: Locator, control: Control, before: dict[str, Any]) -> Any:
    """Press keys until the page shows something else; return what it shows."""
    subject = exercise(name)
    for place, key in presses(element, control):
        place.press(key)
        values = read_values(book, subject)
        book.expect(subject, values)
        if subject.run(values) == subject.run(relevant_setting(subject, control.name)):
            continue
        parts = ("figures", "svg", "tables")
        until(
            lambda before=before, parts=parts: any(book.shown(name)[part] != before[part] for part in parts),
            f"{control.name} = {values[control.name]!r} to change the page",
        )
        if any(book.shown(name)[part] != before[part] for part in ("figures", "svg")):
            until(lambda: book.shown(name)["svg"] != "", "the chart")
        settle(book, name)
        return book.shown(name)
    return None


def settle(book: Coursebook, name: str) -> None:
    """Wait until the page shows the same twice in a row: a chart follows its figures by a few milliseconds."""
    last: list[Any] = [None, None]

    def still() -> bool:
        last[:] = [last[1], book.shown(name)]
        return last[0] == last[1]

    until(still, "the chart to come to rest")


def read_values(book: Coursebook, subject: Exercise) -> dict[str, Any]:
    """Return the setting that stands in the form."""
    code = """(form, controls) => Object.fromEntries(controls.map(([name, kind]) => {
      const one = form.querySelector(`[name="${name}"]`);
      return [name, kind === 'number' ? Number(one.value) : kind === 'checkbox' ? one.checked
        : kind === 'choices' ? [...one.querySelectorAll(':checked')].map(box => box.value) : one.value];
    }))"""
    form = book.section(subject.id).locator("[data-controls]")
    values: dict[str, Any] = form.evaluate(code, [[item.name, item.kind] for item in subject.controls])
    return values


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", exercise_names())
def test_values_between_the_steps_give_the_computed_figures(name: str, way: str, opened: Opener) -> None:
    """Numbers off the slider's grid, set as a value and typed with a decimal comma, and both ends."""
    subject = exercise(name)
    book = opened(way)
    book.open(name)
    book.expect(subject, subject.defaults)
    for control in numbers(subject):
        values = relevant_setting(subject, control.name)
        ends = [control.minimum, control.maximum]
        for value in [off_grid(control, 1), off_grid(control, 2), *ends]:
            book.put(name, values | {control.name: value})
            book.expect(subject, values | {control.name: value})
        typed = off_grid(control, 3)
        exact = book.section(name).locator(f"[data-exact='{control.name}']")
        exact.fill(f"{typed}".replace(".", ","))
        book.expect(subject, values | {control.name: typed})
        assert (
            float(book.section(name).locator(f"[name='{control.name}']").input_value().replace(",", "."))
            == typed
        )
        book.put(name, subject.defaults)
    assert (book.troubles, book.foreign) == ([], [])


@pytest.mark.parametrize("name", exercise_names())
def test_every_option_gives_the_computed_figures(name: str, opened: Opener) -> None:
    """Each entry of each list, each box ticked and not; the chart's description follows."""
    subject = exercise(name)
    book = opened()
    book.open(name)
    for control in subject.controls:
        values = relevant_setting(subject, control.name)
        if control.kind == "choices":
            several = [option.value for option in control.options]  # type: ignore[attr-defined]
            moves: list[Any] = [[], *[[value] for value in several], several]
        else:
            options = [option.value for option in getattr(control, "options", ())]
            moves = {"checkbox": [True, False], "choice": options}.get(control.kind, [])
        for value in moves:
            book.put(name, values | {control.name: value})
            book.expect(subject, values | {control.name: value})
        book.put(name, subject.defaults)
    book.expect(subject, subject.defaults)


@pytest.mark.parametrize("name", exercise_names())
def test_only_controls_that_matter_are_seen(name: str, opened: Opener) -> None:
    """A control that another one makes idle is hidden, and comes back with it."""
    subject = exercise(name)
    book = opened()
    book.open(name)
    for control in subject.controls:
        values = relevant_setting(subject, control.name)
        book.put(name, values)
        for other in subject.controls:
            seen = book.section(name).locator(f"[name='{other.name}']").is_visible()
            assert seen == is_relevant(other.declaration(), values), (control.name, other.name)
