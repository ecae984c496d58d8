"""The catalogue of datasets: of each its card, its schema, its first rows, who uses it, and the file itself."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd
from markdown_it import MarkdownIt

from clusterpolicy.charts.breaks import sentences
from clusterpolicy.datasets import card, catalogue, folder, load, resources, reworded
from clusterpolicy.hosts.page import indicator_pages
from clusterpolicy.text import _, format_message, format_number

FOLDER = "datasets"
SHOWN_ROWS = 5
SHOWN_LETTERS = 70
# Sections of a card by what stands in its headings; its table of fields is made from the schema here.
TRAPS, TERMS, CITATION = "Known breaks and traps", "Terms", "Citation"


@dataclass(frozen=True)
class Card:
    """What the text of a card says: an opening, single facts, and sections, as HTML."""

    opening: str
    facts: dict[str, str]
    sections: dict[str, str]


@dataclass(frozen=True)
class Field:
    """One field of a schema in words."""

    name: str
    kind: str
    unit: str
    allowed: str
    values: tuple[str, ...]
    meaning: str


@dataclass(frozen=True)
class Entry:
    """One dataset of the catalogue."""

    name: str
    title: str
    description: str
    card: Card
    size: str
    rows: str
    path: str
    fields: list[Field]
    key: str
    foreign: list[tuple[str, str, str]]
    first_rows: list[list[str]]
    breaks: list[tuple[str, str]]
    teaching: bool


@dataclass(frozen=True)
class SeriesLine:
    """One line of the list of series."""

    title: str
    page: str
    file: str
    indicator: str
    unit: str
    years: str
    regions: int


def read_card(text: str) -> Card:
    """Return the parts of a card.

    Parameters
    ----------
    text : str
        A card as CONTRIBUTING.md describes it: title, opening, a list of facts, sections.
    """
    head, *parts = text.split("\n## ")
    markdown = MarkdownIt("commonmark")
    facts, opening = {}, []
    for line in head.splitlines()[1:]:
        if line.startswith("- **") and ":** " in line:
            name, said = line.removeprefix("- **").split(":** ", 1)
            facts[name] = str(markdown.renderInline(said))
        else:
            opening.append(line)
    sections = {}
    for part in parts:
        heading, _line_end, body = part.partition("\n")
        sections[heading.strip()] = str(markdown.render(body))
    return Card(str(markdown.render("\n".join(opening))), facts, sections)


def fact_words() -> dict[str, str]:
    """Return the facts of a card that are shown, by their names in it."""
    return {
        "Unit of observation": _("Unit of observation"),
        "Period": _("Period"),
        "Publisher": _("Publisher"),
    }


def entries() -> list[Entry]:
    """Return every dataset in the order of its description."""
    counts = catalogue().set_index("name")["rows"]
    return [
        Entry(
            name=name,
            title=_(described["title"]),
            description=_(described["description"]),
            card=read_card(reworded(card(name), _)),
            size=size_in_words((folder() / described["path"]).stat().st_size),
            rows=format_number(int(counts[name]), "", 0),
            path=described["path"],
            fields=[read_field(field) for field in described["schema"]["fields"]],
            key=", ".join(described["schema"].get("primaryKey", [])),
            foreign=list(foreign_keys(described["schema"], name)),
            first_rows=first_rows(folder() / described["path"]),
            breaks=list(breaks_of(name)),
            teaching=bool(described.get("teaching")),
        )
        for name, described in resources().items()
    ]


def size_in_words(size: int) -> str:
    """Return the size of a file."""
    kilobytes = size / 1000
    if kilobytes < 1000:
        return format_message(_("{size|0} kB"), {"size": max(1.0, kilobytes)})
    return format_message(_("{size|1} MB"), {"size": kilobytes / 1000})


def read_field(field: Mapping[str, Any]) -> Field:
    """Return a field of a schema in words."""
    rules = field.get("constraints", {})
    said = []
    if rules.get("required"):
        said.append(_("required"))
    if rules.get("unique"):
        said.append(_("unique"))
    low, high = rules.get("minimum"), rules.get("maximum")
    if low is not None and high is not None:
        said.append(format_message(_("{low} to {high}"), {"low": str(low), "high": str(high)}))
    elif low is not None:
        said.append(format_message(_("from {low} up"), {"low": str(low)}))
    elif high is not None:
        said.append(format_message(_("up to {high}"), {"high": str(high)}))
    if "pattern" in rules:
        said.append(format_message(_("of the form {pattern}"), {"pattern": rules["pattern"]}))
    return Field(
        field["name"],
        field["type"],
        _(field.get("unit", "")),
        "; ".join(said),
        tuple(map(str, rules.get("enum", ()))),
        _(field.get("description", "")),
    )


def foreign_keys(schema: Mapping[str, Any], own: str) -> Iterator[tuple[str, str, str]]:
    """Yield fields, dataset and fields there of each key; a key within the dataset names it."""
    for key in schema.get("foreignKeys", []):
        target = key["reference"]
        yield ", ".join(key["fields"]), target["resource"] or own, ", ".join(target["fields"])


def first_rows(path: Path) -> list[list[str]]:
    """Return header and first rows of a file as they stand there; long cells are cut."""
    with path.open(encoding="utf-8", newline="") as file:
        return [[shortened(cell) for cell in row] for row in islice(csv.reader(file), SHOWN_ROWS + 1)]


def shortened(cell: str) -> str:
    """Return a cell, cut where it is long."""
    return cell if len(cell) <= SHOWN_LETTERS else cell[: SHOWN_LETTERS - 1].rstrip() + "…"


def breaks_of(name: str) -> Iterator[tuple[str, str]]:
    """Yield the rows of `breaks` on a dataset: series and sentence; series that have a page show their own."""
    table = load("breaks")
    found = table[table["dataset"] == name]
    paged = set(load("indicators", dataset="panel")["indicator"]) if name == "panel" else set()
    for series, rows in found.groupby("indicator", sort=True, dropna=False):
        if series not in paged:
            yield (_("all series") if pd.isna(series) else str(series)), sentences(rows)


def series_lines() -> list[SeriesLine]:
    """Return every series that has a page, by title."""
    found = []
    for described in load("indicators").to_dict("records"):
        series = indicator_pages.series_of(described["indicator"])
        years = series.regions.columns
        found.append(
            SeriesLine(
                title=indicator_pages.title(described),
                page=f"{indicator_pages.page_name(described['indicator'])}.html",
                file=indicator_pages.file_name(described["indicator"]),
                indicator=described["indicator"],
                unit=indicator_pages.unit(described),
                years=str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}",
                regions=int(series.latest.notna().sum()),
            )
        )
    return sorted(found, key=lambda line: (line.title, line.indicator))


def write(static: Path) -> None:
    """Copy the datasets with description and cards below the site's ``_static``, and write a table of each series."""
    wanted = {"datapackage.json"}
    for described in resources().values():
        wanted |= {described["path"], described["card"]}
    for name in sorted(wanted):
        copy(folder() / name, static / FOLDER / name)
    series = static / indicator_pages.FOLDER
    series.mkdir(exist_ok=True)
    for indicator in indicator_pages.indicators():
        table = indicator_pages.table_file(indicator)
        (series / indicator_pages.table_name(indicator)).write_text(table, encoding="utf-8")


def copy(source: Path, target: Path) -> None:
    """Copy a file unless the same one lies there."""
    before, there = source.stat(), target.stat() if target.exists() else None
    if there and (there.st_size, there.st_mtime_ns) == (before.st_size, before.st_mtime_ns):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target)
