"""The icons are the natural frequencies: one sign for each case, the groups one after the other."""

from __future__ import annotations

import pytest

from clusterpolicy.charts.figure import describe, new_figure
from clusterpolicy.charts.icon_array import colours, icon_array
from clusterpolicy.errors import CourseError

COUNTS = {"a": 8, "b": 9, "c": 2, "d": 81}


def test_every_case_is_one_sign_at_a_place_of_its_own() -> None:
    figure, axes = new_figure()
    icon_array(axes, COUNTS, columns=20)
    assert [len(signs.get_offsets()) for signs in axes.collections] == list(COUNTS.values())
    places = [(int(x), int(y)) for signs in axes.collections for x, y in signs.get_offsets()]
    assert places == [(place % 20, place // 20) for place in range(100)]
    described = describe(figure, title="Signs", alt="{n|0} signs.", source="Data to 2012.", n=100)
    assert described.marks == 100


def test_the_approved_are_filled_and_the_rejected_hollow_on_page_and_figure() -> None:
    _figure, axes = new_figure()
    icon_array(axes, COUNTS)
    faces = [tuple(signs.get_facecolor()[0]) for signs in axes.collections]
    assert [face == (1, 1, 1, 1) for face in faces] == [False, False, True, True]
    fills, edges = colours("dark")
    assert [fill == "transparent" for fill in fills] == [False, False, True, True]
    assert fills[:2] == edges[:2] and len(set(edges)) == 3


def test_a_group_without_cases_draws_nothing_and_keeps_its_line_in_the_legend() -> None:
    _figure, axes = new_figure()
    icon_array(axes, COUNTS | {"b": 0})
    assert len(axes.collections[1].get_offsets()) == 0
    assert [text.get_text() for text in axes.get_legend().get_texts()][1] == "b: 0"


def test_other_than_four_groups_are_refused() -> None:
    _figure, axes = new_figure()
    with pytest.raises(CourseError, match="3 groups, 4 are needed"):
        icon_array(axes, {"a": 1, "b": 2, "c": 3})
