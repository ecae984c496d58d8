"""What the exercise of chapter 15 computes equals statsmodels and the library under every kind of choice; its known values hold."""

from __future__ import annotations

import math
from itertools import combinations
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from settings import by_chance
from statsmodels.formula.api import wls

from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.indicators import (
    balance,
    difference_in_differences,
    event_study,
    match_on_trends,
    placebo,
    smallest_detectable_effect,
)
from clusterpolicy.indicators.pilot_regions import pilot_outcomes
from clusterpolicy.models.did_it_work import FEATURES, evaluated
from clusterpolicy.models.regression import beyond
from clusterpolicy.models.treatment import DRAWS, every_group, lots, ways

EXERCISE = "did-it-work"
UNGREYED = {"grp", "investment", "industry", "rd_personnel", "innovation", "innovative"}
Values = dict[str, Any]
# Choices one at a time and together, over outcomes with and without missing values.
CHOICES: list[Values] = [
    {},
    {"outcome": "rd_personnel"},
    {"outcome": "innovative", "weights": "people"},
    {"outcome": "patents", "base": "2009"},
    {"base": "2008", "weights": "product"},
    {"date": "2010"},
    {"date": "2009", "outcome": "unemployment", "second_host": "host"},
    {"date": "2011", "without": "RU-MOW", "second_host": "out"},
    {"others": "trend", "caliper": 0.5},
    {"others": "alike", "caliper": 0.25},
    {"others": "alike", "caliper": 1, "weights": "people", "outcome": "innovation"},
    {"held": "rd_head", "outcome": "innovative"},
    {"held": "size", "weights": "people", "base": "2006"},
    {"held": "manufacturing", "others": "alike", "caliper": 0.8, "outcome": "rd_share"},
]
NAMED = pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: "-".join(map(str, choice.values())))


def setting(choice: Values) -> Values:
    return exercise(EXERCISE).defaults | choice


def run(**choice: Any) -> dict[str, Any]:
    return exercise(EXERCISE).run(setting(choice))


def figures(**choice: Any) -> dict[str, Any]:
    found: dict[str, Any] = run(**choice)["figures"]
    return found


def panel_of(name: str) -> pd.DataFrame:
    """Return an outcome as the page has it."""
    dataset = exercise(EXERCISE).dataset
    codes = [region["key"] for region in dataset["regions"]]
    return pd.DataFrame(
        dataset["outcomes"][name]["values"], index=codes, columns=dataset["years"], dtype=float
    )


def features() -> pd.DataFrame:
    return pd.DataFrame(exercise(EXERCISE).dataset["regions"]).set_index("key")


def arranged(values: Values) -> tuple[pd.DataFrame, list[str], pd.Series, int]:
    """Return table, hosts, weights and date of a setting, chosen here a second time, with the library's matches."""
    regions, since = features(), int(values["date"])
    hosts = list(regions.index[regions["host"]]) + ["RU-LEN"] * (values["second_host"] == "host")
    table = panel_of(values["outcome"])
    if since != 2013:
        table = table.loc[:, :2012]
    out = [values["without"]] + ["RU-LEN"] * (values["second_host"] == "out")
    table = table.drop(index=[code for code in out if code]).dropna()
    weights = regions["worth"].map(lambda worth: float(worth[values["weights"]])).loc[table.index]
    hosts = [code for code in hosts if code in table.index]
    if values["others"] != "all":
        also = regions.loc[table.index, ["size", "rd_size"]] if values["others"] == "alike" else None
        pairs = match_on_trends(table, hosts, since, also=also, caliper=values["caliper"])["control"].dropna()
        served = weights[pairs.index].groupby(pairs.to_numpy()).sum()
        weights = pd.concat([weights[pairs.index], served])
        hosts, table = list(pairs.index), table.loc[weights.index]
    return table, hosts, weights, since


def narrowed(table: pd.DataFrame, values: Values, since: int) -> pd.DataFrame:
    """Keep the base years and those with the programme."""
    if since == 2013 and values["base"] != "all":
        return table[[int(values["base"]), *range(since, 2017)]]
    return table


def regression(table: pd.DataFrame, hosts: list[str], weights: pd.Series, since: int, held: pd.Series) -> Any:
    """Return statsmodels' regression with a figure held constant: all its columns less their means by region."""
    rows = table.stack().rename("y").reset_index().set_axis(["region", "year", "y"], axis=1)
    rows["switch"] = (rows["region"].isin(hosts) & (rows["year"] >= since)).astype(float)
    rows["along"] = rows["region"].map(held) * (rows["year"] >= since)
    years = pd.get_dummies(rows["year"], prefix="t", dtype=float).iloc[:, 1:]
    design = pd.concat([rows[["y", "switch", "along"]], years], axis=1)
    design -= design.groupby(rows["region"]).transform("mean")
    formula = "y ~ 0 + switch + along + " + " + ".join(years.columns)
    model = wls(formula, design, weights=rows["region"].map(weights))
    return model.fit(cov_type="cluster", cov_kwds={"groups": pd.factorize(rows["region"])[0]}, use_t=True)


@NAMED
def test_estimate_error_and_p_are_those_of_statsmodels(choice: Values) -> None:
    values, found = setting(choice), figures(**choice)
    table, hosts, weights, since = arranged(values)
    table = narrowed(table, values, since)
    if values["held"] == "none":
        effect = difference_in_differences(table, hosts, since, weights=weights)
        expected = [effect.estimate, effect.standard_error, effect.p_value]
    else:
        fit = regression(table, hosts, weights, since, features().loc[table.index, values["held"]])
        expected = [fit.params["switch"], fit.bse["switch"], fit.pvalues["switch"]]
    assert [found["estimate"], found["error"], found["p"]] == pytest.approx(expected, rel=1e-8)
    assert found["smallest"] == pytest.approx(smallest_detectable_effect(expected[1]), rel=1e-8)
    assert (found["treated"], found["controls"]) == (len(hosts), len(table) - len(hosts))


@pytest.mark.parametrize(
    "choice",
    [choice for choice in CHOICES if "held" not in choice],
    ids=lambda choice: "-".join(map(str, choice.values())),
)
def test_years_and_the_test_of_those_before_are_those_of_the_event_study(choice: Values) -> None:
    values, result = setting(choice), run(**choice)
    table, hosts, weights, since = arranged(values)
    base = [int(values["base"])] if since == 2013 and values["base"] != "all" else None
    study = event_study(table, hosts, since, base=base, weights=weights)
    marks = {row["moment"]: row for row in result["moments"]}
    for year, expected in study.years.iterrows():
        mark = marks[str(year)]
        assert mark["value"] == pytest.approx(expected["estimate"], rel=1e-8, abs=1e-10)
        if math.isnan(expected["low"]):
            assert mark["low"] is None and mark["high"] is None
        else:
            assert [mark["low"], mark["high"]] == pytest.approx(
                [expected["low"], expected["high"]], rel=1e-8, abs=1e-9
            )
    assert result["figures"]["pre_trend"] == pytest.approx(study.pre_trend_p, rel=1e-6)


@NAMED
def test_each_group_drawn_by_lot_is_a_difference_in_differences_of_its_own(choice: Values) -> None:
    values = setting(choice)
    item = exercise(EXERCISE)
    found = evaluated(item.dataset, values["outcome"], {name: values[name] for name in item.dataset["plain"]})
    table, hosts, weights, since = arranged(values)
    table = narrowed(table.sort_index(), values, since)
    groups, _every = lots(len(table), len(hosts))
    assert len(found["lots"]) == len(groups)
    for number in range(0, len(groups), 83):
        group = list(table.index[groups[number]])
        if values["held"] == "none":
            expected = difference_in_differences(table, group, since, weights=weights).estimate
        else:
            held = features().loc[table.index, values["held"]]
            expected = regression(table, group, weights, since, held).params["switch"]
        assert found["lots"][number] == pytest.approx(expected, rel=1e-7, abs=1e-9)


@NAMED
def test_leaving_a_region_out_is_exact(choice: Values) -> None:
    values, result = setting(choice), run(**choice)
    table, hosts, weights, since = arranged(values)
    table = narrowed(table, values, since)
    names = {region["name"]: region["key"] for region in exercise(EXERCISE).dataset["regions"]}
    for row in result["left_out"][::3]:
        assert names[row["name"]] == row["key"]
        rest = table.drop(index=row["key"])
        group = [code for code in hosts if code != row["key"]]
        if values["held"] == "none":
            expected = difference_in_differences(rest, group, since, weights=weights[rest.index]).estimate
        else:
            held = features().loc[rest.index, values["held"]]
            expected = regression(rest, group, weights, since, held).params["switch"]
        assert row["estimate"] == pytest.approx(expected, rel=1e-7, abs=1e-9)


@pytest.mark.parametrize("others", ["trend", "alike"])
@pytest.mark.parametrize("caliper", [0.1, 0.25, 0.6, 2.0])
def test_pairs_are_those_of_the_library_and_refused_beyond_the_caliper(others: str, caliper: float) -> None:
    values = setting({"others": others, "caliper": caliper})
    also = features()[["size", "rd_size"]] if others == "alike" else None
    hosts = list(features().index[features()["host"]])
    expected = match_on_trends(panel_of("grp"), hosts, 2013, also=also, caliper=caliper)
    names = features()["name"]
    for row in run(**values)["matches"]:
        partner = expected.at[row["key"], "control"]
        assert row["other"] == (names[partner] if isinstance(partner, str) else "nobody within the caliper")
        assert row["distance"] == pytest.approx(expected.at[row["key"], "distance"])


def test_balance_is_that_of_the_library() -> None:
    hosts = list(features().index[features()["host"]])
    expected = balance(features()[list(FEATURES)], hosts)
    rows = {row["key"]: row for row in run()["balance"]}
    for feature in FEATURES:
        assert {key: rows[feature][key] for key in expected.columns} == pytest.approx(
            expected.loc[feature].to_dict()
        )


def test_what_the_page_rounds_is_what_the_library_finds_in_the_full_figures() -> None:
    hosts = list(features().index[features()["host"]])
    for name, table in pilot_outcomes().items():
        whole = difference_in_differences(table.dropna(), hosts, 2013)
        found = figures(outcome=name)
        assert found["estimate"] == pytest.approx(whole.estimate, abs=2e-4)
        assert found["p_lot"] == pytest.approx(placebo(table.dropna(), hosts, 2013).p_value, abs=0.07)


def test_the_statistics_could_not_feel_a_thousand_times_the_money() -> None:
    found = figures()
    assert found["estimate"] == pytest.approx(-0.3, abs=0.05)
    assert found["error"] == pytest.approx(1.9, abs=0.05)
    assert found["p_lot"] == pytest.approx(0.89, abs=0.03)
    assert found["smallest"] == pytest.approx(5.4, abs=0.05)
    assert found["money"] == pytest.approx(0.00005, abs=0.000005)
    assert found["smallest"] / 100 / found["money"] == pytest.approx(1000, rel=0.05)


@pytest.mark.parametrize("choice", ["host", "out"])
def test_leningrad_oblast_in_or_out_makes_no_difference(choice: str) -> None:
    assert abs(figures(second_host=choice)["estimate"] - figures()["estimate"]) < 0.3


@pytest.mark.parametrize(("base", "estimate"), [("2008", -1.1), ("2009", 2.3)])
def test_the_base_year_flips_the_sign(base: str, estimate: float) -> None:
    assert figures(base=base)["estimate"] == pytest.approx(estimate, abs=0.05)


def test_there_is_no_common_support() -> None:
    regions = features()
    hosts, others = regions[regions["host"]], regions[~regions["host"]]
    assert hosts["rd"].sum() / regions["rd"].sum() == pytest.approx(0.78, abs=0.01)
    assert (others["rd_head"] > hosts["rd_head"].median()).sum() == 2


def test_of_nine_outcomes_one_passes_and_it_is_a_false_friend() -> None:
    every = list(exercise(EXERCISE).dataset["order"])
    result = run(tried=every)
    assert result["figures"]["tried"] == len(every) == 9
    assert result["figures"]["hits"] == 1
    assert result["figures"]["by_luck"] == pytest.approx(1 - 0.95**9)
    rows = {row["key"]: row for row in result["table"]}
    assert [key for key, row in rows.items() if row["p_lot"] < 0.05] == ["innovative"]
    assert rows["innovative"]["estimate"] == pytest.approx(2.5, abs=0.05)
    assert rows["innovative"]["p_lot"] == pytest.approx(0.01, abs=0.01)
    assert figures(outcome="innovative", held="rd_head")["p_lot"] > 0.05
    assert {key for key, row in rows.items() if row["sound"]} == UNGREYED


def test_the_outcome_on_the_chart_counts_as_a_try_once() -> None:
    assert figures(tried=["grp"])["tried"] == 1
    assert figures(tried=["grp", "patents"])["tried"] == 2


def test_what_fails_the_years_before_is_drawn_pale() -> None:
    assert not any(row["sound"] for row in run(outcome="rd_share")["moments"])
    assert all(row["sound"] for row in run()["moments"])


def test_where_nothing_is_left_to_compare_nothing_is_told() -> None:
    tight = {"others": "alike", "caliper": 0}
    for outcome in exercise(EXERCISE).dataset["order"]:
        found = run(outcome=outcome, **tight)
        counted = found["figures"]["treated"]
        assert counted == len([row for row in found["matches"] if "nobody" not in row["other"]])
        if counted == 0:
            assert found["rows"] == found["moments"] == found["balance"] == found["left_out"] == []
            assert found["figures"]["estimate"] is None
        elif counted == 1:
            assert found["figures"]["error"] is None and found["figures"]["smallest"] is None


def test_no_setting_by_chance_breaks_the_accounts() -> None:
    item, chance = exercise(EXERCISE), Random(15)
    for _ in range(60):
        values = by_chance(item.subject()["controls"], chance)
        result = item.run(values)
        found = result["figures"]
        assert found["hits"] <= found["tried"] == len(result["table"])
        if found["error"] is not None:
            every = next(row for row in result["moments"] if row["group"] == "all")
            freedom = found["treated"] + found["controls"] - 1
            assert every["high"] - every["value"] == pytest.approx(
                stats.t.ppf(0.975, freedom) * found["error"]
            )
            assert 0 <= found["p_lot"] <= 1


@given(st.integers(2, 11), st.data())
def test_few_groups_are_all_taken_once_and_many_drawn_without_repeating_a_region(
    size: int, data: st.DataObject
) -> None:
    count = data.draw(st.integers(1, size - 1))
    assume(math.comb(size, count) <= DRAWS)
    assert ways(size, count) == math.comb(size, count)
    assert sorted(map(tuple, every_group(size, count))) == sorted(combinations(range(size), count))
    groups, every = lots(60 + size, 10 + count)
    assert not every and len(groups) == DRAWS
    assert all(len(set(group)) == 10 + count and max(group) < 60 + size for group in groups)


def test_every_region_is_drawn_about_as_often() -> None:
    groups, _every = lots(80, 19)
    drawn = np.bincount(np.concatenate(groups), minlength=80)
    assert stats.chisquare(drawn).pvalue > 0.01


@given(st.floats(0, 60), st.integers(1, 12), st.integers(1, 120))
def test_p_values_of_several_differences_are_those_of_fishers_f(
    value: float, first: int, second: int
) -> None:
    assert beyond(value, first, second) == pytest.approx(
        stats.f.sf(value, first, second), rel=1e-7, abs=1e-14
    )
