"""How a region fell in 2009, when it was back, and how it grew: volumes, so that prices are taken out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from clusterpolicy.datasets import load
from clusterpolicy.indicators.growth import chained
from clusterpolicy.indicators.region_facts import Series, by_year
from clusterpolicy.indicators.region_standing import all_regions, median_of_regions, standing
from clusterpolicy.indicators.tables import OKRUGS

BASE, CRISIS, LATER = 2008, 2009, 2011
# To the year before the classification of industries changes.
YEARS = range(2005, 2017)
VOLUMES = ("grp_index", "ipi_okved1")
PRODUCT = "grp_index"
# Years of growth that no change of classification and no change of source divides.
PERIODS = ((2006, 2011), (2012, 2016), (2017, 2021))
SOURCES = ("RR2023",)


@dataclass(frozen=True)
class Crisis:
    """A volume before and after 2009, against 2008.

    Attributes
    ----------
    indicator : str
        Volume index of the dataset `panel`: of gross regional product, or of industry.
    base, last : int
        The base year, and the last year looked at.
    change, later : float
        Change to 2009 and to 2011 on the base year, per cent.
    rank, of : int
        Place by depth, the deepest fall first; among how many regions.
    median : float
        Change to 2009 of the median region, per cent.
    trough_year : int or None
        The year of the lowest level before it was back; None where the region did not fall.
    trough : float or None
        Change to that year on the base year, per cent.
    recovery : int or None
        The first year at or above the base year; None where there was no fall, or no such year up to `last`.
    levels : mapping of int to float or None
        Level by year, the base year being 100.
    median_levels : mapping of int to float or None
        Median level of the regions by year.
    series : tuple of (str, str)
        Whose breaks concern it.
    sources : tuple of str
        Ids of the dataset `sources`.
    """

    indicator: str
    base: int
    last: int
    change: float
    later: float
    rank: int
    of: int
    median: float
    trough_year: int | None
    trough: float | None
    recovery: int | None
    levels: Mapping[int, float | None]
    median_levels: Mapping[int, float | None]
    series: tuple[Series, ...]
    sources: tuple[str, ...]

    @property
    def fell(self) -> bool:
        """Whether the level of 2009 is below the base year's."""
        return self.change < 0


@dataclass(frozen=True)
class Growth:
    """Yearly real growth of gross regional product over some years.

    Attributes
    ----------
    first, last : int
        The first and the last year of growth.
    mean : float
        Mean growth a year (geometric), per cent.
    spread : float
        Standard deviation of the yearly rates (n − 1), percentage points: their noise.
    rank, of : int
        Place by mean, the fastest first; among how many regions.
    median : float
        Mean growth of the median region, per cent a year.
    """

    first: int
    last: int
    mean: float
    spread: float
    rank: int
    of: int
    median: float


def read_volumes() -> dict[str, pd.DataFrame]:
    """Return the volume indices by name, 83 regions × years, per cent of the year before."""
    rows = load("panel", indicator=list(VOLUMES))
    table = rows.pivot(index="iso_code", columns=["indicator", "year"], values="value")
    return {name: table[name].reindex(all_regions()) for name in VOLUMES}


def crises(volumes: Mapping[str, pd.DataFrame]) -> dict[str, tuple[Crisis, ...]]:
    """Return the fall and the recovery of each region, by code: gross regional product first, then industry."""
    found: dict[str, list[Crisis]] = {code: [] for code in all_regions()}
    for indicator, indices in volumes.items():
        levels = 100 * chained(indices[[year for year in YEARS if year > YEARS[0]]], BASE)
        change = levels[CRISIS] - 100
        # The deepest fall is first: a place counts from the highest loss.
        places, median = standing(-change), median_of_regions(change)
        median_levels = by_year(levels.drop(list(OKRUGS)).median().to_dict())
        ranks, of = places["rank"].to_dict(), places["of"].to_dict()
        for code, points in levels.to_dict("index").items():
            lowest, back = _course(points)
            found[str(code)].append(
                Crisis(
                    indicator=indicator,
                    base=BASE,
                    last=YEARS[-1],
                    change=float(change[code]),
                    later=float(points[LATER] - 100),
                    rank=int(ranks[code]),
                    of=int(of[code]),
                    median=median,
                    trough_year=lowest,
                    trough=None if lowest is None else float(points[lowest] - 100),
                    recovery=back,
                    levels=by_year(points),
                    median_levels=median_levels,
                    series=(("panel", indicator),),
                    sources=SOURCES,
                )
            )
    return {code: tuple(several) for code, several in found.items()}


def _course(levels: Mapping[int, float]) -> tuple[int | None, int | None]:
    """Return the year of the lowest level before the region was back, and the year in which it was."""
    if not levels[CRISIS] < 100:
        return None, None
    back = next((year for year in YEARS if year > CRISIS and levels[year] >= 100), None)
    until = range(BASE + 1, back or YEARS[-1] + 1)
    return min(until, key=lambda year: levels[year]), back


def growth(volumes: Mapping[str, pd.DataFrame]) -> dict[str, tuple[Growth, ...]]:
    """Return mean real growth and its spread in the three periods, by code."""
    found: dict[str, list[Growth]] = {code: [] for code in all_regions()}
    for first, last in PERIODS:
        indices = volumes[PRODUCT][list(range(first, last + 1))]
        mean = 100 * (np.exp(np.log(indices / 100).mean(axis="columns", skipna=False)) - 1)
        spread = indices.std(axis="columns", skipna=False)
        places, median = standing(mean), median_of_regions(mean)
        for code, several in found.items():
            several.append(
                Growth(
                    first=first,
                    last=last,
                    mean=float(mean[code]),
                    spread=float(spread[code]),
                    rank=int(places.at[code, "rank"]),
                    of=int(places.at[code, "of"]),
                    median=median,
                )
            )
    return {code: tuple(several) for code, several in found.items()}
