"""Economic complexity: definitions computed by hand, exactness, sign, scale, and tables without an order."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tables import large_firms, nested, tables, value_added

from clusterpolicy.errors import CourseError
from clusterpolicy.indicators import comparative_advantage, complexity, density, fitness, proximity
from clusterpolicy.indicators import economic_complexity as module


def held_as_numbers(x: pd.DataFrame) -> np.ndarray:
    return comparative_advantage(x).to_numpy().astype(float)


def three_regions() -> pd.DataFrame:
    """Return a table in which A is specialised in ships and cars, B in cars and bread, C in bread."""
    x = pd.DataFrame(
        [[10.0, 10.0, 30.0], [0.0, 10.0, 45.0], [0.0, 0.0, 50.0]],
        index=["A", "B", "C"],
        columns=["ships", "cars", "bread"],
    )
    assert held_as_numbers(x).tolist() == [[1, 1, 0], [0, 1, 1], [0, 0, 1]]
    return x


def test_proximity_by_hand() -> None:
    held = pd.DataFrame([[1, 1, 0], [1, 1, 0], [1, 0, 1], [0, 0, 1]], columns=["cars", "ships", "bread"])
    x = held.astype(float)
    assert (comparative_advantage(x) == held.astype(bool)).all(axis=None)
    phi = proximity(x)
    # Cars in three regions, ships in two, both in two: 2 / 3. Cars and bread meet in one of three; ships and bread never.
    assert phi.at["cars", "ships"] == pytest.approx(2 / 3)
    assert phi.at["cars", "bread"] == pytest.approx(1 / 3)
    assert phi.at["ships", "bread"] == 0
    assert np.diag(phi).tolist() == [1, 1, 1]
    # The last region has bread alone: near cars is 1 (itself) + 2/3 + 1/3, of which it has bread's third.
    assert density(x).at[3, "cars"] == pytest.approx((1 / 3) / 2)


@given(tables())
def test_proximity_is_symmetric_and_density_a_weighted_mean(x: pd.DataFrame) -> None:
    phi, omega = proximity(x), density(x)
    pd.testing.assert_frame_equal(phi, phi.T)
    assert phi.stack().dropna().between(0, 1).all()
    assert omega.stack().dropna().between(0, 1 + 1e-9).all()


def test_a_region_with_every_industry_has_density_one() -> None:
    x = pd.DataFrame(np.outer([1.0, 2.0], [3.0, 4.0, 5.0]))
    assert np.allclose(density(x), 1)


@given(st.integers(3, 12), st.integers(3, 12), st.integers(0, 10_000))
def test_complexity_is_an_eigenvector_with_mean_nought_and_deviation_one(
    rows: int, columns: int, seed: int
) -> None:
    x = nested(rows, columns, seed)
    try:
        regions, industries = complexity(x)
    except CourseError:
        assume(False)
    eci, pci = regions.dropna(), industries.dropna()
    held = held_as_numbers(x.loc[eci.index, pci.index])
    eci, pci = eci.to_numpy(), pci.to_numpy()
    assert eci.mean() == pytest.approx(0, abs=1e-6)
    assert eci.std() == pytest.approx(1, abs=1e-6)
    # A region's index is the mean of its industries'.
    assert np.allclose(held @ pci / held.sum(axis=1), eci, atol=1e-6)
    # Up to scale, an industry's index is the mean of its regions': the eigenvector of both steps.
    back = held.T @ eci / held.sum(axis=0)
    assert np.linalg.matrix_rank(np.column_stack([np.ones(len(pci)), pci, back]), tol=1e-5) <= 2


def test_complexity_by_hand() -> None:
    # From ships one comes to A, and on to ships or cars: (½, ½, 0). From cars to A or B: (¼, ½, ¼). From bread to B or C:
    # (0, ¼, ¾). The values of this table are 1 and the roots of λ² − ¾ λ + 1/16: the second is (3 + √5) / 8. With bread
    # at −1 the third row gives cars, the first row ships.
    second = (3 + 5**0.5) / 8
    bread = -1.0
    cars = -(4 * second - 3)
    ships = cars / (2 * second - 1)
    assert [ships / 4 + cars / 2 + bread / 4] == pytest.approx([second * cars])
    of_regions = np.array([(ships + cars) / 2, (cars + bread) / 2, bread])
    regions, industries = complexity(three_regions())
    assert regions.tolist() == pytest.approx(((of_regions - of_regions.mean()) / of_regions.std()).tolist())
    assert industries["ships"] == pytest.approx((ships - of_regions.mean()) / of_regions.std())


@pytest.mark.parametrize(
    "x", [value_added(), large_firms(), value_added().T, nested(40, 400), nested(400, 350)]
)
def test_regions_with_more_industries_stand_higher_whichever_side_is_solved(x: pd.DataFrame) -> None:
    regions, industries = complexity(x)
    held = held_as_numbers(x)
    there = held.sum(axis=1) > 0
    assert np.corrcoef(regions[there], held.sum(axis=1)[there])[0, 1] > 0
    assert np.allclose(
        (held @ industries.fillna(0).to_numpy())[there] / held.sum(axis=1)[there], regions[there], atol=1e-8
    )


@pytest.mark.parametrize("few", [4, 60], ids=["the search gives up", "the search ends"])
def test_all_solvers_find_the_same_vector(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    x = nested(120, 90)
    monkeypatch.setattr(module, "SMALL", 10**6)
    dense = complexity(x)
    monkeypatch.setattr(module, "SMALL", 0)
    monkeypatch.setattr(module, "FEW", few)
    single = complexity(x)
    for one, other in zip(dense, single, strict=True):
        pd.testing.assert_series_equal(one, other, rtol=1e-9, atol=1e-9)


def test_orders_that_fit_equally_well_are_seen_in_large_tables_too() -> None:
    part = np.random.default_rng(1).random((200, 140)) < 0.5
    held = np.hstack([np.kron(np.eye(3), part), np.full((600, 5), 0.1)])
    with pytest.raises(CourseError, match="two orders of the regions fit equally well"):
        complexity(pd.DataFrame(held))


@pytest.mark.parametrize(
    ("held", "why"),
    [
        ([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]], "parts whose regions share no industry"),
        ([[1, 1], [1, 1]], "all regions are specialised alike"),
        ([[1, 1, 0], [0, 1, 1], [1, 0, 1]], "two orders of the regions fit equally well"),
        ([[1, 1, 1]], "fewer than two regions"),
        ([[1], [1]], "fewer than two regions or industries"),
        ([[1, 1], [0, 0]], "fewer than two regions"),
    ],
)
def test_a_table_without_an_order_is_refused_with_the_reason(held: list[list[float]], why: str) -> None:
    with pytest.raises(CourseError, match=why):
        complexity(pd.DataFrame(held, dtype=float))


@given(tables(least=2))
def test_fitness_solves_its_own_equations_or_says_that_it_is_still_moving(x: pd.DataFrame) -> None:
    regions, industries, rounds = fitness(x)
    fit, hard = regions.dropna(), industries.dropna()
    assert rounds <= module.MOST_ROUNDS
    if len(fit) == 0:
        return
    assert fit.mean() == pytest.approx(1)
    assert hard.mean() == pytest.approx(1)
    if rounds < module.MOST_ROUNDS:
        held = held_as_numbers(x.loc[fit.index, hard.index])
        assert np.allclose(held @ hard / (held @ hard).mean(), fit, atol=1e-6)


def test_fitness_ranks_the_only_maker_of_ships_first_and_the_baker_last() -> None:
    regions, industries, _ = fitness(three_regions())
    assert regions["A"] > regions["B"] > regions["C"]
    assert industries["ships"] > industries["cars"] > industries["bread"]


def test_regions_with_one_common_industry_tend_to_nought_and_the_rounds_say_so() -> None:
    found = fitness(large_firms())
    assert found.regions.min() < 1e-6
    assert 500 < found.rounds <= module.MOST_ROUNDS
    assert np.isfinite(found.regions).all()
    assert np.isfinite(found.industries).all()


def test_one_region_and_no_region_have_a_defined_fitness() -> None:
    one = fitness(pd.DataFrame({"cars": [1.0], "bread": [2.0]}, index=["A"]))
    assert one.regions.tolist() == [1]
    assert one.industries.tolist() == [1, 1]
    none = fitness(pd.DataFrame({"cars": [0.0]}, index=["A"]))
    assert none.regions.isna().all()
    assert none.rounds == 0
