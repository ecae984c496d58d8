"""What the datasets tell of one region: the building block of the atlas of regions and of the brief.

`profile` is the one door. Texts for its keys stand in `clusterpolicy.region_words`; what a region lacks is named in `RegionProfile.missing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pandas as pd

from clusterpolicy.datasets import load
from clusterpolicy.errors import UnknownNameError
from clusterpolicy.indicators import (
    region_facts,
    region_growth,
    region_industries,
    region_instruments,
    region_peers,
)
from clusterpolicy.indicators.case import WITH_OKRUGS, criteria_of_regions
from clusterpolicy.indicators.public_money import BUDGETS, PARTS
from clusterpolicy.indicators.region_facts import Course, Fact
from clusterpolicy.indicators.region_growth import Crisis, Growth
from clusterpolicy.indicators.region_industries import Dependence, Specialisation
from clusterpolicy.indicators.region_instruments import Application, Instrument, PilotMoney
from clusterpolicy.indicators.region_peers import Peer
from clusterpolicy.indicators.region_standing import OBLAST_OF, all_regions

# The year in which the series of the panel are searched for gaps: the last that readers of April 2012 could know.
GAP_YEAR = 2011
# Criteria of the likeness whose figure has another name.
FIGURE_OF = {"research_personnel": "rd_personnel", "budget": "revenue_head"}
MissingKind = Literal[
    "fact", "later_fact", "criterion", "section", "firms", "instruments", "early_years", "series"
]


@dataclass(frozen=True)
class Missing:
    """Something that a region lacks.

    Attributes
    ----------
    kind : str
        ``fact`` or ``later_fact``: a figure, named by `key`; ``criterion``: of the likeness; ``firms``: no large manufacturing firm
        in the accounts; ``instruments``: no entry; ``early_years``: figures begin only in `year`; ``series``: a series of the panel
        has no value in `year`.
    key : str
        Of the figure, criterion or series; empty where the kind says all.
    year : int or None
        The year that it concerns.
    reason : str
        ``dash``: the source prints one; ``absent``: confidential, or not printed; ``territory``: counted in other borders than what it
        is divided by; ``parts``: printed for the oblast without its okrugs only, and the sum is shown; ``no_firm``: no large manufacturing
        firm in the accounts; or empty.
    """

    kind: MissingKind
    key: str
    year: int | None
    reason: str


@dataclass(frozen=True)
class RegionProfile:
    """All that is known of a region.

    Attributes
    ----------
    code, district, note : str
        ISO 3166-2 code, code of the federal district, and what the dataset `regions` notes of it (English, translated by gettext).
    oblast : str
        The oblast that counts this okrug too; empty for all others.
    okrugs : tuple of str
        The okrugs that this oblast counts too.
    facts, later_facts : tuple of Fact
        Figures in the year that readers of April 2012 could know, and in the last year of each series.
    courses : mapping of str to Course
        Figures of the panel by year, by key.
    sections, later_sections : tuple of Specialisation
        Sections of OKVED-1 in 2010 and of OKVED-2 in 2022, most stars first.
    dependence : Dependence
        On single firms.
    crises : tuple of Crisis
        Gross regional product, industry.
    growth : tuple of Growth
        In the three periods.
    instruments : tuple of Instrument
        Entries of the region.
    applications : tuple of Application
        Known bids in contests of clusters.
    pilots : PilotMoney
        Federal money for pilot clusters.
    peers : tuple of Peer
        The five nearest regions; what they did and how they fared stands in their own profiles.
    criteria : mapping of str to float or None
        The region's value on each criterion of the likeness, in the unit of `case_profile`.
    missing : tuple of Missing
        What it lacks.
    """

    code: str
    district: str
    note: str
    oblast: str
    okrugs: tuple[str, ...]
    facts: tuple[Fact, ...]
    later_facts: tuple[Fact, ...]
    courses: Mapping[str, Course]
    sections: tuple[Specialisation, ...]
    later_sections: tuple[Specialisation, ...]
    dependence: Dependence
    crises: tuple[Crisis, ...]
    growth: tuple[Growth, ...]
    instruments: tuple[Instrument, ...]
    applications: tuple[Application, ...]
    pilots: PilotMoney
    peers: tuple[Peer, ...]
    criteria: Mapping[str, float | None]
    missing: tuple[Missing, ...]

    def fact(self, key: str, *, later: bool = False) -> Fact:
        """Return a figure by its key.

        Raises
        ------
        UnknownNameError
            There is no such figure.
        """
        several = {fact.key: fact for fact in (self.later_facts if later else self.facts)}
        if key not in several:
            raise UnknownNameError("figure of a region", key, several)
        return several[key]

    @property
    def starred(self) -> tuple[Specialisation, ...]:
        """Sections of 2010 with three stars, without those that every region has by nature."""
        return tuple(one for one in self.sections if one.stars == 3 and not one.everywhere)


def profile(code: str) -> RegionProfile:
    """Return what the datasets tell of a region.

    Parameters
    ----------
    code : str
        ISO 3166-2 code of one of the 83 regions.

    Raises
    ------
    UnknownNameError
        There is no such region; the nearest codes are suggested.
    """
    known = profiles()
    if code not in known:
        raise UnknownNameError("region", code, known)
    return known[code]


@lru_cache(maxsize=1)
def profiles() -> Mapping[str, RegionProfile]:
    """Return the profiles of all 83 regions by code; they are computed together and once."""
    panel = region_facts.read_panel()
    tables = region_facts.tables(panel)
    facts, courses = region_facts.facts(panel, tables), region_facts.courses(tables)
    volumes = region_growth.read_volumes()
    crises, growth = region_growth.crises(volumes), region_growth.growth(volumes)
    sections, dependence = region_industries.specialisations(), region_industries.dependence()
    instruments, applications = region_instruments.instruments(), region_instruments.applications()
    pilots, peers = region_instruments.pilot_clusters(), region_peers.peers()
    criteria = _criteria()
    gaps, years = _gaps(), region_peers.criteria_years()
    regions = load("regions").set_index("iso_code")
    found = {}
    for code in all_regions():
        early, late = facts[code]
        found[code] = RegionProfile(
            code=code,
            district=regions.at[code, "fd_code"],
            note="" if pd.isna(regions.at[code, "note"]) else str(regions.at[code, "note"]),
            oblast=OBLAST_OF.get(code, ""),
            okrugs=tuple(okrug for okrug, oblast in OBLAST_OF.items() if oblast == code),
            facts=tuple(early),
            later_facts=tuple(late),
            courses=courses[code],
            sections=sections[code][0],
            later_sections=sections[code][1],
            dependence=dependence[code],
            crises=crises[code],
            growth=growth[code],
            instruments=instruments[code],
            applications=applications[code],
            pilots=pilots[code],
            peers=peers[code],
            criteria=criteria[code],
            missing=(
                *(Missing("fact", fact.key, fact.year, fact.missing) for fact in early if fact.missing),
                *(Missing("later_fact", fact.key, fact.year, fact.missing) for fact in late if fact.missing),
                *_lacks(
                    code, years, criteria[code], early, dependence[code], instruments[code], courses[code]
                ),
                *gaps[code],
            ),
        )
    return found


def _criteria() -> dict[str, dict[str, float | None]]:
    table = criteria_of_regions(okrugs=True)
    return {
        str(code): {str(key): None if pd.isna(value) else float(value) for key, value in row.items()}
        for code, row in table.iterrows()
    }


def _why(criterion: str, code: str, facts: Iterable[Fact]) -> str:
    """Return why a region lacks a criterion of the likeness: as its figure does, which for some is made up in another way."""
    key = FIGURE_OF.get(criterion, criterion)
    reason = next(fact.missing for fact in facts if fact.key == key)
    if reason:
        return reason
    return "territory" if code in WITH_OKRUGS else "no_firm"


def _lacks(
    code: str,
    years: Mapping[str, int],
    criteria: Mapping[str, float | None],
    facts: Iterable[Fact],
    dependence: Dependence,
    instruments: tuple[Instrument, ...],
    courses: Mapping[str, Course],
) -> list[Missing]:
    """Return what a region lacks beside its figures."""
    found = [
        Missing("criterion", key, years[key], _why(key, code, facts))
        for key, value in criteria.items()
        if value is None
    ]
    if not dependence.classes:
        found.append(Missing("firms", "", dependence.year, ""))
    if not instruments:
        found.append(Missing("instruments", "", None, ""))
    product = courses["product_head"].points
    begins = min(year for year, value in product.items() if value is not None)
    if begins > min(product):
        found.append(Missing("early_years", "product_head", begins, ""))
    return found


def _gaps() -> dict[str, list[Missing]]:
    """Return the series of the panel that have no value for a region in `GAP_YEAR`, while most regions have one."""
    rows = load("panel", year=GAP_YEAR)
    regions = all_regions()
    values = rows.pivot(index="iso_code", columns="indicator", values="value").reindex(regions)
    usual = values.loc[:, values.notna().sum() > len(regions) / 2]
    dashed = set(
        rows.loc[rows["flag"].fillna("").str.contains("nil"), ["iso_code", "indicator"]].itertuples(
            index=False, name=None
        )
    )
    return {
        code: [
            Missing("series", str(name), GAP_YEAR, _gap(code, str(name), (code, name) in dashed))
            for name in usual.columns[usual.loc[code].isna()]
        ]
        for code in regions
    }


def _gap(code: str, indicator: str, dash: bool) -> str:
    if code in PARTS and indicator in BUDGETS:
        return "parts"
    return "dash" if dash else "absent"
