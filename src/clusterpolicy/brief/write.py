"""Writing a brief: the progress file is read and held to its schema, the output appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from clusterpolicy.brief.compose import sections
from clusterpolicy.brief.html import document as html
from clusterpolicy.brief.html import said
from clusterpolicy.brief.parts import region
from clusterpolicy.datasets import region_names
from clusterpolicy.errors import CourseError, UnknownNameError
from clusterpolicy.exercises.framework.messages import framework_messages
from clusterpolicy.models.my_region import chosen
from clusterpolicy.models.progress import read
from clusterpolicy.text import _, format_message

KINDS = (".docx", ".html")


def entries_of(path: Path | None) -> dict[str, Any]:
    """Return the entries of a progress file; none where there is no file to read.

    Raises
    ------
    CourseError
        The file is not there, or is no progress file: says which entry is wrong.
    """
    if path is None:
        return {}
    try:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError as error:
        todo = _("Export your progress on the page “My progress”, or name the file of JupyterLab.")
        raise CourseError(
            _("the progress file cannot be read: ") + str(error.strerror), str(path), todo
        ) from error
    outcome = read(text)
    if not outcome["right"]:
        words = format_message(framework_messages()[outcome["message"]], outcome["params"])
        raise CourseError(words, str(path), _("Export your progress again, or leave --progress out."))
    found: dict[str, Any] = outcome["entries"]
    return found


def code_of(named: str | None, entries: Mapping[str, Any]) -> str:
    """Return the region of a brief: the one that is named, else the learner's.

    Raises
    ------
    CourseError
        Neither names a region, or there is no such region.
    """
    code = named or chosen(entries)[0]
    if not code:
        todo = _(
            "Name one with --region, for example --region RU-KLU, or choose yours in the course and export the progress."
        )
        raise CourseError(_("no region is named, and the progress file holds none"), todo=todo)
    if code not in region_names():
        raise UnknownNameError("region", code, region_names())
    return str(code)


def kind_of(path: Path) -> str:
    """Return the kind of an output by the end of its name.

    Raises
    ------
    CourseError
        It is neither kind.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        todo = _("Let the name end in .docx or .html.")
        raise CourseError(_("a brief is written as .docx or .html"), str(path), todo)
    return kind


def brief(code: str, entries: Mapping[str, Any], kind: str, made: date) -> bytes:
    """Return a brief as the bytes of a file.

    Parameters
    ----------
    code : str
        One of the 83 regions.
    entries : mapping
        The learner's entries.
    kind : {".docx", ".html"}
        Which kind of file.
    made : date
        The day that it names.
    """
    found = region(code)
    title = said("title", region=found["name"])
    several = sections(found, entries, made)
    if kind == ".html":
        return html(title, several).encode("utf-8")
    from clusterpolicy.brief.docx import document

    return document(title, several)


def put(path: Path, content: bytes) -> None:
    """Write a file in one step: under another name beside it first, so that nobody finds half of one.

    Raises
    ------
    CourseError
        The folder is not there, or nothing can be written to it; what was there before stays.
    """
    try:
        handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".tmp")
    except OSError as error:
        raise _unwritten(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # The temporary file is for its owner alone; what is written is for whoever may read the folder.
        Path(unfinished).chmod(0o644)
        Path(unfinished).replace(path)
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        Path(unfinished).unlink(missing_ok=True)


def _unwritten(path: Path, error: OSError) -> CourseError:
    todo = _("Name a folder that is there and that you may write to.")
    return CourseError(_("the brief cannot be written: ") + str(error.strerror), str(path), todo)


def folder_of(path: Path) -> None:
    """Make the folder of many briefs, unless it is there.

    Raises
    ------
    CourseError
        It cannot be made, or is no folder.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        todo = _("Name a folder that you may write to.")
        raise CourseError(_("the folder cannot be made: ") + str(error.strerror), str(path), todo) from error
