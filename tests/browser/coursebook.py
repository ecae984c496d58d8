"""Pages with exercises in Chromium: where they are, and what a test does on them again and again."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.exercises.framework.registry import exercise_names, quiz_names
from clusterpolicy.models.contract import is_relevant
from clusterpolicy.text import format_message

PREFIX = "clusterpolicy:1:"
MODELS_SCRIPT = "_static/course/models.js"
ASSIGNMENT = "globalThis.COURSE_MODELS="

# Puts a whole setting into the controls, as a learner's hand would: value, then event.
PUT = """([id, values]) => {
  const form = document.getElementById(id).querySelector('[data-controls]');
  for (const [name, value] of Object.entries(values)) {
    const element = form.querySelector(`[name="${name}"]`);
    if (element.type === 'checkbox') element.checked = value;
    else if (element.tagName === 'FIELDSET') for (const box of element.querySelectorAll('input')) box.checked = value.includes(box.value);
    else element.value = String(value);
    element.dispatchEvent(new Event('input', { bubbles: true }));
  }
}"""
READ = """id => {
  const root = document.getElementById(id);
  return {
    figures: Object.fromEntries([...root.querySelectorAll('[data-figure]')].map(box => [box.dataset.figure, box.dataset.value])),
    alt: root.querySelector('[data-chart]').getAttribute('aria-label'),
  };
}"""
SHOWN = """id => {
  const root = document.getElementById(id);
  return {
    figures: Object.fromEntries([...root.querySelectorAll('[data-figure]')].map(box => [box.dataset.figure, box.dataset.value])),
    alt: root.querySelector('[data-chart]').getAttribute('aria-label'),
    svg: (root.querySelector('[data-chart] svg')?.outerHTML ?? '').replace(/(clip|gradient_?)\\d+/g, '$1'),
    tables: [...root.querySelectorAll('[data-table]')].map(table => table.hidden ? '' : table.textContent).join('|'),
    problem: root.querySelector('[data-problem]').textContent,
    status: root.querySelector('[data-status]').textContent,
  };
}"""
# Answers a question as a learner does, without the wait for a pointer, and returns what is said to it.
ASK = """async ([id, question, kind, given]) => {
  const form = document.getElementById(id).querySelector(`[data-question="${question}"]`);
  const box = form.querySelector('[data-feedback]');
  box.textContent = '';
  if (kind === 'choice') form.querySelector(`input[value="${given}"]`).checked = true;
  else if (kind === 'numeric') form.querySelector('input').value = given;
  else if (kind === 'match') for (const name in given) form.querySelector(`select[data-option="${name}"]`).value = given[name];
  else for (const name of given) form.querySelector('ol').append(form.querySelector(`li[data-value="${name}"]`));
  const said = new Promise(resolve => {
    const observer = new MutationObserver(() => { if (box.textContent) { observer.disconnect(); resolve(); } });
    observer.observe(box, { childList: true, characterData: true, subtree: true });
    setTimeout(resolve, 5000);
  });
  form.querySelector('[type=submit]').click();
  await said;
  return [box.textContent, box.dataset.outcome];
}"""


class Coursebook:
    """An open page with exercises, and everything about it that went wrong."""

    def __init__(self, context: BrowserContext, start: str, pages: dict[str, str], cut: bool) -> None:
        self.context, self.start, self.pages = context, start, pages
        self.foreign: list[str] = []
        self.troubles: list[str] = []
        if start.startswith("file:"):
            context.set_offline(cut)
        elif cut:
            context.route("**/*", self.guard)
        self.page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("console", self.note)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.troubles.append(dialog.message), dialog.dismiss()))
        self.page.on("request", lambda request: self.watch(request.url))

    def guard(self, route: Route) -> None:
        """Let the site's own requests through and nothing else."""
        if self.is_own(route.request.url):
            route.continue_()
        else:
            route.abort()

    def is_own(self, address: str) -> bool:
        """Return whether a request stays with the site."""
        return address.startswith((self.start, "data:", "blob:"))

    def watch(self, address: str) -> None:
        """Record a request that leaves the site."""
        if not self.is_own(address):
            self.foreign.append(address)

    def note(self, message: Any) -> None:
        """Record what the console says at warning level or above."""
        if message.type in ("error", "warning"):
            self.troubles.append(message.text)

    def open(self, name: str, link: str = "") -> Page:
        """Open the page on which an exercise or quiz stands, and wait until everything on it is awake."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.start}{self.pages[name]}{link}")
        self.wait_until_awake()
        return self.page

    def by_page(self, names: Iterable[str]) -> dict[str, list[str]]:
        """Return exercises and quizzes by the page on which they stand."""
        found: dict[str, list[str]] = {}
        for name in names:
            found.setdefault(self.pages[name], []).append(name)
        return found

    def page_by_page(self, names: Iterable[str]) -> Iterator[str]:
        """Yield exercises and quizzes on open pages: each page is opened once."""
        for together in self.by_page(names).values():
            self.open(together[0])
            yield from together

    def wait_until_awake(self) -> None:
        """Wait until nothing on the page is loading, and kept answers are checked again."""
        until(lambda: not self.page.locator("[data-state=loading]").count(), "the page to wake up", 30)

    def reload(self) -> None:
        """Load the page again."""
        self.page.reload()
        self.wait_until_awake()

    def put(self, name: str, values: dict[str, Any]) -> None:
        """Set controls of an exercise."""
        self.page.evaluate(PUT, [name, values])

    def ask(self, name: str, question: str, kind: str, given: Any) -> tuple[str, str]:
        """Answer a question; return the feedback and its outcome."""
        text, outcome = self.page.evaluate(ASK, [name, question, kind, given])
        return text, outcome

    def shown(self, name: str) -> dict[str, Any]:
        """Return figures, alternative text, chart, tables and messages as they stand."""
        answer: dict[str, Any] = self.page.evaluate(SHOWN, name)
        return answer

    def expect(self, subject: Exercise, values: dict[str, Any]) -> None:
        """Wait until figures and alternative text are those that this interpreter computes."""
        figures = subject.run(values)["figures"]
        wanted = {form.name: figures[form.name] for form in subject.figures}
        alt = format_message(subject.chart.alt, figures)
        look = partial(self.page.evaluate, READ, subject.id)
        until(lambda: same(look(), wanted, alt), lambda: f"{wanted} and “{alt}” under {values}; got {look()}")

    def kept(self) -> dict[str, str]:
        """Return what the browser keeps for the course, as it stands there."""
        code = """prefix => Object.fromEntries(Object.keys(localStorage).filter(key => key.startsWith(prefix))
            .sort().map(key => [key, localStorage.getItem(key)]))"""
        answer: dict[str, str] = self.page.evaluate(code, PREFIX)
        return answer

    def wait_until_kept(self, name: str, part: str, key: str, value: Any) -> None:
        """Wait until the browser keeps a setting or an answer."""

        def there() -> bool:
            entry = json.loads(self.kept().get(PREFIX + name, "{}")).get(part, {})
            return key in entry and (entry[key] if part == "values" else entry[key]["answer"]) == value

        until(there, f"{name}.{part}.{key} to be kept as {value!r}")

    def section(self, name: str) -> Any:
        """Return the element of an exercise or quiz."""
        return self.page.locator(f"[id='{name}']")


def same(shown: dict[str, Any], figures: dict[str, Any], alt: str) -> bool:
    """Return whether a page shows the figures, numbers to the last but one place that two systems share."""
    return shown["alt"] == alt and all(
        agrees(shown["figures"][name], value) for name, value in figures.items()
    )


def agrees(text: str, value: Any) -> bool:
    """Return whether an unrounded figure on the page is the computed one."""
    if value is None or isinstance(value, str):
        return text == (value or "")
    return text != "" and abs(float(text) - value) <= 1e-12 * abs(value)


def until(condition: Callable[[], Any], what: str | Callable[[], str], seconds: float = 10) -> None:
    """Wait for something; fail with its name where it does not come."""
    pause = threading.Event()
    for _ in range(int(seconds / 0.005)):
        if condition():
            return
        pause.wait(0.005)
    pytest.fail(f"waited {seconds} s in vain for {what() if callable(what) else what}")


def relevant_setting(subject: Exercise, name: str) -> dict[str, Any]:
    """Return a setting under which a control matters: the default one, with what the control depends on."""
    declared = {control.name: control.declaration() for control in subject.controls}
    values = dict(subject.defaults)
    if not is_relevant(declared[name], values):
        values |= {other: wanted[0] for other, wanted in declared[name]["when"].items()}
    assert is_relevant(declared[name], values), f"no setting shows the control {name}"
    return values


def numbers(subject: Exercise) -> list[Any]:
    """Return the controls of an exercise that take numbers."""
    return [control for control in subject.controls if control.kind == "number"]


def off_grid(control: Any, seed: int) -> float:
    """Return a value between two steps of a slider."""
    steps = (control.maximum - control.minimum) / control.step
    place = random.Random(f"{control.name}{seed}").randrange(int(steps))
    return round(control.minimum + control.step * (place + 0.377 + seed / 100), 6)


def answer(form: Any, kind: str, value: Any) -> None:
    """Fill a question's form as a learner would and send it."""
    if kind == "choice":
        form.locator(f"input[value='{value}']").check()
    elif kind == "numeric":
        form.locator("input").fill(str(value))
    elif kind == "match":
        for option, target in value.items():
            form.locator(f"select[data-option='{option}']").select_option(target)
    else:
        for place, wanted in enumerate(value):
            for _ in value:
                names = form.locator("li[data-value]").evaluate_all(
                    "items => items.map(item => item.dataset.value)"
                )
                if names.index(wanted) == place:
                    break
                form.locator(f"li[data-value='{wanted}'] [data-move=up]").click()
    form.locator("[type=submit]").click()


def as_answered(kind: str, value: Any) -> Any:
    """Return a sample as the page hands it over: what is typed is text."""
    return str(value).strip() if kind == "numeric" else value


def edited_models(site: Path, edit: Callable[[str, str], str]) -> None:
    """Change the models of a copied site: `edit` takes a module's name and source and returns its source."""
    script = site / MODELS_SCRIPT
    sources = json.loads(script.read_text(encoding="utf-8").removeprefix(ASSIGNMENT).rstrip().rstrip(";"))
    edited = {path: edit(Path(path).stem, source) for path, source in sources.items()}
    assert edited != sources
    script.write_text(f"{ASSIGNMENT}{json.dumps(edited)};", encoding="utf-8")


def all_subjects() -> list[str]:
    """Return the ids of all exercises and quizzes."""
    return [*exercise_names(), *quiz_names()]


def another_setting(declared: Exercise) -> tuple[str, dict[str, Any]]:
    """Return a control, and a setting in which it alone differs from how the exercise opens."""
    control = next(one for one in declared.controls if one.kind in ("number", "choice") and not one.when)
    value: Any
    if control.kind == "number":
        value = off_grid(control, 6)
    else:
        options = [option.value for option in control.options]  # type: ignore[attr-defined]
        value = next(option for option in options if option != control.default)
    return control.name, declared.defaults | {control.name: value}
