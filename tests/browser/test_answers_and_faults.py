"""Answers and settings are checked and kept; bad input and failing models are said in one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from coursebook import (
    PREFIX,
    Coursebook,
    all_subjects,
    answer,
    as_answered,
    edited_models,
    numbers,
    say,
    until,
)

from clusterpolicy.exercises.framework.registry import exercise, exercise_names, subject
from clusterpolicy.models.progress import read

Opened = Callable[..., Coursebook]
WITHOUT_WASM = "delete globalThis.WebAssembly;"


def stored(key: str, text: str) -> str:
    """Return a script that puts a text into the site's storage before a page starts."""
    return f"if (location.protocol !== 'about:') localStorage.setItem({json.dumps(key)}, {json.dumps(text)});"


def without_predictions(name: str) -> dict[str, list[Any]]:
    """Return samples of right and wrong answers to each question that is judged."""
    declared = subject(name)
    judged = {question.id for question in declared.questions if question.stage != "predict"}
    samples = declared.samples(declared.dataset)
    return {
        question: [found.right[0], *(kinds[0] for kinds in found.wrong.values())]
        for question, found in samples.items()
        if question in judged
    }


@pytest.mark.parametrize("name", all_subjects())
def test_each_sample_answer_gets_the_text_that_python_writes(opened: Opened, name: str) -> None:
    book, declared = opened(), subject(name)
    page = book.open(name)
    kinds = {question.id: question.kind for question in declared.questions}
    for question, answers in without_predictions(name).items():
        form = page.locator(f"[id='{name}'] [data-question='{question}']")
        for given in answers:
            if as_answered(kinds[question], given) == "":
                continue
            outcome = declared.module.check(
                declared.dataset, question, as_answered(kinds[question], given), declared.defaults, {}
            )
            wanted = say(declared, outcome["message"], outcome["params"], outcome["n"])
            answer(form, kinds[question], given)
            until(
                lambda form=form, wanted=wanted: form.locator("[data-feedback]").inner_text() == wanted,
                wanted,
            )
    assert book.troubles == []


@pytest.mark.parametrize("name", all_subjects())
def test_answers_and_settings_survive_a_reload_and_a_reset_clears_them(opened: Opened, name: str) -> None:
    book, declared = opened("file"), subject(name)
    page = book.open(name)
    question = next(question for question in declared.questions if question.stage != "predict")
    given = declared.samples(declared.dataset)[question.id].right[0]
    form = page.locator(f"[id='{name}'] [data-question='{question.id}']")
    answer(form, question.kind, given)
    book.wait_until_kept(name, "answers", question.id, as_answered(question.kind, given))
    feedback = form.locator("[data-feedback]").inner_text()
    book.reload()
    until(lambda: form.locator("[data-feedback]").inner_text() == feedback, "the feedback to come back")
    page.locator(f"[id='{name}'] [data-reset]").click()
    until(lambda: form.locator("[data-feedback]").inner_text() == "", "the feedback to go")
    assert PREFIX + name not in book.kept() or not json.loads(book.kept()[PREFIX + name])["answers"]


@pytest.mark.parametrize("name", exercise_names())
@pytest.mark.parametrize("typed", ["abc", "NaN", "-1e9", "99999999"])
def test_a_value_out_of_range_or_no_number_is_refused_by_name(opened: Opened, name: str, typed: str) -> None:
    declared = exercise(name)
    for control in numbers(declared)[:1]:
        book = opened()
        page = book.open(name)
        page.locator(f"[id='{name}'] [data-exact='{control.name}']").fill(typed)
        until(lambda book=book, control=control: control.label in book.shown(name)["problem"], "the refusal")
        page.locator(f"[id='{name}'] [data-exact='{control.name}']").fill(str(control.default))
        book.expect(declared, declared.defaults)
        until(lambda book=book: book.shown(name)["problem"] == "", "the refusal to go")
        assert book.troubles == []


@pytest.mark.parametrize("name", exercise_names())
@pytest.mark.parametrize(
    ("fault", "said"),
    [("raise ValueError('broken on purpose')", "broken on purpose"), ("while True: pass", "did not end")],
)
def test_a_failing_model_is_named_and_the_rest_of_the_page_works(
    opened: Opened, copied_site: Path, name: str, fault: str, said: str
) -> None:
    declared = exercise(name)

    def edit(stem: str, source: str) -> str:
        if stem != declared.model:
            return source
        head, body = source.split("def run(", 1)
        signature, rest = body.split("):\n", 1)
        return f"{head}def run({signature}):\n    {fault}\n{rest}"

    edited_models(copied_site, edit)
    book = opened("file", folder=copied_site)
    book.open(name)
    until(
        lambda: said in book.shown(name)["problem"] and declared.title in book.shown(name)["problem"],
        said,
        30,
    )
    for other in exercise_names():
        if other != name and exercise(other).model != declared.model:
            book.expect(exercise(other), exercise(other).defaults)


@pytest.mark.parametrize("name", exercise_names())
def test_without_webassembly_the_picture_stays_and_a_line_says_so(opened: Opened, name: str) -> None:
    book = opened(script=WITHOUT_WASM)
    page = book.open(name)
    assert page.locator(f"[id='{name}'][data-state=static] [data-chart] img:visible").count() == 1
    assert "WebAssembly" in book.shown(name)["status"]


@pytest.mark.parametrize("name", exercise_names())
@pytest.mark.parametrize(
    "text",
    [
        "garbage",
        "[]",
        '{"values": 3, "answers": {}, "at": "x"}',
        '{"values":{"threshold":"<b>"},"answers":{"guess":{"answer":{"a":1},"right":true}},"at":"2026-01-01T00:00:00.000Z"}',
    ],
)
def test_a_spoilt_storage_leaves_the_exercise_alive(opened: Opened, name: str, text: str) -> None:
    book = opened(script=stored(PREFIX + name, text))
    book.open(name)
    book.expect(exercise(name), exercise(name).defaults)
    assert book.troubles == []


def test_progress_goes_out_comes_in_and_is_accepted_by_python(
    opened: Opened, progress_page: str, tmp_path: Path
) -> None:
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
    download.value.save_as(tmp_path / "progress.json")
    text = (tmp_path / "progress.json").read_text(encoding="utf-8")
    assert read(text)["right"] is True
    kept = book.kept()

    page.locator("[data-progress=clear]").click()
    assert book.kept() == {}
    page.locator("[data-progress=undo]").click()
    assert book.kept() == kept

    other = opened("file")
    other.page.goto(f"{other.start}{progress_page}")
    other.page.locator("[data-progress=import]").set_input_files(tmp_path / "progress.json")

    def parsed(entries: dict[str, str]) -> dict[str, Any]:
        return {key: json.loads(text) for key, text in entries.items()}

    until(lambda: parsed(other.kept()) == parsed(kept), "the import")


HOSTILE = {
    "no json": "{",
    "another format": '{"format": "x"}',
    "later format": '{"format": "clusterpolicy-progress", "version": 9, "edition": "9", "entries": {}}',
    "a prototype": '{"format": "clusterpolicy-progress", "version": 1, "edition": "1", "entries": {"__proto__": {"values": {}, "answers": {}, "at": "2026-01-01T00:00:00.000Z"}}}',
    "markup as a name": '{"format": "clusterpolicy-progress", "version": 1, "edition": "1", "entries": {"<img src=x onerror=alert(1)>": {"values": {}, "answers": {}, "at": "2026-01-01T00:00:00.000Z"}}}',
    "no time": '{"format": "clusterpolicy-progress", "version": 1, "edition": "1", "entries": {"a": {"values": {}, "answers": {}, "at": "now"}}}',
    "too large": '"' + "x" * 600_000 + '"',
    "too deep": "[" * 5000 + "]" * 5000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_progress_file_is_refused_and_changes_nothing(
    opened: Opened, progress_page: str, tmp_path: Path, kind: str
) -> None:
    mine = '{"values":{},"answers":{},"at":"2026-01-01T00:00:00.000Z"}'
    book = opened(script=stored(f"{PREFIX}mine", mine))
    book.page.goto(f"{book.start}{progress_page}")
    (tmp_path / "bad.json").write_text(HOSTILE[kind], encoding="utf-8")
    book.page.locator("[data-progress=import]").set_input_files(tmp_path / "bad.json")
    until(
        lambda: "Nothing was changed" in book.page.locator("[data-feedback=progress]").inner_text(),
        "the refusal",
    )
    assert book.kept() == {f"{PREFIX}mine": mine}
    assert book.page.locator("main img").count() == 0
    assert book.troubles == []


@pytest.mark.parametrize("name", exercise_names())
def test_a_link_carries_the_setting_and_files_hold_what_is_shown(opened: Opened, name: str) -> None:
    book, declared = opened(), exercise(name)
    control = next(control for control in declared.controls if control.kind == "choice" and not control.when)
    values = declared.defaults | {control.name: control.options[-1].value}
    page = book.open(name, f"#{name}?{control.name}={values[control.name]}")
    book.expect(declared, values)
    with page.expect_download() as download:
        page.locator(f"[id='{name}'] [data-csv]").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == len(declared.run(values)["rows"]) + 1
    with page.expect_download() as download:
        page.locator(f"[id='{name}'] [data-picture=svg]").click()
    drawing = Path(download.value.path()).read_text(encoding="utf-8")
    assert declared.chart.title in drawing
    with page.expect_download() as download:
        page.locator(f"[id='{name}'] [data-picture=png]").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
    assert "@misc{" in page.locator(f"[id='{name}'] [data-text=BibTeX]").text_content()
    assert book.troubles == []
