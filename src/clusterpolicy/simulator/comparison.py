"""Policies compared fairly: the same money, the same luck, and a run without policy beside them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from clusterpolicy.errors import CourseError, ParameterError
from clusterpolicy.simulator.engine import Array
from clusterpolicy.simulator.outcomes import simulate
from clusterpolicy.simulator.policy import INSTRUMENTS, NO_POLICY, Levers

# What one number a run is made of: a total of the whole run, or the mean of its last year.
TOTALS = ("innovations", "sales", "private")
LAST_YEAR = ("jobs", "density", "cross_ties", "cooperation", "survival")
COMPARED = (*TOTALS, *LAST_YEAR)


def with_equal_money(policies: Mapping[str, Levers], money: float, quarters: int = 40) -> dict[str, Levers]:
    """Return the policies with their instruments scaled so that each may spend the same over a run.

    Parameters
    ----------
    policies : mapping of str to Policy
        Policies by name.
    money : float
        Million roubles over the whole run.
    quarters : int
        Length of the run.

    Raises
    ------
    CourseError
        A policy has no money to scale.
    ParameterError
        Scaled, a lever would leave its range: names policy and lever.
    """
    scaled = {}
    for name, policy in policies.items():
        planned = policy.money(quarters)
        if planned <= 0:
            raise CourseError(
                "the policy has no money that could be scaled", name, "Give one instrument some."
            )
        levers = policy.values()
        try:
            scaled[name] = policy.with_levers(
                **{lever: levers[lever] * money / planned for lever in INSTRUMENTS}
            )
        except ParameterError as error:
            todo = "Spread the money over more instruments or years, or compare with less."
            raise ParameterError(error.what, f"{name}, {error.where}", todo) from error
    return scaled


def compare(
    policies: Mapping[str, Levers],
    money: float | None = None,
    runs: int = 200,
    firms: int = 60,
    quarters: int = 40,
    seed: int = 0,
    *,
    region: str | None = None,
    parameters: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Compare policies at equal public money, with common random numbers, as differences from no policy.

    Parameters
    ----------
    policies : mapping of str to Policy
        Policies by name.
    money : float, optional
        What each may spend over the whole run, in million roubles; that of the first policy where left out.
    runs, firms, quarters, seed, region, parameters
        As for ``simulate``. Run by run, all policies have the same luck.

    Returns
    -------
    DataFrame
        One row a policy and outcome: ``difference`` from no policy (mean over the runs), its ``standard_error`` and the bounds
        ``low`` and ``high`` between which eight runs in ten lie, ``public`` money really spent (mean, million roubles), and
        ``per_million``, the difference for each million spent. ``innovations``, ``sales`` and ``private`` (co-financing,
        investors and firms' own R&D) are totals of the run, the others means of its last year. A run in which an outcome is
        missing with or without the policy is left out of that outcome; ``runs`` says how many remain.

    Raises
    ------
    CourseError
        As for ``with_equal_money`` and ``simulate``.
    """
    total = next(iter(policies.values())).money(quarters) if money is None else money
    scaled = with_equal_money(policies, total, quarters)

    def result(policy: Levers) -> pd.DataFrame:
        frame = simulate(policy, runs, firms, quarters, seed, region=region, parameters=parameters)
        return by_run(frame)

    without = result(NO_POLICY)
    rows = []
    for name, policy in scaled.items():
        found = result(policy)
        spent = float(found["public"].mean())
        for outcome in COMPARED:
            gap = (found[outcome] - without[outcome]).dropna().to_numpy()
            rows.append({"policy": name, "outcome": outcome, **summary(gap), "public": spent})
    table = pd.DataFrame(rows)
    table["per_million"] = table["difference"] / table["public"]
    return table


def summary(gap: Array) -> dict[str, float]:
    """Return mean, standard error, bounds of eight in ten, and number of the differences."""
    if len(gap) == 0:
        return {"difference": np.nan, "standard_error": np.nan, "low": np.nan, "high": np.nan, "runs": 0}
    low, high = np.quantile(gap, (0.1, 0.9))
    error = float(gap.std(ddof=1) / np.sqrt(len(gap))) if len(gap) > 1 else np.nan
    return {
        "difference": float(gap.mean()),
        "standard_error": error,
        "low": float(low),
        "high": float(high),
        "runs": len(gap),
    }


def by_run(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row a run: totals of the run, means of its last year."""
    last = frame[frame["quarter"] > frame["quarter"].max() - 4]
    totals = frame.groupby("run")[[*TOTALS, "public"]].sum()
    return totals.join(last.groupby("run")[list(LAST_YEAR)].mean())
