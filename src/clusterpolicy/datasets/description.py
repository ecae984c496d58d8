"""What ``datasets/datapackage.json`` and the cards say of each dataset."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from clusterpolicy.errors import DatasetError, UnknownNameError

DESCRIPTION = "datapackage.json"
# What stands before the words of a card's line: the mark of a list, the name of a fact.
MARK = re.compile(r"(?:- (?:\*\*[^*]+:\*\* )?)?")
FIELDS_HEADING = "## Fields"
# Made anew from who loads the dataset, so never shown.
USERS = "- **Used by:** "


def folder() -> Path:
    """Return the folder of the datasets: that of the checkout, else the copy inside an installed package."""
    checkout = Path(__file__).resolve().parents[3] / "datasets"
    return checkout if (checkout / DESCRIPTION).is_file() else Path(__file__).parents[1] / "_datasets"


def resources(place: Path | None = None) -> dict[str, dict[str, Any]]:
    """Return the description of every dataset, by name.

    Parameters
    ----------
    place : pathlib.Path, optional
        Folder with a ``datapackage.json``; the course's own where left out.

    Raises
    ------
    DatasetError
        The description is missing, is not JSON or lists no datasets.
    """
    path = (place or folder()) / DESCRIPTION
    try:
        return _resources(path, path.stat().st_mtime_ns)
    except (OSError, ValueError) as error:
        raise DatasetError(f"the description of the datasets cannot be read ({error})", path.name) from error
    except (KeyError, TypeError) as error:
        raise DatasetError(
            "the description does not list the datasets",
            path.name,
            'It needs "resources", each with a "name".',
        ) from error


@lru_cache(maxsize=4)
def _resources(path: Path, _changed: int) -> dict[str, dict[str, Any]]:
    package = json.loads(path.read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


def resource(name: str) -> dict[str, Any]:
    """Return the description of one dataset.

    Raises
    ------
    UnknownNameError
        There is no such dataset; the nearest names are suggested.
    """
    known = resources()
    if name not in known:
        raise UnknownNameError("dataset", name, known)
    return known[name]


def card(name: str) -> str:
    """Return the text of a dataset's card, in Markdown.

    Raises
    ------
    UnknownNameError
        There is no such dataset.
    DatasetError
        The card is missing.
    """
    described = resource(name)
    path: Path = folder() / described["card"]
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise DatasetError(
            "the card is missing", described["card"], "Write it: see CONTRIBUTING.md."
        ) from error


def reworded(text: str, say: Callable[[str], str]) -> str:
    """Return a card whose sentences another function says: that of the translation, or one that gathers them.

    Parameters
    ----------
    text : str
        A card in Markdown.
    say : callable
        Takes what a line says and returns what shall stand there. Headings, names of facts and the table of
        fields, which pages make from the schema, stay as they are.
    """
    lines, heading = [], ""
    for line in text.splitlines():
        if line.startswith("#"):
            heading = line
        elif line and heading != FIELDS_HEADING and not line.startswith(USERS):
            mark = MARK.match(line).group()  # type: ignore[union-attr]  # it matches nothing, too
            line = mark + say(line.removeprefix(mark))  # noqa: PLW2901
        lines.append(line)
    return "\n".join(lines)
