"""Messages and numbers: the rules of text.py, and the browser's format.js, which has to write the same."""

from __future__ import annotations

import json
import random
import subprocess
from typing import Any

import pytest

from clusterpolicy.errors import UnknownNameError
from clusterpolicy.exercises.framework.messages import framework_messages
from clusterpolicy.exercises.framework.registry import exercise_names, quiz_names, subject
from clusterpolicy.hosts.page.assets import BROWSER
from clusterpolicy.publish import node
from clusterpolicy.text import LANGUAGES, PLACE, choose_form, format_message, format_number, language, plural

FORMAT_JS = """
import { readFileSync } from 'node:fs';
const source = readFileSync(process.argv[1], 'utf8');
const { formatMessage, formatNumber } = await import('data:text/javascript;base64,' + Buffer.from(source).toString('base64'));
const { numbers, messages, words, language } = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify({
  numbers: numbers.map(([value, style, digits]) => formatNumber(value, style, digits, words, language)),
  messages: messages.map(([template, params, n]) => formatMessage(template, params, n, words, language)),
}));
"""
STYLES = ("", "%", "~")
NUMBERS = [
    *(0, 1, -1, 2, 10, 999, 1000, -1000, 12345, 1234567, 5_000_000_000, -5_000_000_000, 10**15),
    *(0.5, 1.5, 2.5, -0.5, -1.5, 0.05, 0.15, 0.25, -0.25, 0.125, 0.375, 1.005, 1.015, 2.675, 361.515),
    *(
        -0.0,
        0.004,
        -0.004,
        0.0004,
        -0.0004,
        -0.005,
        -0.05,
        1e-9,
        -1e-9,
        0.1 + 0.2,
        1 / 3,
        -2 / 3,
        99.995,
        999.9995,
    ),
    *(1e6, 123456.789, 1e20, 1e60, -1e200, 1e299),
    None,
]


def by_browser(numbers: list[Any], messages: list[Any]) -> dict[str, list[str]]:
    """Return what format.js writes."""
    words = {"no-data": format_number(None)}
    asked = {"numbers": numbers, "messages": messages, "words": words, "language": language()}
    command = [node.program(), "--input-type=module", "--eval", FORMAT_JS, str(BROWSER / "format.js")]
    outcome = subprocess.run(
        command, input=json.dumps(asked), capture_output=True, encoding="utf-8", check=True
    )
    answer: dict[str, list[str]] = json.loads(outcome.stdout)
    return answer


@pytest.fixture(params=LANGUAGES)
def in_language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("CLUSTERPOLICY_LANGUAGE", request.param)
    return str(request.param)


@pytest.mark.parametrize(
    ("value", "style", "digits", "written"),
    [
        (1234.5, "", 0, "1,234"),
        (1234.5, "", 2, "1,234.50"),
        (-1234.567, "", 1, "−1,234.6"),
        (0.123, "%", 1, "12.3%"),
        (0.5, "%", 0, "50%"),
        (2.5, "~", 3, "2.5"),
        (2.0, "~", 3, "2"),
        (2.34567, "~", 3, "2.346"),
        (0.5, "", 0, "0"),
        (1.5, "", 0, "2"),
        (2.5, "", 0, "2"),
        (-0.0004, "", 2, "0.00"),
        (-0.0004, "%", 1, "0.0%"),
        (-0.0, "~", 3, "0"),
        (None, "", 2, "no data"),
        (5_000_000_000, "", 0, "5,000,000,000"),
        (1e30, "~", 3, "1" + ",000" * 10),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(
    value: Any, style: str, digits: int, written: str
) -> None:
    assert format_number(value, style, digits) == written


@pytest.mark.parametrize(
    ("template", "params", "written"),
    [
        ("{a} of {b|0}", {"a": "x", "b": 1234}, "x of 1,234"),
        ("{a|%1}", {"a": 0.0456}, "4.6%"),
        ("{a|~3} and {a|2}", {"a": 1.5}, "1.5 and 1.50"),
        ("{a}", {"a": 2.5}, "2.5"),
        ("{a}", {"a": 2010}, "2010"),
        ("{a}", {"a": None}, "no data"),
        ("{a}", {"a": ["x", "y"]}, "x, y"),
        ("{a}", {"a": "{b}"}, "{b}"),
        ("{ a } {a-b} {}", {}, "{ a } {a-b} {}"),
        ("no places", {"a": 1}, "no places"),
    ],
)
def test_places_of_a_template_are_filled(template: str, params: dict[str, Any], written: str) -> None:
    assert format_message(template, params) == written


def test_a_place_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="missing"):
        format_message("{missing|2}", {"there": 1})


@pytest.mark.parametrize(("n", "written"), [(1, "1 cell"), (0, "0 cells"), (2, "2 cells"), (21, "21 cells")])
def test_the_count_chooses_the_plural_form(n: int, written: str) -> None:
    assert format_message(plural("{n|0} cell", "{n|0} cells"), {"n": n}, n) == written


def test_without_a_count_the_general_form_stands() -> None:
    assert choose_form(plural("cell", "cells"), None) == "cells"
    assert choose_form("as it is", 1) == "as it is"


def test_a_language_without_an_edition_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLUSTERPOLICY_LANGUAGE", "xx")
    with pytest.raises(UnknownNameError, match="no language named 'xx'"):
        language()


def test_the_browser_writes_all_numbers_alike(in_language: str) -> None:
    chance = random.Random(0)
    drawn = [
        round(chance.uniform(-1, 1) * 10 ** chance.randint(-4, 9), chance.randint(0, 6)) for _ in range(300)
    ]
    asked = [
        [value, style, digits] for value in NUMBERS + drawn for style in STYLES for digits in (0, 1, 2, 3)
    ]
    here = [format_number(*entry) for entry in asked]
    there = by_browser(asked, [])["numbers"]
    assert [case for case in zip(asked, here, there, strict=True) if case[1] != case[2]] == []


TEMPLATES = [
    *(
        "{a}",
        "{a|0}",
        "{a|2}",
        "{a|~3}",
        "{a|%1}",
        "a{a}b{b|1}c",
        "{a}{a}{b}",
        "{ a } {} {a|x} {a-b} $& $1",
        "“{a}”\n{b}",
    ),
]
VALUES = [
    *(
        None,
        0,
        1,
        -3,
        2010,
        12345,
        0.5,
        -0.0004,
        1234.5678,
        2.0,
        -7.0,
        1234567.0,
        "text",
        "",
        "{b}",
        "$&",
        "<b>",
    ),
    *([], ["one"], ["one", "two"]),
]


def test_the_browser_fills_all_templates_alike(in_language: str) -> None:
    plain = [
        [template, {"a": value, "b": other}, None]
        for template in TEMPLATES
        for value in VALUES
        for other in (2.5, None)
        if isinstance(value, (int, float, type(None))) or "|" not in template.replace("b|", "")
    ]
    forms = [
        [plural("{n|0} cell of {a}", "{n|0} cells of {a}"), {"n": n, "a": "x"}, n]
        for n in (None, *range(130), 1000, 1001, 0.5, 1.5, 2.5)
    ]
    check_messages(plain + forms)


def test_the_browser_writes_all_messages_of_the_course_alike(in_language: str) -> None:
    chance = random.Random(1)
    templates = list(framework_messages().values())
    for name in (*exercise_names(), *quiz_names()):
        templates += list(subject(name).messages.values())
    asked = []
    for template in templates:
        for _ in range(3):
            n = chance.choice([0, 1, 2, 5, 11, 21, 101])
            places = PLACE.findall(json.dumps(template, ensure_ascii=False))
            params = {name: chance.uniform(-5000, 5000) for name, *_ in places} | {"count": n}
            asked.append([template, params, n])
    check_messages(asked)


def check_messages(asked: list[Any]) -> None:
    here = [format_message(*entry) for entry in asked]
    there = by_browser([], asked)["messages"]
    assert [case for case in zip(asked, here, there, strict=True) if case[1] != case[2]] == []
