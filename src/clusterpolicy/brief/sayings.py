"""Words and figures of the parts of a brief that rest on a region alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clusterpolicy.datasets import load, region_names
from clusterpolicy.text import _, format_message, format_number

Block = dict[str, Any]


def words(template: str, **params: Any) -> str:
    """Return a template with its places filled."""
    return format_message(template, params)


def listed(names: Iterable[str]) -> str:
    """Return names one after the other."""
    return ", ".join(names)


def figure(value: float | None, style: str = "~", digits: int = 1) -> str:
    """Return a figure as the language writes it; what is missing is said in words."""
    return format_number(value, style, digits)


def named(code: str) -> str:
    """Return the name of a region."""
    return region_names()[code]


def source_line(ids: Iterable[str], last: int) -> str:
    """Return the publishers of sources, and the last year of the data."""
    table = load("sources").set_index("source_id")
    publishers = dict.fromkeys(_(table.at[name, "publisher"]) for name in dict.fromkeys(ids))
    return words(_("{publishers}. Data to {year}."), publishers="; ".join(publishers), year=str(last))
