"""Questions on the page: the feedback is the one that Python gives, answers stay, and the keyboard is enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from coursebook import PREFIX, Coursebook, all_subjects, another_setting, answer, as_answered, until

from clusterpolicy.exercises.framework.exercise import Exercise, Quiz
from clusterpolicy.exercises.framework.messages import say
from clusterpolicy.exercises.framework.questions import Question
from clusterpolicy.exercises.framework.registry import subject

Opener = Callable[..., Coursebook]
OUTCOMES = {True: "right", False: "wrong", None: "kept"}


def form_of(book: Coursebook, declared: Quiz, question: Question) -> Any:
    """Return the form of a question."""
    return book.section(declared.id).locator(f"[data-question='{question.id}']")


def feedback_of(book: Coursebook, declared: Quiz, question: Question) -> str:
    """Return what stands below a question."""
    return form_of(book, declared, question).locator("[data-feedback]").text_content() or ""


def feedback_is(book: Coursebook, declared: Quiz, question: Question, text: str) -> None:
    """Wait until a feedback stands there."""
    until(
        lambda: feedback_of(book, declared, question) == text,
        lambda: f"“{text}” in place of “{feedback_of(book, declared, question)}”",
    )


def first_right(declared: Quiz, question: Question) -> Any:
    """Return a right answer to a question."""
    return as_answered(question.kind, declared.samples(declared.dataset)[question.id].right[0])


@pytest.mark.parametrize("name", all_subjects())
def test_every_sample_gets_the_feedback_that_python_gives(name: str, opened: Opener) -> None:
    """Right and wrong answers of each question, typed, chosen, matched and ordered; spoken to screen readers."""
    declared = subject(name)
    book = opened()
    book.open(name)
    samples = declared.samples(declared.dataset)
    earlier: dict[str, Any] = {}
    for question in declared.questions:
        sample = samples[question.id]
        values = {**declared.defaults, **(sample.values or {})}
        if isinstance(declared, Exercise):
            book.put(name, values)
            book.expect(declared, values)
        assert form_of(book, declared, question).locator("[data-feedback]").get_attribute("role") == "status"
        for given in [*sample.right, *(one for kind in sample.wrong.values() for one in kind)]:
            taken = as_answered(question.kind, given)
            wanted = ("answer-missing", {}, None, "note") if taken == "" else None
            if wanted is None:
                outcome = declared.module.check(declared.dataset, question.id, taken, values, dict(earlier))
                earlier[question.id] = taken
                wanted = (outcome["message"], outcome["params"], outcome["n"], OUTCOMES[outcome["right"]])
            *message, state = wanted
            text = say(declared, *message) + recalled(declared, question, earlier) * (state != "note")
            assert book.ask(name, question.id, question.kind, taken) == (text, state)
    assert book.troubles == []


def recalled(declared: Quiz, question: Question, earlier: dict[str, Any]) -> str:
    """Return the words in which a kept prediction stands behind a feedback."""
    said = []
    for other in declared.questions:
        if question.stage != "predict" and other.stage == "predict" and other.id in earlier:
            labels = {option.value: option.label for option in other.options}
            chosen = labels.get(earlier[other.id], earlier[other.id])
            said.append(" " + say(declared, "prediction-recall", {"answer": chosen}))
    return "".join(said)


@pytest.mark.parametrize("name", all_subjects())
def test_an_empty_or_half_answer_is_asked_for(name: str, opened: Opener) -> None:
    """Nothing is kept of it."""
    declared = subject(name)
    book = opened()
    book.open(name)
    for question in declared.questions:
        form = form_of(book, declared, question)
        if question.kind == "order":
            continue
        form.locator("[type=submit]").click()
        feedback_is(book, declared, question, say(declared, "answer-missing"))
        if question.kind == "match":
            form.locator("select").first.select_option(index=1)
            form.locator("[type=submit]").click()
            feedback_is(book, declared, question, say(declared, "answer-incomplete"))
    assert book.kept() == {}


@pytest.mark.parametrize("name", all_subjects())
def test_answers_predictions_and_settings_survive_a_reload(name: str, opened: Opener) -> None:
    """The same feedback, the same answers in the forms, the same setting and figures."""
    declared = subject(name)
    book = opened()
    book.open(name)
    values = dict(declared.defaults)
    if isinstance(declared, Exercise):
        _, values = another_setting(declared)
        book.put(name, values)
        book.expect(declared, values)
    said = {}
    for question in declared.questions:
        given = first_right(declared, question)
        answer(form_of(book, declared, question), question.kind, given)
        book.wait_until_kept(name, "answers", question.id, given)
    for question in declared.questions:
        until(lambda: feedback_of(book, declared, question), "the feedback")  # noqa: B023 - called at once
        said[question.id] = feedback_of(book, declared, question)
    for control in declared.controls:
        book.wait_until_kept(name, "values", control.name, values[control.name])
    book.reload()
    if isinstance(declared, Exercise):
        book.expect(declared, values)
    for question in declared.questions:
        feedback_is(book, declared, question, said[question.id])
        assert standing(form_of(book, declared, question), question) == first_right(declared, question)
    assert book.troubles == []


def standing(form: Any, question: Question) -> Any:
    """Return the answer that stands in a form."""
    if question.kind == "choice":
        return form.locator("input:checked").input_value()
    if question.kind == "numeric":
        return form.locator("input").input_value()
    if question.kind == "order":
        return form.locator("li[data-value]").evaluate_all("all => all.map(one => one.dataset.value)")
    return dict(form.locator("select").evaluate_all("all => all.map(one => [one.dataset.option, one.value])"))


def test_a_moved_control_puts_feedback_out_of_date(opened: Opener) -> None:
    """That of the questions which depend on the control, and no other; a new check brings it up to date."""
    book = opened()
    moved = 0
    for name in all_subjects():
        declared = subject(name)
        followed = sorted({control for question in declared.questions for control in question.follow})
        if not followed or not isinstance(declared, Exercise):
            continue
        book.open(name)
        said = {}
        for question in declared.questions:
            answer(form_of(book, declared, question), question.kind, first_right(declared, question))
            until(lambda: feedback_of(book, declared, question), "the feedback")  # noqa: B023 - called at once
            said[question.id] = feedback_of(book, declared, question)
        control = next(one for one in declared.controls if one.name in followed)
        element = book.section(name).locator(f"[name='{control.name}']")
        element.press("End" if control.default != element.evaluate("one => one.max") else "Home")
        for question in declared.questions:
            depends = control.name in question.follow
            feedback_is(book, declared, question, say(declared, "outdated") if depends else said[question.id])
        moved += 1
        follower = next(question for question in declared.questions if control.name in question.follow)
        form_of(book, declared, follower).locator("[type=submit]").click()
        until(
            lambda: feedback_of(book, declared, follower) not in ("", say(declared, "outdated")),  # noqa: B023
            "a new feedback",
        )
    assert moved


def test_reset_clears_one_exercise_only(opened: Opener) -> None:
    """Its answers, its feedback and its setting; the others keep theirs, on the page and in the browser."""
    book = opened()
    names = [name for name in all_subjects() if subject(name).questions]
    for name in book.page_by_page(names):
        declared = subject(name)
        question = declared.questions[0]
        given = first_right(declared, question)
        answer(form_of(book, declared, question), question.kind, given)
        book.wait_until_kept(name, "answers", question.id, given)
    for name in book.page_by_page(names):
        declared = subject(name)
        before = book.kept()
        assert PREFIX + name in before
        book.section(name).locator("[data-reset]").click()
        until(lambda: PREFIX + name not in book.kept(), "the entry to go")  # noqa: B023 - called at once
        assert book.kept() == {key: text for key, text in before.items() if key != PREFIX + name}
        for question in declared.questions:
            assert feedback_of(book, declared, question) == ""
        if isinstance(declared, Exercise):
            book.expect(declared, declared.defaults)
        for other in names:
            if PREFIX + other in book.kept() and book.pages[other] == book.pages[name]:
                first = subject(other).questions[0]
                until(lambda: feedback_of(book, subject(other), first), "the other's feedback")  # noqa: B023 - called at once
    assert book.kept() == {}


def tab_to(book: Coursebook, element: Any) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(400):
        if element.evaluate("one => one === document.activeElement"):
            return
        book.page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {element.evaluate('one => one.outerHTML')[:200]}")


@pytest.mark.parametrize("kind", ["choice", "numeric", "match", "order"])
def test_every_kind_of_question_is_answered_by_keyboard_alone(kind: str, opened: Opener) -> None:
    """Tab, arrows, Space and Enter lead to a checked answer."""
    declared, question = next(
        (subject(name), question)
        for name in all_subjects()
        for question in subject(name).questions
        if question.kind == kind
    )
    right = first_right(declared, question)
    book = opened()
    page = book.open(declared.id)
    form = form_of(book, declared, question)
    if kind == "choice":
        tab_to(book, form.locator("input").first)
        page.keyboard.press("Space")
        for _ in range([option.value for option in question.options].index(right)):
            page.keyboard.press("ArrowDown")
    elif kind == "numeric":
        tab_to(book, form.locator("input"))
        page.keyboard.type(right)
    elif kind == "match":
        for option in question.options:
            tab_to(book, form.locator(f"select[data-option='{option.value}']"))
            for _ in range([target.value for target in question.targets].index(right[option.value]) + 1):
                page.keyboard.press("ArrowDown")
    else:
        for place, value in enumerate(right):
            page.evaluate("document.activeElement.blur()")
            while standing(form, question).index(value) > place:
                tab_to(book, form.locator(f"li[data-value='{value}'] [data-move=up]"))
                page.keyboard.press("Enter")
    tab_to(book, form.locator("[type=submit]"))
    page.keyboard.press("Enter")
    book.wait_until_kept(declared.id, "answers", question.id, right)
    until(
        lambda: form.locator("[data-feedback]").get_attribute("data-outcome") in ("right", "kept"),
        "the feedback",
    )
