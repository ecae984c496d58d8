"""One ZIP of the built site that works from a disk as it does on a server, and its checksum.

The same site gives the same bytes: names in order, every file dated with the edition's day, no owner, no mode of the machine.
"""

from __future__ import annotations

import datetime
import hashlib
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from clusterpolicy.errors import CourseError
from clusterpolicy.publish import notices, read_me
from clusterpolicy.publish.project import Project
from clusterpolicy.text import in_language

NAME = "a-model-to-invent"
READ_ME = "READ-ME-{language}.txt"
# What stands in the ZIP beside the site as it stands in the checkout, under names that any system opens.
BESIDE = {"CHANGES.txt": "CHANGELOG.md", "LICENCE.txt": "LICENSE"}
NOTICES = "NOTICES.txt"
CITATION = "CITATION.cff"
# A plain file that everybody may read.
MODE = 0o100644 << 16
UNIX = 3


@dataclass(frozen=True)
class Edition:
    """The number of an edition and the day on which it came out."""

    number: str
    day: datetime.date

    @property
    def name(self) -> str:
        """How its files are named: the ZIP, the one folder in it, the PDF."""
        return f"{NAME}-{self.number}"


def edition(root: Path) -> Edition:
    """Return the edition that ``CITATION.cff`` names.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.
    """
    cited = citation(root)
    return Edition(str(cited["version"]), cited["date-released"])


def citation(root: Path) -> dict[str, Any]:
    """Return what ``CITATION.cff`` says of the course."""
    cited: dict[str, Any] = yaml.safe_load((root / CITATION).read_text(encoding="utf-8"))
    return cited


def write(project: Project, folder: Path) -> Path:
    """Put the built site into a ZIP, write its checksum beside it, and return the ZIP's path.

    Parameters
    ----------
    project : Project
        The checkout, with its site built.
    folder : pathlib.Path
        Where the two files go.

    Raises
    ------
    CourseError
        A file of the site names a folder of this machine.
    """
    released = edition(project.root)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{released.name}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in contents(project, released):
            archive.writestr(entry(f"{released.name}/{name}", released.day), content)
    checksum = hashlib.sha256(path.read_bytes()).hexdigest()
    # The form that sha256sum and shasum read back.
    checksum_file(path).write_bytes(f"{checksum}  {path.name}\n".encode())
    return path


def checksum_file(path: Path) -> Path:
    """Return the file that holds a ZIP's checksum."""
    return path.with_name(f"{path.name}.sha256")


def contents(project: Project, released: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file of the release, in the order of their names."""
    files = {
        path.relative_to(project.sites).as_posix(): path
        for path in project.sites.rglob("*")
        if path.is_file() and path.name != ".buildinfo"
    }
    texts = {
        **{
            READ_ME.format(language=code): read_me.text(
                released.number, released.day, code, partial(in_language, code)
            )
            for code in project.editions
        },
        NOTICES: notices.text(project.root),
        **{name: (project.root / source).read_text(encoding="utf-8") for name, source in BESIDE.items()},
    }
    written = {name: for_any_editor(text) for name, text in texts.items()}
    written[CITATION] = (project.root / CITATION).read_bytes()
    machine = [str(folder).encode() for folder in (project.root, sys.prefix)]
    for name in sorted({*files, *written}):
        content = written[name] if name in written else files[name].read_bytes()
        if any(folder in content for folder in machine):
            raise CourseError("the file names a folder of this machine", name, "Find what wrote it there.")
        yield name, content


def for_any_editor(text: str) -> bytes:
    """Return a text as every editor of every system reads it: with the mark of its encoding and both signs at a line's end."""
    return "\r\n".join(text.splitlines()).encode("utf-8-sig") + b"\r\n"


def entry(name: str, day: datetime.date) -> zipfile.ZipInfo:
    """Return the head of a file in the ZIP, the same on every machine."""
    head = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    head.compress_type = zipfile.ZIP_DEFLATED
    head.create_system = UNIX
    head.external_attr = MODE
    return head
