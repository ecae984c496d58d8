"""The blocks of a brief in words: what `models/brief_blocks.py` composed, with every text filled in the language in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from clusterpolicy.brief.shapes import INSIDE, shapes
from clusterpolicy.exercises.framework.questions import Message
from clusterpolicy.text import format_message

Plain = Mapping[str, Any]
Role = Literal["setting", "teaching", "caution"]


@dataclass(frozen=True)
class Heading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Note:
    """A remark on what a part rests on."""

    text: str
    role: Role


@dataclass(frozen=True)
class Missing:
    """Something that is not there, named."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[str, ...]
    ordered: bool


@dataclass(frozen=True)
class Table:
    """Rows under headings; the first cell of a row heads it. `numbers` says which columns hold figures."""

    caption: str
    columns: tuple[str, ...]
    numbers: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG, with what a reader would see in it."""

    svg: str
    width: int
    height: int
    alt: str
    caption: str
    source: str


@dataclass(frozen=True)
class Advice:
    """A piece of advice with the rule and the value that triggered it."""

    text: str
    rule: str
    value: str


@dataclass(frozen=True)
class Own:
    """A marked place with the learner's own text, empty where nothing was written."""

    label: str
    text: str


Block = Heading | Paragraph | Note | Missing | Items | Table | Picture | Advice | Own


@dataclass(frozen=True)
class Section:
    """A section with its blocks."""

    key: str
    title: str
    blocks: tuple[Block, ...]


def fill(text: Any, messages: Mapping[str, Message], *, markup: bool = False) -> str:
    """Return a text of the models in words.

    Parameters
    ----------
    text : str or dict
        A text as it is, or a message id with its parameters, which can be texts themselves.
    messages : mapping of str to Message
        Templates by id.
    markup : bool
        Whether the template is markup: then the texts put into it are escaped.
    """
    if not isinstance(text, dict):
        return str(text)
    params = {name: _part(value, messages) for name, value in text["p"].items()}
    if markup:
        params = {name: escape(value) if isinstance(value, str) else value for name, value in params.items()}
    return format_message(messages[text["m"]], params, text["n"])


def _part(value: Any, messages: Mapping[str, Message]) -> Any:
    if isinstance(value, dict):
        return fill(value, messages)
    if isinstance(value, list):
        return [fill(item, messages) for item in value]
    return value


def drawing(svg: Any, width: int, height: int) -> str:
    """Return a drawing of the models as SVG: shapes that are filled, or one that is a text already."""
    if isinstance(svg, str):
        return svg
    parts = "".join(fill(shape, shapes(), markup=True) for shape in svg)
    return fill({"m": "svg", "p": {"width": width, "height": height}, "n": None}, shapes()).replace(
        INSIDE, parts
    )


def read_sections(plain: list[Plain], messages: Mapping[str, Message]) -> tuple[Section, ...]:
    """Return sections of the models in words."""
    return tuple(
        Section(
            one["key"],
            fill(one["title"], messages),
            tuple(read_block(block, messages) for block in one["blocks"]),
        )
        for one in plain
    )


def read_block(plain: Plain, messages: Mapping[str, Message]) -> Block:
    """Return a block of the models in words.

    Raises
    ------
    ValueError
        There is no such kind of block.
    """

    def words(name: str) -> str:
        return fill(plain[name], messages)

    match plain["kind"]:
        case "heading":
            return Heading(words("text"))
        case "paragraph":
            return Paragraph(words("text"))
        case "note":
            return Note(words("text"), plain["role"])
        case "missing":
            return Missing(words("text"))
        case "items":
            return Items(tuple(fill(item, messages) for item in plain["items"]), plain["ordered"])
        case "table":
            return Table(
                caption=words("caption"),
                columns=tuple(fill(label, messages) for label in plain["columns"]),
                numbers=tuple(plain["numbers"]),
                rows=tuple(tuple(fill(cell, messages) for cell in row) for row in plain["rows"]),
                source=words("source"),
            )
        case "picture":
            svg = drawing(_filled_shapes(plain["svg"], messages), plain["width"], plain["height"])
            return Picture(
                svg, plain["width"], plain["height"], words("alt"), words("caption"), words("source")
            )
        case "advice":
            return Advice(words("text"), words("rule"), words("value"))
        case "own":
            return Own(words("label"), plain["text"])
        case kind:
            raise ValueError(f"there is no block {kind!r}")


def _filled_shapes(svg: Any, messages: Mapping[str, Message]) -> Any:
    """Return shapes whose texts are words."""
    if isinstance(svg, str):
        return svg
    return [
        {**shape, "p": {name: _part(value, messages) for name, value in shape["p"].items()}} for shape in svg
    ]
