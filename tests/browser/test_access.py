"""Access while things happen: with feedback, refusals and tables in sight, and by the Tab key alone."""

from __future__ import annotations

from collections.abc import Callable

from axe import violations
from coursebook import Coursebook, all_subjects, as_answered, until

from clusterpolicy.exercises.framework.registry import subject

Opener = Callable[..., Coursebook]
# What takes the focus: of a group of radio buttons, one does.
STOPS = """() => {
  const all = [...document.querySelectorAll('main :is(button, input, select, textarea, summary, a[href], [tabindex="0"])')];
  const groups = new Set();
  return all.filter(one => {
    if (one.matches(':disabled') || one.tabIndex < 0 || !one.checkVisibility({ visibilityProperty: true })) return false;
    if (one.type !== 'radio') return true;
    const group = one.form.dataset.question + one.closest('section').id;
    return !groups.has(group) && groups.add(group);
  }).map((one, place) => { one.dataset.stop = place; return one.outerHTML.slice(0, 120); });
}"""
# Stops that lie above the one before them, in the same column of the same exercise.
BACKWARDS = """() => {
  const stops = [...document.querySelectorAll('[data-stop]')], box = one => one.getBoundingClientRect();
  return stops.filter((one, place) => {
    const last = stops[place - 1];
    if (!last || !one.closest('section[id]') || one.closest('section[id]') !== last.closest('section[id]')) return false;
    const [a, b] = [box(last), box(one)];
    return b.bottom <= a.top && b.left < a.right && b.right > a.left;
  }).map(one => one.outerHTML.slice(0, 120));
}"""
WALK = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none';
  return [one.dataset.stop ?? null, marked, one.outerHTML.slice(0, 120)];
}"""


OUTSIDE = """() => [...document.querySelectorAll('section :is(input, select, textarea, button, dd, svg, p, legend, label)')]
  .filter(one => !one.closest('.table-frame, .visually-hidden, pre') && one.checkVisibility() && one.getBoundingClientRect().right > innerWidth)
  .map(one => one.outerHTML.slice(0, 120))"""


def first_wrong(name: str) -> list[tuple[str, str, object]]:
    """Return a wrong answer to each question of an exercise or quiz."""
    declared = subject(name)
    samples = declared.samples(declared.dataset)
    answers = []
    for question in declared.questions:
        kinds = samples[question.id].wrong
        given = next(iter(kinds.values()))[0] if kinds else samples[question.id].right[0]
        answers.append((question.id, question.kind, as_answered(question.kind, given)))
    return answers


def test_axe_finds_nothing_in_the_midst_of_work(opened: Opener) -> None:
    """Every question answered wrongly, a number refused, all tables and citations open; in both themes."""
    found = []
    for page, names in opened().by_page(all_subjects()).items():
        book = opened(bypass_csp=True)
        book.open(names[0])
        for name in names:
            for question, kind, given in first_wrong(name):
                assert book.ask(name, question, kind, given)[0]
            declared = subject(name)
            shown = [one for one in declared.controls if one.kind == "number" and not one.when]
            if shown:
                book.section(name).locator(f"[data-exact='{shown[0].name}']").fill("abc")
                until(lambda name=name, book=book: book.shown(name)["problem"], "the refusal")
        book.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        found += [f"{page}, {one}" for one in violations(book.page)]
        book.context.close()
    assert not found, "\n".join(found)


def test_tab_reaches_everything_in_order_and_shows_where_it_is(opened: Opener) -> None:
    """From the top of each page with exercises to its end; no stop is left out, none holds the focus."""
    for page, names in opened().by_page(all_subjects()).items():
        book = opened()
        book.open(names[0])
        stops = book.page.evaluate(STOPS)
        assert book.page.evaluate(BACKWARDS) == [], f"{page}: Tab goes up again"
        book.page.locator("main").focus()
        reached = []
        for _ in range(len(stops) + 5):
            book.page.keyboard.press("Tab")
            place, marked, what = book.page.evaluate(WALK)
            if place is None:
                break
            assert marked, f"{page}: the focus is not seen on {what}"
            reached.append(int(place))
        missed = [stops[place] for place in range(len(stops)) if place not in reached]
        assert not missed, f"{page}: Tab does not reach {missed}"
        assert reached == sorted(reached), f"{page}: Tab goes back and forth"
        book.context.close()


def answer_by_keyboard(book: Coursebook, name: str, question: str, kind: str, given: object) -> str:
    """Answer a question with keys alone; return what is said to it."""
    form, keyboard = book.section(name).locator(f"[data-question='{question}']"), book.page.keyboard
    if kind == "choice":
        form.locator(f"input[value='{given}']").focus()
        keyboard.press("Space")
    elif kind == "numeric":
        form.locator("input").focus()
        keyboard.type(str(given))
        keyboard.press("Escape")
    elif kind == "order":
        form.locator("[data-move=down]").first.focus()
        keyboard.press("Enter")
    else:
        for select in form.locator("select").all():
            select.focus()
            keyboard.press("ArrowDown")
            keyboard.press("Escape")
            assert select.input_value() != ""
    form.locator("[type=submit]").focus()
    keyboard.press("Space" if kind == "order" else "Enter")
    feedback = form.locator("[data-feedback]")
    until(feedback.text_content, f"feedback to {question} of {name}")
    return feedback.get_attribute("data-outcome") or ""


def test_questions_tables_and_reset_work_by_enter_and_space(opened: Opener) -> None:
    """Each question answered, each fold opened and closed, each exercise reset; nothing holds the keys back."""
    for names in opened().by_page(all_subjects()).values():
        book = opened()
        page = book.open(names[0])
        for name in names:
            section = book.section(name)
            for question, kind, given in first_wrong(name):
                outcome = answer_by_keyboard(book, name, question, kind, given)
                assert outcome in ("right", "wrong", "kept"), (name, question)
            for fold in section.locator("summary").all():
                for key, state in (("Enter", True), ("Space", False)):
                    fold.focus()
                    page.keyboard.press(key)
                    assert fold.evaluate("one => one.parentElement.open") is state, name
            section.locator("[data-reset]").focus()
            page.keyboard.press("Enter")
            said = section.locator("[data-feedback]")
            until(lambda said=said: not any(said.all_text_contents()), f"{name} to be reset")
            assert book.kept() == {}
        assert book.troubles == []
        book.context.close()


def until_it_fits(book: Coursebook, page: str) -> None:
    """Wait until nothing lies outside: charts are drawn anew for another width."""
    until(
        lambda: book.page.evaluate(OUTSIDE) == [],
        lambda: f"{page} to fit the screen: {book.page.evaluate(OUTSIDE)}",
    )


def test_nothing_of_an_exercise_lies_outside_a_small_screen(opened: Opener) -> None:
    """Controls, figures, charts and questions end within the screen, so that nothing is cut off."""
    for page, names in opened().by_page(all_subjects()).items():
        book = opened(viewport={"width": 375, "height": 700})
        book.open(names[0])
        assert book.page.evaluate(OUTSIDE) == [], page
        book.page.set_viewport_size({"width": 320, "height": 700})
        until_it_fits(book, page)
        book.context.close()
