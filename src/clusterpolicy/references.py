"""The course's references: ``book/references.bib``, read with pybtex."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from pybtex.database import parse_file

from clusterpolicy.errors import UnknownNameError
from clusterpolicy.text import _, format_message

# As many names as a text can hold; behind more stands "and others".
NAMED = 2


@lru_cache
def bibliography() -> dict[str, Any]:
    """Return the entries of the bibliography by key."""
    checkout = Path(__file__).resolve().parents[2] / "book/references.bib"
    path = checkout if checkout.exists() else Path(__file__).parent / "_references.bib"
    return dict(parse_file(str(path)).entries)


def authors_and_year(key: str) -> str:
    """Return a reference as a text quotes it: "Martin and Sunley (2003)".

    Parameters
    ----------
    key : str
        Key of the bibliography.

    Raises
    ------
    UnknownNameError
        There is no such entry; the nearest keys are suggested.
    """
    if key not in bibliography():
        raise UnknownNameError("reference", key, bibliography())
    entry = bibliography()[key]
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    # The rich forms have accents and braces read, not as LaTeX writes them.
    parts = [[*person.rich_prelast_names, *person.rich_last_names] for person in people]
    names = [" ".join(map(str, part)) for part in parts]
    if len(names) == NAMED:
        text = format_message(_("{one} and {other}"), {"one": names[0], "other": names[1]})
    elif len(names) > NAMED:
        text = format_message(_("{one} and others"), {"one": names[0]})
    else:
        text = names[0]
    return f"{text} ({entry.fields['year']})" if "year" in entry.fields else text
