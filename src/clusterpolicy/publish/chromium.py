"""The browser that the tests drive and that prints the course: what is on the machine, else installed where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from clusterpolicy.errors import CourseError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Return the path of a Chromium: ``CHROMIUM`` if set, else the first on PATH."""
    named = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in ([named] if named else NAMES))
    return next(filter(None, found), None)


def find_or_install() -> str:
    """Return the path of a Chromium, installing Debian's where this process may.

    Raises
    ------
    CourseError
        There is none; says what to install.
    """
    if not find() and not os.environ.get("CHROMIUM") and may_install():
        print("Installing Chromium …", flush=True)
        for step in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", "-qq", *step], check=False)
    found = find()
    if not found:
        raise CourseError(
            "this needs Chromium", todo="Install Chromium or Chrome, or set CHROMIUM to its path."
        )
    return found


def may_install() -> bool:
    """Return whether this is root on a Debian-like system."""
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None
