"""Breaks of a series on its chart: which lie in sight, how they are marked, and the sentences that explain the marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from clusterpolicy import vocabulary
from clusterpolicy.charts.look import LIGHT
from clusterpolicy.datasets import breaks, load
from clusterpolicy.text import _, format_message, language

# A break lies between two years: half a year before the first one of what is new.
BEFORE = 0.5
SEEN = ("sourced", "computed")
# A tick may lie between two years.
YEAR = re.compile(r"(?:19|20)\d\d(?:\.\d+)?")
# Fewer years than these are a comparison of years, which no line leads across.
FEWEST_YEARS = 3


@dataclass(frozen=True)
class Break:
    """What changes within a series, before one year.

    Attributes
    ----------
    year : int
        First year of what is new.
    mark : str
        Letter on the chart.
    change : str
        What changes, in one sentence or several.
    """

    year: int
    mark: str
    change: str

    @property
    def place(self) -> float:
        """Where it lies on an axis of years."""
        return self.year - BEFORE

    @property
    def note(self) -> str:
        """What explains the mark under a chart."""
        return f"{self.mark}: {self.change}"


def series_breaks(
    series: Iterable[tuple[str, str]], years: Sequence[int], places: Iterable[str] | None = None
) -> list[Break]:
    """Return the breaks of series that lie within a chart.

    Parameters
    ----------
    series : iterable of (str, str)
        Dataset and indicator of each series, as for `clusterpolicy.datasets.breaks`.
    years : sequence of int
        Years on the chart: what changes before the second of them, or after the last, cannot be seen.
    places : iterable of str, optional
        Codes of the territories, or countries, that are drawn: what concerns others alone is left out.

    Returns
    -------
    list of Break
        By year; letters follow the years.
    """
    found = _rows(series, places)
    found = found[(found["year_from"] > min(years)) & (found["year_from"] <= max(years))]
    marked = []
    for letter, (year, rows) in zip(ascii_lowercase, found.groupby("year_from", sort=True), strict=False):
        marked.append(Break(int(year), letter, sentences(rows)))
    return marked


def throughout(series: Iterable[tuple[str, str]], places: Iterable[str] | None = None) -> list[str]:
    """Return a sentence for each trap that holds for whole series: prices, who is counted, where it is registered.

    Parameters
    ----------
    series, places
        As for `series_breaks`.
    """
    found = _rows(series, places)
    undated = found[found["year_from"].isna()]
    return [sentences(rows) for _key, rows in undated.groupby(["kind", "change"], sort=False)]


def _rows(series: Iterable[tuple[str, str]], places: Iterable[str] | None) -> pd.DataFrame:
    return _rows_of(tuple(series), None if places is None else tuple(places))


@lru_cache
def _rows_of(series: tuple[tuple[str, str], ...], places: tuple[str, ...] | None) -> pd.DataFrame:
    found = [breaks(dataset, indicator, places) for dataset, indicator in series]
    return pd.concat(found).drop_duplicates("break_id") if found else load("breaks")[:0]


def sentences(rows: pd.DataFrame) -> str:
    """Return what some rows of `breaks` say; the same change in several places is said once.

    What was not seen in a source keeps its mark.
    """
    kinds, marks = vocabulary.kinds_of_break(), vocabulary.verification()
    names = place_names()
    template = _("{when}{kind}: {change}{where}.")
    said = []
    for _key, same in rows.groupby(["year_to", "kind", "change", "verification"], sort=False, dropna=False):
        row = same.iloc[0]
        codes = same["iso_code"].fillna(same["iso3"]).dropna()
        asides = [names[code] for code in dict.fromkeys(codes)]
        asides += [] if row["verification"] in SEEN else [marks[row["verification"]]]
        params = {
            "when": span(row["year_from"], row["year_to"]),
            "kind": kinds[row["kind"]],
            "change": _(row["change"]).removesuffix("."),
            "where": f" ({', '.join(asides)})" if asides else "",
        }
        said.append(format_message(template, params))
    return " ".join(text[:1].upper() + text[1:] for text in said)


def span(first: Any, last: Any) -> str:
    """Return in words the years for which a row holds; nothing where it holds for the whole series."""
    if pd.isna(first):
        return ""
    if pd.isna(last):
        return format_message(_("from {first}, "), {"first": str(first)})
    if first == last:
        return format_message(_("{first}, "), {"first": str(first)})
    return format_message(_("{first} to {last}, "), {"first": str(first), "last": str(last)})


def place_names() -> dict[str, str]:
    """Return the names of territories and countries by code."""
    return _place_names(f"name_{language()}")


@lru_cache
def _place_names(title: str) -> dict[str, str]:
    tables = ((load("territories"), "iso_code"), (load("countries"), "iso3"))
    return {code: name for table, key in tables for code, name in zip(table[key], table[title], strict=True)}


def axis_of_years(axes: Axes) -> tuple[str, dict[float, float]] | None:
    """Return which axis counts years, and where each labelled year lies on it; None where none does."""
    for name in ("x", "y"):
        axis = axes.xaxis if name == "x" else axes.yaxis
        low, high = sorted(axis.get_view_interval())
        places = [float(place) for place in axis.get_majorticklocs()]
        labels = axis.get_major_formatter().format_ticks(places)
        seen = {
            label: place
            for label, place in zip(labels, places, strict=True)
            if label and low <= place <= high
        }
        if len(seen) >= FEWEST_YEARS and all(map(YEAR.fullmatch, seen)):
            return name, {float(label): place for label, place in seen.items()}
    return None


def mark_breaks(axes: Axes, found: Iterable[Break]) -> None:
    """Draw breaks across a chapter figure: a dashed line each, with its letter at the end.

    Between bars that are named by years, a line lies between the bar before and the one after.
    """
    axis = axis_of_years(axes)
    if axis is None:
        return
    name, places = axis
    years = sorted(places)
    line: dict[str, Any] = {"color": LIGHT.muted, "linewidth": 1, "linestyle": (0, (3, 3)), "zorder": 0.5}
    word: dict[str, Any] = {"textcoords": "offset points", "fontsize": 11, "color": LIGHT.muted}
    for one in found:
        at = float(np.interp(one.place, years, [places[year] for year in years]))
        if name == "x":
            axes.axvline(at, **line)
            word |= {"xycoords": axes.get_xaxis_transform(), "xytext": (0, 2), "ha": "center"}
            axes.annotate(one.mark, (at, 1), **word)
        else:
            axes.axhline(at, **line)
            word |= {"xycoords": axes.get_yaxis_transform(), "xytext": (3, 0), "va": "center"}
            axes.annotate(one.mark, (1, at), **word)


def years_drawn(axes: Axes) -> list[int]:
    """Return the first and last year of what is drawn against an axis of years; nothing where there is no such axis."""
    axis = axis_of_years(axes)
    if axis is None:
        return []
    name, places = axis
    if any(abs(place - year) > BEFORE for year, place in places.items()):
        return [int(min(places)), int(max(places))]  # bars with names
    low, high = axes.dataLim.intervalx if name == "x" else axes.dataLim.intervaly
    return [int(np.ceil(low)), int(np.floor(high))]


def break_rows(found: Iterable[Break]) -> list[dict[str, Any]]:
    """Return breaks as plain data for a model."""
    return [{"place": one.place, "mark": one.mark, "change": one.change} for one in found]
