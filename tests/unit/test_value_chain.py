"""The best allotment over a value chain: hand-worked values, scipy's optimum, and the limits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog, minimize

from clusterpolicy.exercises.framework.registry import exercise
from clusterpolicy.models.value_chain_budget import best_allotment, regret_of, result, strengths, within

HALVES = [0.5, 0.5]
HAND_WORKED = [
    (1.0, [20, 80], 11.180),
    (0.0, [50, 50], 10),
    (-1.0, [61.35, 38.65], 9.611),
    (None, [80, 20], 8.944),
]


@pytest.mark.parametrize(("rho", "allotted", "best"), HAND_WORKED)
def test_two_links_give_the_hand_worked_optimum(
    rho: float | None, allotted: list[float], best: float
) -> None:
    found = best_allotment([0, 0], [1, 4], HALVES, 100, rho)
    assert found == pytest.approx(allotted, abs=0.005)
    assert result(strengths([0, 0], [1, 4], found), HALVES, rho) == pytest.approx(best, abs=5e-4)


@pytest.mark.parametrize(("rho", "lost"), [(1.0, 0.051), (None, 0.209)])
def test_an_even_split_loses_what_was_worked_out_by_hand(rho: float | None, lost: float) -> None:
    even = result(strengths([0, 0], [1, 4], [50, 50]), HALVES, rho)
    best = result(strengths([0, 0], [1, 4], best_allotment([0, 0], [1, 4], HALVES, 100, rho)), HALVES, rho)
    assert regret_of(even, best) == pytest.approx(lost, abs=5e-4)


def peer(start: Any, returns: Any, weights: Any, points: float, rho: float | None) -> float:
    """Return the best result that scipy finds."""
    count = len(start)
    if rho is None:
        # Lift the common level as far as the points reach.
        costs = np.r_[np.zeros(count), -1]
        rows = np.c_[-np.diag(returns), np.ones(count)]
        found = linprog(costs, A_ub=rows, b_ub=start, A_eq=[[*np.ones(count), 0]], b_eq=[points])
        return float(np.sqrt(-found.fun))

    def loss(shares: Any) -> float:
        strength = np.maximum(start + returns * shares * points, 1e-12)
        if abs(rho) < 1e-6:
            return -float(weights @ np.log(strength)) / 2
        return -float(weights @ strength ** (rho / 2)) / rho

    def slope(shares: Any) -> Any:
        strength = np.maximum(start + returns * shares * points, 1e-12)
        return -weights * returns * points * strength ** (rho / 2 - 1) / 2

    rule = {"type": "eq", "fun": lambda shares: shares.sum() - 1, "jac": lambda _shares: np.ones(count)}
    found = minimize(
        loss,
        np.full(count, 1 / count),
        jac=slope,
        bounds=[(0, 1)] * count,
        constraints=[rule],
        method="SLSQP",
        options={"maxiter": 1000, "ftol": 1e-14},
    )
    shares = np.clip(found.x, 0, None)
    return result(list(start + returns * shares / shares.sum() * points), list(weights), rho)


def test_the_optimum_is_that_of_scipy_in_500_random_cases() -> None:
    random = np.random.default_rng(7)
    for case in range(500):
        count = int(random.integers(2, 8))
        start, returns = random.uniform(1, 60, count), random.uniform(0.3, 5, count)
        weights = random.dirichlet(np.full(count, 3.0))
        points = float(random.uniform(1, 200))
        rho = [None, -3.0, -1.0, 0.0, 0.5, 1.0][case % 6]
        found = best_allotment(list(start), list(returns), list(weights), points, rho)
        assert min(found) >= 0 and sum(found) == pytest.approx(points)
        mine = result(strengths(list(start), list(returns), found), list(weights), rho)
        assert mine == pytest.approx(peer(start, returns, weights, points, rho), rel=1e-6), case


def test_without_points_nothing_is_allotted_and_nothing_lost() -> None:
    item = exercise("value-chain-budget")
    figures = item.run(item.defaults | {"points": 0})["figures"]
    assert figures["used"] == 0 and figures["regret"] == 0 and figures["result"] == figures["most"] > 0


def test_a_chain_of_nought_gives_nothing_unless_links_replace_one_another() -> None:
    item = exercise("value-chain-budget")
    links = [control.name for control in item.controls[:7]]
    one = item.defaults | dict.fromkeys(links, 0) | {"market": 100, "baseline": False}
    for substitution, nothing in (("0", True), ("0.5", True), ("1", True), ("2", False), ("additive", False)):
        figures = item.run(one | {"substitution": substitution})["figures"]
        assert (figures["result"] == 0) == nothing
        assert 0 < figures["regret"] <= 1


def test_a_link_that_money_cannot_lift_gets_none() -> None:
    item = exercise("value-chain-budget")
    rows = {row["key"]: row for row in item.run(item.defaults | {"organisation_return": 0})["rows"]}
    assert rows["organisation"]["best"] == 0


def test_more_than_there_is_is_cut_down_evenly() -> None:
    assert within([100, 50, 50], 100) == pytest.approx([50, 25, 25])
    assert within([10, 20, 0], 100) == [10, 20, 0]


def test_returns_differ_so_that_substitution_matters() -> None:
    item = exercise("value-chain-budget")
    best = [
        tuple(round(row["best"], 3) for row in item.run(item.defaults | {"substitution": option})["rows"])
        for option in ("0", "0.5", "1", "2", "additive")
    ]
    assert len(set(best)) == len(best)


def test_organisational_support_comes_first_by_its_parameters_alone() -> None:
    item = exercise("value-chain-budget")
    name = {row["key"]: row["name"] for row in item.run(item.defaults)["rows"]}["organisation"]
    for option in ("0", "0.5", "1", "2", "additive"):
        assert item.run(item.defaults | {"substitution": option})["figures"]["first"] == name
        low = item.defaults | {"substitution": option, "organisation_return": 0.5}
        assert (item.run(low)["figures"]["first"] == name) == (option == "0")
