"""What students handed in: notebooks in a folder, in folders of theirs, or in the ZIP of a learning platform."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from clusterpolicy.errors import CourseError
from clusterpolicy.text import _, fill

NOTEBOOK = ".ipynb"
LARGEST = 20_000_000
# What systems and JupyterLab put beside the files of people.
ASIDE = re.compile(r"^(\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)")
# Moodle: name_number_assignsubmission_file_, as a folder or before the name of the file.
OF_MOODLE = re.compile(r"_assignsubmission_\w*?_.*$")
# A name goes into files and into a spreadsheet: no sign there that a path or a formula begins with.
UNFIT = re.compile(r"[^\w .,@()'+-]")


@dataclass(frozen=True)
class File:
    """A file that was handed in.

    Attributes
    ----------
    name : str
        Its path below the folder or in the ZIP, with slashes.
    size : int
        In bytes.
    changed : datetime.datetime
        When it was saved, as far as the folder or ZIP knows.
    content : callable
        Reads it.
    """

    name: str
    size: int
    changed: datetime.datetime
    content: Callable[[], bytes]


@dataclass(frozen=True)
class Submission:
    """What one student handed in.

    Attributes
    ----------
    student : str
        Name, as file or folder give it.
    notebooks : list of File
        The newest first; those that are too large are left out.
    others : list of str
        Names of all other files.
    """

    student: str
    notebooks: list[File]
    others: list[str]


def submissions(place: Path, assignment: str) -> list[Submission]:
    """Return what is in a folder or ZIP, by student.

    Parameters
    ----------
    place : pathlib.Path
        Folder or ZIP. A file at the top is named after its student; whatever lies in a folder belongs to whom the folder is named after.
    assignment : str
        Name of the assignment, which is no part of a student's.

    Raises
    ------
    CourseError
        There is no such folder or ZIP, or nothing in it.
    """
    if place.is_dir():
        found = list(in_folder(place))
    elif zipfile.is_zipfile(place):
        found = list(in_zip(place))
    else:
        raise CourseError(
            _("there is no folder and no ZIP of that name"),
            str(place),
            _("Name what the students handed in."),
        )
    if not found:
        raise CourseError(_("there is nothing in it"), str(place), _("Name what the students handed in."))
    return by_student(without_common_folder(found), assignment)


def in_folder(place: Path) -> Iterator[File]:
    """Yield the files of a folder; links lead elsewhere and are left out."""
    for path in sorted(place.rglob("*")):
        name = path.relative_to(place).as_posix()
        if path.is_file() and not path.is_symlink() and is_of_people(name):
            state = path.stat()
            changed = datetime.datetime.fromtimestamp(state.st_mtime)
            yield File(name, state.st_size, changed, path.read_bytes)


def in_zip(place: Path) -> Iterator[File]:
    """Yield the files of a ZIP; nothing is unpacked."""
    archive = zipfile.ZipFile(place)
    for entry in sorted(archive.infolist(), key=lambda one: one.filename):
        name = "/".join(
            part for part in entry.filename.replace("\\", "/").split("/") if part not in ("", "..", ".")
        )
        if not entry.is_dir() and is_of_people(name):
            changed = datetime.datetime(*entry.date_time)
            yield File(name, entry.file_size, changed, partial(archive.read, entry))


def is_of_people(name: str) -> bool:
    """Return whether a file was made by a person."""
    return bool(name) and not any(ASIDE.match(part) for part in name.split("/"))


def without_common_folder(files: Sequence[File]) -> list[tuple[PurePosixPath, File]]:
    """Return the paths of the files below the folder that holds all of them, as many a ZIP has one."""
    paths = [PurePosixPath(file.name) for file in files]
    while (
        len({path.parts[0] for path in paths}) == 1
        and len(files) > 1
        and all(len(path.parts) > 1 for path in paths)
    ):
        paths = [PurePosixPath(*path.parts[1:]) for path in paths]
    return list(zip(paths, files, strict=True))


def by_student(files: Sequence[tuple[PurePosixPath, File]], assignment: str) -> list[Submission]:
    """Return the files by student, in the order of their names."""
    owned: dict[str, list[File]] = defaultdict(list)
    for path, file in files:
        is_own = len(path.parts) == 1 and "_assignsubmission_" not in path.name
        # What lies at the top and is no notebook (a list of the platform, a read-me) is nobody's.
        if not is_own or path.suffix == NOTEBOOK:
            owned[student(path, assignment)].append(file)
    found = []
    for name, handed_in in sorted(owned.items()):
        fit = [file for file in handed_in if file.name.endswith(NOTEBOOK) and file.size <= LARGEST]
        newest = sorted(fit, key=lambda file: (file.changed, file.name), reverse=True)
        found.append(Submission(name, newest, [left(file) for file in handed_in if file not in fit]))
    return found


def left(file: File) -> str:
    """Return the name of a file that is not read, and why if it is a notebook."""
    too_large = file.name.endswith(NOTEBOOK)
    return fill("{name} (too large)", name=file.name) if too_large else file.name


def student(path: PurePosixPath, assignment: str) -> str:
    """Return whose file it is: the first folder's name, else that of the file without the assignment's."""
    name = path.parts[0] if len(path.parts) > 1 else path.stem
    name = OF_MOODLE.sub("", name)
    if len(path.parts) == 1:
        name = re.sub(rf"[_ -]+{re.escape(assignment)}$", "", name)
    return UNFIT.sub("_", name).strip().lstrip("+-@=.").rstrip(".") or "_"
