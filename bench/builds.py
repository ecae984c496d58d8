"""Builds in temporary folders: a copy of this checkout, and the same notebooks by Jupyter Book's defaults."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import time
import venv
from collections.abc import Iterator
from pathlib import Path

import nbformat
from report import Row

from clusterpolicy.publish import environment

HERE = Path(__file__).parent
LEFT_BEHIND = shutil.ignore_patterns(".git", ".venv", "_build", "__pycache__", ".*_cache", "tests")
# The peer builds one edition, and so does the copy.
EDITIONS = re.compile(r"(clusterpolicy_editions: )\[[^]]*\]")
UNCHANGED_RUNS = 5
PEER_UNCHANGED_RUNS = 3
EXECUTED = re.compile(r"Executed (\S+) in ([\d.]+) s")
PEER_EXECUTED = re.compile(r"Executed notebook in ([\d.]+) seconds")
EXERCISE_CELL = re.compile(r"^\s*(show|ask)\(", re.MULTILINE)
JUPYTER_BOOK = "from jupyter_book.cli.main import main; main()"
VALUE_ROLE = re.compile(r"\{value\}`([^`]*)`")


def copy_of(root: Path, target: Path) -> Path:
    """Copy the checkout and return the Python of the copy's own environment.

    The environment borrows the packages of the one that runs this, so that nothing is installed again.
    """
    shutil.copytree(root, target, ignore=LEFT_BEHIND, symlinks=True)
    settings = target / "_config.yml"
    settings.write_text(EDITIONS.sub(r"\1[en]", settings.read_text(encoding="utf-8")), encoding="utf-8")
    folder = target / ".venv"
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    packages = next(folder.rglob("site-packages"))
    borrowed = sysconfig.get_paths()["purelib"]
    lines = f"import site; site.addsitedir({borrowed!r})\nimport sys; sys.path.insert(0, {str(target / 'src')!r})\n"
    (packages / "borrowed.pth").write_text(lines, encoding="utf-8")
    (folder / "clusterpolicy.stamp").write_text(environment.fingerprint(target, python), encoding="utf-8")
    return python


def timed(command: list[str], folder: Path) -> tuple[float, str]:
    """Run a command and return its seconds and all that it printed; a failure stops the benchmark."""
    started = time.perf_counter()
    answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if answer.returncode:
        raise SystemExit(f"{' '.join(command[1:])} failed:\n{answer.stdout[-3000:]}\n{answer.stderr[-3000:]}")
    return seconds, answer.stdout + answer.stderr


def book_command() -> list[str]:
    """Return ``make book``, or what it calls where there is no make."""
    make = shutil.which("make")
    if make:
        return [make, "--no-print-directory", f"PYTHON={sys.executable}", "book"]
    return [sys.executable, "src/clusterpolicy", "book"]


def peer_book(root: Path, target: Path) -> None:
    """Write a book of the same notebooks with nothing configured: a drawing stands where an exercise was."""
    (target / "notebooks").mkdir(parents=True)
    names = []
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        nbformat.write(without_exercises(path), target / "notebooks" / path.name)
        names.append(f"  - file: notebooks/{path.stem}\n")
    for path in (root / "notebooks").glob("*.csv"):
        shutil.copy(path, target / "notebooks")
    toc = f"format: jb-book\nroot: index\nchapters:\n{''.join(names)}"
    (target / "_toc.yml").write_text(toc, encoding="utf-8")
    (target / "_config.yml").write_text("title: The same notebooks\n", encoding="utf-8")
    (target / "index.md").write_text("# The same notebooks\n\nBuilt by default.\n", encoding="utf-8")


def without_exercises(path: Path) -> nbformat.NotebookNode:
    """Return a notebook without outputs, a matplotlib drawing in place of each exercise."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type != "code":
            cell.source = VALUE_ROLE.sub(r"`\1`", cell.source)
            continue
        cell.outputs, cell.execution_count = [], None
        if EXERCISE_CELL.search(cell.source):
            cell.source = static_peer()
    return notebook


def static_peer() -> str:
    """Return the peer's code up to its controls, with one call at the exercise's first setting."""
    cells = nbformat.read(HERE / "peer.ipynb", as_version=4).cells
    code = [cell.source for cell in cells if cell.cell_type == "code" and "interact(" not in cell.source]
    return "\n\n".join([*code, "find_clusters(threshold=2, size=1, focus=1)"])


def rows(python: Path, copy: Path, peer: Path) -> Iterator[Row]:
    """Build both books from nothing and then unchanged; yield the seconds."""
    command = book_command()
    peer_command = [str(python), "-c", JUPYTER_BOOK, "build", str(peer)]
    seconds, printed = timed(command, copy)
    peer_seconds, peer_printed = timed(peer_command, peer)
    executed = {name: float(found) for name, found in EXECUTED.findall(printed)}
    peer_executed = [float(found) for found in PEER_EXECUTED.findall(peer_printed)]
    figure = "seconds an executed notebook (course: two at a time)"
    yield Row(figure, "s", list(executed.values()), peer_executed, "≤ 3.5 s")
    for name, took in sorted(executed.items()):
        yield Row(f"  {name}", "s", [took])
    yield Row("cold build of the book", "s", [seconds], [peer_seconds])
    again = [timed(command, copy)[0] for _ in range(UNCHANGED_RUNS)]
    peer_again = [timed(peer_command, peer)[0] for _ in range(PEER_UNCHANGED_RUNS)]
    yield Row("unchanged make book (peer: jupyter-book build)", "s", again, peer_again, "≤ 2 s")
