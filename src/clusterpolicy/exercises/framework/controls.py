"""Controls: what a learner can move. A host draws a native form element for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, ClassVar

When = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Option:
    """One entry of a list: the value that the model gets, and the words that the learner reads."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Control:
    """What all controls share.

    Parameters
    ----------
    name : str
        Name of the model's argument and of the form element.
    label : str
        What the learner reads.
    help : str
        One sentence below the control; empty for none.
    when : mapping
        The control matters only while each named control has one of the values; else a host hides it.
    """

    name: str
    label: str
    help: str = ""
    when: When = field(default_factory=dict)

    kind: ClassVar[str]
    default: Any

    def declaration(self) -> dict[str, Any]:
        """Return the control as plain data, for models and pages."""
        entries = {key: getattr(self, key) for key in self.__dataclass_fields__}
        entries["when"] = {name: list(values) for name, values in self.when.items()}
        return {"kind": self.kind, **entries}


@dataclass(frozen=True, kw_only=True)
class Slider(Control):
    """A number between two bounds. The step is that of the arrow keys: values between two steps are allowed."""

    minimum: float
    maximum: float
    step: float
    default: float
    unit: str = ""
    digits: int = 2
    kind: ClassVar[str] = "number"


@dataclass(frozen=True, kw_only=True)
class Cell(Slider):
    """A number that is typed into a table: hosts lay out cells of one table that follow one another in rows and columns.

    Parameters
    ----------
    table : str
        Caption of the table, with the unit of its figures.
    row, column : str
        Headings of the cell. Its label says both: it names the cell where a value is refused.
    """

    table: str
    row: str
    column: str


@dataclass(frozen=True)
class Grid:
    """Cells as rows under columns, for a host to draw."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A setting that a learner can start from; controls that it does not name open as they do at first.

    Parameters
    ----------
    name : str
        Id among the presets of an exercise.
    label : str
        What the learner chooses by.
    note : str
        Where its figures come from, and which are not known.
    values : mapping
        Values by the name of the control.
    """

    name: str
    label: str
    note: str
    values: Mapping[str, Any]

    def declaration(self) -> dict[str, Any]:
        """Return the preset as plain data, for pages."""
        return {"name": self.name, "label": self.label, "note": self.note, "values": dict(self.values)}


@dataclass(frozen=True, kw_only=True)
class Select(Control):
    """One of a list of options. A list of regions is one of these with `regions` set; `mine` is the one that opens on the learner's."""

    options: tuple[Option, ...]
    default: str
    regions: bool = False
    mine: bool = False
    kind: ClassVar[str] = "choice"

    def declaration(self) -> dict[str, Any]:
        """Return the control as plain data, its options as ``{"value", "label"}``."""
        return super().declaration() | {"options": _plain(self.options)}


@dataclass(frozen=True, kw_only=True)
class MultiSelect(Control):
    """Any number of a list of options."""

    options: tuple[Option, ...]
    default: tuple[str, ...] = ()
    kind: ClassVar[str] = "choices"

    def declaration(self) -> dict[str, Any]:
        """Return the control as plain data, its options as ``{"value", "label"}``."""
        return super().declaration() | {"options": _plain(self.options), "default": list(self.default)}


@dataclass(frozen=True, kw_only=True)
class Checkbox(Control):
    """Yes or no."""

    default: bool
    kind: ClassVar[str] = "checkbox"


@dataclass(frozen=True, kw_only=True)
class Text(Control):
    """The learner's own words."""

    default: str = ""
    kind: ClassVar[str] = "text"


def _plain(options: tuple[Option, ...]) -> list[dict[str, str]]:
    return [{"value": option.value, "label": option.label} for option in options]


def defaults(controls: tuple[Control, ...]) -> dict[str, Any]:
    """Return the setting with which an exercise opens."""
    return {entry["name"]: entry["default"] for entry in (control.declaration() for control in controls)}


def arranged(controls: tuple[Control, ...]) -> list[Control | Grid]:
    """Return the controls in their order, neighbouring cells of one table as a grid.

    Raises
    ------
    ValueError
        The rows of a table do not have the same columns.
    """
    found: list[Control | Grid] = []
    for caption, group in groupby(controls, key=lambda control: getattr(control, "table", None)):
        several = list(group)
        found += several if caption is None else [_grid(caption, several)]
    return found


def _grid(caption: str, cells: list[Any]) -> Grid:
    rows = tuple((row, tuple(group)) for row, group in groupby(cells, key=lambda cell: cell.row))
    headings = {tuple(cell.column for cell in row) for _heading, row in rows}
    if len(headings) != 1:
        raise ValueError(
            f"the rows of the table “{caption}” do not have the same columns: {sorted(headings)}"
        )
    return Grid(caption, headings.pop(), rows)
