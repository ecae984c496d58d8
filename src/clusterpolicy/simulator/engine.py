"""Runs of the model: as it stands for a few, compiled by Numba on all cores for many. The numbers are the same."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from clusterpolicy.errors import ParameterError
from clusterpolicy.models import chance, simulator, simulator_economy, simulator_knowledge, simulator_state
from clusterpolicy.models.chance import RUNS

Array = npt.NDArray[np.float64]
COMPILED = (chance, simulator_knowledge, simulator_economy, simulator)
# Below so many firm-quarters, reading the compiled code would take longer than running the plain one.
FEW = 200_000


def run(parameters: Sequence[float], runs: int, firms: int, quarters: int, seed: int) -> Array:
    """Return the outcomes of several runs.

    Parameters
    ----------
    parameters : sequence of float
        Value of each parameter, in the order of ``models/simulator_parameters.py``.
    runs, firms, quarters, seed : int
        As for ``simulate``.

    Returns
    -------
    ndarray of shape (runs, numbers)
        As ``run_model`` leaves them: a row of ``STOCKS`` and ``LEDGER`` for each quarter, then the jobs of each firm at the end.

    Raises
    ------
    ParameterError
        One of the numbers is not a whole one in its range.
    """
    check_size("runs", runs, 1, RUNS)
    check_size("firms", firms, 2, 100_000)
    check_size("quarters", quarters, 1, 400)
    check_size("seed", seed, 0, RUNS - runs)
    few = runs * firms * quarters <= FEW and compiled.cache_info().currsize == 0
    return (run_plain if few else run_compiled)(parameters, runs, firms, quarters, seed)


def check_size(name: str, value: object, least: int, greatest: int) -> None:
    """Refuse what is not a whole number in a range."""
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    if not whole or not least <= value <= greatest:  # type: ignore[operator]
        raise ParameterError(f"{value!r} is not a whole number from {least} to {greatest}", name)


def run_plain(parameters: Sequence[float], runs: int, firms: int, quarters: int, seed: int) -> Array:
    """Return the outcomes as this Python computes them."""
    values = [float(value) for value in parameters]
    found = np.empty((runs, simulator.size_of_result(firms, quarters)))
    out = [0.0] * found.shape[1]
    for number in range(runs):
        simulator.run_model(values, firms, quarters, seed + number, out)
        found[number] = out
    return found


def run_compiled(parameters: Sequence[float], runs: int, firms: int, quarters: int, seed: int) -> Array:
    """Return the outcomes as the compiled model computes them, the runs shared out among the cores."""
    model = compiled()
    values = np.array(parameters, dtype=np.float64)
    found = np.zeros((runs, simulator.size_of_result(firms, quarters)))
    cores = min(os.cpu_count() or 1, runs)

    def work(first: int) -> None:
        for number in range(first, runs, cores):
            model(values, firms, quarters, seed + number, found[number])

    with ThreadPoolExecutor(cores) as pool:
        list(pool.map(work, range(cores)))
    return found


@lru_cache(maxsize=1)
def compiled() -> Callable[..., None]:
    """Return the model, compiled from the very functions that the page runs; where that was done before, it is read back."""
    import numba
    from numba.extending import overload, register_jitable

    replace_memory(overload)
    for module in COMPILED:
        for function in functions_of(module):
            if function is not simulator.run_model:
                register_jitable(function)
    with cache_folder(numba):
        model: Callable[..., None] = numba.njit(nogil=True, cache=True)(simulator.run_model)
    return model


def replace_memory(overload: Callable[..., Any]) -> None:
    """Make arrays where plain Python has lists: the one difference between the compiled model and the plain one."""
    overload(simulator_state.reals)(lambda number: lambda number: np.zeros(number))  # noqa: ARG005, PLW0108
    overload(simulator_state.wholes)(lambda number: lambda number: np.zeros(number, np.int64))  # noqa: ARG005
    overload(simulator_state.rows_of_reals)(
        lambda rows, number: lambda rows, number: np.zeros((rows, number))  # noqa: ARG005
    )
    overload(simulator_state.rows_of_wholes)(
        lambda rows, number: lambda rows, number: np.zeros((rows, number), np.int64)  # noqa: ARG005
    )


def functions_of(module: ModuleType) -> Iterator[FunctionType]:
    """Yield the functions that a module defines."""
    for value in vars(module).values():
        if isinstance(value, FunctionType) and value.__module__ == module.__name__:
            yield value


@contextmanager
def cache_folder(numba: Any) -> Iterator[None]:
    """Let Numba keep what is compiled in the user's cache, in a folder named after the sources.

    By itself it looks at the file of the compiled function alone, and would not see a change in the others.
    """
    from platformdirs import user_cache_path

    modules = [*COMPILED, simulator_state]
    sources = b"".join(Path(str(module.__file__)).read_bytes() for module in modules)
    before = numba.config.CACHE_DIR
    root = Path(before) if before else user_cache_path("clusterpolicy")
    numba.config.CACHE_DIR = str(root / f"simulator-{hashlib.sha256(sources).hexdigest()[:16]}")
    try:
        yield
    finally:
        numba.config.CACHE_DIR = before
