"""Bad input and broken parts: what is wrong is said by name, and the rest of the page keeps working."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from coursebook import (
    PREFIX,
    Coursebook,
    all_subjects,
    another_setting,
    edited_models,
    numbers,
    off_grid,
    relevant_setting,
    until,
)

from clusterpolicy.exercises.framework.exercise import Exercise, Quiz
from clusterpolicy.exercises.framework.messages import say
from clusterpolicy.exercises.framework.registry import exercise, exercise_names, subject
from clusterpolicy.models.contract import check_value

Opener = Callable[..., Coursebook]
WITHOUT_WEBASSEMBLY = "delete globalThis.WebAssembly"
WITHOUT_STORAGE = """Object.defineProperty(globalThis, 'localStorage', {
  get() { throw new DOMException('denied', 'SecurityError'); } })"""
HUGE = "9" * 200_000
WRONG_NUMBERS = [-99999, "NaN", "abc", "", "1e999", "Infinity", "1;2", "<script>alert(1)</script>"]
UNREADABLE = ["", "garbage", "null", "[]", "5", '"text"', "{", "[" * 5000 + "]" * 5000, HUGE]
WRONG_VALUES = [
    None,
    {},
    {"toString": 1, "valueOf": 1},
    [],
    [1],
    -1e308,
    True,
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "x" * 20_000,
]


@pytest.mark.parametrize("name", exercise_names())
def test_a_wrong_number_is_refused_by_name(name: str, opened: Opener) -> None:
    """The control is named and marked, the figures stay; a good number brings all back to order."""
    declared = exercise(name)
    book = opened()
    book.open(name)
    for control in numbers(declared):
        values = relevant_setting(declared, control.name)
        book.put(name, values)
        book.expect(declared, values)
        exact = book.section(name).locator(f"[data-exact='{control.name}']")
        every = control is numbers(declared)[0] and name == exercise_names()[0]
        for typed in [control.maximum + 1, *(WRONG_NUMBERS if every else ["abc"])]:
            problem = check_value(control.declaration(), typed)
            assert problem is not None
            wanted = say(declared, problem["message"], problem["params"])
            assert control.label in wanted
            exact.fill(str(typed))
            until(lambda: book.shown(name)["problem"] == wanted, wanted)  # noqa: B023 - called at once
            assert exact.get_attribute("aria-invalid") == "true"
            book.expect(declared, values)
        good = off_grid(control, 5)
        exact.fill(str(good))
        book.expect(declared, values | {control.name: good})
        until(lambda: book.shown(name)["problem"] == "", "the refusal to go")
        assert exact.get_attribute("aria-invalid") is None
    assert book.troubles == []


def hostile_links(declared: Exercise) -> list[tuple[str, str]]:
    """Return links to an exercise, each with the label of the control that it abuses (empty: of none)."""
    links = [(f"#{declared.id}?nothing=1&%E0%A4%A", "")]
    kinds = set()
    for control in declared.controls:
        bad = {"number": ["1e999", "<script>alert(1)</script>"], "choice": ["constructor"], "checkbox": ["x"]}
        bad["choices"] = bad["choice"]
        if control.kind not in kinds:
            kinds.add(control.kind)
            links += [
                (f"#{declared.id}?{control.name}={value}", control.label)
                for value in bad.get(control.kind, [])
            ]
    return links


@pytest.mark.parametrize("name", exercise_names())
def test_a_hostile_link_opens_the_exercise_as_it_was_made(name: str, opened: Opener) -> None:
    """The first setting stands, the refused control is named, nothing of the link becomes an element."""
    declared = exercise(name)
    book = opened()
    for link, label in hostile_links(declared):
        book.open(name, link)
        book.expect(declared, declared.defaults)
        shown = book.shown(name)
        assert label in shown["problem"] and bool(shown["problem"]) == bool(label), link
        if label:
            assert shown["status"] == say(declared, "link-refused")
        assert book.page.locator("[data-problem] *").count() == 0
    assert (book.troubles, book.foreign) == ([], [])


def hostile_entries(declared: Quiz) -> list[str]:
    """Return texts that something else may have left under an exercise's key."""
    names = [control.name for control in declared.controls] or ["nothing"]
    asked = [question.id for question in declared.questions] or ["nothing"]
    made: list[Any] = [{"values": {}, "answers": {}}, {"values": [], "answers": {}, "at": "2026-01-01"}]
    made.append({"values": {}, "answers": {}, "at": "yesterday"})
    for value in WRONG_VALUES:
        kept = {"answer": value, "right": value}
        made.append(
            {
                "values": dict.fromkeys(names, value),
                "answers": dict.fromkeys(asked, kept if value else value),
                "at": "2026-01-01T00:00:00.000Z",
            }
        )
    made.append(made[-1] | {"answers": {asked[0]: {"answer": {key: {} for key in asked}, "right": 1}}})
    return [*UNREADABLE, *map(json.dumps, made)]


def test_hostile_storage_stops_no_exercise(opened: Opener, progress_page: str) -> None:
    """Whatever stands under the course's keys: exercises live on their first setting, with a refusal or in silence."""
    book = opened()
    names = book.by_page(all_subjects())[book.pages[exercise_names()[0]]]
    entries = {name: hostile_entries(subject(name)) for name in names}
    book.open(names[0])
    for index in range(len(entries[names[0]])):
        texts = {PREFIX + name: entries[name][index] for name in names}
        for key in ("constructor", "__proto__", "<img src=x onerror=alert(1)>"):
            texts[PREFIX + key] = texts[PREFIX + names[0]]
        keep(book, texts)
        book.reload()
        for name in names:
            if name in exercise_names():
                book.expect(exercise(name), exercise(name).defaults)
    book.page.goto(f"{book.start}{progress_page}")
    for index in range(len(entries[names[0]])):
        keep(book, {PREFIX + name: entries[name][index] for name in names} | {PREFIX + "<img src=x>": "{}"})
        book.reload()
        assert book.page.locator("[data-progress-page] img, [data-progress-page] script").count() == 0
    assert (book.troubles, book.foreign) == ([], [])


@pytest.mark.parametrize("name", all_subjects())
def test_a_setting_of_the_wrong_form_stops_nothing(name: str, opened: Opener) -> None:
    """What an older edition or another page left there: the exercise opens as it was made."""
    declared = subject(name)
    book = opened()
    book.open(name)
    keep(book, {PREFIX + name: hostile_entries(declared)[-1]})
    book.reload()
    if isinstance(declared, Exercise):
        book.expect(declared, declared.defaults)
    assert book.section(name).get_attribute("data-state") == "live"
    assert book.troubles == []


def keep(book: Coursebook, texts: dict[str, str]) -> None:
    """Put texts into the browser's storage, and nothing else."""
    book.page.evaluate(
        "texts => { localStorage.clear(); for (const key in texts) localStorage.setItem(key, texts[key]); }",
        texts,
    )


def run_of(source: str) -> ast.FunctionDef:
    """Return a model's ``run``."""
    return next(
        node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef) and node.name == "run"
    )


def argument(run: ast.FunctionDef, control: str) -> str:
    """Return how ``run`` speaks of a control: by its own name, or as one of the many that it takes together."""
    named = control in [one.arg for one in run.args.args]
    return control if named or run.args.kwarg is None else f"{run.args.kwarg.arg}[{control!r}]"


def spoiled(
    site: Path, declared: Exercise, statement: str, *, always: bool = False
) -> tuple[dict[str, Any], str]:
    """Put a statement, for one setting or for all, into a model of a copied site; return that setting, and the place as file:line."""
    control, values = another_setting(declared)
    places = []

    def edit(module: str, source: str) -> str:
        if module != declared.model:
            return source
        run = run_of(source)
        first = run.body[1] if ast.get_docstring(run) else run.body[0]
        number, indent = first.lineno, " " * first.col_offset
        lines = source.splitlines()
        lines[number - 1 : number - 1] = [
            f"{indent}if {always} or {argument(run, control)} == {values[control]!r}:",
            f"{indent}    {statement}",
        ]
        places.append(f"{module}.py:{number + 1}")
        return "\n".join(lines) + "\n"

    edited_models(site, edit)
    return values, places[0]


def others_work(book: Coursebook, name: str) -> None:
    """Check that every other exercise of the page still follows its controls."""
    for other in exercise_names():
        if other != name and book.pages[other] == book.pages[name]:
            _, values = another_setting(exercise(other))
            book.put(other, values)
            book.expect(exercise(other), values)
            assert book.shown(other)["problem"] == ""


@pytest.mark.parametrize("name", exercise_names())
def test_a_model_that_raises_is_named_with_file_and_line(
    name: str, opened: Opener, copied_site: Path
) -> None:
    """The message names exercise, error and place; others work; after Reset the exercise does again."""
    declared = exercise(name)
    values, place = spoiled(copied_site, declared, 'raise ValueError("out of tune")')
    book = opened(folder=copied_site)
    book.open(name)
    book.put(name, values)
    until(lambda: book.shown(name)["problem"], "the problem to be said")
    problem = book.shown(name)["problem"]
    assert problem == say(declared, "model-failed", {"reason": f"ValueError: out of tune, {place}"})
    others_work(book, name)
    book.section(name).locator("[data-reset]").click()
    book.expect(declared, declared.defaults)
    until(lambda: book.shown(name)["problem"] == "", "the problem to go")
    assert book.troubles == []


def test_a_model_that_always_raises_leaves_the_others_alone(opened: Opener, copied_site: Path) -> None:
    """From the first moment on: the first picture stays, the message is there, the rest is live."""
    name = exercise_names()[0]
    declared = exercise(name)
    _, place = spoiled(copied_site, declared, "1 / 0", always=True)
    book = opened(folder=copied_site)
    book.open(name)
    assert place in book.shown(name)["problem"] and declared.title in book.shown(name)["problem"]
    assert book.section(name).locator("[data-chart] img").count() > 0
    others_work(book, name)
    assert book.troubles == []


@pytest.mark.parametrize("way", ["by the learner", "by the limit"])
def test_a_model_that_never_ends_is_stopped(way: str, opened: Opener, copied_site: Path) -> None:
    """Meanwhile the others work; the message names the exercise; after Reset it works again."""
    name = exercise_names()[0]
    declared = exercise(name)
    values, _ = spoiled(copied_site, declared, "while True: pass")
    book = opened(folder=copied_site)
    page = book.open(name)
    book.put(name, values)
    section = book.section(name)
    section.locator("[data-working]").wait_for(state="visible")
    others_work(book, name)
    if way == "by the learner":
        section.locator("[data-stop]").click()
        wanted = say(declared, "model-stopped")
    else:
        wanted = say(declared, "model-endless", {"seconds": 10})
        assert declared.title in wanted
    until(lambda: book.shown(name)["problem"] == wanted, wanted, 30)
    section.locator("[data-reset]").click()
    book.expect(declared, declared.defaults)
    until(lambda: book.shown(name)["problem"] == "", "the problem to go")
    assert not page.locator("[data-working]").first.is_visible()
    assert book.troubles == []


def test_without_webassembly_the_first_chart_stays(opened: Opener) -> None:
    """The exercise says why it stands still; its picture is there, in the colours of the page."""
    for colours in ("light", "dark"):
        book = opened(script=WITHOUT_WEBASSEMBLY, color_scheme=colours)
        for name in book.page_by_page(exercise_names()):
            section = book.section(name)
            assert section.get_attribute("data-state") == "static"
            assert book.shown(name)["status"] == say(exercise(name), "static")
            seen = [one for one in section.locator("[data-chart] img").all() if one.is_visible()]
            assert len(seen) == 1
            assert colours in (seen[0].get_attribute("src") or "")
            until(lambda: seen[0].evaluate("image => image.naturalWidth > 100"), "the picture to load")  # noqa: B023
        assert book.troubles == []


def test_without_storage_all_works_and_the_loss_is_announced(opened: Opener, progress_page: str) -> None:
    """Nothing is kept between visits: the exercise says so once there is something to keep."""
    book = opened(script=WITHOUT_STORAGE)
    for name in book.page_by_page(exercise_names()):
        declared = exercise(name)
        _, values = another_setting(declared)
        book.put(name, values)
        book.expect(declared, values)
        until(lambda: book.shown(name)["status"] == say(declared, "storage-failed"), "the warning")  # noqa: B023
    book.page.goto(f"{book.start}{progress_page}")
    book.wait_until_awake()
    assert book.troubles == []
