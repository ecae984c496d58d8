"""``clusterpolicy scorm``: an exercise or quiz as a package for a learning platform."""

from __future__ import annotations

import argparse

from clusterpolicy.errors import UnknownNameError
from clusterpolicy.publish import site
from clusterpolicy.publish.project import Project

# Three answers of four.
NEEDED = 75


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``scorm`` to the command line."""
    parser = subparsers.add_parser("scorm", help=write.__doc__)
    parser.add_argument("name", help="exercise or quiz, for example what-is-a-cluster")
    parser.add_argument(
        "--needed",
        type=per_cent,
        metavar="PER_CENT",
        default=NEEDED,
        help=f"right answers with which a quiz is passed; {NEEDED} where left out",
    )
    parser.set_defaults(run=write)


def per_cent(text: str) -> int:
    """Return a whole number from 0 to 100."""
    if not (text.isdecimal() and int(text) <= 100):
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number from 0 to 100")
    return int(text)


def write(name: str, needed: int) -> int:
    """Write an exercise or quiz as a SCORM 1.2 package into _build/scorm, in the language of CLUSTERPOLICY_LANGUAGE."""
    from clusterpolicy.exercises.framework.registry import exercise_names, quiz_names, subject
    from clusterpolicy.publish.teaching import scorm

    known = [*exercise_names(), *quiz_names()]
    if name not in known:
        raise UnknownNameError("exercise or quiz", name, known)
    project = Project.here()
    # The texts of the translations are compiled by the build.
    site.build(project)
    path = scorm.write(project, subject(name), needed, project.build / "scorm")
    print(f"Wrote {path} ({path.stat().st_size / 1e6:.1f} MB)")
    return 0
