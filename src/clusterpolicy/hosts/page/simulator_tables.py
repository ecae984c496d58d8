"""Tables of the page on the simulator's rules, made from the declaration of its parameters and from its patterns."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from clusterpolicy import vocabulary
from clusterpolicy.charts.table import CourseTable
from clusterpolicy.datasets import load
from clusterpolicy.simulator.parameters import Parameter, basis_words, parameters
from clusterpolicy.simulator.patterns import PATTERNS, pattern_words, unit_words
from clusterpolicy.text import _, format_number


def tables() -> Mapping[str, Callable[[], str]]:
    """Return the function that draws each table, by the name of its mount point."""
    return {"simulator-parameters": parameter_table, "simulator-patterns": pattern_table}


def parameter_table() -> str:
    """Return every lever and parameter with its value, range, unit and source."""
    literature = load("parameters").set_index("parameter_id")
    headings = (_("Name"), _("Meaning"), _("Unit"), _("Default"), _("Range"), _("Basis"), _("Source"))
    rows = tuple(
        (
            entry.name,
            entry.meaning,
            entry.unit,
            format_number(entry.default),
            f"{format_number(entry.minimum)}–{format_number(entry.maximum)}",
            basis_words()[entry.basis],
            source_of(entry, literature),
        )
        for entry in parameters()
    )
    numbers = (False, False, False, True, True, False, False)
    return CourseTable(_("Levers and parameters of the simulator"), headings, rows, numbers).html()


def source_of(entry: Parameter, literature: pd.DataFrame) -> str:
    """Return where the default of a parameter comes from, with the mark of its verification."""
    if entry.basis == "data":
        return _("panel: {indicator}").replace("{indicator}", entry.source)
    return quoted(entry.source, literature) if entry.source else ""


def quoted(parameter_id: str, literature: pd.DataFrame) -> str:
    """Return a row of the literature: what, how much, where, how far it was checked."""
    row = literature.loc[parameter_id]
    bounds = "–".join(format_number(row[name]) for name in ("low", "high") if pd.notna(row[name]))
    amount = format_number(row["value"]) if pd.notna(row["value"]) else bounds
    where = row["reference"] if isinstance(row["reference"], str) else ""
    mark = vocabulary.verification()[row["verification"]]
    return "; ".join(
        part for part in (f"{_(row['parameter'])}: {amount} {_(row['unit'])}", where, mark) if part
    )


def pattern_table() -> str:
    """Return each pattern with its bounds, what the simulator shows, and the literature."""
    literature = load("parameters").set_index("parameter_id")
    measured = load("simulator_patterns").set_index("pattern")["measured"]
    uses = {"calibration": _("calibration"), "validation": _("validation")}
    headings = (_("Pattern"), _("Used for"), _("Bounds"), _("Simulator"), _("Unit"), _("Source"))
    rows = tuple(
        (
            pattern_words()[pattern.name],
            uses[pattern.use],
            f"{format_number(pattern.low)}–{format_number(pattern.high)}",
            format_number(measured[pattern.name], "", 1),
            unit_words()[pattern.unit],
            " · ".join(quoted(source, literature) for source in pattern.sources),
        )
        for pattern in PATTERNS
    )
    numbers = (False, False, True, True, False, False)
    return CourseTable(_("Patterns of the literature and of the simulator"), headings, rows, numbers).html()
