"""Progress files that are right, and files that are not: each with the message and the place that refuse it."""

from __future__ import annotations

import json
from typing import Any

from clusterpolicy.models.progress import read

TIME = "2026-01-31T12:00:00.000Z"
ENTRY: dict[str, Any] = {
    "values": {"threshold": 2.5, "year": "2010", "everywhere": True, "many": ["a", "b"], "words": "моё"},
    "answers": {
        "one": {"answer": "several", "right": None},
        "two": {"answer": 4.5, "right": False},
        "three": {"answer": {"size": "of-region"}, "right": True},
        "four": {"answer": ["b", "a"], "right": True},
    },
    "at": TIME,
}
FILE: dict[str, Any] = {
    "format": "clusterpolicy-progress",
    "version": 1,
    "edition": "0.1.0",
    "entries": {"e": ENTRY},
}

ROW: dict[str, Any] = {"name": "Моя область", "year": 2010, "values": {"gva_A": 12.5, "grp": 0}}
OWN: dict[str, Any] = {"file": "моё.csv", "at": TIME, "rows": [ROW, ROW | {"year": 2011}]}
# The second version of the file, with own regions; the first one is read as before.
SECOND: dict[str, Any] = FILE | {"version": 2, "own": OWN}
# The third version lets a wrong answer say when it was given, and on how many days the question was missed.
MISSED: dict[str, Any] = {"answer": 4.5, "right": False, "at": TIME, "missed": 2}
THIRD: dict[str, Any] = SECOND | {
    "version": 3,
    "entries": {"e": ENTRY | {"answers": ENTRY["answers"] | {"two": MISSED}}},
}


def missed(version: int = 3, **changes: Any) -> str:
    entries = {"e": ENTRY | {"answers": {"one": MISSED | changes}}}
    return json.dumps(THIRD | {"version": version, "entries": entries}, ensure_ascii=False)


def second(**changes: Any) -> str:
    return json.dumps(SECOND | changes, ensure_ascii=False)


def own(**changes: Any) -> str:
    return second(own=OWN | changes)


def row(**changes: Any) -> str:
    return own(rows=[ROW | {"year": 2011}, ROW | changes])


def file(**changes: Any) -> str:
    return json.dumps(FILE | changes, ensure_ascii=False)


def without(name: str) -> str:
    return json.dumps({key: value for key, value in FILE.items() if key != name})


def entry(**changes: Any) -> str:
    return file(entries={"e": ENTRY | changes})


def answer(value: Any, right: Any = None, **more: Any) -> str:
    return entry(answers={"one": {"answer": value, "right": right, **more}})


VALID = {
    "whole": file(),
    "empty": file(entries={}),
    "nothing-in-an-entry": entry(values={}, answers={}),
    "whole-float-version": file(version=1.0),
    "leap-day": entry(at="2024-02-29T23:59:59.999Z"),
    "newer-than-kept": file(entries={"kept": ENTRY | {"at": "2026-04-01T00:00:00.000Z"}}),
    "older-than-kept": file(entries={"kept": ENTRY | {"at": "2025-04-01T00:00:00.000Z"}}),
    "many": file(entries={f"e{number}": ENTRY for number in range(500)}),
    "indented": json.dumps(FILE, indent=4),
    "emoji": entry(values={"words": "\U0001f600"}),
    "second-version": second(),
    "second-version-without-own-regions": second(own=None),
    "third-version": json.dumps(THIRD),
    "third-version-without-missed": second(version=3),
    "third-version-missed-for-long": missed(missed=999),
    "many-own-regions": own(rows=[ROW | {"name": f"n{number}"} for number in range(20)]),
}

# Name: (text, message id, place that the message names).
HOSTILE: dict[str, tuple[str, str, str | None]] = {
    "empty-text": ("", "progress-not-json", None),
    "blank": (" \n", "progress-not-json", None),
    "prose": ("my progress", "progress-not-json", None),
    "html": ("<html></html>", "progress-not-json", None),
    "broken-off": (file()[:-5], "progress-not-json", None),
    "two-documents": (file() + file(), "progress-not-json", None),
    "python-words": ("{'format': None}", "progress-not-json", None),
    "text-too-large": ("x" * 600_000, "progress-too-large", None),
    "json-too-large": (file(edition="x" * 600_000), "progress-too-large", None),
    "null": ("null", "progress-not-ours", None),
    "number": ("5000000000", "progress-not-ours", None),
    "text": ('"clusterpolicy-progress"', "progress-not-ours", None),
    "list": ("[1, 2]", "progress-not-ours", None),
    "empty-object": ("{}", "progress-not-ours", None),
    "other-format": (file(format="other"), "progress-not-ours", None),
    "format-list": (file(format=["clusterpolicy-progress"]), "progress-not-ours", None),
    "no-format": (without("format"), "progress-not-ours", None),
    "version-next": (second(version=4), "progress-newer", None),
    "missed-in-version-two": (missed(version=2), "progress-bad-entry", "entries.e.answers.one"),
    "missed-and-right": (missed(right=True), "progress-bad-entry", "entries.e.answers.one"),
    "missed-prediction": (missed(right=None), "progress-bad-entry", "entries.e.answers.one"),
    "missed-never": (missed(missed=0), "progress-bad-entry", "entries.e.answers.one"),
    "missed-too-often": (missed(missed=1000), "progress-bad-entry", "entries.e.answers.one"),
    "missed-by-half": (missed(missed=1.5), "progress-bad-entry", "entries.e.answers.one"),
    "missed-text": (missed(missed="1"), "progress-bad-entry", "entries.e.answers.one"),
    "missed-bool": (missed(missed=True), "progress-bad-entry", "entries.e.answers.one"),
    "missed-at-no-time": (missed(at="yesterday"), "progress-bad-entry", "entries.e.answers.one"),
    "version-two-without-its-part": (file(version=2), "progress-bad-entry", "own"),
    "version-one-with-own": (file(own=OWN), "progress-bad-entry", "own"),
    "version-huge": (file(version=10**40), "progress-newer", None),
    "version-float": (file(version=1.5), "progress-bad-entry", "version"),
    "version-zero": (file(version=0), "progress-bad-entry", "version"),
    "version-negative": (file(version=-1), "progress-bad-entry", "version"),
    "version-bool": (file(version=True), "progress-bad-entry", "version"),
    "version-text": (file(version="1"), "progress-bad-entry", "version"),
    "version-null": (file(version=None), "progress-bad-entry", "version"),
    "version-endless": (file().replace('"version": 1', '"version": 1e400'), "progress-bad-entry", "version"),
    "no-version": (without("version"), "progress-bad-entry", "version"),
    "no-edition": (without("edition"), "progress-bad-entry", "edition"),
    "no-entries": (without("entries"), "progress-bad-entry", "entries"),
    "more-on-top": (file(more=1), "progress-bad-entry", "more"),
    "edition-number": (file(edition=1), "progress-bad-entry", "edition"),
    "edition-long": (file(edition="я" * 41), "progress-bad-entry", "edition"),
    "edition-half-character": (file(edition="\ud800"), "progress-bad-entry", "edition"),
    "entries-list": (file(entries=[ENTRY]), "progress-bad-entry", "entries"),
    "entries-null": (file(entries=None), "progress-bad-entry", "entries"),
    "entries-many": (
        file(entries={f"e{number}": ENTRY | {"values": {}, "answers": {}} for number in range(501)}),
        "progress-bad-entry",
        "entries",
    ),
    "entry-null": (file(entries={"e": None}), "progress-bad-entry", "entries.e"),
    "entry-list": (file(entries={"e": []}), "progress-bad-entry", "entries.e"),
    "entry-more": (entry(more=1), "progress-bad-entry", "entries.e"),
    "entry-proto": (file(entries={"__proto__": ENTRY}), "progress-bad-entry", "entries.__proto__"),
    "entry-markup": (file(entries={"<img src=x>": ENTRY}), "progress-bad-entry", "entries.<img src=x>"),
    "entry-empty-name": (file(entries={"": ENTRY}), "progress-bad-entry", "entries."),
    "entry-cyrillic": (file(entries={"я": ENTRY}), "progress-bad-entry", "entries.я"),
    "entry-half-character": (file(entries={"\ud800": ENTRY}), "progress-bad-entry", "entries.?"),
    "entry-long-name": (file(entries={"e" * 99: ENTRY}), "progress-bad-entry", "entries." + "e" * 72),
    "at-number": (entry(at=1), "progress-bad-entry", "entries.e.at"),
    "at-words": (entry(at="я" * 23 + "Z"), "progress-bad-entry", "entries.e.at"),
    "at-local": (entry(at="2026-01-31T12:00:00.000+"), "progress-bad-entry", "entries.e.at"),
    "at-month": (entry(at="2026-13-01T12:00:00.000Z"), "progress-bad-entry", "entries.e.at"),
    "at-day": (entry(at="2026-04-31T12:00:00.000Z"), "progress-bad-entry", "entries.e.at"),
    "at-no-leap-day": (entry(at="2025-02-29T12:00:00.000Z"), "progress-bad-entry", "entries.e.at"),
    "at-hour": (entry(at="2026-01-31T24:00:00.000Z"), "progress-bad-entry", "entries.e.at"),
    "at-other-digits": (entry(at="٢026-01-31T12:00:00.000Z"), "progress-bad-entry", "entries.e.at"),
    "values-list": (entry(values=[]), "progress-bad-entry", "entries.e.values"),
    "values-many": (
        entry(values={f"v{number}": 1 for number in range(101)}),
        "progress-bad-entry",
        "entries.e.values",
    ),
    "value-null": (entry(values={"v": None}), "progress-bad-entry", "entries.e.values.v"),
    "value-object": (entry(values={"v": {"a": 1}}), "progress-bad-entry", "entries.e.values.v"),
    "value-nested": (entry(values={"v": [["a"]]}), "progress-bad-entry", "entries.e.values.v"),
    "value-numbers": (entry(values={"v": [1]}), "progress-bad-entry", "entries.e.values.v"),
    "value-long": (entry(values={"v": "x" * 4001}), "progress-bad-entry", "entries.e.values.v"),
    "value-endless": (
        entry(values={"v": "V"}).replace('"V"', "-1e400"),
        "progress-bad-entry",
        "entries.e.values.v",
    ),
    "value-half-character": (entry(values={"v": "\udfff"}), "progress-bad-entry", "entries.e.values.v"),
    "value-name": (entry(values={"V": 1}), "progress-bad-entry", "entries.e.values.V"),
    "answers-null": (entry(answers=None), "progress-bad-entry", "entries.e.answers"),
    "answer-text": (entry(answers={"one": "x"}), "progress-bad-entry", "entries.e.answers.one"),
    "answer-more": (answer("x", True, more=1), "progress-bad-entry", "entries.e.answers.one"),
    "answer-null": (answer(None), "progress-bad-entry", "entries.e.answers.one"),
    "answer-right-number": (answer("x", 1), "progress-bad-entry", "entries.e.answers.one"),
    "answer-right-text": (answer("x", "true"), "progress-bad-entry", "entries.e.answers.one"),
    "answer-deep": (answer({"a": {"b": 1}}), "progress-bad-entry", "entries.e.answers.one"),
    "own-list": (second(own=[]), "progress-bad-entry", "own"),
    "own-text": (second(own="mine"), "progress-bad-entry", "own"),
    "own-more": (own(more=1), "progress-bad-entry", "own"),
    "own-file-number": (own(file=1), "progress-bad-entry", "own.file"),
    "own-file-long": (own(file="x" * 201), "progress-bad-entry", "own.file"),
    "own-file-control": (own(file="a\x00b"), "progress-bad-entry", "own.file"),
    "own-at": (own(at="yesterday"), "progress-bad-entry", "own.at"),
    "own-rows-none": (own(rows=[]), "progress-bad-entry", "own.rows"),
    "own-rows-many": (
        own(rows=[ROW | {"year": 1990 + number % 40, "name": f"n{number // 40}"} for number in range(201)]),
        "progress-bad-entry",
        "own.rows",
    ),
    "own-regions-many": (
        own(rows=[ROW | {"name": f"n{number}"} for number in range(21)]),
        "progress-bad-entry",
        "own.rows",
    ),
    "own-row-null": (own(rows=[None]), "progress-bad-entry", "own.rows.1"),
    "own-row-more": (row(more=1), "progress-bad-entry", "own.rows.2"),
    "own-row-twice": (own(rows=[ROW, ROW]), "progress-bad-entry", "own.rows.2"),
    "own-name-number": (row(name=1), "progress-bad-entry", "own.rows.2"),
    "own-name-empty": (row(name=""), "progress-bad-entry", "own.rows.2"),
    "own-name-spaces": (row(name=" a"), "progress-bad-entry", "own.rows.2"),
    "own-name-long": (row(name="я" * 61), "progress-bad-entry", "own.rows.2"),
    "own-name-turned": (row(name="a\u202eb"), "progress-bad-entry", "own.rows.2"),
    "own-year-text": (row(year="2010"), "progress-bad-entry", "own.rows.2"),
    "own-year-half": (row(year=2010.5), "progress-bad-entry", "own.rows.2"),
    "own-year-late": (row(year=2041), "progress-bad-entry", "own.rows.2"),
    "own-values-none": (row(values={}), "progress-bad-entry", "own.rows.2"),
    "own-values-list": (row(values=[1]), "progress-bad-entry", "own.rows.2"),
    "own-value-unknown": (row(values={"gva_Z": 1}), "progress-bad-entry", "own.rows.2"),
    "own-value-text": (row(values={"grp": "1"}), "progress-bad-entry", "own.rows.2"),
    "own-value-negative": (row(values={"grp": -1}), "progress-bad-entry", "own.rows.2"),
    "own-value-endless": (
        row(values={"grp": "V"}).replace('"V"', "1e400"),
        "progress-bad-entry",
        "own.rows.2",
    ),
    "answer-key": (answer({"A": "b"}), "progress-bad-entry", "entries.e.answers.one"),
}
# json.dumps leaves half a character as it is; a file in UTF-8 can hold it only as an escape.
for _name, (_text, *_rest) in list(HOSTILE.items()):
    if any(0xD800 <= ord(mark) <= 0xDFFF for mark in _text):
        HOSTILE[_name] = (
            "".join(f"\\u{ord(m):x}" if 0xD800 <= ord(m) <= 0xDFFF else m for m in _text),
            *_rest,
        )  # type: ignore[assignment]


def broken_syntax() -> list[str]:
    """Return files that interpreters may refuse for different reasons: too deep, or constants that JSON lacks."""
    deep = [
        mark * depth + end * depth for mark, end in (("[", "]"), ('{"a":', "}")) for depth in (3000, 60_000)
    ]
    inside = [answer("ANSWER").replace('"ANSWER"', "[" * depth + "]" * depth) for depth in (300, 30_000)]
    return [*deep, *inside, "[" * 5000, answer("ANSWER").replace('"ANSWER"', "NaN")]


SCRIPTS = (
    "<script>window.__hit = 1</script>",
    '<img src=x onerror="window.__hit = 1">',
    '"><svg onload="window.__hit = 1">',
    "javascript:window.__hit=1",
    "</textarea><iframe srcdoc='<script>parent.__hit=1</script>'></iframe>",
    "${window.__hit=1}{{constructor.constructor('window.__hit=1')()}}",
)
PROTOTYPE = ("__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf")
FORMULAS = ("=CMD()", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1+1)", "\t=1")
TURNED = ("\u202e", "\u2066", "\u200f\u202b", "\u2028")
OTHER_TYPES: tuple[Any, ...] = (None, True, -1, 1.5, 1e308, 10**30, "", SCRIPTS[0], [], [[]], {}, {"a": {}})
# What a lenient reader takes and JSON has not.
NOT_JSON = (
    "undefined",
    "NaN",
    "-Infinity",
    "0x10",
    "+1",
    "01",
    ".5",
    "1.",
    "'one'",
    "`one`",
    '"\\x41"',
    '"a\nb"',
    "[1,]",
    '{"a":1,}',
    "{a:1}",
    "/* */ 1",
    "1 // one",
    "function(){window.__hit=1}()",
    "new Date()",
    "\u00a01",
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of everything that a file holds."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, part in items for place in places(part, (*path, key)))]


def changed(value: Any, path: tuple[Any, ...], put: Any) -> Any:
    """Return a copy in which something else stands at one place."""
    if not path:
        return put
    parts = dict(value) if isinstance(value, dict) else list(value)
    parts[path[0]] = changed(parts[path[0]], path[1:], put)
    return parts if isinstance(parts, dict) else list(parts)


def held(value: Any, path: tuple[Any, ...]) -> Any:
    """Return what stands at one place."""
    return held(value[path[0]], path[1:]) if path else value


def as_file(value: Any) -> bytes:
    """Return a file, with halves of characters and numbers without end as a hand could write them."""
    return json.dumps(value).encode()


def hostile_families() -> dict[str, dict[str, bytes]]:
    """Return files that are refused, as bytes, by what is wrong with them: each change at one place after another."""
    whole = as_file(SECOND)
    inside = [place for place in places(SECOND) if isinstance(held(SECOND, place), dict)]
    leaves = [place for place in places(SECOND) if place and not isinstance(held(SECOND, place), dict)]
    return {
        "named": {name: text.encode("utf-8", "surrogatepass") for name, (text, *_) in HOSTILE.items()},
        "types": {
            f"{place} is {other!r}": as_file(changed(SECOND, place, other))
            for number, place in enumerate(leaves)
            for other in (OTHER_TYPES[number % 12], OTHER_TYPES[(number * 5 + 7) % 12])
            if refused(changed(SECOND, place, other))
        },
        "keys": {
            f"{key} in {place}": as_file(changed(SECOND, place, held(SECOND, place) | {key: ENTRY}))
            for place in inside
            for key in (*PROTOTYPE[:2], SCRIPTS[1], FORMULAS[0], TURNED[0], "another-course:1:e")
            if refused(changed(SECOND, place, held(SECOND, place) | {key: ENTRY}))
        },
        "script": {
            f"{text} in {place}": as_file(changed(SECOND, place, text))
            for number, place in enumerate(leaves)
            for text in (SCRIPTS[number % len(SCRIPTS)],)
            if refused(changed(SECOND, place, text))
        },
        "broken off": {
            f"after {end} bytes": whole[:end] for end in range(1, len(whole), len(whole) // 12 or 1)
        },
        "encoding": {
            "utf-16": whole.decode().encode("utf-16"),
            "utf-16, little end, no mark": whole.decode().encode("utf-16-le"),
            "utf-32": whole.decode().encode("utf-32"),
            "cp1251": file_in_cyrillic().encode("cp1251"),
            "koi8-r": file_in_cyrillic().encode("koi8-r"),
            "half a letter": file_in_cyrillic().encode()[:-1].replace("ё".encode(), b"\xd1"),
            "two marks": b"\xef\xbb\xbf" * 2 + whole,
            "nul before": b"\x00" + whole,
            "nul behind": whole + b"\x00",
            "nul inside": whole.replace(b"clusterpolicy-progress", b"clusterpolicy\x00progress"),
            "surrogates in utf-8": whole.replace(b"0.1.0", b"\xed\xa0\x80"),
            "packed": b"\x1f\x8b\x08\x00" + whole,
        },
        "no json": {
            text: whole.replace(b'"threshold": 2.5', f'"threshold": {text}'.encode()) for text in NOT_JSON
        },
        "deep": {
            f"{depth} {mark}": whole.replace(b"2.5", (mark * depth + end * depth).encode())
            for depth in (50, 5000, 60_000)
            for mark, end in (("[", "]"), ('{"a":', "1}"))
            if mark == "[" or depth != 60_000
        },
        "numbers": {
            f"{text} as {name}": whole.replace(f'"{name}": {number}'.encode(), f'"{name}": {text}'.encode())
            for name, number in (("version", "2"), ("year", "2010"), ("grp", "0"))
            for text in ("1e999", "-1e999", "9" * 400, "-5", "1e308")
        },
        "twice": {
            name: whole[:-1] + f', "{name}": {text}}}'.encode()
            for name, text in (("format", '"other"'), ("version", "9"), ("entries", "[]"), ("own", "1"))
        },
    }


def file_in_cyrillic() -> str:
    """Return a right file whose Cyrillic letters stand as they are."""
    return json.dumps(SECOND, ensure_ascii=False)


def refused(content: Any) -> bool:
    """Return whether the models refuse a file: some changes give one that is right."""
    return read(json.dumps(content))["right"] is False


def file_of_scripts(
    subjects: dict[str, tuple[list[str], list[str]]], figures: dict[str, float]
) -> dict[str, Any]:
    """Return a file that is right and holds a script wherever the format has room for words.

    `subjects` has the names of controls and of questions by exercise, `figures` those of the own regions.
    """
    entries = {
        name: {
            "values": dict.fromkeys(controls, SCRIPTS[1]),
            "answers": {
                question: {"answer": SCRIPTS[number % len(SCRIPTS)], "right": None}
                for number, question in enumerate(questions)
            },
            "at": TIME,
        }
        for name, (controls, questions) in subjects.items()
    }
    entries["constructor"] = ENTRY | {"values": {"constructor": FORMULAS[0]}}
    names = (*SCRIPTS, *PROTOTYPE, *FORMULAS[:5])
    rows = [ROW | {"name": name[:60].strip(), "values": figures} for name in names]
    return SECOND | {
        "edition": SCRIPTS[0],
        "entries": entries,
        "own": {"file": SCRIPTS[1], "at": TIME, "rows": rows},
    }
