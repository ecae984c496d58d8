"""The browsers that the tests drive and that print the course: what is on the machine, else installed where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

from clusterpolicy.errors import CourseError


@dataclass(frozen=True)
class Program:
    """A browser.

    Attributes
    ----------
    name : str
        What people call it.
    variable : str
        Variable of the environment that holds its path, where it is in an unusual place.
    commands : tuple of str
        Names that it has on PATH.
    package : str
        Its name in Debian.
    """

    name: str
    variable: str
    commands: tuple[str, ...]
    package: str

    def find(self) -> str | None:
        """Return its path: that of the variable if set, else the first on PATH."""
        named = os.environ.get(self.variable)
        found = (shutil.which(name) for name in ([named] if named else self.commands))
        return next(filter(None, found), None)

    def find_or_install(self) -> str:
        """Return its path, installing Debian's where this process may.

        Raises
        ------
        CourseError
            There is none; says what to install.
        """
        if not self.find() and not os.environ.get(self.variable) and may_install():
            print(f"Installing {self.name} …", flush=True)
            for step in (["update"], ["install", "--yes", "--no-install-recommends", self.package]):
                subprocess.run(["apt-get", "-qq", *step], check=False)
        found = self.find()
        if not found:
            raise CourseError(
                f"this needs {self.name}", todo=f"Install it, or set {self.variable} to its path."
            )
        return found


CHROMIUM = Program(
    "Chromium or Chrome",
    "CHROMIUM",
    ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "chromium",
)
FIREFOX = Program("Firefox", "FIREFOX", ("firefox", "firefox-esr"), "firefox-esr")


def may_install() -> bool:
    """Return whether this is root on a Debian-like system."""
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None
