"""Decisions: published and hand-computed scores, dropped criteria, ranks under random weights."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from clusterpolicy.errors import CourseError, UnknownNameError
from clusterpolicy.indicators import min_max, rank_stability, topsis, weighted_sum, z_scores

THREE = pd.DataFrame({"first": [6.0, 9.0, 9.0], "second": [4.0, 2.0, 1.0]}, index=["A", "B", "C"])
EQUAL = {"first": 1, "second": 1}


@st.composite
def choices(draw: st.DrawFn) -> tuple[pd.DataFrame, dict[str, float], list[str]]:
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    cells = st.one_of(st.integers(-5, 5).map(float), st.floats(-1000, 1000, allow_subnormal=False))
    names = [f"c{number}" for number in range(columns)]
    criteria = pd.DataFrame(
        draw(arrays(float, (rows, columns), elements=cells)),
        index=[f"A{n}" for n in range(rows)],
        columns=names,
    )
    weights = draw(st.lists(st.floats(0.1, 10), min_size=columns, max_size=columns))
    costs = [name for name in names if draw(st.booleans())]
    return criteria, dict(zip(names, weights, strict=True)), costs


def test_topsis_divides_by_the_length_of_a_criterion() -> None:
    assert topsis(THREE, EQUAL).scores.round(3).to_dict() == {"A": 0.754, "B": 0.411, "C": 0.246}
    assert topsis(THREE, EQUAL).ranks.to_dict() == {"A": 1, "B": 2, "C": 3}


def test_topsis_by_hand() -> None:
    # Lengths √198 and √21. A is worst in the first, best in the second; from each ideal one criterion apart.
    first, second = 3 / 198**0.5, 3 / 21**0.5
    assert topsis(THREE, EQUAL).scores["A"] == pytest.approx(second / (first + second))


def test_a_weighted_sum_by_hand() -> None:
    # A: 0 and 1; B: 1 and 1/3; C: 1 and 0. Weights 1 : 3.
    scores = weighted_sum(THREE, {"first": 1, "second": 3}).scores
    assert scores.to_dict() == pytest.approx({"A": 0.75, "B": 0.5, "C": 0.25})


@pytest.mark.parametrize("method", [topsis, weighted_sum])
def test_a_criterion_on_which_all_are_equal_is_dropped_and_named(method: type) -> None:
    with_constant = THREE.assign(same=0.1 + 0.2, zero=0.0)
    found = method(with_constant, {**EQUAL, "same": 5, "zero": 1})
    assert found.dropped == ("same", "zero")
    pd.testing.assert_series_equal(found.scores, method(THREE, EQUAL).scores)
    assert method(THREE, EQUAL).dropped == ()


@pytest.mark.parametrize("method", [topsis, weighted_sum])
def test_equal_alternatives_have_no_ranking(method: type) -> None:
    alike = pd.DataFrame({"first": [2.0, 2.0], "second": [0.3, 0.1 + 0.2]}, index=["A", "B"])
    for criteria in (alike, THREE.iloc[:1]):
        found = method(criteria, EQUAL)
        assert found.scores.isna().all()
        assert found.ranks.isna().all()
        assert found.dropped == ("first", "second")


@pytest.mark.parametrize("method", [topsis, weighted_sum])
@given(choice=choices())
def test_scores_lie_between_nought_and_one_and_a_dominated_alternative_never_leads(
    method: type, choice: tuple[pd.DataFrame, dict[str, float], list[str]]
) -> None:
    criteria, weights, costs = choice
    found = method(criteria, weights, costs=costs)
    assert found.scores.dropna().between(-1e-9, 1 + 1e-9).all()
    better = criteria * np.where(criteria.columns.isin(costs), -1, 1)
    for one in criteria.index:
        for other in criteria.index:
            if (better.loc[one] >= better.loc[other]).all() and found.scores.notna().all():
                assert found.scores[one] >= found.scores[other] - 1e-9


@pytest.mark.parametrize("method", [topsis, weighted_sum])
@given(choice=choices())
def test_units_labels_and_the_sum_of_weights_do_not_matter(
    method: type, choice: tuple[pd.DataFrame, dict[str, float], list[str]]
) -> None:
    criteria, weights, costs = choice
    plain = method(criteria, weights, costs=costs)
    moved = method(
        criteria.iloc[::-1, ::-1] * 4, {name: 8 * weight for name, weight in weights.items()}, costs=costs
    )
    pd.testing.assert_series_equal(moved.scores[plain.scores.index], plain.scores, rtol=1e-6, atol=1e-9)
    assert set(moved.dropped) == set(plain.dropped)


def test_a_cost_is_a_benefit_turned_round() -> None:
    turned = THREE.assign(second=-THREE["second"])
    assert min_max(THREE, costs=["second"])["second"].tolist() == min_max(turned)["second"].tolist()
    assert z_scores(THREE, costs=["second"])["second"].tolist() == z_scores(turned)["second"].tolist()
    pd.testing.assert_series_equal(
        topsis(THREE, EQUAL, costs=["second"]).scores, topsis(turned, EQUAL).scores
    )


def test_scales_by_hand() -> None:
    assert min_max(THREE)["second"].tolist() == pytest.approx([1, 1 / 3, 0])
    # Mean 8, deviation √((4 + 1 + 1) / 2).
    assert z_scores(THREE)["first"].tolist() == pytest.approx([-2 / 3**0.5, 1 / 3**0.5, 1 / 3**0.5])
    alone = THREE.iloc[:1]
    assert min_max(alone).isna().all(axis=None)
    assert z_scores(alone).isna().all(axis=None)


def test_rank_stability_by_hand() -> None:
    # A is first while w / 2 + … : A scores 1 − w, B w + (1 − w) / 3. A leads where 1 − w > 1/3 + 2w/3, w below 0.4.
    shares = rank_stability(THREE, draws=40_000)
    assert shares.columns.tolist() == [1, 2, 3]
    assert shares.at["A", 1] == pytest.approx(0.4, abs=0.01)
    assert shares.at["B", 1] == pytest.approx(0.6, abs=0.01)
    # C beats A where w is above a half, and never B.
    assert shares.at["C", 3] == pytest.approx(0.5, abs=0.01)
    assert shares.at["C", 1] == 0


@pytest.mark.parametrize("method", ["weighted_sum", "topsis"])
@given(choice=choices())
def test_shares_of_ranks_sum_to_one_and_one_criterion_leaves_no_doubt(
    method: str, choice: tuple[pd.DataFrame, dict[str, float], list[str]]
) -> None:
    criteria, weights, costs = choice
    shares = rank_stability(criteria, method=method, costs=costs, draws=50)  # type: ignore[arg-type]
    found = topsis(criteria, weights, costs=costs)
    if found.scores.isna().all():
        assert shares.isna().all(axis=None)
        return
    assert np.allclose(shares.sum(axis=1), 1)
    if criteria.shape[1] - len(found.dropped) == 1:
        assert all(shares.at[name, int(rank)] == 1 for name, rank in found.ranks.items())


def test_the_same_seed_gives_the_same_shares() -> None:
    first, again = (rank_stability(THREE, draws=500, seed=4) for _ in range(2))
    pd.testing.assert_frame_equal(first, again)
    assert not rank_stability(THREE, draws=500, seed=5).equals(first)


@pytest.mark.parametrize(
    ("criteria", "weights", "costs", "message"),
    [
        (THREE.replace(2.0, np.nan), EQUAL, (), "row 'B', column 'second': nan is no finite value"),
        (THREE, {"first": 1}, (), "there is no weight for 'second'"),
        (THREE, {"first": -1, "second": 1}, (), "weight of 'first': -1.0 is not a weight from zero up"),
        (THREE, {"first": 0, "second": 0}, (), "all weights are zero"),
        (THREE, {**EQUAL, "third": 1}, (), "there is no criterion named 'third'"),
        (THREE, EQUAL, ("secnd",), "Did you mean 'second'"),
        (THREE, EQUAL, "second", "'second' is one name where several may stand"),
    ],
)
def test_criteria_and_weights_that_do_not_fit_are_refused(
    criteria: pd.DataFrame, weights: dict[str, float], costs: tuple[str, ...], message: str
) -> None:
    for method in (topsis, weighted_sum):
        with pytest.raises(CourseError, match=message):
            method(criteria, weights, costs=costs)


def test_a_method_that_is_none_is_refused() -> None:
    with pytest.raises(CourseError, match="no such method"):
        rank_stability(THREE, method="ahp")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="no criterion named 'price'"):
        rank_stability(THREE, costs=["price"])
