"""Figures for the prose: a notebook computes them, pages quote them with the ``{value}`` role."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Literal

from clusterpolicy.errors import CourseError

Kind = Literal["number", "percent", "text"]
METADATA = "clusterpolicy.value"


def value(name: str, amount: float | str, *, digits: int = 0, kind: Kind = "number", unit: str = "") -> None:
    """Keep a computed figure under a name, for ``{value}`` in the text.

    Parameters
    ----------
    name : str
        Name within this notebook; another page writes ``{value}`notebooks/01-title:name```.
    amount : float or str
        The figure, unrounded; a share (0.123) where `kind` is ``"percent"``; a str where it is ``"text"``.
    digits : int
        Decimal places to show.
    kind : {"number", "percent", "text"}
        How the figure is written.
    unit : str
        Follows the figure after a space that does not break.

    Raises
    ------
    CourseError
        The figure is missing or infinite, or does not fit its kind.
    """
    record = checked(name, amount, digits, kind, unit)
    show({"text/plain": f"{name} = {plain(record)}"}, record)


def checked(name: str, amount: float | str, digits: int, kind: Kind, unit: str) -> dict[str, Any]:
    """Return the figure as plain data."""
    if kind == "text":
        return {"name": name, "value": str(amount), "digits": 0, "kind": kind, "unit": unit}
    try:
        number = float(amount)
    except (TypeError, ValueError):
        number = math.nan
    if kind not in ("number", "percent") or not math.isfinite(number):
        what = f"{amount!r} is not a figure of kind {kind!r}"
        raise CourseError(what, f"value {name!r}", "Use a finite number.")
    return {"name": name, "value": number, "digits": digits, "kind": kind, "unit": unit}


def plain(record: dict[str, Any]) -> str:
    """Return the figure as a notebook shows it: rounded half to even, no language's own marks."""
    if record["kind"] == "text":
        return " ".join(filter(None, (record["value"], record["unit"])))
    scale = 2 if record["kind"] == "percent" else 0
    exact = Decimal(repr(record["value"])).scaleb(scale)
    rounded = exact.quantize(Decimal(1).scaleb(-record["digits"]), ROUND_HALF_EVEN)
    return f"{rounded:f}" + ("%" if scale else "") + (f" {record['unit']}" if record["unit"] else "")


def show(data: dict[str, str], record: dict[str, Any]) -> None:
    """Display one line in a notebook; print it elsewhere.

    The record travels as metadata, which nbval does not compare: a float's last digits vary by machine.
    MyST-NB takes an output with a ``scrapbook`` prefix off the page and keeps it by name.
    """
    from IPython import get_ipython
    from IPython.display import publish_display_data

    if get_ipython() is None:
        print(data["text/plain"])
        return
    scrapbook = {"name": record["name"], "mime_prefix": "text/"}
    publish_display_data(data, {METADATA: record, "scrapbook": scrapbook})  # type: ignore[no-untyped-call]
