"""The outcomes of a policy, run by run and quarter by quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from clusterpolicy.models.simulator import COLUMNS, STOCKS
from clusterpolicy.models.simulator_economy import LEDGER
from clusterpolicy.models.simulator_parameters import DEFAULTS, NAMES
from clusterpolicy.models.simulator_state import OUTSIDE, UNIVERSITIES
from clusterpolicy.simulator import engine
from clusterpolicy.simulator.engine import Array
from clusterpolicy.simulator.policy import Levers, Policy, check_parameters
from clusterpolicy.simulator.regions import start_values

PUBLIC = ("grants", "meetings", "services", "courses", "sales_public")
PRIVATE = ("cofinanced", "invested", "own_rd")
OUTCOMES = (
    "innovations",
    "sales",
    "jobs",
    "survival",
    "density",
    "cross_ties",
    "cooperation",
    "private_per_public",
)


def simulate(
    policy: Levers | None = None,
    runs: int = 1,
    firms: int = 60,
    quarters: int = 40,
    seed: int = 0,
    *,
    region: str | None = None,
    parameters: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Run the policy simulator.

    Parameters
    ----------
    policy : Policy, optional
        The levers; ``Policy()`` where left out.
    runs : int
        How many runs. They differ by chance alone.
    firms, quarters : int
        Firms at the start, and how long a run lasts.
    seed : int
        Number of the first run. Run 7 is the same whether it is asked for alone or among others, and two policies
        with the same seeds have the same luck.
    region : str, optional
        Code of a region of the panel that lends its start values (``start_values``); Russia as a whole where left out.
    parameters : mapping of str to float, optional
        Parameters of the rules that shall not have their default.

    Returns
    -------
    DataFrame
        One row a run and quarter. First the outcomes: ``innovations`` and ``sales`` (million roubles) of the quarter, ``jobs``
        at its end, ``survival`` (share of the firms founded in the run that reached five years, of those that could have),
        ``density`` (ties, of all that there could be), ``cross_ties`` (share of ties that lead to universities and other
        clusters), ``cooperation`` (of the firms that innovated within three years, the share with a partner in that time),
        ``private_per_public`` (co-financing and investors' money for each public rouble so far). Then the counts and
        the flows of money behind them, from which every quarter can be checked. A share of nothing is missing.

    Raises
    ------
    ParameterError
        A number is out of its range: names it.
    UnknownNameError
        There is no such parameter or region.
    """
    values = parameter_values(policy or Policy(), region, parameters)
    found = engine.run(values, runs, firms, quarters, seed)[:, : quarters * COLUMNS]
    flat = found.reshape(runs * quarters, COLUMNS)
    table = dict(zip((*STOCKS, *LEDGER), flat.T, strict=True))
    number = {
        "run": np.repeat(np.arange(seed, seed + runs), quarters),
        "quarter": np.tile(np.arange(1, quarters + 1), runs),
    }
    return pd.DataFrame({**number, **derived(table, runs, quarters), **table})


def parameter_values(
    policy: Levers, region: str | None = None, parameters: Mapping[str, float] | None = None
) -> list[float]:
    """Return the value of each parameter in the order in which the engine reads them."""
    chosen = {**(start_values(region) if region else {}), **(parameters or {})}
    check_parameters(chosen)
    known = {**dict(zip(NAMES, DEFAULTS, strict=True)), **chosen, **policy.values()}
    return [float(known[name]) for name in NAMES]


def derived(table: Mapping[str, Array], runs: int, quarters: int) -> dict[str, Array]:
    """Return the outcomes, by name, from the counts and flows."""

    def so_far(values: Array) -> Array:
        return values.reshape(runs, quarters).cumsum(axis=1).ravel()

    ties = table["firm_ties"] + table["university_ties"] + table["outside_ties"]
    possible = table["firms"] * ((table["firms"] - 1) / 2 + UNIVERSITIES + OUTSIDE)
    public = total(table, PUBLIC)
    return {
        "innovations": table["innovations"],
        "sales": table["sales_inside"] + table["sales_outside"] + table["sales_public"],
        "jobs": table["jobs"],
        "survival": share(table["reached_five"], table["could_reach_five"]),
        "density": share(ties, possible),
        "cross_ties": share(ties - table["firm_ties"], ties),
        "cooperation": share(table["cooperators"], table["innovators"]),
        "private_per_public": share(so_far(table["cofinanced"] + table["invested"]), so_far(public)),
        "public": public,
        "private": total(table, PRIVATE),
    }


def total(table: Mapping[str, Array], names: Sequence[str]) -> Array:
    """Return the sum of several columns."""
    found: Array = np.sum([table[name] for name in names], axis=0)
    return found


def share(part: Array, whole: Array) -> Array:
    """Return a share; of nothing it is missing."""
    found: Array = np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 1e-9)
    return found
