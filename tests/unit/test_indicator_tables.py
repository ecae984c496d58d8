"""What all measures of a regions × industries table keep to: labels, missing results, refusals, one import at a time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import tables, value_added

from clusterpolicy import indicators
from clusterpolicy.errors import CourseError, UnknownNameError
from clusterpolicy.indicators.checks import panel_table

Measure = Callable[[pd.DataFrame], Any]


def by_parity(x: pd.DataFrame) -> pd.DataFrame:
    """Related variety, industries grouped by the parity of their number."""
    labels = sorted(x.columns) if isinstance(x, pd.DataFrame) else []
    return indicators.related_variety(x, {label: number % 2 for number, label in enumerate(labels)})


MEASURES: dict[str, Measure] = {
    "location_quotient": indicators.location_quotient,
    "symmetric": lambda x: indicators.location_quotient(x, form="symmetric"),
    "standardised": lambda x: indicators.location_quotient(x, form="standardised"),
    "comparative_advantage": indicators.comparative_advantage,
    "krugman_index": indicators.krugman_index,
    "herfindahl": indicators.herfindahl,
    "entropy": indicators.entropy,
    "related_variety": by_parity,
    "spatial_gini": indicators.spatial_gini,
    "theil": indicators.theil,
    "proximity": indicators.proximity,
    "density": indicators.density,
}
# These sum in another order when labels move, so that figures may differ in the last digits.
CLOSE = {"rtol": 1e-6, "atol": 1e-6}
ALL = {
    **MEASURES,
    "cluster_stars": indicators.cluster_stars,
    "complexity": indicators.complexity,
    "fitness": indicators.fitness,
}


@pytest.mark.parametrize("name", MEASURES)
@given(x=tables(), random=st.randoms(use_true_random=False))
def test_results_follow_their_labels(name: str, x: pd.DataFrame, random: Any) -> None:
    rows, columns = list(x.index), list(x.columns)
    random.shuffle(rows)
    random.shuffle(columns)
    plain, moved = MEASURES[name](x), MEASURES[name](x.loc[rows, columns])
    back = moved.reindex(plain.index)
    if isinstance(plain, pd.DataFrame):
        pd.testing.assert_frame_equal(back.reindex(columns=plain.columns), plain, **CLOSE)
    else:
        pd.testing.assert_series_equal(back, plain, **CLOSE)


@pytest.mark.parametrize("name", MEASURES)
@given(x=tables(), factor=st.sampled_from([0.001, 0.5, 1000.0]))
def test_the_unit_of_the_table_does_not_matter(name: str, x: pd.DataFrame, factor: float) -> None:
    plain, scaled = MEASURES[name](x), MEASURES[name](x * factor)
    np.testing.assert_allclose(
        np.asarray(scaled, dtype=float), np.asarray(plain, dtype=float), rtol=1e-6, atol=1e-6
    )


@pytest.mark.parametrize("name", ALL)
def test_a_table_is_not_changed_by_being_measured(name: str) -> None:
    before = value_added().copy()
    ALL[name](value_added())
    pd.testing.assert_frame_equal(value_added(), before)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda x: x.replace(3.0, -1.0), r"row 'B', column 'bread': -1.0 is not a value from zero up"),
        (lambda x: x.replace(3.0, np.nan), r"row 'B', column 'bread': nan is not"),
        (lambda x: x.replace(3.0, np.inf), r"row 'B', column 'bread': inf is not"),
        (lambda x: x.set_axis(["A", "A", "C"]), r"row 'A': the label stands twice"),
        (lambda x: x.set_axis(["cars"] * 3, axis=1), r"column 'cars': the label stands twice"),
        (lambda x: x.assign(bread="much"), r"column 'bread': the values are not numbers"),
        (lambda x: x.iloc[:0], r"the table is empty"),
        (lambda x: x.to_numpy(), r"a ndarray is not a table"),
    ],
)
def test_what_cannot_be_measured_is_refused_by_name(name: str, spoil: Measure, message: str) -> None:
    x = pd.DataFrame(
        {"cars": [4.0, 1.0, 2.0], "bread": [2.0, 3.0, 1.0], "ships": [0.0, 5.0, 7.0]}, index=["A", "B", "C"]
    )
    with pytest.raises(CourseError, match=message):
        ALL[name](spoil(x))


@pytest.mark.parametrize("name", ALL)
def test_whole_numbers_and_nullable_ones_are_numbers(name: str) -> None:
    x = pd.DataFrame({"cars": [4, 1, 2], "bread": [2, 3, 1], "ships": [0, 5, 7]}, index=["A", "B", "C"])
    whole, nullable = ALL[name](x), ALL[name](x.astype("Int64"))
    for one, other in zip(whole, nullable, strict=True):
        assert np.array_equal(np.asarray(one), np.asarray(other))


@pytest.mark.parametrize("name", MEASURES)
def test_a_region_and_an_industry_without_value_are_missing_and_change_nothing_else(name: str) -> None:
    x = value_added()
    wider = x.assign(**{"none at all": 0.0})
    wider.loc["RU-NONE"] = 0.0
    plain, found = MEASURES[name](x), MEASURES[name](wider)
    if name == "theil":
        # A region of which nothing is known to be there still counts as one of the regions.
        return
    if name == "comparative_advantage":
        assert not found.loc["RU-NONE"].any()
        assert not found["none at all"].any()
    else:
        odd = found.loc[[label for label in ("RU-NONE", "none at all") if label in found.index]]
        assert odd.isna().all(axis=None)
    kept = found.loc[plain.index]
    np.testing.assert_allclose(
        np.asarray(kept[plain.columns] if plain.ndim == 2 else kept, dtype=float),
        np.asarray(plain, dtype=float),
        rtol=1e-9,
    )


@pytest.mark.parametrize("name", MEASURES)
def test_a_table_of_zeros_gives_nothing_but_missing_results(name: str) -> None:
    zeros = pd.DataFrame(0.0, index=["A", "B"], columns=["cars", "bread"])
    found = MEASURES[name](zeros)
    assert not found.any(axis=None) if name == "comparative_advantage" else found.isna().all(axis=None)


def test_importing_one_measure_imports_no_other_subject_and_no_statsmodels() -> None:
    code = (
        "import sys; from clusterpolicy.indicators import herfindahl; "
        "loaded = [name for name in sys.modules if name.startswith(('statsmodels', 'scipy', 'clusterpolicy.indicators.'))]; "
        "print(sorted(loaded))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    rooms = ["checks", "concentration", "specialisation"]
    assert answer.stdout.strip() == str([f"clusterpolicy.indicators.{room}" for room in rooms])


def test_every_public_name_is_found_described_and_listed() -> None:
    assert set(indicators.__all__) <= set(dir(indicators))
    for name in indicators.__all__:
        text = getattr(indicators, name).__doc__
        for part in ("Parameters", "Returns", "Raises"):
            assert f"\n    {part}\n    ---" in text, (name, part)
    with pytest.raises(AttributeError, match="has no attribute 'gini'"):
        indicators.gini  # noqa: B018


def test_every_measure_names_its_source() -> None:
    for name in indicators.__all__:
        assert "\n    References\n    ----------\n" in getattr(indicators, name).__doc__, name


def test_a_long_panel_becomes_regions_by_years() -> None:
    long = pd.DataFrame(
        {"iso_code": ["B", "A", "A"], "year": [2010, 2011, 2010], "value": [3.0, 2.0, 1.0], "flag": ""}
    )
    table = panel_table(long)
    assert table.columns.tolist() == [2010, 2011]
    assert table.loc["A"].tolist() == [1.0, 2.0]
    assert np.isnan(table.at["B", 2011])


@pytest.mark.parametrize(
    ("panel", "message"),
    [
        (
            pd.DataFrame({"iso_code": ["A", "A"], "year": [2010, 2010], "value": [1.0, 2.0]}),
            r"region 'A', year 2010: the panel has two values for one year",
        ),
        (
            pd.DataFrame({"before": [1.0], "after": [2.0]}, index=["A"]),
            r"column 'before': the column is not a year",
        ),
        (
            pd.DataFrame({2010: [1.0], 2011: [np.inf]}, index=["A"]),
            r"row 'A', column 2011: the value is infinite",
        ),
    ],
)
def test_a_panel_that_is_none_is_refused_by_name(panel: pd.DataFrame, message: str) -> None:
    with pytest.raises(CourseError, match=message):
        panel_table(panel)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    panel = pd.DataFrame({2010: [1.0, 2.0], 2011: [1.0, 3.0]}, index=["RU-KLU", "RU-TUL"])
    with pytest.raises(UnknownNameError, match="Did you mean 'RU-KLU'"):
        indicators.difference_in_differences(panel, ["RU-KLA"], 2011)
