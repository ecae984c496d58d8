"""Loading and checking the datasets, beside pandas and frictionless as they come."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pandas as pd
from report import Row
from timing import seconds

from clusterpolicy.datasets import folder, load, reading

LOADS = 7
CHECKS = 3
ROWS = 100_000


def rows() -> Iterator[Row]:
    """Load the largest dataset, typed, and check every row of all of them; yield the seconds."""
    path = folder() / "panel/panel.csv"
    length = len(load("panel"))
    course = [seconds(load_afresh) * ROWS / length for _ in range(LOADS)]
    peer = [seconds(lambda: pd.read_csv(path)) * ROWS / length for _ in range(LOADS)]
    figure = f"loading {ROWS:,} rows of the panel, typed (peer: pandas, types guessed)"
    yield Row(figure, "s", course, peer, "< 0.5 s")
    narrowed = [seconds(lambda: load("panel", indicator="grp", regions="RU-KLU")) for _ in range(LOADS)]
    yield Row("narrowing the panel to one indicator and region", "s", narrowed)
    checking = [sys.executable, "-m", "clusterpolicy", "datasets", "check"]
    validating = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    course = [seconds(lambda: run(checking)) for _ in range(CHECKS)]
    peer = [seconds(lambda: run(validating)) for _ in range(CHECKS)]
    yield Row("checking all datasets (peer: frictionless validate)", "s", course, peer, "< 20 s")


def load_afresh() -> None:
    """Load the panel as a process does for the first time."""
    reading._read.cache_clear()
    load("panel")


def run(command: list[str]) -> None:
    """Run a command in the folder of the datasets; a failure stops the benchmark."""
    answer = subprocess.run(command, cwd=folder(), capture_output=True, text=True, check=False)
    if answer.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{answer.stdout[-3000:]}\n{answer.stderr[-3000:]}")
