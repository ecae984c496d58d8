"""YAML read with its lines, so that each fault of a file can name the place where it stands."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from clusterpolicy.errors import CourseError, UnknownNameError

EMPTY = {"", "~", "null"}


class Reading:
    """A YAML file and the faults that were found in it so far.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    root : pathlib.Path
        Folder that faults name it from.

    Raises
    ------
    CourseError
        The file is not there, is no text in UTF-8 or no YAML.
    """

    def __init__(self, path: Path, root: Path) -> None:
        self.name = path.relative_to(root).as_posix()
        self.faults: list[CourseError] = []
        try:
            top = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            where = f"{self.name}:{mark.line + 1}" if mark else self.name
            raise CourseError(
                f"this is no YAML: {error.problem}", where, "Look at quotes, colons and indents."
            ) from error
        except (UnicodeDecodeError, yaml.YAMLError) as error:
            raise CourseError("this is no text in UTF-8", self.name, "Save it as UTF-8.") from error
        if top is None:
            raise CourseError("the file is empty", self.name, "Write its fields.")
        self.top: Node = top

    def fault(self, at: Node | int, what: str, todo: str) -> None:
        """Note a fault with its line."""
        line = at if isinstance(at, int) else line_of(at)
        self.faults.append(CourseError(what, f"{self.name}:{line}", todo))

    def close(self) -> None:
        """Raise what was found: one fault as it is, several in one list."""
        if len(self.faults) == 1:
            raise self.faults[0]
        if self.faults:
            listed = "\n".join(map(str, self.faults))
            raise CourseError(f"{self.name} has {len(self.faults)} faults:\n{listed}")

    def fields(self, node: Node, needed: Collection[str], optional: Collection[str] = ()) -> dict[str, Node]:
        """Return the fields of a mapping by name; unknown, missing, empty and repeated ones are faults."""
        if not isinstance(node, MappingNode):
            self.fault(
                node, "here stands no list of fields", f"Write {', '.join(needed)}, each with a colon."
            )
            return {}
        found: dict[str, Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if name not in needed and name not in optional:
                unknown = UnknownNameError("field", name, [*needed, *optional])
                self.fault(key, unknown.what, unknown.todo)
            elif name in found:
                self.fault(key, f"the field {name!r} stands twice", "Keep one of them.")
            else:
                found[name] = value
        for name in needed:
            if name not in found:
                self.fault(node, f"the field {name!r} is missing", f"Add a line “{name}: …”.")
        return found

    def text(self, node: Node) -> str:
        """Return a text on one line."""
        if isinstance(node, ScalarNode) and node.value.strip() not in EMPTY:
            return " ".join(node.value.split())
        self.fault(node, "here a text is missing", "Write it on this line.")
        return ""

    def entries(self, node: Node) -> list[Node]:
        """Return the entries of a list that is not empty."""
        if isinstance(node, SequenceNode) and node.value:
            return list(node.value)
        self.fault(node, "here stands no list", "Write its entries below, each behind a hyphen.")
        return []

    def texts(self, node: Node) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(self.text(entry) for entry in self.entries(node))

    def number(self, node: Node) -> int:
        """Return a whole number above nought."""
        value = self.text(node)
        if value.isdecimal() and int(value) > 0:
            return int(value)
        if value:
            self.fault(node, f"{value!r} is no whole number above nought", "Write it in digits.")
        return 0

    def clock(self, node: Node) -> int:
        """Return a time of day in minutes."""
        value = self.text(node)
        hours, _, minutes = value.partition(":")
        if (
            hours.isdecimal()
            and len(minutes) == 2
            and minutes.isdecimal()
            and int(hours) < 24
            and int(minutes) < 60
        ):
            return 60 * int(hours) + int(minutes)
        if value:
            self.fault(node, f"{value!r} is no time of day", 'Write it as "09:30".')
        return 0

    def date(self, node: Node) -> datetime.date | None:
        """Return a day."""
        value = self.text(node)
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fault(node, f"{value!r} is no date", "Write year, month and day: 2026-04-16.")
            return None

    def one_of(self, node: Node, kind: str, known: Iterable[str]) -> str:
        """Return a name that is among the known ones."""
        value, names = self.text(node), list(known)
        if value and value not in names:
            unknown = UnknownNameError(kind, value, names)
            self.fault(node, unknown.what, unknown.todo)
        return value


def line_of(node: Node) -> int:
    """Return the line on which a part of the file begins, counted from one."""
    return int(node.start_mark.line) + 1


def texts_of(node: Node | None, reading: Reading) -> tuple[str, ...]:
    """Return a list of texts, none where the field is left out."""
    return reading.texts(node) if node is not None else ()


def optional(fields: Mapping[str, Node], name: str, reading: Reading) -> str:
    """Return a text, none where the field is left out."""
    return reading.text(fields[name]) if name in fields else ""
