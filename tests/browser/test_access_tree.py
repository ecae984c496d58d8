"""What a screen reader is given of every exercise and quiz: names, roles, values, groups, and what is said when something changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from access_tree import WORKED, Node, tree
from coursebook import Coursebook, all_subjects, another_setting, as_answered, numbers, until

from clusterpolicy.exercises.framework.controls import Cell, Control
from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.exercises.framework.registry import subject
from clusterpolicy.models.contract import is_relevant
from clusterpolicy.text import format_message

Opener = Callable[..., Coursebook]
TABLES = "open => { for (const one of document.querySelectorAll('details.data')) one.open = open; }"


def of_page(book: Coursebook, names: list[str]) -> Iterator[tuple[str, Node]]:
    """Yield the part of the page's tree that each exercise or quiz is."""
    whole = tree(book.page)
    for name in names:
        yield name, whole.one("region", subject(name).title)


def named(control: Control) -> str:
    """Return the name under which a control is read out."""
    unit = getattr(control, "unit", "")
    return f"{control.label} ({unit})" if unit and not isinstance(control, Cell) else control.label


def stands(part: Node, control: Control) -> bool:
    """Return whether a control is read out with its name, its role and its first value."""
    default, name = control.default, named(control)  # type: ignore[attr-defined]
    labels = {option.value: option.label for option in getattr(control, "options", ())}
    if isinstance(control, Cell):
        return float(part.one("textbox", name).value.replace(",", ".")) == default
    if control.kind == "number":
        exact = next(node for node in part.all("textbox") if node.name.startswith(f"{control.label}: "))
        return float(part.one("slider", name).value) == default == float(exact.value)
    if control.kind == "checkbox":
        return part.one("checkbox", name).properties["checked"] == str(default).lower()
    if control.kind == "choice":
        return part.one("combobox", name).value == labels[default]
    if control.kind == "choices":
        options = part.one("group", name).all("checkbox")
        chosen = {node.name for node in options if node.properties["checked"] == "true"}
        return chosen == {labels[value] for value in default}
    return part.one("textbox", name).value == default


def nameless(part: Node) -> list[Node]:
    """Return what can be worked with and has no name."""
    return [node for node in part.all(*WORKED) if not node.name.strip()]


def check_still(name: str, part: Node) -> None:
    """An exercise as it opens: controls, questions, chart, tables, and places where things will be said."""
    declared = subject(name)
    assert nameless(part) == [], name
    for question in declared.questions:
        group = part.one("group", question.prompt)
        kinds = {"choice": "radio", "numeric": "textbox", "match": "combobox", "order": "listitem"}
        asked = group.all(kinds[question.kind])
        assert len(asked) == (1 if question.kind == "numeric" else len(question.options)), question.prompt
        assert group.all("button"), question.prompt
    assert part.all("status"), name
    if not isinstance(declared, Exercise):
        return
    for control in declared.controls:
        if is_relevant(control.declaration(), declared.defaults):
            assert stands(part, control), (name, control.name)
    figures = declared.run(declared.defaults)["figures"]
    assert part.one("image", format_message(declared.chart.alt, figures))
    table = part.one("table", declared.chart.table.caption)
    heads = [node.name for node in table.all("columnheader")]
    assert heads == [column.label for column in declared.chart.table.columns], name


@pytest.mark.parametrize("part", range(2))
def test_names_roles_values_and_what_is_said(part: int, opened: Opener) -> None:
    """As the page opens, and after a control moved, a number was refused and each question answered."""
    for names in list(opened().by_page(all_subjects()).values())[part::2]:
        book = opened()
        book.open(names[0])
        book.page.evaluate(TABLES, True)
        for name, found in of_page(book, names):
            check_still(name, found)
        book.page.evaluate(TABLES, False)
        said = {name: worked(book, name) for name in names}
        for name, found in of_page(book, names):
            live = [node for node in found.below if node.properties.get("live") and node.text]
            heard = [node.text for node in live]
            for text in said[name]:
                # A sign of right or wrong stands before some.
                assert any(one.endswith(text) for one in heard), f"{name}: “{text}” is not said, but {heard}"
            assert all(node.properties["live"] in ("polite", "assertive") for node in live)
        book.context.close()


def worked(book: Coursebook, name: str) -> list[str]:
    """Move a control, answer every question and type what is no number; return what should be said of it."""
    declared, said = subject(name), []
    if isinstance(declared, Exercise):
        _, values = another_setting(declared)
        book.put(name, values)
        book.expect(declared, values)
    samples = declared.samples(declared.dataset)
    for question in declared.questions:
        right = as_answered(question.kind, samples[question.id].right[0])
        said.append(book.ask(name, question.id, question.kind, right)[0])
    if isinstance(declared, Exercise):
        announce = book.section(name).locator("[data-announce]")
        alt = book.shown(name)["alt"]
        until(lambda: announce.text_content() == alt, "the chart's change to be announced")
        said.append(alt)
        shown = [one for one in numbers(declared) if not one.when]
        if shown:
            book.section(name).locator(f"[data-exact='{shown[0].name}']").fill("abc")
            until(lambda: book.shown(name)["problem"], "the refusal")
            said.append(book.shown(name)["problem"])
    return said
