"""A regional series as its page shows it: table, middle and range, what is missing, and the drawing of its course."""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree

import pandas as pd
import pytest

from clusterpolicy.charts.breaks import Break
from clusterpolicy.charts.series_svg import Band, Line, runs, series_svg
from clusterpolicy.datasets import load
from clusterpolicy.errors import UnknownNameError
from clusterpolicy.indicators.series import RegionalSeries, regional_series

SVG = "{http://www.w3.org/2000/svg}"
YEARS = range(2000, 2006)


def test_a_series_holds_the_83_regions_and_the_country_apart() -> None:
    series = regional_series("unemployment_rate")
    panel = load("panel", indicator="unemployment_rate").set_index(["iso_code", "year"])["value"]
    assert list(series.regions.index) == sorted(load("regions")["iso_code"])
    assert series.regions.at["RU-KLU", 2010] == panel["RU-KLU", 2010]
    assert series.country[2010] == panel["RU", 2010]
    assert series.source == ("panel", "unemployment_rate") and not series.section


def test_missing_values_are_counted_and_dashes_among_them() -> None:
    series = regional_series("apt_developed")
    rows = load("panel", indicator="apt_developed")
    rows = rows[rows["iso_code"].isin(series.regions.index)]
    assert series.missing == series.regions.size - rows["value"].notna().sum() > 0
    assert series.dashes == (rows["flag"] == "nil").sum() > 0
    # The series ends in its last year with a value, however many regions lack one then.
    assert 0 < series.latest.notna().sum() < 83


def test_a_measure_of_industry_is_that_of_manufacturing_in_its_own_edition() -> None:
    for indicator, section in (("industry:gva:OKVED-1", "D"), ("industry:gva_share:OKVED-2", "C")):
        series = regional_series(indicator)
        _dataset, measure, edition = indicator.split(":")
        rows = load("industry", measure=measure, classification=edition, section=section, regions="RU-KLU")
        known = rows.set_index("year")["value"].reindex(series.regions.columns)
        assert series.section == section
        assert series.regions.loc["RU-KLU"].tolist() == known.tolist()


def test_an_unknown_series_suggests_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="unemployment_rate"):
        regional_series("unemployment_rates")


def test_every_series_of_the_list_has_regions() -> None:
    for indicator in load("indicators")["indicator"]:
        series = regional_series(indicator)
        assert series.latest.notna().sum() > 30, indicator


def test_middle_and_range_computed_by_hand() -> None:
    table = pd.DataFrame(
        {2000: [1.0, 2.0, 3.0, 10.0], 2001: [4.0, math.nan, 8.0, math.nan]}, index=list("ABCD")
    )
    series = RegionalSeries("x", ("panel", "x"), "", table, pd.Series({2000: 4.0}), dashes=1, suspect=0)
    found = series.by_year()
    assert found.loc[2000, ["country", "lowest", "median", "highest", "missing"]].tolist() == [
        4,
        1,
        2.5,
        10,
        0,
    ]
    # A tenth from the lowest of four: 0.3 of the way from the first to the second; and the same from above.
    assert found.loc[2000, ["lower", "upper"]].tolist() == pytest.approx([1.3, 7.9])
    assert found.loc[2001, ["lowest", "median", "highest", "missing"]].tolist() == [4, 6, 8, 2]
    assert math.isnan(found.at[2001, "country"]) and series.missing == 2


def drawn(points: dict[int, float | None], breaks: list[Break] | None = None) -> ElementTree.Element:
    """Return the drawing of one line."""
    band = Band("range", dict.fromkeys(YEARS, 0.0), dict.fromkeys(YEARS, 10.0))
    text = series_svg([Line("line", points, 0)], [band], breaks or [], list(YEARS), "What is seen")
    return ElementTree.fromstring(text)


def kind(svg: ElementTree.Element, tag: str, name: str) -> list[ElementTree.Element]:
    """Return the elements of a class."""
    return [one for one in svg.iter(SVG + tag) if name in one.get("class", "").split()]


def test_no_line_leads_across_a_gap_and_a_year_between_gaps_is_a_dot() -> None:
    points: dict[int, float | None] = {2000: 1, 2001: 2, 2002: None, 2003: 3, 2005: 4}
    assert [[year for year, _value in run] for run in runs(points)] == [[2000, 2001], [2003], [2005]]
    svg = drawn(points)
    assert len(kind(svg, "path", "line")) == 1 and len(kind(svg, "circle", "series-0")) == 2


def test_a_break_lies_between_two_years_with_its_letter_above() -> None:
    svg = drawn(dict.fromkeys(YEARS, 5.0), [Break(2003, "a", "What changes.")])
    years = {one.text: float(one.get("x", "")) for one in kind(svg, "text", "year")}
    (rule,), (letter,) = kind(svg, "path", "break"), kind(svg, "text", "break")
    (at,) = re.findall(r"M([\d.]+) ", rule.get("d", ""))
    assert letter.text == "a"
    assert float(at) == pytest.approx((years["2002"] + years["2003"]) / 2, abs=0.1)


def test_the_scale_holds_all_values_and_the_drawing_has_a_name() -> None:
    svg = drawn({2000: -3.0, 2001: 12.0})
    labels = [float((one.text or "").replace("−", "-")) for one in kind(svg, "text", "value")]
    assert min(labels) <= -3 and max(labels) >= 12
    assert svg.get("role") == "img" and svg.get("aria-label") == "What is seen"
    heights = [
        float(number)
        for number in re.findall(r"[ML][\d.]+ ([\d.]+)", kind(svg, "path", "line")[0].get("d", ""))
    ]
    assert heights[0] > heights[1] > 0


def test_equal_values_are_drawn() -> None:
    svg = drawn(dict.fromkeys(YEARS, 10.0))
    assert len(kind(svg, "path", "line")) == 1
