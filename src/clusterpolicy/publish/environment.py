"""Make the virtual environment that everything else runs in.

The only module that runs before anything is installed, so it imports the standard library alone.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parents[3]


def enter(root: Path, arguments: list[str]) -> int:
    """Run ``python -m clusterpolicy`` with these arguments in the project's own environment.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.
    arguments : list of str
        Command line without the program's name.

    Returns
    -------
    int
        Exit code of the command.
    """
    python = prepare(root)
    return subprocess.run([python, "-m", "clusterpolicy", *arguments], cwd=root, check=False).returncode


def prepare(root: Path) -> Path:
    """Create or refresh ``.venv`` and return its Python; does nothing if the stamp says it is current."""
    if sys.version_info < OLDEST_PYTHON:
        found, needed = (".".join(map(str, version)) for version in (sys.version_info[:2], OLDEST_PYTHON))
        raise SystemExit(
            f"Python {needed} or newer is needed, this is {found}. Try: make PYTHON=python{needed}"
        )
    folder = root / ".venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "clusterpolicy.stamp"
    if not python.exists():
        print(f"Making {folder} …", flush=True)
        venv.create(folder, with_pip=True)
    wanted = fingerprint(root, python)
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        install(root, python)
        stamp.write_text(wanted, encoding="utf-8")
    return python


def fingerprint(root: Path, python: Path) -> str:
    """Return a hash of what the environment is made from: lock file, project file, interpreter."""
    digest = hashlib.sha256()
    for path in (root / "requirements.txt", root / "pyproject.toml", python.parent.parent / "pyvenv.cfg"):
        digest.update(path.read_bytes())
    digest.update(str(root).encode())
    return digest.hexdigest()


def install(root: Path, python: Path) -> None:
    """Install the hash-checked requirements, then the project itself.

    Two steps, because pip refuses an editable project under hash checking.
    """
    print("Installing the pinned requirements …", flush=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    locked = ["--require-hashes", "--requirement", "requirements.txt"]
    project = ["--no-deps", "--no-build-isolation", "--editable", "."]
    for step in (locked, project):
        if subprocess.run([*pip, *step], cwd=root, check=False).returncode:
            raise SystemExit(f"pip could not install {step[-1]}; its message stands above")
