"""What a region is specialised in, since when, with how many stars, and how much of it hangs on single firms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from clusterpolicy.datasets import load
from clusterpolicy.indicators.region_facts import Series, by_year
from clusterpolicy.indicators.region_standing import OBLAST_OF, all_regions
from clusterpolicy.indicators.specialisation import at_least, cluster_stars, location_quotient
from clusterpolicy.indicators.tables import MANUFACTURING, OKRUGS, region_industry_table

# The rule of the deck's time, as `cluster_stars` has it: quotient, share of the industry, share of the region.
THRESHOLD, SIZE, FOCUS = 2.0, 0.01, 0.01
EARLY, LATE = 2010, 2022
EARLY_YEARS, LATE_YEARS = range(2005, 2013), range(2016, 2023)
FIRM_YEAR = 2013
# Against the first year of its course, a quotient that differs by less than a tenth is about the same.
SAME = 0.1
Trend = Literal["rises", "falls", "same", "unknown"]
OneFirm = Literal["single", "half", ""]


@dataclass(frozen=True)
class Specialisation:
    """An industry of a region beside the same industry in the country.

    Attributes
    ----------
    classification, section : str
        Code of the dataset `sections`.
    year : int
        Year of the figures below.
    quotient : float
        Location quotient of value added.
    of_region, of_industry : float
        Share of the industry in the region's value added, and of the region in the country's industry (80 regions), from 0 to 1.
    stars : int
        0 to 3: specialised, large, focused.
    everywhere : bool
        Whether every region has the industry by nature.
    quotients : mapping of int to float or None
        The quotient by year.
    trend : str
        From the first year with a quotient to `year`: ``rises``, ``falls``, ``same`` (within a tenth), ``unknown``.
    since : int
        That first year.
    series : tuple of (str, str)
        Whose breaks concern it.
    sources : tuple of str
        Ids of the dataset `sources`.
    """

    classification: str
    section: str
    year: int
    quotient: float
    of_region: float
    of_industry: float
    stars: int
    everywhere: bool
    quotients: Mapping[int, float | None]
    trend: Trend
    since: int
    series: tuple[Series, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class FirmClass:
    """A class of manufacturing by the revenue of large firms registered in the region.

    Attributes
    ----------
    code : str
        Two digits of OKVED-1, as in the dataset `industry_codes`.
    revenue : float
        Million roubles of the year.
    firms : int
        Number of large firms.
    share : float
        In the revenue of all large manufacturing firms of the region, from 0 to 1.
    quotient : float
        Location quotient of this revenue.
    stars : int
        0 to 3.
    one_firm : str
        ``single``: it is one firm; ``half``: one firm has more than half of it; else empty.
    head_office : bool
        Whether revenue of other places is booked at a head office here.
    """

    code: str
    revenue: float
    firms: int
    share: float
    quotient: float
    stars: int
    one_firm: OneFirm
    head_office: bool


@dataclass(frozen=True)
class Dependence:
    """How far manufacturing hangs on single firms, as far as open accounts of large firms tell.

    Attributes
    ----------
    year : int
        Of the accounts.
    revenue : float
        Of all large manufacturing firms registered in the region, million roubles of the year.
    firms : int
        Their number.
    classes : tuple of FirmClass
        By revenue, the largest first; empty where no large firm is registered.
    in_one_firm_classes : float or None
        Share of that revenue in classes of which one firm has more than half, from 0 to 1.
    largest_class : str
        The class with the largest single firm that the accounts prove; empty where they prove none.
    largest_at_least : float or None
        That firm's share in the revenue, at least: all of its class where it is the only one, else half.
    without_okrugs : bool
        Whether the oblast is counted without its okrugs here.
    series : tuple of (str, str)
        Whose breaks concern it.
    sources : tuple of str
        Ids of the dataset `sources`.
    """

    year: int
    revenue: float
    firms: int
    classes: tuple[FirmClass, ...]
    in_one_firm_classes: float | None
    largest_class: str
    largest_at_least: float | None
    without_okrugs: bool
    series: tuple[Series, ...]
    sources: tuple[str, ...]


def beside(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Compare each of the 83 regions with the country, whose totals count the okrugs once.

    Parameters
    ----------
    table : DataFrame
        Regions × industries, the okrugs beside the oblasts that count them too.

    Returns
    -------
    dict of str to DataFrame
        ``quotient`` (as `location_quotient`, which the 80 regions have to the last digit), ``of_region``, ``of_industry`` (shares) and
        ``stars``, all in the shape of `table`. Missing where a region has nothing at all.
    """
    totals = table.drop(list(OKRUGS)).sum()
    of_region = table.div(table.sum(axis="columns").where(lambda total: total > 0), axis="index")
    quotient = of_region / (totals / totals.sum()).where(totals > 0)
    of_industry = table / totals.where(totals > 0)
    parts = (at_least(quotient, THRESHOLD), at_least(of_industry, SIZE), at_least(of_region, FOCUS))
    stars = sum((part.astype(int) for part in parts), start=0 * parts[0].astype(int))
    return {"quotient": quotient, "of_region": of_region, "of_industry": of_industry, "stars": stars}


def late_table(year: int) -> pd.DataFrame:
    """Return value added by section of OKVED-2, 83 regions × sections: published shares times gross regional product, million roubles."""
    rows = load("industry", measure="gva_share", classification="OKVED-2", year=year)
    regions = all_regions()
    rows = rows[rows["iso_code"].isin(regions) & (rows["section"] != "TOTAL")]
    shares = rows.pivot(index="iso_code", columns="section", values="value").reindex(regions).fillna(0)
    product = load("panel", indicator="grp_latest", year=year).set_index("iso_code")["value"]
    return shares.clip(lower=0).mul(product.reindex(regions), axis="index") / 100


def specialisations() -> dict[str, tuple[tuple[Specialisation, ...], tuple[Specialisation, ...]]]:
    """Return the sections of each region in 2010 and in 2022, by code: most stars first, then the highest quotient."""
    early = {year: beside(region_industry_table("gva", year, okrugs=True)) for year in EARLY_YEARS}
    late = {year: beside(late_table(year)) for year in LATE_YEARS}
    first = _sections("OKVED-1", early, EARLY, (("industry", "gva"),), ("EMISS_GRP", "ROSSTAT_VDS"))
    series = (("industry", "gva_share"), ("panel", "grp_latest"))
    second = _sections("OKVED-2", late, LATE, series, ("ROSSTAT_VDS", "ROSSTAT_VRP"))
    return {code: (first[code], second[code]) for code in all_regions()}


def _sections(
    classification: str,
    tables: Mapping[int, Mapping[str, pd.DataFrame]],
    year: int,
    series: tuple[Series, ...],
    sources: tuple[str, ...],
) -> dict[str, tuple[Specialisation, ...]]:
    natural = load("sections", classification=classification).set_index("code")["everywhere"].to_dict()
    # Plain dicts: thousands of cells are looked up, one by one.
    now = {name: table.to_dict("index") for name, table in tables[year].items()}
    courses = {when: table["quotient"].to_dict("index") for when, table in tables.items()}
    found = {}
    for code in all_regions():
        several = []
        for section, share in now["of_region"].get(code, {}).items():
            if not share > 0:
                continue
            course = by_year({when: table.get(code, {}).get(section) for when, table in courses.items()})
            since, trend = _trend(course, year)
            several.append(
                Specialisation(
                    classification=classification,
                    section=section,
                    year=year,
                    quotient=now["quotient"][code][section],
                    of_region=share,
                    of_industry=now["of_industry"][code][section],
                    stars=now["stars"][code][section],
                    everywhere=natural[section],
                    quotients=course,
                    trend=trend,
                    since=since,
                    series=series,
                    sources=sources,
                )
            )
        found[code] = tuple(sorted(several, key=lambda one: (-one.stars, -one.quotient, one.section)))
    return found


def _trend(course: Mapping[int, float | None], year: int) -> tuple[int, Trend]:
    """Return from when a quotient can be followed to a year, and where it went."""
    known = {when: value for when, value in course.items() if value is not None and when <= year}
    since = min(known)
    start, end = known[since], known[year]
    if since == year or start == 0:
        return since, "unknown"
    change = end / start - 1
    return since, "same" if abs(change) < SAME else "rises" if change > 0 else "falls"


def dependence() -> dict[str, Dependence]:
    """Return for each region how far manufacturing hangs on single firms, by code."""
    classes = _firm_classes()
    return {code: _dependence(code, classes.get(code, ())) for code in all_regions()}


def _firm_classes() -> dict[str, tuple[FirmClass, ...]]:
    """Return the classes of manufacturing of each region that has large firms, by revenue, the largest first."""
    revenue, firms = (region_industry_table(measure, FIRM_YEAR) for measure in ("firm_revenue", "firm_count"))
    cells = cluster_stars(revenue)[["stars"]]
    cells["revenue"] = revenue.stack()
    cells["firms"] = firms.stack().astype(int)
    cells["share"] = revenue.div(revenue.sum(axis="columns"), axis="index").stack()
    cells["quotient"] = location_quotient(revenue).stack()
    cells = cells.join(_marks()).sort_values("revenue", ascending=False, kind="stable")
    found: dict[str, list[FirmClass]] = {}
    for (code, name), cell in zip(cells.index, cells.to_dict("records"), strict=True):
        found.setdefault(code, []).append(FirmClass(code=name, **cell))
    return {code: tuple(several) for code, several in found.items()}


def _marks() -> pd.DataFrame:
    """Return the marks of the classes of manufacturing, by region and class."""
    rows = load("industry_detail", measure="firm_revenue", year=FIRM_YEAR, code=list(MANUFACTURING))
    flags = rows["flag"].fillna("")
    codes = rows["iso_code"].str.removesuffix("_X")
    kind = flags.map(
        lambda flag: "single" if "single_firm" in flag else "half" if "top1_over_50pct" in flag else ""
    )
    marks = pd.DataFrame({"one_firm": kind, "head_office": flags.str.contains("head_office")})
    return marks.set_axis(pd.MultiIndex.from_arrays([codes, rows["code"]]))


def _dependence(code: str, classes: tuple[FirmClass, ...]) -> Dependence:
    proven = [
        (one.share if one.one_firm == "single" else one.share / 2, one.code)
        for one in classes
        if one.one_firm
    ]
    largest = max(proven, default=None)
    return Dependence(
        year=FIRM_YEAR,
        revenue=sum(one.revenue for one in classes),
        firms=sum(one.firms for one in classes),
        classes=classes,
        in_one_firm_classes=sum(one.share for one in classes if one.one_firm) if classes else None,
        largest_class=largest[1] if largest else "",
        largest_at_least=largest[0] if largest else None,
        without_okrugs=code in OBLAST_OF.values(),
        series=(("industry_detail", "firm_revenue"), ("industry_detail", "firm_count")),
        sources=("ROSSTAT_BOO",),
    )
