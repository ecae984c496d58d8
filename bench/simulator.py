"""The policy simulator's engine beside the same rules in Mesa: time, how it grows with the firms, memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import mesa_model
import numpy as np
from report import Row
from timing import seconds

from clusterpolicy.models.simulator import size_of_result
from clusterpolicy.models.simulator_parameters import DEFAULTS
from clusterpolicy.simulator import engine

RUNS, FIRMS, QUARTERS = 1000, 60, 40
TRIES = 5
# Firms at the start, and runs that are timed with so many of them.
SIZES = {60: 200, 600: 20, 6000: 2}
# Linux keeps the most memory that a process had; what the process that started it had is not counted.
PEAK = Path("/proc/self/status")
MEASURE = """
import re, sys
sys.path.insert(0, {here!r})
import simulator
simulator.{name}({runs})
print(re.search(r"VmHWM:\\s+(\\d+)", simulator.PEAK.read_text()).group(1))
"""


def rows() -> Iterator[Row]:
    """Yield the ms of a run among many, on all cores and on one, by number of firms, and the memory it takes."""
    by_engine(2)
    course = [timed(by_engine, RUNS) for _ in range(TRIES)]
    alone = [timed(by_mesa, RUNS)]
    cores = os.cpu_count() or 1
    size = f"{RUNS:,} runs × {FIRMS} firms × {QUARTERS} quarters"
    yield Row(f"{size}, a run on {cores} cores (peer: Mesa)", "ms", course, alone, "ratio ≥ 200")
    yield Row(f"  (peer: Mesa on {cores} cores)", "ms", course, [timed(by_mesa_on_all_cores, RUNS)])
    for firms, runs in SIZES.items():
        one = [timed(on_one_core, runs, firms) for _ in range(TRIES)]
        peer = [timed(by_mesa, max(1, runs // 10), firms)]
        yield Row(f"  a run with {firms:,} firms, one core (peer: Mesa)", "ms", one, peer)
    yield Row("  peak memory (peer: Mesa)", "MB", memory("by_engine", RUNS), memory("by_mesa", RUNS))
    many = "on_one_core"
    yield Row(
        "  the same, 2 runs with 6,000 firms", "MB", memory(many, "2, 6000"), memory("by_mesa", "2, 6000")
    )


def timed(action: Callable[..., None], runs: int, firms: int = FIRMS) -> float:
    """Return the ms of a run among so many."""
    return 1000 * seconds(lambda: action(runs, firms)) / runs


def by_engine(runs: int, firms: int = FIRMS) -> None:
    """Run the compiled engine on all cores."""
    engine.run_compiled(DEFAULTS, runs, firms, QUARTERS, 0)


def on_one_core(runs: int, firms: int) -> None:
    """Run the compiled engine one run after the other."""
    model, values = engine.compiled(), np.array(DEFAULTS, dtype=np.float64)
    found = np.zeros(size_of_result(firms, QUARTERS))
    for number in range(runs):
        model(values, firms, QUARTERS, number, found)


def by_mesa(runs: int, firms: int = FIRMS) -> None:
    """Run the peer one run after the other."""
    for number in range(runs):
        mesa_model.run(list(DEFAULTS), firms, QUARTERS, number)


def one_by_mesa(number: int) -> None:
    """Run the peer once."""
    mesa_model.run(list(DEFAULTS), FIRMS, QUARTERS, number)


def by_mesa_on_all_cores(runs: int, _firms: int = FIRMS) -> None:
    """Run the peer in as many processes as there are cores."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(one_by_mesa, range(runs), chunksize=runs // 20))


def memory(name: str, arguments: object) -> list[float]:
    """Return the most memory in MB that a process of its own takes for a call, its packages among it; nothing outside Linux."""
    if not PEAK.exists():
        return []
    code = MEASURE.format(here=str(Path(__file__).parent), name=name, runs=arguments)
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [float(answer.stdout) / 1024]
