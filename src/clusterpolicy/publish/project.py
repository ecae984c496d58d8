"""Where things are in a checkout, and hashes of what the book is made from."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from clusterpolicy.errors import CourseError

SKIPPED_FOLDERS = {"__pycache__", ".ipynb_checkpoints"}
BOOK_SOURCES = (
    "_config.yml",
    "_toc.yml",
    "assignments",
    "book",
    "datasets",
    "locale",
    "notebooks",
    "package-lock.json",
    "plans",
    "requirements.txt",
    "src",
)
FRAME_SOURCES = ("_toc.yml", "book/_static", "book/_templates", "package-lock.json", "src")
EXECUTION_SOURCES = ("datasets", "notebooks", "requirements.txt", "src")
# No notebook can import the package's publishing side (import contract), and browser files are not executed.
NOT_EXECUTED = ("src/clusterpolicy/publish", "src/clusterpolicy/__main__.py")
# The cache of executions looks at each notebook's own code; files beside the notebooks are read by them.
NOTEBOOK_SUFFIX = ".ipynb"
COMPILED_SUFFIXES = {".mo", ".pyc"}
BROWSER_SUFFIXES = {".js", ".mjs", ".css"}


@dataclass(frozen=True)
class Project:
    """A checkout, the language that it is built in, and the folder below ``_build`` that its editions go to."""

    root: Path
    language: str = "en"
    into: str = "html"

    @classmethod
    def here(cls) -> Project:
        """Return the checkout that the working directory lies in, else the one of this file."""
        for folder in (Path.cwd(), *Path.cwd().parents, Path(__file__).resolve().parents[3]):
            if (folder / "_config.yml").exists() and (folder / "pyproject.toml").exists():
                return cls(folder, os.environ.get("CLUSTERPOLICY_LANGUAGE", "en"))
        raise CourseError(
            "this is no checkout of the course", str(Path.cwd()), "Change to the course's folder."
        )

    @property
    def build(self) -> Path:
        """The folder of everything that is made and never committed."""
        return self.root / "_build"

    @property
    def sites(self) -> Path:
        """The folder of the built editions, and of the page that leads to them."""
        return self.build / self.into

    @property
    def site(self) -> Path:
        """The built edition in this language."""
        return self.sites / self.language

    @property
    def settings(self) -> dict[str, Any]:
        """The book's configuration."""
        read: dict[str, Any] = yaml.safe_load((self.root / "_config.yml").read_text(encoding="utf-8"))
        return read

    @property
    def editions(self) -> list[str]:
        """The languages that the book is built in; a visitor whose browser asks for none of them gets the first."""
        return list(self.settings["sphinx"]["config"]["clusterpolicy_editions"])

    def edition(self, language: str) -> Project:
        """Return the same checkout, built in another language."""
        return dataclasses.replace(self, language=language)

    @property
    def notebooks(self) -> list[Path]:
        """The pages that compute: chapters by their numbers, then the appendices."""
        return sorted((self.root / "notebooks").glob("*.ipynb"))

    @property
    def texts(self) -> str:
        """The folder of the translations into this language, from the root; none for the language of the sources."""
        return f"locale/{self.language}/LC_MESSAGES"

    def book_key(self) -> str:
        """Return a hash of all that the site depends on."""
        return digest(self.root, BOOK_SOURCES, "")

    def frame_key(self) -> str:
        """Return a hash of what every page is written with, its own text aside."""
        return digest(self.root, (*FRAME_SOURCES, self.texts), self.language)

    def execution_key(self) -> str:
        """Return a hash of all that a notebook's outputs depend on, the notebook itself aside."""
        return digest(
            self.root, (*EXECUTION_SOURCES, f"{self.texts}/package"), self.language, skip=is_not_executed
        )


def run_module(project: Project, *arguments: str) -> int:
    """Run a Python module with its arguments in the checkout and return its exit code."""
    return subprocess.run([sys.executable, "-m", *arguments], cwd=project.root, check=False).returncode


def is_not_executed(path: Path) -> bool:
    """Return whether a source file can have no part in a notebook's outputs."""
    aside = path.suffix in BROWSER_SUFFIXES or path.suffix == NOTEBOOK_SUFFIX
    return aside or any(path.is_relative_to(part) for part in NOT_EXECUTED)


def digest(
    root: Path, sources: Iterable[str], language: str, skip: Callable[[Path], bool] = lambda _: False
) -> str:
    """Return a hash of names and contents of files.

    Parameters
    ----------
    root : pathlib.Path
        Folder that the names are relative to.
    sources : iterable of str
        Files and folders; missing ones count as empty.
    language : str
        Goes into the hash too.
    skip : callable
        Says of a path, relative to the root, whether it is left out.
    """
    total = hashlib.sha256(language.encode())
    for source in sorted(sources):
        for path in files(root / source):
            name = path.relative_to(root)
            if name.suffix not in COMPILED_SUFFIXES and not skip(name):
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                total.update(f"{name.as_posix()}\0{content}\n".encode())
    return total.hexdigest()[:16]


def files(path: Path) -> Iterator[Path]:
    """Yield a file, or the files below a folder in a fixed order."""
    if path.is_file():
        yield path
    for folder, names, leaves in os.walk(path):
        names[:] = sorted(set(names) - SKIPPED_FOLDERS)
        yield from (Path(folder) / leaf for leaf in sorted(leaves))
