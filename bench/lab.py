"""The same exercise in a real JupyterLab: as this course shows it, and as interact with matplotlib."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from browsing import fresh_page
from playwright.sync_api import Browser, Locator, Page
from report import Row

HERE = Path(__file__).parent
PRESSES = 30
LIMIT = 3000
START_SECONDS = 60
RUN_SECONDS = 90
COURSE_CELL = 'from clusterpolicy import show\n\nshow("find-clusters")'
SETTINGS = "--LabApp.user_settings_dir"
# Cells that are run before the kernel is there bring up a dialog instead.
KERNEL_IS_IDLE = (
    "() => globalThis.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
)
QUIET = {"fetchNews": "false", "checkForUpdates": False}


def rows(browser: Browser, folder: Path, source: Path) -> list[Row]:
    """Return key press to redraw for both, measured in one JupyterLab."""
    shutil.copy(HERE / "peer.ipynb", folder / "peer.ipynb")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(COURSE_CELL, id="show")])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "course.ipynb")
    with jupyterlab(folder, source) as address:
        course, peer = (presses(browser, address, name) for name in ("course.ipynb", "peer.ipynb"))
    return [Row("key press to redraw in JupyterLab (peer: interact)", "ms", course, peer)]


@contextmanager
def jupyterlab(folder: Path, source: Path) -> Iterator[str]:
    """Run JupyterLab in a folder, with settings of its own, and yield its address."""
    settings = folder / ".settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(QUIET), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--port={port}", "--no-browser", "--allow-root", "--expose-app-in-browser"]
    options += ["--IdentityProvider.token=", f"{SETTINGS}={folder / '.settings'}"]
    environment = os.environ | {"PYTHONPATH": str(source), "JUPYTER_PREFER_ENV_PATH": "1"}
    for name in ("CONFIG", "DATA", "RUNTIME"):
        environment[f"JUPYTER_{name}_DIR"] = str(folder / f".{name.lower()}")
    command = [sys.executable, "-m", "jupyterlab", *options]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, cwd=folder, env=environment, **silent)
    try:
        address = f"http://127.0.0.1:{port}/"
        wait_for(address + "api/status")
        yield address
    finally:
        server.terminate()
        server.wait(20)


def wait_for(address: str) -> None:
    """Wait until a server answers."""
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address):
                return
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > end:
                raise
            time.sleep(0.3)


def presses(browser: Browser, address: str, name: str) -> list[float]:
    """Run a notebook and return the ms from a key press on its first slider to the redrawn output."""
    with fresh_page(browser) as page:
        page.goto(f"{address}doc/tree/{name}")
        handle = run_all(page)
        handle.focus()
        samples = [
            press(page, "ArrowRight" if number % 20 < 10 else "ArrowLeft") for number in range(PRESSES)
        ]
    return [sample for sample in samples if sample is not None]


def run_all(page: Page) -> Locator:
    """Run all cells and return the handle of the first slider in sight."""
    until(page, KERNEL_IS_IDLE, START_SECONDS)
    page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells'); }")
    handle = page.locator(".noUi-handle:visible").first
    handle.wait_for(timeout=RUN_SECONDS * 1000)
    drawing = page.locator(".clusterpolicy-chart svg, .jp-OutputArea-output img")
    drawing.first.wait_for()
    until(page, KERNEL_IS_IDLE, RUN_SECONDS)
    return handle


def until(page: Page, condition: str, seconds: float) -> None:
    """Wait until a condition holds twice, a second apart."""
    end, held = time.monotonic() + seconds, 0
    while held < 2:
        held = held + 1 if page.evaluate(condition) else 0
        if time.monotonic() > end:
            raise SystemExit(f"JupyterLab was not ready within {seconds:.0f} s")
        page.wait_for_timeout(1000)


def press(page: Page, key: str) -> float | None:
    """Press a key and return the ms until the output was redrawn, None where nothing changed."""
    page.evaluate("limit => courseBench.arm(document.querySelector('.jp-Notebook'), 'keydown', limit)", LIMIT)
    page.keyboard.press(key)
    answer: float | None = page.evaluate("courseBench.outcome")
    page.wait_for_timeout(60)
    return answer
