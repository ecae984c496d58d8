"""``clusterpolicy brief``: a brief for one region, or for all of them, as a document; no checkout is needed."""

from __future__ import annotations

import argparse
from pathlib import Path

from clusterpolicy.errors import CourseError
from clusterpolicy.text import _


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``brief`` to the command line."""
    parser = subparsers.add_parser("brief", help=write.__doc__)
    parser.add_argument(
        "--region", metavar="CODE", help="for example RU-KLU; the progress file's where left out"
    )
    parser.add_argument(
        "--progress", type=Path, metavar="FILE", help="progress file of the page or of JupyterLab"
    )
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="brief.docx or brief.html; with --all a folder",
    )
    parser.add_argument("--all", action="store_true", help="write a brief for every region into the folder")
    parser.add_argument(
        "--kind", choices=("docx", "html"), help="with --all: the kind of the files, docx where left out"
    )
    parser.set_defaults(run=write)


def write(region: str | None, progress: Path | None, out: Path, all: bool, kind: str | None) -> int:
    """Write a brief on cluster policy for a region: --region RU-KLU --progress my.json --out brief.docx."""
    if all:
        return write_all(region, progress, out, kind or "docx")
    if kind:
        raise CourseError(_("--kind belongs to --all"), todo=_("The end of the name of --out says the kind."))
    # What is slow to import comes when it is known that there is something to write.
    from datetime import date

    from clusterpolicy.brief import write as writing

    ending = writing.kind_of(out)
    entries = writing.entries_of(progress)
    code = writing.code_of(region, entries)
    writing.put(out, writing.brief(code, entries, ending, date.today()))
    print(out)
    return 0


def write_all(region: str | None, progress: Path | None, folder: Path, kind: str) -> int:
    """Write a brief for every region, with a progress bar where someone watches."""
    from datetime import date

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from clusterpolicy.brief import write as writing
    from clusterpolicy.datasets import region_names

    if region:
        raise CourseError(_("--region and --all exclude each other"), todo=_("Leave one of them out."))
    entries = writing.entries_of(progress)
    writing.folder_of(folder)
    columns = (
        TextColumn(_("Writing briefs")),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as bar:
        codes = sorted(region_names())
        task = bar.add_task("", total=len(codes))
        for code in codes:
            bar.update(task, description=code)
            writing.put(folder / f"{code}.{kind}", writing.brief(code, entries, f".{kind}", date.today()))
            bar.advance(task)
    print(folder)
    return 0
