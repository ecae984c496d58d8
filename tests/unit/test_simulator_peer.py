"""The rules written a second time, in Mesa, give what the engine gives: two readings of one page."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import numpy as np
import pytest

from clusterpolicy.models.simulator import COLUMNS, STOCKS
from clusterpolicy.models.simulator_economy import LEDGER
from clusterpolicy.models.simulator_parameters import DEFAULTS, PARAMETERS
from clusterpolicy.simulator import engine

sys.path.append(str(Path(__file__).parents[2] / "bench"))
import mesa_model

FIRMS, QUARTERS = 40, 40


def near_the_defaults(chance: Random) -> list[float]:
    """Return levers anywhere in their ranges, and rules within a fifth of their defaults."""
    values = []
    for name, default, least, greatest, _unit, basis, _source in PARAMETERS:
        moved = chance.uniform(least, greatest) if basis == "lever" else default * chance.uniform(0.8, 1.2)
        values.append(DEFAULTS[len(values)] if name == "tightness" else min(max(moved, least), greatest))
    return values


@pytest.mark.parametrize("number", range(12))
def test_mesa_and_the_engine_agree_on_every_column(number: int) -> None:
    values = near_the_defaults(Random(f"peer {number}")) if number else list(DEFAULTS)
    found = mesa_model.run(values, FIRMS, QUARTERS, number, course_luck=True)
    wanted = engine.run_plain(values, 1, FIRMS, QUARTERS, number)[0][: QUARTERS * COLUMNS]
    names = [*STOCKS, *LEDGER]
    assert set(found.columns) == set(names)
    table = wanted.reshape(QUARTERS, COLUMNS)
    assert np.allclose(found[names].to_numpy(dtype=float), table, rtol=1e-9, atol=1e-9)
