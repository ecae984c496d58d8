"""Growth: parts that add up, chains, breaks, convergence; values computed by hand and by scipy."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import linregress
from tables import tables

from clusterpolicy.datasets import load
from clusterpolicy.errors import CourseError
from clusterpolicy.indicators import (
    beta_convergence,
    chained,
    growth_rates,
    shift_share,
    shift_share_by_year,
    sigma_convergence,
)
from clusterpolicy.indicators.tables import region_industry_table

METHODS = ("classic", "esteban-marquillas")


@st.composite
def two_dates(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame]:
    start = draw(tables())
    factors = draw(st.lists(st.sampled_from([0.0, 0.5, 1.0, 1.7]), min_size=start.size, max_size=start.size))
    end = start * np.reshape(factors, start.shape) + draw(st.sampled_from([0.0, 1.0]))
    return start, end


@pytest.mark.parametrize("method", METHODS)
@given(pair=two_dates())
def test_the_parts_add_up_to_the_change_of_each_cell(
    method: str, pair: tuple[pd.DataFrame, pd.DataFrame]
) -> None:
    start, end = pair
    parts = shift_share(start, end, method)
    change = (end - start).stack()
    assert np.allclose(parts.sum(axis=1), change, rtol=1e-9, atol=1e-9 * (1 + start.to_numpy().max()))


@given(pair=two_dates())
def test_mix_and_competitive_parts_cancel_out_over_the_country(
    pair: tuple[pd.DataFrame, pd.DataFrame],
) -> None:
    start, end = pair
    sums = shift_share(start, end).sum()
    size = start.to_numpy().sum() + end.to_numpy().sum() + 1
    new = end.loc[:, start.sum() == 0].to_numpy().sum()
    assert abs(sums["mix"]) <= 1e-9 * size
    # What is new in the country has no rate of growth, and stands in the competitive part.
    assert abs(sums["competitive"] - new) <= 1e-9 * size


@given(pair=two_dates())
def test_the_homothetic_competitive_part_does_not_depend_on_the_mix(
    pair: tuple[pd.DataFrame, pd.DataFrame],
) -> None:
    start, _ = pair
    if start.to_numpy().sum() == 0:
        return
    # Every region starts with the country's mix: then nothing is left to allocate.
    alike = pd.DataFrame(
        np.outer(start.sum(axis=1), start.sum() + 1), index=start.index, columns=start.columns
    )
    parts = shift_share(alike, alike * 1.5 + 1, "esteban-marquillas")
    assert np.allclose(parts["allocation"], 0, atol=1e-6 * (1 + alike.to_numpy().max()))


def hand_tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    labels = {"index": ["A", "B"], "columns": ["cars", "bread"]}
    return pd.DataFrame([[40.0, 60.0], [60.0, 40.0]], **labels), pd.DataFrame(
        [[60.0, 60.0], [60.0, 60.0]], **labels
    )


def test_classic_shift_share_by_hand() -> None:
    # Country: 200 → 240, G = 0.2; cars 100 → 120, bread 100 → 120: the same, so that mix is nought.
    # A's cars: 40 → 60. National 8; competitive 40 · (0.5 − 0.2) = 12.
    parts = shift_share(*hand_tables())
    assert parts.loc[("A", "cars")].to_dict() == pytest.approx({"national": 8, "mix": 0, "competitive": 12})
    assert parts.loc[("B", "cars")].to_dict() == pytest.approx({"national": 12, "mix": 0, "competitive": -12})


def test_esteban_marquillas_by_hand() -> None:
    # A's cars with the country's mix would be 100 · 100 / 200 = 50: competitive 50 · 0.3 = 15, allocation −10 · 0.3.
    parts = shift_share(*hand_tables(), method="esteban-marquillas")
    expected = {"national": 8, "mix": 0, "competitive": 15, "allocation": -3}
    assert parts.loc[("A", "cars")].to_dict() == pytest.approx(expected)


def test_the_real_form_by_hand() -> None:
    start, _ = hand_tables()
    volume = pd.DataFrame([[1.1, 1.0], [1.0, 1.2]], index=start.index, columns=start.columns)
    # The country's published growth: cars 5 %, bread 3 %; half of each, so G = 4 %.
    parts = shift_share(start, start * volume, national={"cars": 1.05, "bread": 1.03}).groupby(level=0).sum()
    by_hand = {"national": 4.0, "mix": 40 * 0.01 - 60 * 0.01, "competitive": 40 * 0.05 - 60 * 0.03}
    assert parts.loc["A"].to_dict() == pytest.approx(by_hand)
    assert parts.loc["A"].sum() == pytest.approx(40 * 0.1)


def test_the_order_of_labels_does_not_matter_but_a_missing_label_does() -> None:
    start, end = hand_tables()
    pd.testing.assert_frame_equal(shift_share(start, end.iloc[::-1, ::-1]), shift_share(start, end))
    with pytest.raises(CourseError, match="row 'B': only one of the two tables has it"):
        shift_share(start, end.drop(index="B"))
    with pytest.raises(CourseError, match="there is no method 'dynamic'"):
        shift_share(start, end, "dynamic")  # type: ignore[arg-type]


def test_year_by_year_parts_add_up_to_the_change_of_the_span() -> None:
    values = {year: region_industry_table("gva", year) for year in range(2008, 2012)}
    everywhere = values[2008].columns.intersection(values[2011].columns)
    values = {year: table[everywhere] for year, table in values.items()}
    steps = shift_share_by_year(values)
    assert steps.index.get_level_values(0).unique().tolist() == [2009, 2010, 2011]
    change = (values[2011] - values[2008]).stack()
    summed = steps.groupby(level=[1, 2], sort=False).sum()
    assert np.allclose(summed.sum(axis=1).reindex(change.index), change)
    # The mix of each year counts: the parts are not those of the span taken at once.
    at_once = shift_share(values[2008], values[2011])
    assert not np.allclose(summed["mix"].reindex(at_once.index), at_once["mix"])


def test_one_year_has_nothing_to_compare_with() -> None:
    with pytest.raises(CourseError, match="fewer than two years"):
        shift_share_by_year({2010: hand_tables()[0]})


def test_chained_indices_by_hand() -> None:
    indices = pd.DataFrame({2009: [90.0], 2010: [110.0], 2011: [105.0]}, index=["A"])
    level = chained(indices, base=2009).loc["A"]
    assert level.to_dict() == pytest.approx({2009: 1, 2010: 1.1, 2011: 1.1 * 1.05})
    before = chained(indices, base=2011).loc["A"]
    assert before.to_dict() == pytest.approx({2009: 1 / (1.1 * 1.05), 2010: 1 / 1.05, 2011: 1})
    # The year before the first index is where that index starts from.
    assert chained(indices, base=2008).loc["A"].to_dict() == pytest.approx(
        {2008: 1, 2009: 0.9, 2010: 0.99, 2011: 1.0395}
    )


@given(st.lists(st.floats(50, 150), min_size=2, max_size=12), st.data())
def test_a_chain_is_the_same_from_every_base(links: list[float], data: st.DataObject) -> None:
    indices = pd.DataFrame([links], index=["A"], columns=range(2000, 2000 + len(links)))
    one, other = (data.draw(st.sampled_from(list(indices.columns))) for _ in range(2))
    first, second = chained(indices, one).loc["A"], chained(indices, other).loc["A"]
    assert np.allclose(first / first[other], second)


def test_a_gap_breaks_the_chain_beyond_it_on_either_side() -> None:
    indices = pd.DataFrame([[100.0, np.nan, 110.0, 120.0]], index=["A"], columns=[2008, 2009, 2010, 2011])
    forward, back = chained(indices, base=2008).loc["A"], chained(indices, base=2011).loc["A"]
    assert forward.isna().tolist() == [False, True, True, True]
    # The level of 2009 follows from the index of 2010; what came before it does not.
    assert back.isna().tolist() == [True, False, False, False]
    missing_column = chained(indices.drop(columns=2009), base=2008).loc["A"]
    assert missing_column.isna().tolist() == [False, True, True]


def test_nothing_left_has_no_level_before() -> None:
    indices = pd.DataFrame([[100.0, 0.0, 100.0]], index=["A"], columns=[2008, 2009, 2010])
    assert chained(indices, base=2008).loc["A"].tolist() == [1, 0, 0]
    assert chained(indices, base=2010).loc["A"].isna().tolist() == [True, False, False]


def test_a_base_outside_the_years_and_a_negative_index_are_refused() -> None:
    indices = pd.DataFrame({2009: [90.0], 2010: [-1.0]}, index=["A"])
    with pytest.raises(CourseError, match="1990 is not among the years"):
        chained(indices, base=1990)
    with pytest.raises(CourseError, match="row 'A', column 2010: an index is below zero"):
        chained(indices, base=2009)


def test_growth_rates_stop_at_breaks_gaps_and_missing_values() -> None:
    levels = pd.DataFrame(
        {
            2008: [100.0, 10.0],
            2009: [110.0, np.nan],
            2010: [121.0, 20.0],
            2012: [242.0, 30.0],
            2013: [484.0, 60.0],
        },
        index=["A", "B"],
    )
    rates = growth_rates(levels, breaks=[2010, ("A", 2013)])
    assert rates.columns.tolist() == [2009, 2010, 2012, 2013]
    assert rates.loc["A"].tolist() == pytest.approx([0.1, np.nan, np.nan, np.nan], nan_ok=True)
    assert rates.loc["B"].tolist() == pytest.approx([np.nan, np.nan, np.nan, 1.0], nan_ok=True)


def test_growth_from_nothing_has_no_rate() -> None:
    rates = growth_rates(pd.DataFrame({2008: [0.0, -1.0], 2009: [5.0, 5.0]}, index=["A", "B"]))
    assert rates.isna().all(axis=None)


@pytest.mark.parametrize("wrong", [1999, ("C", 2009)])
def test_a_break_that_is_nowhere_is_refused(wrong: object) -> None:
    with pytest.raises(CourseError, match="the table has no such cell"):
        growth_rates(pd.DataFrame({2008: [1.0], 2009: [2.0]}, index=["A"]), breaks=[wrong])  # type: ignore[list-item]


def test_convergence_by_a_formula_is_found_again() -> None:
    # Each region closes 2 % of its gap to the level 100 a year: ln x_t = ln 100 + e^(−0.02 t) (ln x_0 − ln 100).
    start = np.log([20.0, 35.0, 60.0, 90.0, 140.0])
    years = np.arange(2000, 2011)
    logs = np.log(100) + np.exp(-0.02 * (years - 2000)) * (start[:, None] - np.log(100))
    found = beta_convergence(pd.DataFrame(np.exp(logs), index=list("ABCDE"), columns=years))
    assert found.speed == pytest.approx(0.02)
    assert found.half_life == pytest.approx(np.log(2) / 0.02)
    assert (found.r_squared, found.regions) == (pytest.approx(1), 5)
    spread = sigma_convergence(pd.DataFrame(np.exp(logs), index=list("ABCDE"), columns=years))
    assert spread["spread"].iloc[-1] / spread["spread"].iloc[0] == pytest.approx(np.exp(-0.2))


def grp() -> pd.DataFrame:
    rows = load("panel", indicator="grp")
    table = rows.pivot(index="iso_code", columns="year", values="value")
    return table.loc[region_industry_table("gva", 2010).index]


def test_the_slope_on_the_courses_own_regions_is_that_of_a_plain_regression() -> None:
    table = grp().loc[:, 2000:2012]
    found = beta_convergence(table)
    both = np.log(table[[2000, 2012]].dropna())
    line = linregress(both[2000], (both[2012] - both[2000]) / 12)
    assert found.slope == pytest.approx(line.slope)
    assert found.r_squared == pytest.approx(line.rvalue**2)
    assert found.regions == len(both) == 79
    long = load("panel", indicator="grp")
    assert beta_convergence(long[long["iso_code"].isin(table.index) & (long["year"] <= 2012)]) == found


def test_regions_that_lack_a_year_are_left_out_of_the_spread_and_counted() -> None:
    table = pd.DataFrame({2000: [1.0, 2.0, np.nan], 2001: [1.0, 4.0, 100.0]}, index=["A", "B", "C"])
    found = sigma_convergence(table)
    assert found["regions"].tolist() == [2, 2]
    assert found["spread"].tolist() == pytest.approx([np.log(2) / 2**0.5, np.log(4) / 2**0.5])


def test_divergence_has_a_negative_speed_and_no_half_life() -> None:
    table = pd.DataFrame({2000: [1.0, 2.0, 3.0], 2010: [1.0, 4.0, 9.0]}, index=["A", "B", "C"])
    found = beta_convergence(table)
    assert found.slope > 0 > found.speed
    assert np.isnan(found.half_life)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (pd.DataFrame({2000: [1.0, 2.0], 2001: [1.0, 2.0]}), "three regions with different levels"),
        (pd.DataFrame({2000: [1.0, 1.0, 1.0], 2001: [1.0, 2.0, 3.0]}), "three regions with different levels"),
        (
            pd.DataFrame({2000: [1.0, 0.0, 1.0], 2001: [1.0, 2.0, 3.0]}),
            r"row 1, column 2000: 0.0 has no logarithm",
        ),
    ],
)
def test_convergence_asks_for_three_different_regions_above_zero(table: pd.DataFrame, message: str) -> None:
    with pytest.raises(CourseError, match=message):
        beta_convergence(table)


def test_a_spread_needs_one_complete_region_and_is_missing_with_no_more() -> None:
    with pytest.raises(CourseError, match="no region has a value in every year"):
        sigma_convergence(pd.DataFrame({2000: [1.0, np.nan], 2001: [np.nan, 1.0]}))
    assert sigma_convergence(pd.DataFrame({2000: [1.0]}))["spread"].isna().all()
