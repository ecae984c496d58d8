"""Evaluation: the same as statsmodels on the same design, effects put in are found, refusals where nothing can be told."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm
from statsmodels.formula.api import ols, wls

from clusterpolicy.datasets import load
from clusterpolicy.errors import CourseError
from clusterpolicy.indicators import (
    balance,
    difference_in_differences,
    event_study,
    match_on_trends,
    placebo,
    smallest_detectable_effect,
)
from clusterpolicy.indicators.tables import region_industry_table

SINCE = 2009
# Some regions, to have two groups: no programme is meant.
GROUP = ("RU-KLU", "RU-MOW", "RU-TA", "RU-SAM", "RU-NIZ", "RU-TOM", "RU-ULY", "RU-PER")


@lru_cache
def growth_panel() -> pd.DataFrame:
    """Return the logarithm of gross regional product, current prices: 80 regions, 2004–2012, one of them from 2005."""
    rows = load("panel", indicator="grp")
    table = rows.pivot(index="iso_code", columns="year", values="value").loc[:, 2004:2012]
    return np.log(table.loc[region_industry_table("gva", 2010).index])


def rows_of(table: pd.DataFrame, treated: tuple[str, ...] = GROUP) -> pd.DataFrame:
    """Return the panel as rows for a formula."""
    rows = table.stack().dropna().rename("y").reset_index().set_axis(["region", "year", "y"], axis=1)
    return rows.assign(treated=rows["region"].isin(treated), after=rows["year"] >= SINCE)


def nested_constants(table: pd.DataFrame) -> float:
    """Return by how much errors shrink when the regions' constants, nested in the clusters, are not counted."""
    values, (regions, years) = int(table.notna().to_numpy().sum()), table.shape
    return math.sqrt((values - regions - years) / (values - years))


def test_the_effect_is_that_of_a_regression_with_all_dummies() -> None:
    table = growth_panel()
    rows = rows_of(table)
    found = difference_in_differences(table, GROUP, SINCE)
    model = ols(
        "y ~ treated:after + C(region) + C(year)", rows.assign(**rows[["treated", "after"]].astype(float))
    )
    fit = model.fit(cov_type="cluster", cov_kwds={"groups": pd.factorize(rows["region"])[0]}, use_t=True)
    assert found.estimate == pytest.approx(fit.params["treated:after"])
    assert found.standard_error == pytest.approx(fit.bse["treated:after"] * nested_constants(table))
    assert (found.treated, found.controls, found.observations) == (8, 72, len(rows))


def test_errors_are_those_of_statsmodels_on_the_same_design() -> None:
    table = growth_panel().drop(index="RU-CE")
    rows = rows_of(table)
    rows["switch"] = (rows["treated"] & rows["after"]).astype(float)
    design = pd.concat(
        [rows[["y", "switch"]], pd.get_dummies(rows["year"], prefix="t", dtype=float).iloc[:, 1:]], axis=1
    )
    less_means = design - design.groupby(rows["region"]).transform("mean")
    model = ols("y ~ 0 + " + " + ".join(less_means.columns[1:]), less_means)
    fit = model.fit(cov_type="cluster", cov_kwds={"groups": pd.factorize(rows["region"])[0]}, use_t=True)
    found = difference_in_differences(table, GROUP, SINCE)
    low, high = fit.conf_int().loc["switch"]
    expected = [fit.params["switch"], fit.bse["switch"], fit.pvalues["switch"], low, high]
    assert [found.estimate, found.standard_error, found.p_value, found.low, found.high] == pytest.approx(
        expected
    )


def test_weights_are_those_of_weighted_least_squares() -> None:
    table = growth_panel()
    weights = np.exp(table[2010])
    rows = rows_of(table)
    rows["switch"] = (rows["treated"] & rows["after"]).astype(float)
    fit = wls("y ~ switch + C(region) + C(year)", rows, weights=rows["region"].map(weights)).fit()
    assert difference_in_differences(table, GROUP, SINCE, weights=weights).estimate == pytest.approx(
        fit.params["switch"]
    )
    assert placebo(table, GROUP, SINCE, weights=weights, draws=10).estimate == pytest.approx(
        fit.params["switch"]
    )


def test_a_weight_of_nought_leaves_a_region_out() -> None:
    table = growth_panel()
    weights = pd.Series(1.0, index=table.index).where(table.index != "RU-MOW", 0)
    assert difference_in_differences(table, GROUP, SINCE, weights=weights) == difference_in_differences(
        table.drop(index="RU-MOW"), [region for region in GROUP if region != "RU-MOW"], SINCE
    )


def test_two_groups_and_two_dates_by_hand() -> None:
    panel = pd.DataFrame({2010: [10.0, 20.0, 30.0], 2013: [16.0, 22.0, 34.0]}, index=["T", "C1", "C2"])
    # T gained 6; the others 2 and 4, on average 3.
    found = difference_in_differences(panel, ["T"], 2012)
    assert found.estimate == pytest.approx(3)
    assert (found.treated, found.controls, found.observations) == (1, 2, 6)


def test_two_regions_and_two_years_have_an_effect_but_no_error() -> None:
    panel = pd.DataFrame({2010: [1.0, 2.0], 2011: [3.0, 9.0]}, index=["T", "C"])
    found = difference_in_differences(panel, ["T"], 2011)
    assert found.estimate == pytest.approx(-5)
    assert all(math.isnan(one) for one in (found.standard_error, found.p_value, found.low, found.high))
    assert event_study(panel, ["T"], 2011).years.loc[2011].isna().tolist() == [False, True, True, True, True]


@given(st.floats(-5, 5), st.integers(0, 2**32 - 1))
def test_an_effect_put_into_any_panel_is_added_to_what_is_found(effect: float, seed: int) -> None:
    values = np.random.default_rng(seed).normal(size=(6, 5)).cumsum(axis=1)
    panel = pd.DataFrame(values, index=list("ABCDEF"), columns=range(2008, 2013))
    changed = panel.copy()
    changed.loc[["A", "C"], 2011:] += effect
    before, after = (difference_in_differences(one, ["A", "C"], 2011) for one in (panel, changed))
    assert after.estimate - before.estimate == pytest.approx(effect, abs=1e-9)
    assert after.standard_error == pytest.approx(before.standard_error)
    # Constants of regions and years make no difference.
    moved = panel + np.arange(6)[:, None] + np.arange(5)
    assert difference_in_differences(moved, ["A", "C"], 2011).estimate == pytest.approx(before.estimate)


def test_a_region_that_cannot_show_a_change_is_left_out_and_not_counted() -> None:
    panel = growth_panel()
    only_after = panel.copy()
    only_after.loc["RU-NEW", 2010:2012] = 14.0
    assert difference_in_differences(only_after, GROUP, SINCE) == difference_in_differences(
        panel, GROUP, SINCE
    )


def test_a_long_panel_gives_the_same() -> None:
    long = growth_panel().stack().rename("value").rename_axis(["iso_code", "year"]).reset_index()
    assert difference_in_differences(long, GROUP, SINCE) == difference_in_differences(
        growth_panel(), GROUP, SINCE
    )


def test_event_study_is_a_regression_on_each_year() -> None:
    table = growth_panel()
    rows = rows_of(table)
    rows["of_year"] = np.where(rows["treated"] & (rows["year"] != 2008), rows["year"], 0)
    model = ols("y ~ C(of_year, Treatment(0)) + C(region) + C(year)", rows)
    fit = model.fit(cov_type="cluster", cov_kwds={"groups": pd.factorize(rows["region"])[0]}, use_t=True)
    found = event_study(table, GROUP, SINCE, base=[2008]).years
    for year in (2004, 2007, 2009, 2012):
        name = f"C(of_year, Treatment(0))[T.{year}]"
        assert found.at[year, "estimate"] == pytest.approx(fit.params[name])
        shrunk = math.sqrt((len(rows) - 80 - 8 - 8) / (len(rows) - 8 - 8))
        assert found.at[year, "standard_error"] == pytest.approx(fit.bse[name] * shrunk)
    assert found.loc[2008, "estimate"] == 0
    assert found.loc[2008, ["standard_error", "p_value", "low", "high"]].isna().all()


def test_the_average_of_the_years_before_is_nought_by_default_and_the_effect_is_the_average_since() -> None:
    table = growth_panel().drop(index="RU-CE")
    found = event_study(table, GROUP, SINCE).years
    assert found.loc[:2008, "estimate"].mean() == pytest.approx(0, abs=1e-12)
    effect = difference_in_differences(table, GROUP, SINCE).estimate
    assert found.loc[SINCE:, "estimate"].mean() == pytest.approx(effect)
    assert (found["low"] < found["estimate"]).all()
    assert (found["estimate"] < found["high"]).all()


def test_the_test_of_the_years_before_does_not_depend_on_the_base_and_sees_a_drift() -> None:
    table = growth_panel()
    plain = event_study(table, GROUP, SINCE)
    assert event_study(table, GROUP, SINCE, base=[2004]).pre_trend_p == pytest.approx(plain.pre_trend_p)
    drifting = table.copy()
    drifting.loc[list(GROUP)] += 0.05 * (np.arange(2004, 2013) - 2004)
    assert event_study(drifting, GROUP, SINCE).pre_trend_p < 1e-3 < plain.pre_trend_p
    assert math.isnan(event_study(table.loc[:, 2008:], GROUP, SINCE).pre_trend_p)


def test_placebo_counts_every_way_where_there_are_few() -> None:
    panel = pd.DataFrame({2010: [0.0] * 5, 2013: [9.0, 1.0, 2.0, 3.0, 4.0]}, index=list("ABCDE"))
    found = placebo(panel, ["A"], 2012)
    # Each region against the mean of the four others.
    changes = panel[2013]
    by_hand = [change - (changes.sum() - change) / 4 for change in changes]
    assert sorted(found.draws) == pytest.approx(sorted(by_hand))
    assert found.estimate == pytest.approx(by_hand[0])
    assert found.p_value == pytest.approx(1 / 5)


def test_each_placebo_is_a_difference_in_differences() -> None:
    table = growth_panel()
    found = placebo(table, GROUP, SINCE, draws=25, seed=3)
    assert found.estimate == pytest.approx(difference_in_differences(table, GROUP, SINCE).estimate)
    lots = np.random.default_rng(3).random((25, 80)).argsort(axis=1)[:, : len(GROUP)]
    by_one = [difference_in_differences(table, table.index[lot], SINCE).estimate for lot in lots]
    assert found.draws.tolist() == pytest.approx(by_one)
    beyond = sum(abs(one) >= abs(found.estimate) for one in by_one)
    assert found.p_value == pytest.approx((1 + beyond) / 26)
    assert placebo(table, GROUP, SINCE, draws=25, seed=3).draws.equals(found.draws)
    assert not placebo(table, GROUP, SINCE, draws=25, seed=4).draws.equals(found.draws)


def test_placebos_lie_around_nought_and_a_strong_effect_beyond_them() -> None:
    table = growth_panel()
    found = placebo(table, GROUP, SINCE)
    assert abs(found.draws.mean()) < found.draws.std() / 10
    strong = table.copy()
    strong.loc[list(GROUP), SINCE:] += 0.5
    assert placebo(strong, GROUP, SINCE).p_value == pytest.approx(1 / 2001)


def test_the_smallest_detectable_effect_is_found_in_four_of_five_samples() -> None:
    effect = smallest_detectable_effect(1.0)
    assert effect == pytest.approx(2.8016, abs=1e-4)
    assert norm.sf(norm.ppf(0.975), loc=effect) == pytest.approx(0.8)
    # The error of the pilots' evaluation, 1.925 log points × 100, and the 5.4 that follow from it.
    assert smallest_detectable_effect(1.925) == pytest.approx(5.4, abs=0.05)
    with pytest.raises(CourseError, match="the power between 0 and 1"):
        smallest_detectable_effect(1.0, power=1.0)


def test_balance_by_hand() -> None:
    features = pd.DataFrame({"size": [10.0, 14.0, 2.0, 4.0, 6.0], "flat": 1.0}, index=list("ABCDE"))
    table = balance(features, ["A", "B"])
    # Means 12 and 4; variances 8 and 4; √6 is their common deviation. Both lie above the controls' 6.
    expected = {"treated": 12, "controls": 4, "difference": 8 / 6**0.5, "outside": 1}
    assert table.loc["size"].to_dict() == pytest.approx(expected)
    assert math.isnan(table.at["flat", "difference"])
    assert table.at["flat", "outside"] == 0


def trends() -> pd.DataFrame:
    years = np.arange(2006, 2012)
    slopes = {"T1": 1.0, "T2": 5.0, "C1": 1.1, "C2": 0.5, "C3": 2.0}
    return pd.DataFrame(
        {year: {name: 10 + slope * (year - 2006) for name, slope in slopes.items()} for year in years}
    )


def test_a_match_beyond_the_caliper_is_refused_and_its_distance_told() -> None:
    spread = pd.Series([1.0, 5.0, 1.1, 0.5, 2.0]).std()
    matches = match_on_trends(trends(), ["T1", "T2"], 2012)
    assert matches.loc["T1"].to_dict() == {"control": "C1", "distance": pytest.approx(0.1 / spread)}
    assert pd.isna(matches.at["T2", "control"])
    assert matches.at["T2", "distance"] == pytest.approx(3.0 / spread)
    assert match_on_trends(trends(), ["T1", "T2"], 2012, caliper=2)["control"].tolist() == ["C1", "C3"]


def test_years_since_the_programme_are_not_looked_at() -> None:
    later = trends().assign(**{"2012": 0.0}).rename(columns={"2012": 2012})
    later.loc["C1", 2012] = 1e6
    pd.testing.assert_frame_equal(
        match_on_trends(later, ["T1"], 2012), match_on_trends(trends(), ["T1"], 2012)
    )


def test_a_further_feature_can_refuse_what_the_trend_alone_would_take() -> None:
    size = pd.DataFrame({"size": [100.0, 50.0, 1.0, 2.0, 3.0]}, index=["T1", "T2", "C1", "C2", "C3"])
    matches = match_on_trends(trends(), ["T1"], 2012, also=size)
    assert pd.isna(matches.at["T1", "control"])
    assert matches.at["T1", "distance"] > 1
    with pytest.raises(CourseError, match="no row in the further features named 'T2'"):
        match_on_trends(trends(), ["T1"], 2012, also=size.drop(index="T2"))


def test_a_region_with_one_value_before_has_no_trend_and_no_match() -> None:
    panel = trends().astype(float)
    panel.loc["T1", 2007:] = np.nan
    panel.loc["C1", 2007:] = np.nan
    matches = match_on_trends(panel, ["T1", "T2"], 2012, caliper=9)
    assert matches.loc["T1"].isna().all()
    assert matches.at["T2", "control"] == "C3"


@pytest.mark.parametrize(
    ("treated", "since", "message"),
    [
        ([], SINCE, "there is no treated region"),
        (growth_panel().index, SINCE, "there is no control region"),
        (["RU-XX"], SINCE, "there is no region named 'RU-XX'"),
        ("RU-KLU", SINCE, "'RU-KLU' is one name where several may stand"),
        (GROUP, 2004, "2004 does not part the years"),
        (GROUP, 2013, "2013 does not part the years"),
    ],
)
def test_a_question_without_two_sides_is_refused(treated: list[str], since: int, message: str) -> None:
    for ask in (difference_in_differences, event_study, placebo):
        with pytest.raises(CourseError, match=message):
            ask(growth_panel(), treated, since)


def test_values_that_cannot_tell_the_effect_from_the_years_are_refused() -> None:
    panel = pd.DataFrame(
        [[1.0, np.nan, 3.0, np.nan], [np.nan, 2.0, np.nan, 4.0], [np.nan, 2.0, np.nan, 5.0]],
        index=["T", "C1", "C2"],
        columns=[2009, 2010, 2011, 2012],
    )
    for ask in (difference_in_differences, event_study, placebo):
        with pytest.raises(CourseError, match="cannot tell the effect from the years'"):
            ask(panel, ["T"], 2011)


def test_a_base_that_is_no_year_of_the_panel_is_refused() -> None:
    for base in ([1999], []):
        with pytest.raises(CourseError, match="is not among the years"):
            event_study(growth_panel(), GROUP, SINCE, base=base)
