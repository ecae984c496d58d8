"""``clusterpolicy workshop``: a smaller site for an event, with what is printed for it."""

from __future__ import annotations

import argparse

from clusterpolicy.publish import browsers
from clusterpolicy.publish.project import Project


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``workshop`` to the command line."""
    parser = subparsers.add_parser("workshop", help=write.__doc__)
    parser.add_argument("--plan", required=True, help="name of a file in plans/, for example one-day")
    parser.add_argument("--region", default="", help="region with which exercises open, for example RU-TA")
    parser.set_defaults(run=write)


def write(plan: str, region: str) -> int:
    """Build a site with the chapters of a plan, and handouts, slides, group sheets and script, into _build/workshop-PLAN."""
    from clusterpolicy.publish.teaching import workshop

    folder = workshop.build(Project.here(), plan, region, browsers.CHROMIUM.find_or_install())
    print(f"Built {folder}. Open {folder / 'index.html'}")
    return 0
