"""The regression that a page computes equals statsmodels', on invented and on real tables; so does its rank correlation scipy's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.regression.linear_model import OLS

from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.models.regression import correlation, least_squares, rank_correlation, ranks, two_sided

EXERCISE = "diversified-and-resilient"
SETTINGS = [
    {"outcome": outcome, "index": index, "held": held, "mining": mining, "moscow": moscow, "twice": twice}
    for outcome in ("grp", "industry")
    for index in ("herfindahl", "entropy", "manufacturing")
    for held in (False, True)
    for mining in (False, True)
    for moscow in (False, True)
    for twice in (False, True)
]


def robust(outcome: Any, columns: list[Any]) -> Any:
    """Return the fit of statsmodels with errors robust to unequal variance, HC1."""
    design = np.column_stack([np.ones(len(outcome)), *columns])
    return OLS(np.asarray(outcome), design).fit(cov_type="HC1", use_t=True)


def run(**values: Any) -> dict[str, Any]:
    item = exercise(EXERCISE)
    return item.run(item.defaults | values)


def sample_of(values: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the regions of a setting, chosen here a second time from the data."""
    return [
        entry
        for entry in exercise(EXERCISE).dataset["regions"]
        if (values["twice"] or not entry["inside"])
        and not (values["mining"] and entry["mining"] >= 0.25)
        and not (values["moscow"] and entry["key"] == "RU-MOW")
    ]


@pytest.mark.parametrize("values", SETTINGS, ids=lambda values: "-".join(map(str, values.values())))
def test_every_setting_of_the_exercise_gives_the_figures_of_statsmodels(values: dict[str, Any]) -> None:
    sample, figures = sample_of(values), run(**values)["figures"]
    names = [values["index"]]
    if values["held"] and values["index"] != "manufacturing":
        names.append("manufacturing")
    table = np.array([[entry[name] for name in names] for entry in sample])
    fit = robust([entry[values["outcome"]] for entry in sample], list((table / table.std(axis=0, ddof=1)).T))
    assert figures["n"] == len(sample) == int(fit.nobs)
    assert figures["slope"] == pytest.approx(fit.params[1], rel=1e-9)
    assert figures["error"] == pytest.approx(fit.bse[1], rel=1e-9)
    assert figures["p"] == pytest.approx(fit.pvalues[1], rel=1e-7)
    assert figures["r_squared"] == pytest.approx(fit.rsquared, rel=1e-9)


@pytest.mark.parametrize(
    ("values", "slope", "p", "r_squared", "n"),
    [
        ({"outcome": "industry"}, -0.6, 0.72, 0.003, 80),
        ({"outcome": "industry", "mining": True}, 1.6, 0.08, None, 73),
        ({"outcome": "industry", "twice": True}, -2.3, None, None, 83),
        ({}, 0.4, 0.66, None, 80),
        ({"mining": True}, 1.6, 0.04, None, 73),
        ({"outcome": "industry", "index": "manufacturing"}, -4.7, None, 0.21, 80),
        ({"index": "manufacturing"}, -2.7, None, 0.20, 80),
    ],
)
def test_the_slopes_that_show_how_fragile_the_claim_is(
    values: dict[str, Any], slope: float, p: float | None, r_squared: float | None, n: int
) -> None:
    figures = run(**values)["figures"]
    assert figures["slope"] == pytest.approx(slope, abs=0.05)
    assert figures["n"] == n
    assert p is None or figures["p"] == pytest.approx(p, abs=0.005)
    assert r_squared is None or figures["r_squared"] == pytest.approx(r_squared, abs=0.005)


def test_with_the_share_of_manufacturing_held_constant_the_slope_turns_on_industry_and_fades_on_product() -> (
    None
):
    assert run(outcome="industry", held=True)["figures"]["slope"] < 0
    assert run(outcome="industry", held=True, mining=True)["figures"]["slope"] < 0
    free, held = run(mining=True)["figures"], run(mining=True, held=True)["figures"]
    assert free["p"] < 0.05 < held["p"] and abs(held["slope"]) < abs(free["slope"]) / 2
    assert free["together"] == pytest.approx(-0.68, abs=0.005)


def test_the_line_on_the_chart_has_the_slope_of_the_whole_regression() -> None:
    result = run(outcome="industry", held=True)
    counted = [row for row in result["rows"] if row["counts"]]
    drawn = robust([row["y"] for row in counted], [[row["x"] for row in counted]])
    ends = (result["rows"][0], result["rows"][-1])
    steep = (ends[1]["line"] - ends[0]["line"]) / (ends[1]["x"] - ends[0]["x"])
    assert steep == pytest.approx(drawn.params[1], rel=1e-9)


@given(st.data())
def test_any_table_gives_the_figures_of_statsmodels(data: st.DataObject) -> None:
    number = data.draw(st.integers(1, 3))
    size = data.draw(st.integers(number + 3, 30))
    values = st.floats(-1000, 1000).map(lambda value: round(value, 3))
    outcome = data.draw(st.lists(values, min_size=size, max_size=size))
    columns = [data.draw(st.lists(values, min_size=size, max_size=size)) for _ in range(number)]
    design = np.column_stack([np.ones(size), *columns])
    assume(np.linalg.cond(design) < 1e5 and np.ptp(outcome) > 0.1)
    fit, found = robust(outcome, columns), least_squares(outcome, columns)
    scale = np.abs(outcome).max()
    assert found is not None
    assert np.allclose(found["slopes"], fit.params, rtol=1e-6, atol=1e-6 * scale)
    assert np.allclose(found["errors"], fit.bse, rtol=1e-5, atol=1e-6 * scale)
    assert found["r_squared"] == pytest.approx(fit.rsquared, abs=1e-8)


def test_what_no_line_fits_has_no_regression() -> None:
    assert least_squares([1.0, 2.0], [[1.0, 2.0]]) is None
    assert least_squares([1.0, 2.0, 4.0], [[1.0, 1.0, 1.0]]) is None
    assert least_squares([1.0, 2.0, 4.0, 3.0], [[1.0, 2.0, 3.0, 5.0], [2.0, 4.0, 6.0, 10.0]]) is None


@given(st.floats(-40, 40), st.integers(1, 400))
def test_p_values_are_those_of_students_t(t: float, freedom: int) -> None:
    assert two_sided(t, freedom) == pytest.approx(2 * stats.t.sf(abs(t), freedom), rel=1e-8, abs=1e-300)


@given(st.lists(st.tuples(st.integers(-5, 5), st.integers(-5, 5)), min_size=3, max_size=30))
def test_rank_correlation_is_scipys_with_ties_too(pairs: list[tuple[int, int]]) -> None:
    first, second = ([float(pair[side]) for pair in pairs] for side in (0, 1))
    found = rank_correlation(first, second)
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        assert found is None
    else:
        assert found == pytest.approx(stats.spearmanr(first, second).statistic, abs=1e-12)
    assert ranks(first) == list(stats.rankdata([-value for value in first]))


def test_a_correlation_computed_by_hand() -> None:
    # Deviations -1, 0, 1 and -1, 1, 0: products sum to 1, squares to 2 and 2.
    assert correlation([1.0, 2.0, 3.0], [1.0, 3.0, 2.0]) == pytest.approx(0.5)
