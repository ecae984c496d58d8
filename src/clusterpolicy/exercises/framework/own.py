"""What an exercise takes of a learner's own regions, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clusterpolicy.exercises.framework.exercise import Takes
from clusterpolicy.models.own_columns import FIGURES
from clusterpolicy.text import _, format_message


def needs(takes: Iterable[Takes]) -> str:
    """Return the columns and years that an exercise takes: "gva_A–gva_O of 2004–2009, 2012; output_C–output_E of 2005–2012"."""
    any_year, every_year = _("{columns} of {years}"), _("{columns} of every year {years}")
    return "; ".join(
        format_message(
            every_year if take.every else any_year,
            {
                "columns": runs(take.columns, [FIGURES.index(column) for column in take.columns]),
                "years": runs(take.years, take.years),
            },
        )
        for take in takes
    )


def runs(items: Sequence[object], places: Sequence[int]) -> str:
    """Return items in a row, those of neighbouring places as "first–last"."""
    found: list[list[object]] = []
    for number, item in enumerate(items):
        if number and places[number] == places[number - 1] + 1:
            found[-1][1:] = [item]
        else:
            found.append([item])
    return ", ".join("–".join(map(str, ends)) for ends in found)
