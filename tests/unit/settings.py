"""Settings and answers by chance, the same in every run, made from what an exercise declares."""

from __future__ import annotations

import itertools
from random import Random
from typing import Any

Control = dict[str, Any]
Question = dict[str, Any]

# What a learner may type; not all of it is a number.
TYPED = [
    *(
        "1,5",
        "1.5",
        "1 234,5",
        "1\u00a0234.5",
        "\u22123",
        "+0.5",
        "50 %",
        "1,234.5",
        "2\u00d7",
        "0",
        "-0",
        "007",
    ),
    *(
        "",
        " ",
        ".",
        "-",
        "+",
        "abc",
        "1e5",
        "1_000",
        "nan",
        "inf",
        "--1",
        "1.2.3",
        "много",
        "\U0001f4a5" * 40,
    ),
    *("9" * 60, "9" * 61, "0." + "1" * 50, "x" * 4000, "<b>1</b>", "{answer}", "½", "١٢"),
]


def value_of(control: Control, chance: Random) -> Any:
    """Return an allowed value; a number lies anywhere between its bounds, off the grid too."""
    kind = control["kind"]
    if kind == "number":
        value = chance.uniform(control["minimum"], control["maximum"])
        return chance.choice([value, round(value, 1), float(round(value)), round(value)])
    if kind == "choice":
        return chance.choice(control["options"])["value"]
    if kind == "choices":
        values = [option["value"] for option in control["options"]]
        return chance.sample(values, chance.randint(0, len(values)))
    if kind == "checkbox":
        return chance.random() < 0.5
    return "".join(chance.choices("aя1 ,.\n\u00a0\U0001f600", k=chance.randint(0, 60)))


def allowed_value(control: Control, chance: Random) -> Any:
    """Return a value that the control takes: a rounded number may have left the range."""
    value = value_of(control, chance)
    if control["kind"] != "number":
        return value
    return min(max(value, control["minimum"]), control["maximum"])


def edges(control: Control) -> list[Any]:
    """Return every option, or the least and the greatest value."""
    kind = control["kind"]
    if kind == "number":
        return [control["minimum"], control["maximum"], control["default"]]
    values = [option["value"] for option in control.get("options", [])]
    if kind == "choices":
        return [[], values, *([value] for value in values)]
    return {"choice": values, "checkbox": [False, True], "text": ["", "x" * 4000]}[kind]


def by_chance(controls: list[Control], chance: Random) -> dict[str, Any]:
    """Return a whole setting by chance."""
    return {control["name"]: allowed_value(control, chance) for control in controls}


def settings(controls: list[Control], number: int, seed: str) -> list[dict[str, Any]]:
    """Return so many settings by chance, and one for every edge of every control."""
    chance = Random(seed)
    at_edges = [
        by_chance(controls, chance) | {control["name"]: edge}
        for control in controls
        for edge in edges(control)
    ]
    lowest, highest = ({control["name"]: edges(control)[place] for control in controls} for place in (0, 1))
    return [*(by_chance(controls, chance) for _ in range(number)), *at_edges, lowest, highest]


def answers(question: Question, chance: Random, near: list[float]) -> list[Any]:
    """Return answers of the right form: all there are where there are few."""
    kind, options, targets = question["kind"], question["options"], question["targets"]
    if kind == "choice":
        return list(options)
    if kind == "order":
        every = [list(order) for order in itertools.permutations(options)]
        return chance.sample(every, min(24, len(every)))
    if kind == "match":
        every = [
            dict(zip(options, chosen, strict=True))
            for chosen in itertools.product(targets, repeat=len(options))
        ]
        return chance.sample(every, min(27, len(every)))
    numbers = [value * factor for value in near for factor in (0.1, 0.5, 0.97, 1, 1.02, 3, 100, -1)]
    return [*TYPED, *numbers, 0, -1, 10**12, 1e-9, 1e200]


def refused_answers(question: Question) -> list[Any]:
    """Return answers of the wrong form."""
    options = question["options"]
    wrong = [None, True, {}, {"a": 1}, [None], "x" * 4001]
    if question["kind"] != "numeric":
        wrong += ["", "no-such-option", 3, options[:-1], options + options[:1], [[]]]
        wrong += [dict.fromkeys(options), dict.fromkeys(options, "no-such-target")]
    return wrong


def refused_values(control: Control) -> list[Any]:
    """Return values that the control does not take; a page's NaN arrives as None."""
    if control["kind"] == "number":
        low, high = control["minimum"], control["maximum"]
        beyond = [low - 1e-9, high + 0.1 + 0.2, -1e9 / 3, 5_000_000_000, 1e22, 1e299, 10**30]
        return [None, True, "", "1", "много", [], [1.5], {"b": 1, "a": 2}, *beyond]
    wrong = [None, 1, 0.1 + 0.2, 1e22, -5_000_000_000, {}, {"b": "я", "a": 2}, [["я"]], ["no-such-option", 2]]
    if control["kind"] != "checkbox":
        wrong += [True]
    return [*wrong, "no-such-option" if control["kind"] != "text" else "x" * 4001]
