"""Chapter 6: the page's scores are those of the indicator library, and drawn weights are drawn evenly."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from clusterpolicy.exercises.choose_an_approach import declare
from clusterpolicy.indicators import rank_stability, topsis, weighted_sum
from clusterpolicy.indicators.approach import COSTS, approach_criteria
from clusterpolicy.models.chance import place_stream
from clusterpolicy.models.choose_an_approach import firmness
from clusterpolicy.models.decisions import closeness, drawn_weights, ideal_gaps, ranks_of

CRITERIA = approach_criteria().dropna()
WEIGHTS = dict(zip(CRITERIA, (1, 7, 3, 0, 10, 2), strict=True))


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    """Return the exercise's rows under unlike weights, one of them nought."""
    exercise = declare()
    return pd.DataFrame(exercise.run(exercise.defaults | WEIGHTS)["rows"]).set_index("key")


def test_both_scores_are_those_of_the_library(rows: pd.DataFrame) -> None:
    used = approach_criteria()[[name for name, weight in WEIGHTS.items() if weight]].dropna()
    weights = {name: WEIGHTS[name] for name in used}
    for column, method in (("sum", weighted_sum), ("topsis", topsis)):
        expected = method(used, weights, costs=COSTS)
        np.testing.assert_allclose(rows[column], expected.scores, rtol=1e-3)
        assert (rows[f"rank_{column}"] - expected.ranks).abs().max() <= 1


def test_a_region_without_a_criterion_is_ranked_once_the_criterion_has_no_weight(rows: pd.DataFrame) -> None:
    assert approach_criteria().loc["RU-CHU", ["students"]].isna().all()
    assert "RU-CHU" in rows.index
    exercise = declare()
    result = exercise.run(exercise.defaults | {"region": "RU-CHU"})
    assert "RU-CHU" not in [row["key"] for row in result["rows"]]
    assert result["figures"]["advice"] == exercise.dataset["words"]["unranked"]


def test_topsis_of_the_textbook_case() -> None:
    scores = closeness(ideal_gaps([[6, 4], [9, 2], [9, 1]], [False, False]), [0.5, 0.5])
    assert scores == pytest.approx([0.754, 0.411, 0.246], abs=5e-4)


def test_drawn_weights_are_even_on_all_that_sum_to_one() -> None:
    state = [0, 0, 0]
    place_stream(state, 7, 0, 1)
    drawn = np.array([drawn_weights(state, 4) for _number in range(4000)])
    assert drawn.min() >= 0
    np.testing.assert_allclose(drawn.sum(axis=1), 1)
    np.testing.assert_allclose(drawn.mean(axis=0), 0.25, atol=0.01)
    # The variance of a coordinate of the flat Dirichlet distribution of four.
    np.testing.assert_allclose(drawn.var(axis=0), 3 / 80, rtol=0.08)


def test_firm_advice_agrees_with_draws_of_the_library() -> None:
    firm, ranked = firmness(declare().dataset)
    shares = rank_stability(CRITERIA, costs=COSTS, draws=4000).loc[:, : ranked // 2].sum(axis="columns")
    assert ranked == len(CRITERIA)
    assert firm == pytest.approx(((shares >= 0.9) | (shares <= 0.1)).sum(), abs=4)


def test_equal_scores_share_the_better_rank() -> None:
    assert ranks_of([0.1 + 0.2, 0.3, 0.9, 0.1]) == [2, 2, 1, 4]


def test_without_any_weight_there_is_no_ranking_and_it_is_said() -> None:
    exercise = declare()
    result = exercise.run(exercise.defaults | dict.fromkeys(CRITERIA, 0))
    assert result["rows"] == []
    assert result["figures"]["advice"] == exercise.dataset["words"]["weightless"]
    assert len(result["facts"]) == len(CRITERIA.columns)
