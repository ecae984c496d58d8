"""Breaks of series on charts: every axis of years says its series, and what breaks in sight is drawn and explained."""

from __future__ import annotations

import json
from typing import Any

import pytest
from settings import settings

from clusterpolicy.charts.breaks import axis_of_years, mark_breaks, series_breaks, throughout
from clusterpolicy.charts.figure import CourseFigure, describe, horizontal_bars, new_figure
from clusterpolicy.datasets import breaks
from clusterpolicy.errors import CourseError
from clusterpolicy.exercises.framework.exercise import Exercise
from clusterpolicy.exercises.framework.registry import exercise, exercise_names

PRODUCT = [("panel", "grp_index")]
POSITIONS = {"x", "y", "x2", "y2", "xOffset", "yOffset"}


def line(years: range, **options: Any) -> CourseFigure:
    """Return a figure of a line over years."""
    figure, axes = new_figure()
    axes.plot(list(years), [100 + year % 7 for year in years])
    return describe(
        figure, title="A line", alt="A line over {n|0} years.", source="S", n=len(years), **options
    )


def test_breaks_in_sight_are_those_after_the_first_year_up_to_the_last() -> None:
    assert [one.year for one in series_breaks(PRODUCT, range(2012, 2017), ["RU-MOW"])] == []
    assert [one.year for one in series_breaks(PRODUCT, range(2011, 2018), ["RU-MOW"])] == [2012, 2017]
    assert [one.year for one in series_breaks(PRODUCT, range(1998, 2024), ["RU-KLU"])] == [2000, 2017, 2022]


def test_letters_follow_the_years_and_sentences_keep_the_mark_of_what_was_not_seen() -> None:
    found = series_breaks(PRODUCT, range(2010, 2024), ["RU", "RU-MOW", "RU-MOS"])
    assert [(one.mark, one.year, one.place) for one in found] == [
        ("a", 2012, 2011.5),
        ("b", 2014, 2013.5),
        ("c", 2017, 2016.5),
        ("d", 2022, 2021.5),
    ]
    # One change in two places is said once.
    assert found[0].change.count("Moscow was enlarged") == 1
    assert found[0].change.endswith("(Moscow Oblast, Moscow (city)).")
    assert "not verified" in found[2].change and "not verified" not in found[3].change


def test_what_holds_throughout_has_a_sentence_and_no_letter() -> None:
    (prices,) = throughout([("panel", "budget_revenue")], ["RU-KLU"])
    assert prices.startswith("Current prices: ") and prices.endswith("(not verified).")
    assert series_breaks([("panel", "budget_revenue")], range(2001, 2012), ["RU-KLU"]) == []


def test_an_axis_of_years_has_to_say_its_series() -> None:
    with pytest.raises(CourseError, match="an axis counts years"):
        line(range(2005, 2017))
    assert line(range(2005, 2017), series=[]).breaks == ()


def test_breaks_are_drawn_and_explained_in_picture_text_and_page() -> None:
    bare, marked = (
        line(range(2005, 2017), series=[]),
        line(range(2005, 2017), series=PRODUCT, places=["RU", "RU-MOW"]),
    )
    assert marked.marks == bare.marks + 2
    bundle = marked._repr_mimebundle_()
    for note in marked.breaks:
        assert note in bundle["text/plain"] and note in bundle["text/html"].replace("&#x27;", "'")
    assert [note[:2] for note in marked.breaks] == ["a:", "b:"]


def test_a_break_lies_between_the_bars_of_two_years() -> None:
    figure, axes = new_figure()
    horizontal_bars(axes, {str(year): year - 2000 for year in (2009, 2010, 2013, 2014)}, label="points")
    assert axis_of_years(axes)[0] == "y"  # type: ignore[index]
    found = series_breaks(PRODUCT, [2009, 2014], ["RU", "RU-MOW"])
    before = len(axes.lines)
    mark_breaks(axes, found)
    # From the top down: bars at 3, 2, 1, 0; before 2012 is halfway between 2010 and 2013, before 2014 between the last two.
    assert [rule.get_ydata()[0] for rule in axes.lines[before:]] == [1.5, 0.5]
    assert figure.axes == [axes]


def test_two_years_side_by_side_are_no_axis_of_years() -> None:
    _figure, axes = new_figure()
    horizontal_bars(axes, {"2009": 1, "2010": 2}, label="points")
    assert axis_of_years(axes) is None


def counts_years(spec: Any) -> bool:
    """Return whether a chart places marks by a field of years that is a quantity or a time."""
    if isinstance(spec, list):
        return any(map(counts_years, spec))
    if not isinstance(spec, dict):
        return False
    channels = [channel for name, channel in spec.get("encoding", {}).items() if name in POSITIONS]
    timed = [one for one in channels if "year" in str(one.get("field", "")) and one.get("type") != "nominal"]
    return bool(timed) or any(map(counts_years, spec.values()))


def over_years() -> list[str]:
    """Return the exercises whose chart counts years."""
    return [name for name in exercise_names() if counts_years(exercise(name).chart.spec("light"))]


def test_charts_that_count_years_are_found_and_say_their_series() -> None:
    assert {"crisis-and-recovery", "policy-simulator"} <= set(over_years())
    assert [name for name in over_years() if exercise(name).chart.series is None] == []


def drawn_and_known(item: Exercise, values: dict[str, Any]) -> tuple[set[float], set[str]]:
    """Return where a chart draws breaks in a setting, and which sentences explain them."""
    result = item.run(values)
    marks = [row for row in result["rows"] if row.get("mark")]
    explained = {row["change"] for row in result.get("breaks", [])}
    assert {row["name"] for row in marks} == explained
    assert len(marks) == result["figures"].get("breaks", 0)
    return {row["year"] for row in marks}, {row["place"] for row in result["rows"] if row.get("place")}


@pytest.mark.parametrize("name", [name for name in over_years() if exercise(name).chart.series])
def test_an_exercise_draws_every_break_of_its_series_in_some_setting_and_no_other(name: str) -> None:
    item = exercise(name)
    places: set[str] = set()
    drawn: set[float] = set()
    for values in settings(item.subject()["controls"], 20, name):
        marks, codes = drawn_and_known(item, values)
        drawn, places = drawn | marks, places | codes
    years = [row["year"] for row in item.run(item.defaults)["rows"] if not row["mark"]]
    known = {
        year - 0.5
        for series in item.chart.series or ()
        for year in breaks(*series, places)["year_from"].dropna()
        if min(years) < year <= max(years)
    }
    assert drawn == known
    layer = json.dumps(item.chart.spec("light"))
    assert '"mark:N"' in layer or '"field": "mark"' in layer
