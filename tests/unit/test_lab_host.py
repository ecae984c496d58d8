"""Exercises in JupyterLab without its browser: controls, feedback, the learner's file, models that fail."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lab_views import kept
from progress_files import ENTRY, HOSTILE

import clusterpolicy
from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.exercises.framework.questions import Answer
from clusterpolicy.exercises.framework.registry import exercise, exercise_names, quiz_names, subject
from clusterpolicy.hosts import lab
from clusterpolicy.hosts.lab import ExerciseView, QuizView, learner
from clusterpolicy.hosts.lab.questions import QuestionView
from clusterpolicy.text import format_message

NAMES = [*exercise_names(), *quiz_names()]
WIDGET = "application/vnd.jupyter.widget-view+json"


pytestmark = pytest.mark.usefixtures("folder")


def view_of(name: str) -> QuizView:
    """Return the view of an exercise or quiz as it opens in a notebook."""
    item = subject(name)
    view = ExerciseView(item) if isinstance(item, Exercise) else QuizView(item)
    view.restore()
    return view


def exercise_view(name: str) -> ExerciseView:
    view = view_of(name)
    assert isinstance(view, ExerciseView)
    return view


def other_values(view: ExerciseView, control: str) -> list[Any]:
    """Return the values that a control can be moved to."""
    declared, now = view.declared[control], view.controls[control].value
    if declared["kind"] == "number":
        return [value for value in (declared["minimum"], declared["maximum"]) if value != now]
    if declared["kind"] == "checkbox":
        return [not now]
    if declared["kind"] == "text":
        return [now + "1"]
    options = [option["value"] for option in declared["options"]]
    values = [(option,) for option in options] if declared["kind"] == "choices" else options
    return [value for value in values if value != now]


def submit(question: QuestionView, answer: Answer) -> None:
    """Answer a question as a learner does: fill its fields, press its button."""
    question.put(answer)
    (button,) = (part for part in question.box.children if type(part).__name__ == "Button")
    button.click()


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_cell_offers_a_widget_too(name: str) -> None:
    show = clusterpolicy.show if name in exercise_names() else clusterpolicy.ask
    bundle = show(name)._repr_mimebundle_()
    assert {WIDGET, "text/html", "text/plain"} <= set(bundle)


@pytest.mark.parametrize("name", exercise_names())
def test_an_exercise_opens_with_figures_chart_and_text(name: str) -> None:
    view = exercise_view(name)
    figures = view.subject.run(view.subject.defaults)["figures"]
    for figure in view.subject.figures:
        assert f'data-figure="{figure.name}"' in view.figures.value
        assert figure.written(figures[figure.name]) in view.figures.value
    assert view.chart.rows == view.subject.run(view.subject.defaults)["rows"]
    assert view.chart.alt == format_message(view.subject.chart.alt, figures)
    assert view.problem.value == ""


@pytest.mark.parametrize("name", exercise_names())
def test_every_control_can_be_moved_and_some_change_figures_and_chart(name: str) -> None:
    view = exercise_view(name)
    figures, charts = {view.figures.value}, {json.dumps(view.chart.rows)}
    for control in view.controls:
        for value in other_values(view, control)[:4]:
            view.controls[control].value = value
            assert view.problem.value == ""
            result = view.subject.run(view.values())
            assert view.chart.rows == result["rows"]
            assert view.figures.value == view.figures_html(result["figures"])
            figures.add(view.figures.value)
            charts.add(json.dumps(view.chart.rows))
    assert len(figures) > 1 and len(charts) > 1


@pytest.mark.parametrize("name", exercise_names())
def test_controls_that_do_not_matter_are_hidden(name: str) -> None:
    view = exercise_view(name)
    for control in view.subject.controls:
        for other, wanted in control.when.items():
            for option in view.declared[other]["options"]:
                view.controls[other].value = option["value"]
                shown = view.controls[control.name].layout.display != "none"
                assert not (shown and option["value"] not in wanted)


@pytest.mark.parametrize("name", [name for name in exercise_names() if exercise(name).chart.click])
def test_a_click_on_the_chart_moves_its_control(name: str) -> None:
    view = exercise_view(name)
    control = view.controls[view.subject.chart.click]
    key = next(row["key"] for row in view.chart.rows if row["key"] != control.value)
    view.chart.picked = key
    assert control.value == key
    view.chart.picked = "no-such-mark"
    assert control.value == key


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_gets_its_feedback_and_is_kept(name: str, folder: Path) -> None:
    view = view_of(name)
    samples = view.subject.samples(view.subject.dataset)
    for question in view.questions:
        told = set()
        wrong = [
            kind[0] for kind in samples[question.question.id].wrong.values() if kind[0] not in ("", None)
        ]
        for answer in [*wrong, samples[question.question.id].right[0]]:
            submit(question, answer)
            told.add(question.feedback.value)
        assert len(told) > 3 or question.question.stage == "predict"
        mark = "✓" if question.question.stage == "explain" else '"status">'
        assert mark in question.feedback.value
        right = None if question.question.stage == "predict" else True
        assert kept(folder)[name]["answers"][question.question.id]["right"] is right


@pytest.mark.parametrize("name", NAMES)
def test_no_answer_is_asked_for_and_not_kept(name: str, folder: Path) -> None:
    view = view_of(name)
    for question in view.questions:
        submit(question, None)
        assert "Give an answer first." in question.feedback.value
    assert not (folder / learner.NAME).exists()


@pytest.mark.parametrize(
    "text", ["9" * 60, "1e400", "<script>alert(1)</script>", "{answer}", "x" * 5000, "0"]
)
@pytest.mark.parametrize("name", NAMES)
def test_any_typed_answer_gets_feedback(name: str, text: str) -> None:
    view = view_of(name)
    for question in view.questions:
        if question.question.kind == "numeric":
            submit(question, text)
            assert '<p role="status">' in question.feedback.value and "<script" not in question.feedback.value


@pytest.mark.parametrize("name", NAMES)
def test_answers_and_settings_stand_in_a_second_view(name: str) -> None:
    first = view_of(name)
    if isinstance(first, ExerciseView):
        for control in first.controls:
            first.controls[control].value = other_values(first, control)[-1]
    samples = first.subject.samples(first.subject.dataset)
    for question in first.questions:
        submit(question, samples[question.question.id].right[0])
    second = view_of(name)
    assert second.values() == first.values()
    for one, other in zip(first.questions, second.questions, strict=True):
        assert other.answer() == one.answer()
        assert other.feedback.value == one.feedback.value != ""


@pytest.mark.parametrize("name", NAMES)
def test_reset_forgets_one_exercise_and_no_other(name: str, folder: Path) -> None:
    learner.keep(folder, "another", ENTRY["values"], ENTRY["answers"])
    view = view_of(name)
    samples = view.subject.samples(view.subject.dataset)
    for question in view.questions:
        submit(question, samples[question.question.id].right[0])
    view.tools.children[0].click()
    assert view.answers == {} and view.values() == view.subject.defaults
    assert [question.feedback.value for question in view.questions] == [""] * len(view.questions)
    assert set(kept(folder)) == {"another"}


def test_two_open_notebooks_do_not_overwrite_each_other(folder: Path) -> None:
    views = [view_of(name) for name in NAMES]
    for view in views:
        samples = view.subject.samples(view.subject.dataset)
        submit(view.questions[0], samples[view.questions[0].question.id].right[0])
    assert sorted(kept(folder)) == sorted(NAMES)


KEEPER = """
import sys
from pathlib import Path
from clusterpolicy.hosts.lab import learner
for number in range(40):
    learner.keep(Path.cwd(), f"{sys.argv[1]}-{number}", {"number": number}, {})
"""


def test_two_kernels_that_write_at_once_lose_nothing(folder: Path) -> None:
    kernels = [subprocess.Popen([sys.executable, "-c", KEEPER, name], cwd=folder) for name in ("a", "b")]
    assert [kernel.wait() for kernel in kernels] == [0, 0]
    assert sorted(kept(folder)) == sorted(f"{name}-{number}" for name in "ab" for number in range(40))


def test_the_file_is_replaced_whole_and_nothing_else_is_left(folder: Path) -> None:
    learner.keep(folder, "a", {}, {})
    before = (folder / learner.NAME).read_bytes()
    with pytest.raises((TypeError, ValueError)):
        learner.keep(folder, "b", {"bad": object()}, {})
    assert (folder / learner.NAME).read_bytes() == before
    assert {path.name for path in folder.iterdir()} <= {learner.NAME, f".{learner.NAME}.lock"}


@pytest.mark.parametrize("name", exercise_names())
@pytest.mark.parametrize(
    "kind", ["prose", "version-next", "at-words", "entries-list", "entry-half-character"]
)
def test_a_wrong_file_is_refused_with_a_message_and_left_alone(name: str, kind: str, folder: Path) -> None:
    path = folder / learner.NAME
    path.write_text(HOSTILE[kind][0], encoding="utf-8")
    view = exercise_view(name)
    assert learner.NAME in view.problem.value and "Move the file away" in view.problem.value
    before = view.chart.rows
    for control in view.controls:
        view.controls[control].value = other_values(view, control)[0]
    assert learner.NAME in view.problem.value and view.chart.rows != before
    assert path.read_text(encoding="utf-8") == HOSTILE[kind][0]


@pytest.mark.parametrize("name", exercise_names())
@pytest.mark.parametrize(
    "values",
    [{"no-such-control": 1}, {"region": "no-such-region"}, {"threshold": 1e9}, {"threshold": "2"}],
)
def test_settings_of_another_edition_are_not_taken(name: str, values: dict[str, Any], folder: Path) -> None:
    learner.keep(folder, name, values, {})
    view = exercise_view(name)
    assert view.values() == view.subject.defaults
    assert view.problem.value == ""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("answer", ["no-such-option", [], {}, True, 3, {"a": "b"}, ["a"]])
def test_answers_of_another_edition_do_not_stop_the_exercise(name: str, answer: Answer, folder: Path) -> None:
    answers = {question.id: {"answer": answer, "right": True} for question in subject(name).questions}
    learner.keep(folder, name, subject(name).defaults, answers | {"no-such-question": answers.popitem()[1]})
    assert view_of(name).problem.value == ""


def raising(*_data: Any, **_values: Any) -> None:
    raise ZeroDivisionError("no <b>region</b>")


def endless(*_data: Any, **_values: Any) -> None:
    while True:
        pass


@pytest.mark.parametrize("name", exercise_names())
@pytest.mark.parametrize(
    ("broken", "said"),
    [(raising, "ZeroDivisionError: no &lt;b&gt;region"), (endless, "did not end within 0.2 seconds")],
)
def test_a_model_that_fails_says_so_in_a_line_and_the_next_move_works(
    name: str, broken: Callable[..., None], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = exercise_view(name)
    control, value = next((c, other_values(view, c)[0]) for c in view.controls)
    opened, rows = view.values(), view.chart.rows
    with monkeypatch.context() as patch:
        patch.setattr(lab, "LIMIT_SECONDS", 0.2)
        patch.setattr(view.subject.module, "run", broken)
        view.controls[control].value = value
        assert said in view.problem.value and view.subject.title in view.problem.value
        assert "\n" not in view.problem.value and "Traceback" not in view.problem.value
        assert view.chart.rows == rows
    view.controls[control].value = opened[control]
    assert view.problem.value == "" and view.chart.rows == rows


@pytest.mark.parametrize("name", NAMES)
def test_a_check_that_fails_says_so_and_the_next_one_works(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = view_of(name)
    question = view.questions[0]
    answer = view.subject.samples(view.subject.dataset)[question.question.id].right[0]
    with monkeypatch.context() as patch:
        patch.setattr(view.subject.module, "check", raising)
        submit(question, answer)
        assert "ZeroDivisionError" in view.problem.value and view.answers == {}
    submit(question, answer)
    assert view.problem.value == "" and question.question.id in view.answers


@pytest.mark.parametrize("name", NAMES)
def test_outside_jupyter_nothing_is_read_or_written(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLUSTERPOLICY_HOST")
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    show = clusterpolicy.show if name in exercise_names() else clusterpolicy.ask
    assert WIDGET not in show(name)._repr_mimebundle_()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", NAMES)
def test_opening_an_exercise_writes_nothing(name: str, folder: Path) -> None:
    view_of(name)
    assert list(folder.iterdir()) == []
