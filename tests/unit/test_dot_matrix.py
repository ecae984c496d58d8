"""The matrix draws a dot where there is something, and a hollow one where nobody saw it."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.charts.dot_matrix import dot_matrix
from clusterpolicy.charts.figure import describe, new_figure
from clusterpolicy.datasets import load
from clusterpolicy.indicators.instruments import LEVERS, kinds_in_law

KINDS = kinds_in_law(load("levers"), 2011)
THERE, SEEN = KINDS[list(LEVERS)], KINDS["levers_seen"]


def test_every_lever_is_one_dot_on_its_line_and_in_its_column() -> None:
    figure, axes = new_figure()
    dot_matrix(axes, THERE, SEEN, marks=("seen", "not seen"))
    drawn = {(round(x), round(y)) for dots in axes.collections for x, y in dots.get_offsets()}
    wanted = {
        (THERE.columns.get_loc(lever), line)
        for line, (_kind, row) in enumerate(THERE.iterrows())
        for lever in LEVERS
        if row[lever]
    }
    assert drawn == wanted
    assert [label.get_text() for label in axes.get_yticklabels()] == list(THERE.index)
    described = describe(figure, title="Levers", alt="{n|0} dots.", source="Data to 2011.", n=len(wanted))
    # A dot for each lever and a line for each kind.
    assert described.marks == len(wanted) + len(THERE)


def test_what_nobody_saw_is_hollow() -> None:
    _figure, axes = new_figure()
    dot_matrix(axes, THERE, SEEN, marks=("seen", "not seen"))
    hollow = [tuple(dots.get_facecolor()[0]) == (1, 1, 1, 1) for dots in axes.collections]
    assert hollow == list(~SEEN) and any(hollow) and not all(hollow)


def test_a_line_without_any_has_no_dot() -> None:
    _figure, axes = new_figure()
    dot_matrix(axes, pd.DataFrame({"a": [True, False]}), pd.Series([True, True]), marks=("seen", "not seen"))
    assert [len(dots.get_offsets()) for dots in axes.collections] == [1, 0]
