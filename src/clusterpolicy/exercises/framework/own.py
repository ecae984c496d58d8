"""What an exercise takes of a learner's own regions, in words."""

from __future__ import annotations

from collections.abc import Iterable

from clusterpolicy.exercises.framework.exercise import Takes
from clusterpolicy.models.own_columns import named, runs
from clusterpolicy.text import _, format_message


def needs(takes: Iterable[Takes]) -> str:
    """Return the columns and years that an exercise takes: "gva_A–gva_O of 2004–2009, 2012; output_C–output_E of 2005–2012"."""
    return "; ".join(map(need, takes))


def need(take: Takes) -> str:
    """Return the columns and years of one entry."""
    if take.least == 1:
        template = _("{columns} of {years}")
    elif take.least == len(take.years):
        template = _("{columns} of every year {years}")
    else:
        template = _("{columns} of at least {least|0} of the years {years}")
    words = {"columns": named(take.columns), "years": runs(take.years, take.years), "least": take.least}
    text = format_message(template, words)
    for column, year in take.alongside:
        text = format_message(
            _("{figures} with {column} of {year}"), {"figures": text, "column": column, "year": str(year)}
        )
    return text
