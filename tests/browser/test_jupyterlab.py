"""Every registered exercise in a real JupyterLab: run, moved, kept."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from coursebook import until
from own_files import NAME, SEMICOLON, WRONG
from playwright.sync_api import Browser, Locator, Page

from clusterpolicy.exercises.framework.registry import exercise_names
from clusterpolicy.models.progress import read
from clusterpolicy.publish import commands

NOTEBOOK = "exercises.ipynb"
PROGRESS = "clusterpolicy-progress.json"
IDLE = "() => globalThis.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
QUIET = {"fetchNews": "false", "checkForUpdates": False}


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address):
            return True
    except (urllib.error.URLError, ConnectionError):
        return False


@pytest.fixture(scope="module")
def learner_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one notebook that shows every registered exercise."""
    folder = tmp_path_factory.mktemp("learner")
    cells = [
        nbformat.v4.new_code_cell(f'from clusterpolicy import show\n\nshow("{name}")')
        for name in exercise_names()
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / NOTEBOOK)
    settings = folder / ".settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(QUIET), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def jupyterlab(learner_folder: Path) -> Iterator[str]:
    """The address of a JupyterLab of its own, open to this machine alone."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--port={port}", "--no-browser", "--allow-root", "--expose-app-in-browser"]
    options += ["--IdentityProvider.token=", f"--LabApp.user_settings_dir={learner_folder / '.settings'}"]
    environment = os.environ | {
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_CONFIG_PATH": str(commands.LAB_SETTINGS),
    }
    environment.pop("CLUSTERPOLICY_HOST", None)
    for name in ("CONFIG", "DATA", "RUNTIME"):
        environment[f"JUPYTER_{name}_DIR"] = str(learner_folder / f".{name.lower()}")
    with (learner_folder / "server.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            cwd=learner_folder,
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            until(lambda: answers(f"http://127.0.0.1:{port}/api/status"), "JupyterLab to answer", 60)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(30)


@pytest.fixture(scope="module")
def opened_lab(browser: Browser, jupyterlab: str) -> Iterator[Page]:
    """The notebook, open in JupyterLab with its kernel at rest."""
    context = browser.new_context(viewport={"width": 1280, "height": 2400})
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(f"{jupyterlab}doc/tree/{NOTEBOOK}")
    until(lambda: page.evaluate(IDLE), "the kernel to start", 90)
    yield page
    context.close()


def run(page: Page, number: int) -> Locator:
    """Run one cell and wait for its chart."""
    found = page.locator(".jp-Notebook .jp-CodeCell").nth(number)
    found.scroll_into_view_if_needed()
    found.locator(".jp-InputArea-editor").click()
    page.evaluate("() => { jupyterapp.commands.execute('notebook:run-cell'); }")
    until(
        lambda: page.evaluate(IDLE) and found.locator(".clusterpolicy-chart svg[class]").count(),
        "the chart",
        90,
    )
    found.locator(".clusterpolicy-chart svg").first.wait_for()
    return found


def shown(cell: Locator) -> tuple[list[str], str]:
    """Return the headline figures and the chart's drawing."""
    return cell.locator("[data-figure]").all_inner_texts(), cell.locator(
        ".clusterpolicy-chart svg"
    ).first.inner_html()


def move(page: Page, cell: Locator) -> None:
    """Move the first control in sight: a slider by key, a list by its last entry but the chosen one, a box."""
    slider = cell.locator(".noUi-handle:visible").first
    if slider.count():
        slider.focus()
        for _ in range(5):
            page.keyboard.press("ArrowRight")
        return
    choice = cell.locator(".widget-dropdown select:visible, .widget-checkbox input:visible").first
    if choice.get_attribute("type") == "checkbox":
        choice.click()
        return
    values = choice.locator("option").evaluate_all("options => options.map(option => option.value)")
    chosen = choice.input_value()
    choice.select_option([value for value in values if value != chosen][-1])


def settled(page: Page, cell: Locator) -> list[str]:
    """Return the figures once the kernel has followed every key that was pressed."""
    last: list[list[str]] = [[]]

    def still() -> bool:
        page.wait_for_timeout(300)
        before, last[0] = last[0], shown(cell)[0]
        return bool(page.evaluate(IDLE)) and before == last[0]

    until(still, "the figures to come to rest", 20)
    return last[0]


def test_what_learners_open_has_no_menus_of_the_grader(opened_lab: Page) -> None:
    menus = opened_lab.locator(".lm-MenuBar-itemLabel").all_inner_texts()
    assert "File" in menus and "Nbgrader" not in menus


def test_errors_of_the_server_are_none(opened_lab: Page, learner_folder: Path) -> None:
    assert "Traceback" not in (learner_folder / "server.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", exercise_names())
def test_an_exercise_follows_its_controls_and_is_kept(
    opened_lab: Page, learner_folder: Path, name: str
) -> None:
    cell = run(opened_lab, exercise_names().index(name))
    assert cell.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    figures, drawing = shown(cell)
    assert figures
    move(opened_lab, cell)
    until(
        lambda: shown(cell)[0] != figures and shown(cell)[1] != drawing, f"{name} to follow its control", 20
    )
    moved = settled(opened_lab, cell)

    path = learner_folder / PROGRESS
    until(
        lambda: path.exists() and name in read(path.read_text(encoding="utf-8")).get("entries", {}),
        "the learner's file",
    )
    again = run(opened_lab, exercise_names().index(name))
    until(lambda: shown(again)[0] == moved, f"{name} to come back as it was left", 20)


def test_a_file_of_own_regions_goes_in_and_is_kept(opened_lab: Page, learner_folder: Path) -> None:
    """Chosen in the browser, read in the kernel; a file that is too large is refused and the kernel stays connected."""
    cell = run(opened_lab, exercise_names().index("find-clusters"))
    cell.locator(".jupyter-widget-Collapse-header").click()
    picker = cell.locator("input[type=file]")
    picker.wait_for()

    def hand_in(name: str, content: bytes) -> None:
        picker.set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})

    hand_in("large.csv", WRONG["10 MB"][0])
    until(lambda: "kilobytes" in cell.inner_text(), "the refusal", 20)
    hand_in("my.csv", SEMICOLON.encode("cp1251"))
    options = cell.locator("option")
    # Its lists hold no plain spaces.
    label = NAME.replace(" ", "\u00a0")
    until(lambda: label in options.all_text_contents(), "the region in the list", 20)
    path = learner_folder / PROGRESS
    until(lambda: read(path.read_text(encoding="utf-8"))["own"], "the learner's file")
    region = cell.locator(".widget-dropdown select").filter(has_text=label)
    region.select_option(label)
    until(lambda: NAME[:3] in shown(cell)[1], "the region on the chart", 20)
