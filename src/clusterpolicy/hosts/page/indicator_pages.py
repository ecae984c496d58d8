"""A page for each regional series: its map of the last year, its course over the years, and what stands behind it."""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from clusterpolicy import vocabulary
from clusterpolicy.charts.breaks import series_breaks, throughout
from clusterpolicy.charts.look import LIGHT
from clusterpolicy.charts.series_svg import Band, Line, series_svg
from clusterpolicy.charts.tile_svg import tile_map_svg
from clusterpolicy.datasets import load, region_names
from clusterpolicy.exercises.framework.regions import tiles
from clusterpolicy.indicators.series import COUNTRY, RegionalSeries, regional_series
from clusterpolicy.text import _, format_message, format_number, language

FOLDER = "indicators"
CATALOGUE = "book/datasets"
# Drawn on the scale of the regions as long as the country lies no further beyond them than this.
FARTHEST = 1.3


@dataclass(frozen=True)
class Source:
    """A source of a series: who publishes it, how to cite it, and under which terms it is used."""

    source_id: str
    publisher: str
    citation: str
    terms: str


@dataclass(frozen=True)
class Step:
    """A shade of the map and the values that it stands for."""

    level: int
    words: str


def indicators() -> list[str]:
    """Return the ids of all series, in the order of the dataset `indicators`."""
    return list(load("indicators")["indicator"])


def listed(documents: Container[str]) -> list[str]:
    """Return the ids of the series that a book has a page for: all, or none in a book without the catalogue that leads there.

    Parameters
    ----------
    documents : container of str
        The book's documents that have a source.
    """
    return indicators() if CATALOGUE in documents else []


def page_name(indicator: str) -> str:
    """Return the document of a series."""
    return f"{FOLDER}/{file_name(indicator)}"


def file_name(indicator: str) -> str:
    """Return the id of a series as a file may be called."""
    return indicator.replace(":", "-")


@lru_cache
def series_of(indicator: str) -> RegionalSeries:
    """Return a series; catalogue and page both ask for it."""
    return regional_series(indicator)


def title(described: Mapping[str, Any]) -> str:
    """Return the title of a series in the language in force."""
    name = str(described[f"title_{language()}"])
    section = series_of(str(described["indicator"])).section
    return format_message(_("{name}: manufacturing"), {"name": name}) if section else name


def unit(described: Mapping[str, Any]) -> str:
    """Return the unit of a series in the language in force."""
    return vocabulary.units()[str(described["unit"])]


def table_name(indicator: str) -> str:
    """Return the name of the file that holds a series as a table."""
    return f"{file_name(indicator)}.csv"


def view(indicator: str, regions: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return all that the template of a page shows.

    Parameters
    ----------
    indicator : str
        Id of the series.
    regions : mapping of str to str, optional
        Address of the page of each region in the atlas, for the tiles of the map.
    """
    described = load("indicators", indicator=indicator).iloc[0].to_dict()
    series = series_of(indicator)
    measured = unit(described)
    heading = title(described)
    years = list(series.regions.columns)
    by_year = series.by_year()
    digits = decimals(series.regions)
    breaks = series_breaks([series.source], years, [*series.regions.index, COUNTRY])
    return {
        "indicator": indicator,
        "title": heading,
        "unit": measured,
        "described": described,
        "series": series,
        "sources": list(_sources(described)),
        "map": _map(series, heading, measured, digits, regions),
        "atlas": bool(regions),
        "steps": list(_steps(series.latest, digits)),
        "charts": _charts(by_year, heading, measured, breaks) if len(years) > 1 else [],
        "breaks": [one.note for one in breaks],
        "throughout": throughout([series.source], [*series.regions.index, COUNTRY]),
        "first": years[0],
        "last": years[-1],
        "cells": series.regions.size,
        "without": int(series.latest.isna().sum()),
        "rows": list(_rows(by_year, digits)),
        "file": table_name(indicator),
    }


def _sources(described: Mapping[str, Any]) -> Iterator[Source]:
    known = _known_sources()
    for name in (described["source_id"], described["second_source_id"]):
        if isinstance(name, str):
            yield Source(name, *known.loc[name, ["publisher", "citation", "terms"]])


@lru_cache
def _known_sources() -> pd.DataFrame:
    return load("sources").set_index("source_id")


@lru_cache
def _tiles(_language: str) -> list[dict[str, Any]]:
    return tiles()


def decimals(values: pd.DataFrame) -> int:
    """Return how many decimals values of this size are written with: about three figures that count, none more than they have."""
    size = float(np.nanmedian(values.abs().to_numpy()))
    wanted = next(digits for digits, limit in enumerate((100, 10, 1, 0.1, 0)) if size >= limit)
    printed = (
        digits for digits in range(wanted) if np.allclose(values.round(digits), values, equal_nan=True)
    )
    return next(printed, wanted)


def _written(value: float, digits: int) -> str:
    return format_number(None if pd.isna(value) else float(value), "", digits)


def _bounds(values: pd.Series) -> list[float]:
    """Return the values between the shades: each has about as many regions as the others."""
    shades = len(LIGHT.steps)
    return [float(values.quantile(part / shades)) for part in range(1, shades)]


def levels(values: pd.Series) -> dict[str, int | None]:
    """Return the shade of each region: as many regions have each, as far as values differ; None without a value."""
    bounds = _bounds(values)
    return {
        code: None if pd.isna(value) else int(np.searchsorted(bounds, value, side="left"))
        for code, value in values.items()
    }


def _steps(values: pd.Series, digits: int) -> Iterator[Step]:
    shades = pd.Series(levels(values), dtype="Int64")
    for level in sorted(shades.dropna().unique()):
        within = values[shades.eq(level).fillna(False)]
        ends = [_written(value, digits) for value in (within.min(), within.max())]
        yield Step(int(level), ends[0] if ends[0] == ends[1] else f"{ends[0]} – {ends[1]}")


def _map(
    series: RegionalSeries, heading: str, measured: str, digits: int, regions: Mapping[str, str] | None
) -> str:
    """Return the tile map of the last year; a pointer on a tile shows its value."""
    names, latest = region_names(), series.latest
    known = latest.dropna()
    alt = _(
        "Tile map of {year}, the darker the higher. Highest: {first} with {high}, lowest: {last} with {low} ({unit}). "
        "Regions without a value: {missing|0}."
    )
    values = {
        "year": str(latest.name),
        "first": names[known.idxmax()],
        "high": _written(known.max(), digits),
        "last": names[known.idxmin()],
        "low": _written(known.min(), digits),
        "unit": measured,
        "missing": int(latest.isna().sum()),
    }
    named = [
        tile | {"name": f"{tile['name']}: {_written(latest[tile['iso']], digits)}"}
        for tile in _tiles(language())
    ]
    return tile_map_svg(named, levels(latest), f"{heading}. {format_message(alt, values)}", regions)


def _charts(by_year: pd.DataFrame, heading: str, measured: str, breaks: list[Any]) -> list[dict[str, Any]]:
    """Return the drawings of the course: one where Russia lies among the regions, else one for each."""
    highest, country = by_year["upper"].max(), by_year["country"]
    together = not country.notna().any() or country.max() <= FARTHEST * highest
    regions, whole = _region_lines(by_year), [Line(_("Russia"), points(country), 0)]
    parts = [(regions[0] + whole, regions[1])] if together else [regions, (whole, [])]
    years = list(by_year.index)
    drawn = []
    for lines, bands in parts:
        alt = _("{what}, {unit}, {first} to {last}: {ends}. Breaks drawn: {breaks|0}.")
        words = {
            "what": heading,
            "unit": measured,
            "first": str(years[0]),
            "last": str(years[-1]),
            "ends": "; ".join(map(_course, lines)),
            "breaks": len(breaks),
        }
        drawn.append(
            {
                "svg": series_svg(lines, bands, breaks, years, format_message(alt, words)),
                "lines": lines,
                "bands": bands,
            }
        )
    return drawn


def _region_lines(by_year: pd.DataFrame) -> tuple[list[Line], list[Band]]:
    band = Band(_("eight in ten regions"), points(by_year["lower"]), points(by_year["upper"]))
    return [Line(_("median of the regions"), points(by_year["median"]), 1)], [band]


def points(values: pd.Series) -> dict[int, float | None]:
    """Return values by year as plain data."""
    return {int(year): None if pd.isna(value) else float(value) for year, value in values.items()}


def _course(line: Line) -> str:
    """Return in words from where to where a line leads."""
    known = [(year, value) for year, value in line.points.items() if value is not None]
    if not known:
        return format_message(_("{name}: no data"), {"name": line.name})
    (first, start), (last, end) = known[0], known[-1]
    values = {"name": line.name, "start": start, "first": str(first), "end": end, "last": str(last)}
    return format_message(_("{name} {start|~2} in {first}, {end|~2} in {last}"), values)


def _rows(by_year: pd.DataFrame, digits: int) -> Iterator[list[str]]:
    """Yield the lines of the table, the last year first."""
    for year, row in by_year[::-1].iterrows():
        values = [_written(row[name], digits) for name in ("country", "lowest", "median", "highest")]
        yield [str(year), *values, str(int(row["missing"]))]


def table_file(indicator: str) -> str:
    """Return a series as a file: a row a region, Russia first, a column a year; what is missing is empty."""
    series, names = series_of(indicator), region_names()
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(["iso_code", "name", *series.regions.columns])
    writer.writerow([COUNTRY, _("Russia"), *map(_cell, series.country)])
    for code, row in series.regions.iterrows():
        writer.writerow([code, names[str(code)], *map(_cell, row)])
    return written.getvalue()


def _cell(value: float) -> str:
    return "" if pd.isna(value) else f"{value:.12g}"
