"""Measures of the built site in Chromium."""

from __future__ import annotations

import random
import re
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from browsing import fresh_page, wait_until_live
from playwright.sync_api import Browser
from report import Row, percentile

from clusterpolicy.exercises.framework.controls import Checkbox, Control, MultiSelect, Select, Slider
from clusterpolicy.exercises.framework.registry import exercise, exercise_names

COLD_RUNS = 7
OTHER_COLD_RUNS = 3
LONG_WORK_MS = 120_000
MOVES = 40
TRIES = 120
REDRAW_LIMIT = {False: 600, True: 5000}
# These two compute runs of a model, and ranks under many drawn weights.
HEAVY = ("choose-an-approach", "policy-simulator")
MOUNT = re.compile(r'data-exercise="([\w-]+)"')
COLD_TARGET = "≤ 800 ms"


def pages_with_exercises(site: Path) -> dict[str, list[str]]:
    """Return the ids of the exercises on each page that has any, by the page's address."""
    found = {
        path.relative_to(site).as_posix(): MOUNT.findall(path.read_text(encoding="utf-8"))
        for path in sorted((site / "notebooks").glob("*.html"))
    }
    return {name: exercises for name, exercises in found.items() if exercises}


def page_of_each(site: Path) -> dict[str, str]:
    """Return the address of the page on which each exercise stands."""
    return {found: name for name, ids in pages_with_exercises(site).items() for found in ids}


def cold(browser: Browser, address: str, runs: int) -> tuple[list[float], list[float]]:
    """Return the ms from a cold page to its first live exercise, and to all of them live."""
    first, whole = [], []
    for _ in range(runs):
        with fresh_page(browser) as page:
            page.goto(address)
            wait_until_live(page)
            times = page.evaluate("courseBench")
            first.append(times["first"])
            whole.append(times["all"])
    return first, whole


def cold_rows(browser: Browser, site: Path, root: str) -> Iterator[Row]:
    """Yield the cold start of the first page with exercises, and of the slowest of the others."""
    name, *others = pages_with_exercises(site)
    for way, start in (("http", root), ("file://", f"{site.as_uri()}/")):
        first, whole = cold(browser, start + name, COLD_RUNS)
        yield Row(f"cold page to first live exercise, {way}", "ms", first, target=COLD_TARGET)
        yield Row(f"cold page to all exercises live, {way}", "ms", whole)
    if others:
        times = {other: cold(browser, root + other, OTHER_COLD_RUNS)[0] for other in others}
        slowest = max(times, key=lambda other: statistics.median(times[other]))
        figure = f"the same, slowest other page ({Path(slowest).stem})"
        yield Row(figure, "ms", times[slowest], target=COLD_TARGET)


def redraw_rows(browser: Browser, site: Path, root: str) -> Iterator[Row]:
    """Yield the time from a moved control to figure and chart redrawn, for every exercise of the registry."""
    homes = page_of_each(site)
    for name in exercise_names():
        heavy = name in HEAVY
        samples = redraws(browser, root + homes[name], name, REDRAW_LIMIT[heavy]) if name in homes else []
        target = "median ≤ 300 ms (heavy)" if heavy else "median ≤ 16 ms"
        yield Row(f"control to redraw, {name}", "ms", samples, target=target)
        if samples:
            yield Row("  nine moves in ten take at most", "ms", [percentile(samples, 0.9)])


def long_work_rows(browser: Browser, site: Path, root: str) -> Iterator[Row]:
    """Yield how long an exercise's long work takes, and how long it holds up the page at most."""
    homes = page_of_each(site)
    for name in [name for name in homes if exercise(name).long]:
        with fresh_page(browser) as page:
            page.goto(root + homes[name])
            wait_until_live(page)
            page.evaluate("courseBench.longest = 0")
            section = page.locator(f'[data-exercise="{name}"]')
            bar = section.locator("[data-long] progress")
            started = time.perf_counter()
            section.locator("[data-long-start]").click()
            bar.wait_for(state="visible")
            bar.wait_for(state="hidden", timeout=LONG_WORK_MS)
            yield Row(f"long work, {name}", "s", [time.perf_counter() - started], target="≤ 10 s")
            longest = [page.evaluate("courseBench.longest")]
            yield Row("  longest task of the page meanwhile (0: none of 50 or more)", "ms", longest)


def redraws(browser: Browser, address: str, name: str, limit: int) -> list[float]:
    """Return the ms of those moves that changed a figure and the drawing."""
    samples: list[float] = []
    with fresh_page(browser) as page:
        page.goto(address)
        wait_until_live(page)
        for control, value in moves(exercise(name).controls):
            answer = page.evaluate(
                "([id, name, value, limit]) => courseBench.move(id, name, value, limit)",
                [name, control, value, limit],
            )
            page.wait_for_timeout(20)
            if answer is not None:
                samples.append(answer)
            if len(samples) == MOVES:
                break
    return samples


def moves(controls: tuple[Control, ...]) -> Iterator[tuple[str, Any]]:
    """Yield settings of single controls, the same in every run: sliders where there are any in sight from the start."""
    chance = random.Random(2012)
    chosen = [one for one in controls if isinstance(one, Slider) and not one.when] or list(controls)
    for _ in range(TRIES):
        control = chance.choice(chosen)
        yield control.name, random_value(control, chance)


def random_value(control: Control, chance: random.Random) -> Any:
    """Return a value that the control allows; a slider's lies off its steps."""
    if isinstance(control, Slider):
        return round(chance.uniform(control.minimum, control.maximum), 4)
    if isinstance(control, Select):
        return chance.choice(control.options).value
    if isinstance(control, MultiSelect):
        return [option.value for option in control.options if chance.random() < 0.5]
    return chance.random() < 0.5 if isinstance(control, Checkbox) else "text"
