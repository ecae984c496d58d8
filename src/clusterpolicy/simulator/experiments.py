"""Experiments that take many thousand runs: their results are stored as datasets, made by ``make simulations``.

Every number follows from the rules, the parameters and the run numbers below: whoever runs them again gets the same tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from clusterpolicy.models.simulator_parameters import LEVERS, RULES
from clusterpolicy.simulator.comparison import by_run, compare
from clusterpolicy.simulator.outcomes import simulate
from clusterpolicy.simulator.patterns import PATTERNS
from clusterpolicy.simulator.policy import INSTRUMENTS, NO_POLICY, Levers, Policy
from clusterpolicy.text import _

# Runs that neither the calibration nor the tests of the patterns saw.
FIRST_RUN = 300_000
PATTERN_RUNS, COMPARISON_RUNS = 3000, 2000
LEVER_SAMPLES, LEVER_RUNS = 512, 20
WORLDS, WORLD_RUNS = 500, 60
# How far an assumption is moved, up or down, in another world.
WORLD_SPREAD = 0.25
MONEY = 200.0
DRAWN = ("innovations", "jobs", "private")


def policies() -> dict[str, Levers]:
    """Return the policies that the course compares at equal money: approaches, own parts of grants, each instrument alone."""
    alone = {name: Policy(**{**dict.fromkeys(INSTRUMENTS, 0.0), name: 20.0}) for name in INSTRUMENTS}
    return {
        "bottom_up": Policy(approach=0.0),
        "middle": Policy(),
        "top_down": Policy(approach=1.0),
        "no_own_part": Policy(cofinancing=0.0),
        "large_own_part": Policy(cofinancing=0.6),
        **alone,
    }


def policy_words() -> dict[str, str]:
    """Return the policies in words, by name."""
    return {
        "bottom_up": _("bottom-up"),
        "middle": _("half and half"),
        "top_down": _("top-down"),
        "no_own_part": _("no own part"),
        "large_own_part": _("large own part"),
        "rd_grants": _("grants alone"),
        "networking": _("networking alone"),
        "sme_services": _("services alone"),
        "training": _("training alone"),
        "public_purchasing": _("purchasing alone"),
    }


def lever_words() -> dict[str, str]:
    """Return the levers in words short enough for an axis, by name."""
    return {
        "approach": _("approach"),
        "rd_grants": _("grants"),
        "networking": _("networking"),
        "sme_services": _("services"),
        "training": _("training"),
        "public_purchasing": _("purchasing"),
        "cofinancing": _("own part of grants"),
        "support_years": _("years of support"),
    }


def patterns_table() -> pd.DataFrame:
    """Return what the simulator shows of each pattern."""
    rows = [
        {
            "pattern": pattern.name,
            "use": pattern.use,
            "low": pattern.low,
            "high": pattern.high,
            "measured": pattern.measure(PATTERN_RUNS, FIRST_RUN, None),
            "unit": pattern.unit,
        }
        for pattern in PATTERNS
    ]
    return pd.DataFrame(rows)


def comparison_table() -> pd.DataFrame:
    """Return the policies compared at equal money, as differences from no policy."""
    return compare(policies(), money=MONEY, runs=COMPARISON_RUNS, seed=FIRST_RUN)


def lever_problem() -> dict[str, Any]:
    """Return the levers and their ranges as SALib takes them; support lasts at least a year, or nothing else matters."""
    bounds = [[max(row[2], 1.0) if row[0] == "support_years" else row[2], row[3]] for row in LEVERS]
    return {"num_vars": len(LEVERS), "names": [row[0] for row in LEVERS], "bounds": bounds}


def lever_samples() -> np.ndarray:
    """Return Saltelli's sample of lever settings, one a row."""
    from SALib.sample import sobol

    sample: np.ndarray = sobol.sample(lever_problem(), LEVER_SAMPLES, calc_second_order=False, seed=2012)
    return sample


def lever_effects(setting: np.ndarray) -> dict[str, float]:
    """Return by how much a lever setting differs from no policy, for each drawn outcome."""
    policy = Policy(**dict(zip(lever_problem()["names"], map(float, setting), strict=True)))
    gap = by_run(simulate(policy, LEVER_RUNS, seed=FIRST_RUN)) - without_policy(LEVER_RUNS)
    return {outcome: float(gap[outcome].mean()) for outcome in DRAWN}


@lru_cache(maxsize=1)
def without_policy(runs: int) -> pd.DataFrame:
    """Return the runs without policy that a setting is compared with."""
    return by_run(simulate(NO_POLICY, runs, seed=FIRST_RUN))


def settings_table(tick: Callable[[], None] = lambda: None) -> pd.DataFrame:
    """Return what each lever setting of the sample brings, as differences from no policy.

    Parameters
    ----------
    tick : callable
        Called after each setting, for a progress bar.
    """
    rows = []
    for number, setting in enumerate(lever_samples(), start=1):
        rows.append({"setting": number, **lever_effects(setting)})
        tick()
    return pd.DataFrame(rows)


def sensitivity_table(settings: pd.DataFrame) -> pd.DataFrame:
    """Return Sobol's indices of the levers: which share of an outcome's spread each explains, alone and in all.

    Parameters
    ----------
    settings : DataFrame
        As ``settings_table`` returns it.
    """
    from SALib.analyze import sobol

    rows = []
    for outcome in DRAWN:
        effects = settings[outcome].to_numpy(dtype=float)
        found = sobol.analyze(lever_problem(), effects, calc_second_order=False, seed=2012)
        for place, lever in enumerate(lever_problem()["names"]):
            indices = {
                "first": found["S1"][place],
                "first_error": found["S1_conf"][place],
                "total": found["ST"][place],
                "total_error": found["ST_conf"][place],
            }
            rows.append({"outcome": outcome, "lever": lever, **indices})
    return pd.DataFrame(rows)


def assumed() -> list[tuple[str, float, float, float]]:
    """Return name, default, least and greatest of each parameter that is an assumption, calibrated or not."""
    return [row[:4] for row in RULES if row[5] in ("assumption", "calibrated")]


def world(number: int) -> dict[str, float]:
    """Return the assumptions of another world: each moved by up to a fourth, up or down, all at once."""
    chance = np.random.default_rng([2012, number])
    moves = chance.uniform(1 - WORLD_SPREAD, 1 + WORLD_SPREAD, size=len(assumed()))
    return {
        name: float(np.clip(default * move, least, greatest))
        for (name, default, least, greatest), move in zip(assumed(), moves, strict=True)
    }


def world_row(number: int) -> dict[str, float]:
    """Return what bottom-up and top-down bring in another world, as differences from no policy there."""
    both = {name: policies()[name] for name in ("bottom_up", "top_down")}
    table = compare(both, money=MONEY, runs=WORLD_RUNS, seed=FIRST_RUN, parameters=world(number))
    found = table.set_index(["policy", "outcome"])["difference"]
    return {
        "world": number,
        **{f"{outcome}_{policy}": float(found[policy, outcome]) for outcome in DRAWN for policy in both},
    }


def worlds_table(tick: Callable[[], None] = lambda: None) -> pd.DataFrame:
    """Return the two approaches in many worlds.

    Parameters
    ----------
    tick : callable
        Called after each world, for a progress bar.
    """
    rows = []
    for number in range(1, WORLDS + 1):
        rows.append(world_row(number))
        tick()
    return pd.DataFrame(rows)


def tables(tick: Callable[[], None] = lambda: None) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each stored dataset with its name.

    Parameters
    ----------
    tick : callable
        Called ``steps()`` times in all, for a progress bar.
    """
    yield "simulator_patterns", patterns_table()
    yield "simulator_comparison", comparison_table()
    settings = stored(settings_table(tick))
    yield "simulator_settings", settings
    yield "simulator_sensitivity", sensitivity_table(settings)
    yield "simulator_worlds", worlds_table(tick)


def stored(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with the six digits that its file keeps."""
    kept = frame.copy()
    for name in frame.select_dtypes("float"):
        kept[name] = frame[name].map(lambda value: float(f"{value:.6g}"))
    return kept


def steps() -> int:
    """Return how often the experiments tick."""
    return len(lever_samples()) + WORLDS
