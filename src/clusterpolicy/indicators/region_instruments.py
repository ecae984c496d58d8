"""Instruments of innovation policy that a region holds or held, its bids, and the federal money for its pilot clusters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from clusterpolicy.datasets import load
from clusterpolicy.indicators.instruments import DECK, MOVED, MOVED_AT, MOVED_FROM, held, kind_group
from clusterpolicy.indicators.public_money import (
    PILOTS,
    documented_shares,
    host_regions,
    on_scale,
    pilot_money,
    planned_years,
    regional_money,
)
from clusterpolicy.indicators.region_standing import all_regions
from clusterpolicy.text import language


@dataclass(frozen=True)
class Instrument:
    """An entry of the dataset `instruments`.

    Attributes
    ----------
    instrument_id, kind, name_en, name_ru, field, source, note : str
        As in the dataset; empty where it says nothing.
    group : str
        The kind, the four types of zones as one: a key of `clusterpolicy.vocabulary.instrument_kind`.
    year, closed : int or None
        When it began and when it was closed, where known.
    verification : str
        ``sourced``, ``partly`` or ``unverified``: keep the mark wherever the entry is shown.
    in_deck : bool
        Whether the region held it in April 2012 for certain; an entry without a year is not counted.
    until : str
        The moment from which its ground belongs to another region; empty where it stays.
    """

    instrument_id: str
    kind: str
    group: str
    name_en: str
    name_ru: str
    field: str
    year: int | None
    closed: int | None
    source: str
    verification: str
    note: str
    in_deck: bool
    until: str

    @property
    def name(self) -> str:
        """The name in the language in force; in English where the dataset has no other."""
        return self.name_ru if language() == "ru" and self.name_ru else self.name_en


@dataclass(frozen=True)
class Application:
    """A bid of a region in a contest of clusters, of the dataset `applicants`."""

    applicant_id: str
    contest: str
    name: str
    won: str
    source: str
    verification: str


@dataclass(frozen=True)
class PilotMoney:
    """Federal money for the pilot clusters of 2012.

    Attributes
    ----------
    clusters : int
        Pilot clusters that the region hosts; 0 where it hosts none.
    federal : mapping of int to float
        For all pilot clusters together by year, million roubles of the year.
    planned : tuple of int
        The years that are a plan.
    documented : mapping of int to float
        The region's own share by year, where a text states it, million roubles of the year.
    per_inhabitant : float
        Mean over all host regions, roubles per inhabitant a year.
    of_product : float
        The same as a share of their gross regional product, from 0 to 1.
    sources : tuple of str
        Ids of entries of `instruments` and `cluster_programmes`.
    """

    clusters: int
    federal: Mapping[int, float]
    planned: tuple[int, ...]
    documented: Mapping[int, float]
    per_inhabitant: float
    of_product: float
    sources: tuple[str, ...]


def instruments() -> dict[str, tuple[Instrument, ...]]:
    """Return the entries of each region, by code: dated ones first and by year, in the borders of today.

    What stood on ground that went to Moscow in July 2012 is an entry of both regions.
    """
    rows = load("instruments", scope="region")
    then = held(rows, load("levers"), DECK)
    deck = set(zip(then["instrument_id"], then["iso_code"], strict=True))
    found: dict[str, list[Instrument]] = {code: [] for code in all_regions()}
    for row in rows.to_dict("records"):
        entry = _entry(row, (row["instrument_id"], row["iso_code"]) in deck)
        found[row["iso_code"]].append(entry)
        if entry.instrument_id in MOVED:
            in_deck = (entry.instrument_id, MOVED_FROM) in deck
            found[MOVED_FROM].append(replace(entry, in_deck=in_deck, until=MOVED_AT))
    return {
        code: tuple(sorted(several, key=lambda one: (one.year or 9999, one.group, one.instrument_id)))
        for code, several in found.items()
    }


def _entry(row: Mapping[str, object], in_deck: bool) -> Instrument:
    plain = {name: None if pd.isna(value) else value for name, value in row.items()}
    text = {
        name: str(plain[name] or "") for name in ("kind", "name_en", "name_ru", "field", "source", "note")
    }
    years = {
        name: None if plain[column] is None else int(str(plain[column]))
        for name, column in (("year", "established_year"), ("closed", "closed_year"))
    }
    return Instrument(
        instrument_id=str(row["instrument_id"]),
        group=kind_group(text["kind"]),
        verification=str(row["verification"]),
        in_deck=in_deck,
        until="",
        year=years["year"],
        closed=years["closed"],
        **text,
    )


def applications() -> dict[str, tuple[Application, ...]]:
    """Return the known bids of each region, by code."""
    rows = load("applicants").fillna({"source": "", "name": "", "won": ""})
    found: dict[str, list[Application]] = {code: [] for code in all_regions()}
    fields = ["applicant_id", "contest", "name", "won", "source", "verification"]
    for code, values in zip(rows["iso_code"], rows[fields].to_dict("records"), strict=True):
        if code in found:
            found[code].append(Application(**{str(name): str(value) for name, value in values.items()}))
    return {code: tuple(several) for code, several in found.items()}


def pilot_clusters() -> dict[str, PilotMoney]:
    """Return the federal money for pilot clusters as it concerns each region, by code."""
    entries, programmes = load("instruments"), load("cluster_programmes")
    federal, shares = pilot_money(programmes), documented_shares(entries)
    hosts = host_regions(entries)
    money = regional_money(list(federal.index))
    scale = on_scale(money[money.index.get_level_values("iso_code").isin(hosts)], federal)
    stated, planned = shares.to_dict("records"), tuple(planned_years(programmes))
    counted = entries[entries["kind"] == PILOTS].groupby("iso_code").size()
    return {
        code: PilotMoney(
            clusters=int(counted.get(code, 0)),
            federal={int(year): float(amount) for year, amount in federal.items()},
            planned=planned,
            documented={int(row["year"]): float(row["amount"]) for row in stated if row["iso_code"] == code},
            per_inhabitant=float(scale["pilot"]),
            of_product=float(scale["pilot_of_grp"]),
            sources=("pilot-subsidy-2013", "pilot-subsidy-2014", "pilot-subsidy-2015"),
        )
        for code in all_regions()
    }
