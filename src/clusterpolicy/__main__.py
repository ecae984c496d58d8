"""The course's commands: ``python -m clusterpolicy <command>``.

On a fresh checkout ``python src/clusterpolicy <command>`` makes the environment first, as the Makefile does.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Command line without the program's name; that of the process if left out.

    Returns
    -------
    int
        Exit code: 0 where all went well.
    """
    from clusterpolicy.publish import commands

    return commands.run(sys.argv[1:] if arguments is None else list(arguments))


def bootstrap() -> int:
    """Run as a folder, before anything is installed: make the environment and start again inside it."""
    environment = runpy.run_path(str(Path(__file__).parent / "publish" / "environment.py"))
    return int(environment["enter"](environment["ROOT"], sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main() if __package__ else bootstrap())
