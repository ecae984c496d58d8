"""What was put into the simulator is verified against its formula; what was not is validated against the literature.

The bounds were written before the calibration. The seeds here are none that the calibration saw.
"""

from __future__ import annotations

import pytest

from clusterpolicy.models.simulator_knowledge import distance, learn, value_of_tie
from clusterpolicy.models.simulator_parameters import DEFAULTS, NAMES
from clusterpolicy.models.simulator_state import (
    COOPERATED,
    DRAWS,
    FIELDS,
    PROJECTS,
    TIED,
    TIES,
    USABLE,
)
from clusterpolicy.simulator.patterns import PATTERNS, Pattern

RUNS, SEED = 3000, 200_000
VALIDATION = [pattern for pattern in PATTERNS if pattern.use == "validation"]
BY_NAME = {pattern.name: pattern for pattern in PATTERNS}

# A mechanism that is switched off by a parameter of its own, and the pattern that it is there for.
SWITCHED_OFF = {
    "without growth from profits sizes stay as they were": ("tail_exponent", {"hiring": 0}),
    "founders who are never short of cash survive": ("five_year_survival", {"founder_cash": 10}),
    "a market without chance kills no young firm that has what it needs": (
        "five_year_survival",
        {"swing": 0, "overhead": 0},
    ),
    "firms that take any partner cooperate too often": ("cooperating", {"worth": 0}),
    "firms that do not look for partners never cooperate": ("cooperating", {"search": 0}),
    "projects that end with the quarter leave nothing behind": ("half_way", {"project_pace": 1}),
}


def taught_in_a_quarter(apart: float, capacity: float, difficulty: float) -> float:
    """Return the share of a gap that a firm closes in one step of the model with a university so far away."""
    values = dict(zip(NAMES, DEFAULTS, strict=True))
    values |= {"absorb_base": capacity, "absorb_rd": 0, "absorb_skills": 0, "difficulty": difficulty}
    values |= {"learning": 1, "worth": 0}
    slots = 1
    knowledge = [0.0] * FIELDS + [apart] * FIELDS
    amounts = [[0.0] for _ in range(7)]
    marks = [[0] for _ in range(8)]
    amounts[PROJECTS][0], amounts[USABLE][0], marks[TIED][0] = 1.0, 0.0, 1
    ties, luck = [slots, *[-1] * (TIES - 1)], [0.999] * DRAWS
    parameters = [float(values[name]) for name in NAMES]
    learn(parameters, 3, 0.3, amounts, marks, knowledge, [0.25] * FIELDS, ties, [0], slots, luck)
    assert marks[COOPERATED][0] == 3
    return knowledge[0] / apart


@pytest.mark.parametrize(("capacity", "difficulty"), [(0.7, 2.0), (1.0, 2.0), (0.9, 1.5), (1.2, 4.0)])
def test_the_inverted_u_of_overlap_is_that_of_its_formula(capacity: float, difficulty: float) -> None:
    grid = [number / 400 for number in range(1, 401)]
    taught = [taught_in_a_quarter(apart, capacity, difficulty) for apart in grid]
    for apart, share in zip(grid, taught, strict=True):
        assert share == pytest.approx(apart * max(0.0, capacity - difficulty * apart), abs=1e-12)
    best = max(range(len(grid)), key=taught.__getitem__)
    assert grid[best] == pytest.approx(capacity / (2 * difficulty), abs=1 / 400)
    assert taught[best] == pytest.approx(capacity**2 / (4 * difficulty), rel=1e-4)
    # Overlap is what distance is not: full overlap teaches nothing, and neither does none where it is out of reach.
    assert value_of_tie(0.0, capacity, difficulty) == 0 == value_of_tie(1.0, capacity, difficulty)


def test_distance_is_the_mean_gap_over_the_fields() -> None:
    knowledge = [0.1, 0.2, 0.3, 0.4, 0.5, 0.2, 0.1, 1.0]
    assert distance(knowledge, 0, 1) == pytest.approx((0.4 + 0 + 0.2 + 0.6) / 4)
    assert distance(knowledge, 0, 1) == distance(knowledge, 1, 0)
    assert distance(knowledge, 1, 1) == 0


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: f"{pattern.use}-{pattern.name}")
def test_the_simulator_shows_a_pattern_of_the_literature(pattern: Pattern) -> None:
    assert pattern.low <= pattern.measure(RUNS, SEED, None) <= pattern.high


@pytest.mark.parametrize("what", SWITCHED_OFF)
def test_without_its_mechanism_a_pattern_is_gone(what: str) -> None:
    name, parameters = SWITCHED_OFF[what]
    pattern = BY_NAME[name]
    assert pattern.use == "validation"
    assert pattern.holds(RUNS, SEED)
    assert not pattern.holds(RUNS, SEED, parameters)


def test_every_validation_pattern_has_a_mechanism_to_switch_off() -> None:
    assert {name for name, _ in SWITCHED_OFF.values()} == {pattern.name for pattern in VALIDATION}


def test_calibration_and_validation_rest_on_different_rows() -> None:
    used = {
        use: {source for pattern in PATTERNS if pattern.use == use for source in pattern.sources}
        for use in ("calibration", "validation")
    }
    assert not used["calibration"] & used["validation"]
