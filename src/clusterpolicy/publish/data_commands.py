"""``clusterpolicy datasets`` and ``template``: list, show and check the datasets, start a file of own regions; no checkout is needed.

What is slow to import (pandas, frictionless) is imported where it is used: every command passes through here.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clusterpolicy.datasets.validation import Problem

SHOWN_ROWS = 5
SHOWN_WIDTH = 32


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``datasets`` with its actions to the command line."""
    parser = subparsers.add_parser("datasets", help="List, show or check the datasets.")
    actions = parser.add_subparsers(required=True, metavar="action")
    checking = actions.add_parser("check", help=check.__doc__)
    checking.add_argument(
        "place",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="folder with a datapackage.json; the course's own where left out",
    )
    checking.set_defaults(run=check)
    actions.add_parser("list", help=show_list.__doc__).set_defaults(run=show_list)
    showing = actions.add_parser("show", help=show.__doc__)
    showing.add_argument("name", metavar="NAME", help="name of a dataset")
    showing.set_defaults(run=show)


def add_template(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``template`` to the command line."""
    parser = subparsers.add_parser("template", help=print_template.__doc__)
    parser.add_argument("kind", choices=("regions",), help="what the file is for: regions of your own")
    parser.set_defaults(run=print_template)


def print_template(kind: str) -> int:  # noqa: ARG001 - there is one kind so far, and the command names it
    """Print the template of a file of your own regions: clusterpolicy template regions > my.csv."""
    from clusterpolicy.datasets.own import template

    # Bytes: a console's own encoding and line ends have no part in a file that is meant to be read back.
    sys.stdout.buffer.write(template().encode("utf-8"))
    sys.stdout.buffer.flush()
    return 0


def check(place: Path | None) -> int:
    """Check every row of every dataset and print all problems."""
    from clusterpolicy.datasets import folder, resources

    root = place or folder()
    problems = find_problems(root)
    for problem in problems:
        print(problem)
    if problems:
        files = {problem.file for problem in problems}
        print(f"Problems: {len(problems)}. Files: {len(files)}.", file=sys.stderr)
        return 1
    print(f"All {len(resources(root))} datasets are as described.")
    return 0


def find_problems(root: Path) -> list[Problem]:
    """Check the datasets in a folder, with a progress bar where someone watches, and return all problems."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        SpinnerColumn,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    from clusterpolicy.datasets.validation import validate

    columns = (SpinnerColumn(), TextColumn("Checking the datasets"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as progress:
        lines = sum(path.read_bytes().count(b"\n") for path in root.glob("*/*.csv"))
        bar = progress.add_task("", total=lines)
        return validate(root, seen=lambda rows: progress.advance(bar, rows))


def show_list() -> int:
    """List the datasets."""
    from clusterpolicy.datasets import catalogue

    listed = catalogue()
    width = listed["name"].str.len().max()
    for row in listed.itertuples():
        print(f"{row.name:<{width}}  {row.rows:>9,}  {row.title}: {row.description}")
    return 0


def show(name: str) -> int:
    """Show a dataset's card and its first rows."""
    from clusterpolicy.datasets import card, load

    print(card(name))
    first = load(name).head(SHOWN_ROWS)
    print(f"## First rows\n\n{first.to_string(index=False, na_rep='', max_colwidth=SHOWN_WIDTH)}")
    return 0
