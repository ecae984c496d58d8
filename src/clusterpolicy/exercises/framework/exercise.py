"""An exercise and a quiz, as values."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import ModuleType
from typing import Any, Literal

from clusterpolicy.errors import UnknownNameError
from clusterpolicy.exercises.framework.controls import Control, Option, Preset, Select, defaults
from clusterpolicy.exercises.framework.questions import Message, Question, Samples
from clusterpolicy.models.own_columns import FIGURES, LIMITS
from clusterpolicy.models.own_regions import take_in
from clusterpolicy.teaching import marked
from clusterpolicy.text import SOURCE_LANGUAGE, format_number, language

Look = Literal["light", "dark"]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A headline figure: a name among the model's figures, its words, and how it is written."""

    name: str
    label: str
    style: str = ""
    digits: int = 0
    unit: str = ""

    def declaration(self) -> dict[str, Any]:
        """Return the figure's form as plain data."""
        return {"name": self.name, "style": self.style, "digits": self.digits, "unit": self.unit}

    def written(self, value: float | str | None) -> str:
        """Return a value as it is shown, with its unit."""
        text = value if isinstance(value, str) else format_number(value, self.style, self.digits)
        return f"{text}\u00a0{self.unit}" if self.unit and value is not None else text


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows of the model's result that are shown as a table: `rows`, or another list named by `source`.

    ``of_region`` is the column with the chosen region's own figures: where it is empty, a figure is missing.
    """

    caption: str
    columns: tuple[Figure, ...]
    source: str = "rows"
    empty: str = ""
    of_region: str = ""


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The chart of an exercise: one Vega-Lite spec with one named dataset, ``rows``.

    Parameters
    ----------
    title : str
        What the chart shows.
    spec : callable
        Takes the look and returns a Vega-Lite spec (a dict) that reads the named dataset ``rows``.
    alt : str
        Template over the model's figures: what a reader would see. At least one place is computed.
    source : str
        The source line, with the last year of the data.
    table : Table
        The data table of the chart.
    click : str
        Control that takes the ``key`` of a clicked mark; empty for none.
    series : tuple of (str, str), optional
        Dataset and indicator of all that is drawn against years; empty where that is no series of a dataset. A chart with an axis
        of years says it, and draws the breaks of these series (`charts/breaks.py`).
    """

    title: str
    spec: Callable[[Look], dict[str, Any]]
    alt: Message
    source: str
    table: Table
    click: str = ""
    series: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True)
class Takes:
    """What an exercise can take of a learner's own regions: all these columns of the template, of any of these years.

    Parameters
    ----------
    columns : tuple of str
        Columns of the template (`models/own_columns.py`).
    years : tuple of int
        One of them is enough.
    least : int
        So many of them have to be there, for a series.
    parts : bool
        The figures make a whole: below zero they count as nothing, and one has to be above.
    alongside : tuple of (str, int)
        Columns that have to be there too, each of a year of its own.
    missed : bool
        Where another entry lets a region in, the learner is told what it lacks of this one.
    """

    columns: tuple[str, ...]
    years: tuple[int, ...]
    least: int = 1
    parts: bool = False
    alongside: tuple[tuple[str, int], ...] = ()
    missed: bool = False

    def __post_init__(self) -> None:
        """Refuse what no file of own regions can hold.

        Raises
        ------
        UnknownNameError
            The template has no such column.
        """
        for column in (*self.columns, *(column for column, _year in self.alongside)):
            if column not in LIMITS:
                raise UnknownNameError("column of the template", column, FIGURES)

    def declaration(self) -> dict[str, Any]:
        """Return it as plain data, for models and pages."""
        return {
            "columns": list(self.columns),
            "years": list(self.years),
            "least": self.least,
            "parts": self.parts,
            "alongside": [list(pair) for pair in self.alongside],
            "missed": self.missed,
        }


@dataclass(frozen=True, kw_only=True)
class Long:
    """Work that takes longer than a redraw: a learner starts it with a button, sees how far it is, and can stop it.

    The model cuts it into parts. ``plan(data, **values)`` returns them, each a dict of plain data; ``run_part(data, part)`` does
    one, whichever the others are; ``gather(data, outcomes, **values)`` makes of their outcomes, in the order of the plan, a result
    of the same shape as ``run``. A host does parts in any order, several at once, and keeps what they gave: a part that
    comes up again is not done again.

    Parameters
    ----------
    label : str
        Words of the button.
    """

    label: str


@dataclass(frozen=True, kw_only=True)
class Keeps:
    """Settings that a learner keeps by name: one line each in a text control, ``name: lever=1 other=2.5``.

    Parameters
    ----------
    control : str
        Name of the text control.
    names : tuple of str
        Names of the number controls that a kept setting holds.
    """

    control: str
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Quiz:
    """Questions with a model that checks them, and the messages it answers with."""

    id: str
    title: str
    model: str
    data: Callable[[], dict[str, Any]]
    questions: tuple[Question, ...]
    messages: Mapping[str, Message]
    samples: Callable[[dict[str, Any]], Mapping[str, Samples]]
    claims: tuple[str, ...] = ()

    controls: tuple[Control, ...] = ()

    @property
    def module(self) -> ModuleType:
        """The model's module, as this interpreter sees it."""
        return importlib.import_module(f"clusterpolicy.models.{self.model}")

    @cached_property
    def dataset(self) -> dict[str, Any]:
        """What the model works on, exactly as a page's interpreter reads it."""
        result: dict[str, Any] = json.loads(json.dumps(self.data(), ensure_ascii=False, allow_nan=False))
        return result

    @property
    def defaults(self) -> dict[str, Any]:
        """The setting with which the exercise opens."""
        return defaults(self.controls)

    def subject(self) -> dict[str, Any]:
        """Return what the gateway of the models opens."""
        controls = [control.declaration() for control in self.controls]
        questions = [question.declaration() for question in self.questions]
        return {
            "id": self.id,
            "model": self.model,
            "controls": controls,
            "questions": questions,
            "data": self.dataset,
        }


@dataclass(frozen=True, kw_only=True)
class Exercise(Quiz):
    """A quiz with controls, headline figures and a chart that follow them: predict, explore, explain.

    ``teaching`` marks an exercise on the fictional region: the mark stands under its task and in its source line, and so
    in citations and downloads too.

    An exercise that ``takes`` own regions has a model with ``with_own(data, regions)``: it returns the data with these regions
    beside the others, whose totals they do not change. Controls with `regions` set list them. One that lists regions and takes
    none says why (``takes_none``).

    ``of_region`` is a template over the figures: what they say of the chosen region, for the page *My region*.
    """

    task: str
    controls: tuple[Control, ...] = field(default_factory=tuple)
    figures: tuple[Figure, ...]
    chart: Chart
    details: tuple[Table, ...] = ()
    long: Long | None = None
    keeps: Keeps | None = None
    teaching: bool = False
    takes: tuple[Takes, ...] = ()
    takes_none: str = ""
    of_region: Message = ""
    presets: tuple[Preset, ...] = ()

    def __post_init__(self) -> None:
        if self.teaching:
            object.__setattr__(self, "chart", replace(self.chart, source=marked(self.chart.source)))

    def subject(self) -> dict[str, Any]:
        """Return what the gateway of the models opens."""
        return super().subject() | {"takes": [take.declaration() for take in self.takes]}

    def with_own(self, own: dict[str, Any]) -> tuple[Exercise, dict[str, Any]]:
        """Return the exercise with a learner's own regions, and what it offers of them.

        Parameters
        ----------
        own : dict
            What a host keeps of a file: ``file``, ``at``, ``rows``.
        """
        subject = self.subject()
        offer: dict[str, Any] = take_in(subject, self.module, own)
        options = tuple(Option(**option) for option in offer["options"])
        controls = tuple(
            replace(control, options=(*control.options, *options))
            if isinstance(control, Select) and control.regions
            else control
            for control in self.controls
        )
        return replace(self, controls=controls, data=lambda: subject["data"]), offer

    @property
    def region_control(self) -> Select | None:
        """The list of regions that opens on the learner's."""
        found = [control for control in self.controls if isinstance(control, Select) and control.mine]
        return found[0] if found else None

    @property
    def citation_key(self) -> str:
        """Key of the exercise's chart in a bibliography."""
        suffix = "" if language() == SOURCE_LANGUAGE else f"_{language()}"
        return f"clusterpolicy_{self.id.replace('-', '_')}{suffix}"

    def run(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the model's result under a setting that was checked."""
        result: dict[str, Any] = self.module.run(self.dataset, **values)
        return result

    def plan(self, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the parts of the long work under a setting that was checked; none where there is no long work."""
        parts: list[dict[str, Any]] = self.module.plan(self.dataset, **values) if self.long else []
        return parts

    def run_part(self, part: dict[str, Any]) -> Any:
        """Return the outcome of one part."""
        return self.module.run_part(self.dataset, part)

    def gather(self, outcomes: list[Any], values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the result of the long work, its outcomes in the order of the plan."""
        result: dict[str, Any] = self.module.gather(self.dataset, outcomes, **values)
        return result
