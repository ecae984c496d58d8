"""The course's own chance: the published generator, the same stream everywhere, no two runs with the same numbers."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from clusterpolicy.models.chance import (
    FACTORS,
    MODULI,
    RUNS,
    STRIDE,
    draw,
    draw_for,
    pick,
    place_stream,
    power,
)

# Zeisel (1986), Remark ASR 61, Applied Statistics 35, 89: the three generators are one, with this factor and modulus.
WHOLE_FACTOR, WHOLE_MODULUS = 16_555_425_264_690, 27_817_185_604_309


def numbers_of(run: int, count: int, part: int = 0, parts: int = 1) -> list[float]:
    state, numbers = [0, 0, 0], [0.0] * count
    place_stream(state, run, part, parts)
    draw(state, numbers, 0, count)
    return numbers


def whole(state: list[int]) -> int:
    """Return the state of the one generator that the three amount to."""
    parts = [WHOLE_MODULUS // modulus for modulus in MODULI]
    return sum(one * part for one, part in zip(state, parts, strict=True)) % WHOLE_MODULUS


def test_the_stream_is_that_of_the_one_large_generator() -> None:
    state = [1, 1, 1]
    expected = whole(state)
    for number in numbers_of(0, 10_000):
        expected = expected * WHOLE_FACTOR % WHOLE_MODULUS
        assert number == pytest.approx(expected / WHOLE_MODULUS, abs=1e-15)


@pytest.mark.parametrize("run", [0, 1, 2, 999, RUNS - 1])
def test_a_run_begins_a_stride_after_the_one_before(run: int) -> None:
    state = [0, 0, 0]
    place_stream(state, run, 0, 1)
    ahead = pow(WHOLE_FACTOR, run * STRIDE, WHOLE_MODULUS)
    assert whole(state) == whole([1, 1, 1]) * ahead % WHOLE_MODULUS


def test_a_part_of_a_run_begins_within_it() -> None:
    here, there = [0, 0, 0], [0, 0, 0]
    place_stream(here, 7, 1, 2)
    place_stream(there, 7, 0, 1)
    assert whole(here) == whole(there) * pow(WHOLE_FACTOR, STRIDE // 2, WHOLE_MODULUS) % WHOLE_MODULUS


def test_no_two_runs_share_numbers() -> None:
    periods = [modulus - 1 for modulus in MODULI]
    assert np.lcm.reduce(periods) >= RUNS * STRIDE


def test_products_stay_small_in_every_interpreter() -> None:
    assert max(MODULI) ** 2 < 2**30
    assert all(power(factor, STRIDE, modulus) for factor, modulus in zip(FACTORS, MODULI, strict=True))


@pytest.mark.parametrize("run", range(5))
def test_numbers_are_spread_evenly_and_follow_no_order(run: int) -> None:
    numbers = np.array(numbers_of(run, 200_000))
    assert numbers.min() >= 0 and numbers.max() < 1
    assert stats.kstest(numbers, "uniform").pvalue > 0.001
    pairs = np.histogram2d(numbers[:-1:2], numbers[1::2], bins=20)[0]
    assert stats.chisquare(pairs.ravel()).pvalue > 0.001
    assert abs(np.corrcoef(numbers[:-1], numbers[1:])[0, 1]) < 0.01


def test_the_first_numbers_of_many_runs_are_spread_evenly_too() -> None:
    first = np.array([numbers_of(run, 3) for run in range(5000)])
    for column in first.T:
        assert stats.kstest(column, "uniform").pvalue > 0.001
        assert abs(np.corrcoef(column[:-1], column[1:])[0, 1]) < 0.05


def test_nobodys_luck_depends_on_who_else_is_there() -> None:
    everybody, some = [0.0] * 12, [0.0] * 12
    states = [[5, 6, 7], [5, 6, 7]]
    draw_for(states[0], everybody, 4, [0, 0, 0])
    draw_for(states[1], some, 4, [0, -1, 3])
    assert some[:4] == everybody[:4] and some[8:] == everybody[8:]
    assert some[4:8] == [0.0] * 4
    assert states[0] == states[1]


@pytest.mark.parametrize(("chance", "number"), [(0.0, 0), (0.24, 0), (0.25, 1), (0.999, 3), (1.0, 3)])
def test_picking_stays_within_the_count(chance: float, number: int) -> None:
    assert pick(chance, 4) == number
