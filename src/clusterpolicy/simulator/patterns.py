"""Patterns of the literature that the simulator is held to, and how each is measured in it.

The bounds of the validation patterns were written down before the rules were calibrated; the calibration targets are those that
parameters were set to meet. The two share no source.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from clusterpolicy.models.simulator import COLUMNS
from clusterpolicy.simulator import engine
from clusterpolicy.simulator.engine import Array
from clusterpolicy.simulator.outcomes import parameter_values, simulate
from clusterpolicy.simulator.policy import NO_POLICY
from clusterpolicy.text import _

Parameters = Mapping[str, float] | None
FIRMS, QUARTERS = 60, 40
LARGEST = 0.1
# What the study behind ``voucher-effect-life`` gave: a small sum for a project of the firm's own choice, once, with a part of its own.
VOUCHER_QUARTERS = 4
VOUCHER = NO_POLICY.with_levers(rd_grants=4, approach=0, cofinancing=0.2, support_years=VOUCHER_QUARTERS / 4)


@dataclass(frozen=True)
class Pattern:
    """A pattern: bounds for a measure, and the rows of the dataset ``parameters`` that they come from."""

    name: str
    low: float
    high: float
    unit: str
    sources: tuple[str, ...]
    use: Literal["calibration", "validation"]
    measure: Callable[[int, int, Parameters], float]

    def holds(self, runs: int, seed: int, parameters: Parameters = None) -> bool:
        """Return whether the measure over so many runs lies within the bounds."""
        return self.low <= self.measure(runs, seed, parameters) <= self.high


def without_policy(runs: int, seed: int, parameters: Parameters) -> pd.DataFrame:
    """Return runs without any policy."""
    return simulate(NO_POLICY, runs, FIRMS, QUARTERS, seed, parameters=parameters)


def last_year(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the last four quarters of each run."""
    return frame[frame["quarter"] > QUARTERS - 4]


def exit_rate(runs: int, seed: int, parameters: Parameters = None) -> float:
    """Return the exits of a year per hundred firms, over all years but the first."""
    frame = without_policy(runs, seed, parameters)
    frame = frame[frame["quarter"] > 4]
    return float(400 * frame["exits"].sum() / frame["firms"].sum())


def survival(years: Literal["one", "five"], runs: int, seed: int, parameters: Parameters) -> float:
    """Return the share of founded firms that reached an age, in per cent of those that could."""
    frame = without_policy(runs, seed, parameters)
    end = frame[frame["quarter"] == QUARTERS]
    return float(100 * end[f"reached_{years}"].sum() / end[f"could_reach_{years}"].sum())


def one_year_survival(runs: int, seed: int, parameters: Parameters = None) -> float:
    """Return the share of founded firms that reached one year, in per cent."""
    return survival("one", runs, seed, parameters)


def five_year_survival(runs: int, seed: int, parameters: Parameters = None) -> float:
    """Return the share of founded firms that reached five years, in per cent."""
    return survival("five", runs, seed, parameters)


def innovation_active(runs: int, seed: int, parameters: Parameters = None) -> float:
    """Return the firms that innovated within a year, in per cent of all, in the last year of the runs."""
    frame = last_year(without_policy(runs, seed, parameters))
    return float(100 * frame["new_innovators"].sum() / frame["firms"].sum())


def with_universities(runs: int, seed: int, parameters: Parameters = None) -> float:
    """Return the innovators of three years that worked with a university, in per cent, in the last year of the runs."""
    frame = last_year(without_policy(runs, seed, parameters))
    return float(100 * frame["science_cooperators"].sum() / frame["innovators"].sum())


def cooperating(runs: int, seed: int, parameters: Parameters = None) -> float:
    """Return the innovators of three years that worked with anybody, in per cent, in the last year of the runs."""
    frame = last_year(without_policy(runs, seed, parameters))
    return float(100 * frame["cooperators"].sum() / frame["innovators"].sum())


def final_jobs(runs: int, seed: int, parameters: Parameters = None, firms: int = FIRMS) -> Array:
    """Return the jobs of every firm at the end of all runs without policy, the largest first."""
    values = parameter_values(NO_POLICY, None, parameters)
    jobs = engine.run(values, runs, firms, QUARTERS, seed)[:, QUARTERS * COLUMNS :].ravel()
    return np.sort(jobs[jobs > 0])[::-1]


def hill(jobs: Array) -> float:
    """Return a in P(size > s) ~ s**-a for the largest tenth of firms: Hill's (1975) estimator.

    Parameters
    ----------
    jobs : ndarray
        Sizes, the largest first.
    """
    count = int(LARGEST * len(jobs))
    return float(count / np.log(jobs[:count] / jobs[count]).sum())


def tail_exponent(runs: int, seed: int, parameters: Parameters = None) -> float:
    """Return the exponent of the tail of firm sizes at the end of the runs."""
    return hill(final_jobs(runs, seed, parameters))


def support_effect(runs: int, seed: int, parameters: Parameters = None) -> Array:
    """Return by how many innovations a quarter the voucher differs from no policy, quarter by quarter."""
    supported = simulate(VOUCHER, runs, FIRMS, QUARTERS, seed, parameters=parameters)
    gap = supported["innovations"] - without_policy(runs, seed, parameters)["innovations"]
    mean: Array = gap.to_numpy().reshape(runs, QUARTERS).mean(axis=0)
    return mean


def half_way(runs: int, seed: int, parameters: Parameters = None) -> float:
    """Return after how many months the effect of the voucher is half of what it was with the last grant at work.

    A grant is at work from the quarter after it was given. Between two quarters the effect is taken to fall evenly;
    infinite where it never halves.
    """
    effect = support_effect(runs, seed, parameters)[VOUCHER_QUARTERS:]
    below = np.flatnonzero(effect < effect[0] / 2)
    if len(below) == 0:
        return np.inf
    before, after = effect[below[0] - 1], effect[below[0]]
    return float(3 * (below[0] - 1 + (before - effect[0] / 2) / (before - after)))


def pattern_words() -> dict[str, str]:
    """Return the patterns in words, by name."""
    return {
        "exit_rate": _("Firms that close in a year, of a hundred"),
        "one_year_survival": _("New firms that reach one year"),
        "innovation_active": _("Firms that innovated within a year"),
        "with_universities": _("Innovators of three years that worked with a university"),
        "tail_exponent": _("Tail of firm sizes: exponent of the largest tenth"),
        "five_year_survival": _("New firms that reach five years"),
        "cooperating": _("Innovators of three years that worked with a partner"),
        "half_way": _("Time after which half of a voucher's effect is gone"),
    }


def unit_words() -> dict[str, str]:
    """Return the units of patterns in words."""
    return {"% a year": _("per cent a year"), "%": _("per cent"), "months": _("months"), "": ""}


PATTERNS = (
    Pattern("exit_rate", 8, 10, "% a year", ("firm-exit-rate",), "calibration", exit_rate),
    Pattern("one_year_survival", 80, 82, "%", ("survival-1-year",), "calibration", one_year_survival),
    Pattern(
        "innovation_active", 9, 12, "%", ("innovation-active-share-russia",), "calibration", innovation_active
    ),
    Pattern("with_universities", 7, 11, "%", ("cooperation-universities",), "calibration", with_universities),
    Pattern(
        "tail_exponent",
        0.8,
        1.4,
        "",
        ("zipf-exponent", "zipf-exponent-estimate"),
        "validation",
        tail_exponent,
    ),
    Pattern("five_year_survival", 39, 49, "%", ("survival-5-years",), "validation", five_year_survival),
    Pattern(
        "cooperating",
        26,
        34,
        "%",
        ("cooperating-share-eu-2004", "cooperating-share-eu-2008", "cooperating-share-eu-2010"),
        "validation",
        cooperating,
    ),
    Pattern("half_way", 6, 12, "months", ("voucher-effect-life",), "validation", half_way),
)
