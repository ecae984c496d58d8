"""The indicator library and its peers on the same tables: time, and the memory that Python's allocators hand out.

economic-complexity 0.3 cannot compute proximity with pandas 3 (it writes into a read-only array), so econcomplex alone
stands for that.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import econcomplex
import economic_complexity
import numpy as np
import pandas as pd
from ecomplexity import ecomplexity
from inequality.theil import Theil
from pymcdm.methods import TOPSIS
from pymcdm.normalizations import vector_normalization
from report import Row
from timing import seconds

from clusterpolicy import indicators

SIZES = ((83, 30), (5000, 1000))
SECONDS = 2.0
FEWEST_RUNS = 5
MOST_RUNS = 30
MEGABYTE = 2**20
Call = Callable[[], object]


@dataclass(frozen=True)
class Duel:
    """One measure, here and in another package, on one table."""

    measure: str
    package: str
    course: Call
    peer: Call
    target: str = ""


def table(regions: int, industries: int) -> pd.DataFrame:
    """Return an invented table as real ones are: what rare industries need, few regions have."""
    random = np.random.default_rng(1)
    able, needs = np.sort(random.uniform(0.1, 1, regions))[::-1], np.sort(random.uniform(0, 0.9, industries))
    present = random.random((regions, industries)) < 1 / (1 + np.exp(-10 * (able[:, None] - needs)))
    values = present * random.lognormal(3, 1, (regions, industries))
    names = [f"R{number}" for number in range(regions)], [f"i{number}" for number in range(industries)]
    return pd.DataFrame(values, index=names[0], columns=names[1])


def duels(x: pd.DataFrame, large: bool) -> Iterator[Duel]:
    """Yield each measure beside each peer that has it."""
    long = x.rename_axis(index="r", columns="i").stack().rename("v").reset_index().assign(t=2010)
    names = {"time": "t", "loc": "r", "prod": "i", "val": "v"}
    values, weights = x.to_numpy(), np.full(x.shape[1], 1 / x.shape[1])
    named = pd.Series(weights, index=x.columns)

    def growth_lab() -> object:
        return ecomplexity(long.copy(), names, check_logsupermodularity=False, verbose=False)

    def reflections() -> object:
        return economic_complexity.complexity(economic_complexity.rca(x))

    yield Duel(
        "complexity",
        "economic-complexity, 20 reflections",
        lambda: indicators.complexity(x),
        reflections,
        "≥ 3×" if large else "≥ 1×",
    )
    yield Duel(
        "complexity",
        "econcomplex",
        lambda: indicators.complexity(x),
        lambda: econcomplex.eci_pci(x),
        "≥ 300×" if large else "≥ 1×",
    )
    yield Duel(
        "complexity and density",
        "ecomplexity",
        lambda: (indicators.complexity(x), indicators.density(x)),
        growth_lab,
    )
    yield Duel(
        "proximity",
        "econcomplex",
        lambda: indicators.proximity(x),
        lambda: econcomplex.proximity(x, compute="product"),
        "≥ 1×",
    )
    yield Duel(
        "fitness, until it settles",
        "econcomplex",
        lambda: indicators.fitness(x),
        lambda: econcomplex.fitness_complexity(x, iterations=1000),
        "≥ 1×",
    )
    yield Duel(
        "density", "econcomplex", lambda: indicators.density(x), lambda: econcomplex.relatedness_density(x)
    )
    yield Duel(
        "location quotient",
        "economic-complexity",
        lambda: indicators.location_quotient(x),
        lambda: economic_complexity.rca(x),
    )
    yield Duel(
        "entropy", "econcomplex", lambda: indicators.entropy(x), lambda: econcomplex.shannon_entropy(x)
    )
    yield Duel(
        "locational Gini",
        "econcomplex",
        lambda: indicators.spatial_gini(x),
        lambda: econcomplex.hoover_gini(x),
    )
    yield Duel("Theil", "inequality", lambda: indicators.theil(x), lambda: Theil(values))
    yield Duel(
        "TOPSIS",
        "pymcdm",
        lambda: indicators.topsis(x, named),
        lambda: TOPSIS(vector_normalization)(values, weights, np.ones(len(weights))),
    )


def peak(call: Call) -> float:
    """Return the most megabytes that were held at once beyond what was there before."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1] / MEGABYTE
    finally:
        tracemalloc.stop()


def milliseconds(calls: tuple[Call, Call]) -> tuple[list[float], list[float]]:
    """Time two calls in turn, so that a busy moment of the machine meets both."""
    samples: tuple[list[float], list[float]] = [], []
    started = time.perf_counter()
    while not samples[1] or (time.perf_counter() - started < SECONDS and len(samples[1]) < MOST_RUNS):
        for call, kept in zip(calls, samples, strict=True):
            kept.append(1000 * seconds(call))
    # Where one call of the peer takes all the time, the course's median still is none of a single call.
    while len(samples[0]) < FEWEST_RUNS:
        samples[0].append(1000 * seconds(calls[0]))
    return samples


def rows() -> Iterator[Row]:
    """Yield time and peak memory of each measure and peer at each size."""
    for size in SIZES:
        for duel in duels(table(*size), large=size == SIZES[-1]):
            name = f"{duel.measure}, {size[0]:,} × {size[1]:,} (peer: {duel.package})"
            # The first call also loads what a measure needs; the time of the others is asked for.
            memory = [peak(duel.course)], [peak(duel.peer)]
            yield Row(name, "ms", *milliseconds((duel.course, duel.peer)), duel.target)
            yield Row(f"{name}, peak memory", "MB", *memory)
