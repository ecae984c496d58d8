"""Figures of a region, in the year that readers of April 2012 could know and in the last one, with their places among the regions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from clusterpolicy.datasets import load
from clusterpolicy.indicators.case import WITH_OKRUGS
from clusterpolicy.indicators.public_money import BUDGETS, PARTS
from clusterpolicy.indicators.region_standing import all_regions, median_of_regions, standing
from clusterpolicy.indicators.tables import OKRUGS, region_industry_table

# `dash`: the source prints one; `absent`: confidential, or not printed; `territory`: counted in other borders than what it is divided by.
Reason = Literal["", "dash", "absent", "territory"]
Series = tuple[str, str]


@dataclass(frozen=True)
class Measure:
    """How a figure is made: a series, or a hundred (a thousand …) times one series over another.

    Attributes
    ----------
    key : str
        Name of the figure; words for it stand in `clusterpolicy.region_words`.
    subject : str
        ``economy``, ``research``, ``education``, ``small_firms`` or ``money``.
    unit : str
        Unit, as `clusterpolicy.region_words.units` translates it.
    year : int
        Year of the early figure.
    above, below : str
        Series of the dataset `panel`; `below` is empty where nothing is divided.
    factor : float
        What the quotient is multiplied by.
    minus : str
        Series taken from `above`.
    nominal : bool
        Whether it is money of the year, that cannot be compared with another year's.
    """

    key: str
    subject: str
    unit: str
    year: int
    above: str
    below: str = ""
    factor: float = 1.0
    minus: str = ""
    nominal: bool = False

    @property
    def series(self) -> tuple[Series, ...]:
        """Dataset and indicator of all that it is made of."""
        return tuple(("panel", name) for name in (self.above, self.minus, self.below) if name)


PEOPLE = "population_avg"
MEASURES = (
    Measure("population", "economy", "thousand persons", 2011, PEOPLE),
    Measure("urban_share", "economy", "percent", 2011, "urban_share"),
    Measure("product_head", "economy", "roubles", 2010, "grp_pc", nominal=True),
    Measure("investment_head", "economy", "roubles", 2011, "investment_pc", nominal=True),
    Measure("wage", "economy", "roubles per month", 2011, "wage_nominal", nominal=True),
    Measure("unemployment", "economy", "percent", 2011, "unemployment_rate"),
    Measure("rd_share", "research", "percent of gross regional product", 2010, "rd_expenditure", "grp", 100),
    Measure("rd_personnel", "research", "persons per 10,000 inhabitants", 2011, "rd_personnel", PEOPLE, 10),
    Measure("innovation", "research", "percent of organisations", 2011, "innovation_activity"),
    Measure("innovative_output", "research", "percent of shipped output", 2011, "innovative_output_share"),
    Measure("patents", "research", "applications per 100,000 inhabitants", 2011, "patent_applications_inventions", PEOPLE, 100),
    Measure("students", "education", "persons per 10,000 inhabitants", 2011, "students_he_per_10k"),
    Measure("graduates", "education", "persons per 10,000 inhabitants", 2011, "graduates_he", PEOPLE, 10_000),
    Measure("vocational", "education", "persons per 10,000 inhabitants", 2011, "students_vocational_mid", PEOPLE, 10_000),
    Measure("postgraduates", "education", "persons per 100,000 inhabitants", 2011, "postgraduates", PEOPLE, 100),
    Measure("small_firms", "small_firms", "firms per 10,000 inhabitants", 2010, "small_firms_per_10k_census"),
    Measure("organisations", "small_firms", "units per thousand inhabitants", 2011, "organisations", PEOPLE),
    Measure("proprietors", "small_firms", "persons per thousand inhabitants", 2011, "sole_proprietors", PEOPLE, 1_000),
    Measure("websites", "small_firms", "percent of organisations", 2011, "org_website"),
    Measure("revenue_head", "money", "thousand roubles per inhabitant", 2011, "budget_revenue", PEOPLE, nominal=True),
    Measure("expenditure_head", "money", "thousand roubles per inhabitant", 2011, "budget_expenditure", PEOPLE, nominal=True),
    Measure("balance", "money", "percent of budget revenue", 2011, "budget_revenue", "budget_revenue", 100, minus="budget_expenditure"),
    Measure("expenditure_share", "money", "percent of gross regional product", 2010, "budget_expenditure", "grp", 100),
    Measure("rd_head", "money", "roubles per inhabitant", 2011, "rd_expenditure", PEOPLE, 1_000, nominal=True),
    Measure("officials", "money", "persons per thousand inhabitants", 2011, "officials_total", PEOPLE),
)  # fmt: skip
BY_KEY = {measure.key: measure for measure in MEASURES}

# Large manufacturing firms do not stand in the panel, but in the accounts of firms.
LARGE_FIRMS = Measure("large_firms", "small_firms", "firms per million inhabitants", 2013, "")
LARGE_FIRMS_LAST = 2015
FIRST_OKVED_2 = 2016
FIRM_SERIES: tuple[Series, ...] = (("industry_detail", "firm_count"), ("panel", PEOPLE))
MANUFACTURING = Measure("manufacturing", "economy", "percent of value added", 2010, "")
MANUFACTURING_SHARES = (
    (2010, ("industry", "gva"), "EMISS_GRP"),
    (2022, ("industry", "gva_share"), "ROSSTAT_VDS"),
)
KEYS = (*BY_KEY, LARGE_FIRMS.key, MANUFACTURING.key)


@dataclass(frozen=True)
class Fact:
    """One figure of a region.

    Attributes
    ----------
    key, subject, unit : str
        As in `Measure`.
    value : float or None
        None where there is none; `missing` says why.
    year : int
        The year of the figure.
    rank : int or None
        Place among the regions, the highest first, each counted once (see `clusterpolicy.indicators.region_standing.standing`).
    of : int
        How many regions have a value.
    median : float
        Of the regions that have a value.
    series : tuple of (str, str)
        Dataset and indicator (or measure) of all that it is made of; their breaks stand in `clusterpolicy.datasets.breaks`.
    sources : tuple of str
        Ids of the dataset `sources`.
    verification : str
        ``sourced``: copied from a published table; the words stand in `clusterpolicy.vocabulary.verification`.
    nominal : bool
        Money of the year: not to be compared with another year's.
    doubtful : bool
        Kept as printed although it does not fit with others.
    missing : str
        Why there is no value: ``dash``, ``absent`` or ``territory``; empty where there is one.
    """

    key: str
    subject: str
    unit: str
    value: float | None
    year: int
    rank: int | None
    of: int
    median: float
    series: tuple[Series, ...]
    sources: tuple[str, ...]
    verification: str
    nominal: bool
    doubtful: bool
    missing: Reason


@dataclass(frozen=True)
class Course:
    """A figure over the years.

    Attributes
    ----------
    key : str
        Of the figure.
    unit : str
        Its unit.
    points : mapping of int to float or None
        Values by year, from the first year to the last without a leap; None where there is none.
    median : mapping of int to float or None
        Of the regions.
    series : tuple of (str, str)
        Dataset and indicator: their breaks are those of the course.
    nominal : bool
        Money of each year.
    """

    key: str
    unit: str
    points: Mapping[int, float | None]
    median: Mapping[int, float | None]
    series: tuple[Series, ...]
    nominal: bool


@dataclass(frozen=True)
class Panel:
    """What the figures are made of: values, dashes, doubts and sources of the series, regions × (series, year)."""

    values: pd.DataFrame
    dashes: pd.DataFrame
    doubts: pd.DataFrame
    sources: dict[str, tuple[str, ...]]


def read_panel() -> Panel:
    """Return the series that the figures need; the budgets of two oblasts are sums with their okrugs."""
    names = sorted({name for measure in MEASURES for _dataset, name in measure.series})
    rows = load("panel", indicator=names)
    flags = rows["flag"].fillna("")
    rows = rows.assign(dash=flags.str.contains("nil"), doubt=flags.str.contains("suspect"))
    wide = rows.pivot(index="iso_code", columns=["indicator", "year"], values=["value", "dash", "doubt"])
    values = wide["value"].astype(float)
    for whole, parts in PARTS.items():
        budgets = values.columns[values.columns.get_level_values("indicator").isin(BUDGETS)]
        values.loc[whole, budgets] = values.loc[list(parts), budgets].sum(min_count=len(parts))
    regions = all_regions()
    sources = {
        str(name): tuple(sorted(group.unique())) for name, group in rows.groupby("indicator")["source_id"]
    }
    marks = [wide[name].reindex(regions).eq(True) for name in ("dash", "doubt")]
    return Panel(values.reindex(regions), marks[0], marks[1], sources)


def figure_by_year(panel: Panel, measure: Measure) -> pd.DataFrame:
    """Return a figure, regions × years: the years of the series that have a value anywhere."""
    table = panel.values[measure.above]
    if measure.minus:
        table = table - panel.values[measure.minus]
    if measure.below:
        table = table / panel.values[measure.below]
    return (measure.factor * table).dropna(axis="columns", how="all").sort_index(axis="columns")


def tables(panel: Panel) -> dict[str, pd.DataFrame]:
    """Return every figure of the panel by its key, regions × years."""
    return {measure.key: figure_by_year(panel, measure) for measure in MEASURES}


def manufacturing_share(year: int) -> pd.Series:
    """Return manufacturing in value added, per cent, for the 83 regions: section D of OKVED-1 to 2012, C of OKVED-2 from 2016."""
    if year >= FIRST_OKVED_2:
        rows = load("industry", measure="gva_share", classification="OKVED-2", section="C", year=year)
        return rows.set_index("iso_code")["value"].reindex(all_regions())
    added = region_industry_table("gva", year, okrugs=True)
    share = 100 * added["D"] / added.sum(axis="columns")
    return share.reindex(all_regions())


def large_firms(panel: Panel, year: int) -> pd.Series:
    """Return large manufacturing firms per million inhabitants; missing where firms and people are counted in different borders."""
    firms = region_industry_table("firm_count", year).sum(axis="columns").reindex(all_regions()).fillna(0)
    return (1_000 * firms / panel.values[PEOPLE, year]).drop(WITH_OKRUGS).reindex(firms.index)


def facts(panel: Panel, found: Mapping[str, pd.DataFrame]) -> dict[str, tuple[list[Fact], list[Fact]]]:
    """Return the figures of each region in the early year and in the last one, by code, in the order of `MEASURES`."""
    early: list[dict[str, Fact]] = []
    late: list[dict[str, Fact]] = []
    for measure in MEASURES:
        table = found[measure.key]
        for year, kept in ((measure.year, early), (int(table.columns[-1]), late)):
            kept.append(_of_panel(panel, measure, table[year], year))
    for (year, series, source), kept in zip(MANUFACTURING_SHARES, (early, late), strict=True):
        kept.append(_plain(MANUFACTURING, manufacturing_share(year), year, (series,), (source,)))
    firms = ("ROSSTAT_BOO", "RR2023")
    for year, kept in ((LARGE_FIRMS.year, early), (LARGE_FIRMS_LAST, late)):
        kept.append(_plain(LARGE_FIRMS, large_firms(panel, year), year, FIRM_SERIES, firms, "territory"))
    return {
        code: ([by_code[code] for by_code in early], [by_code[code] for by_code in late])
        for code in all_regions()
    }


def _of_panel(panel: Panel, measure: Measure, values: pd.Series, year: int) -> dict[str, Fact]:
    names = [name for _dataset, name in measure.series]
    columns = [(name, year) for name in names]
    dashes, doubts = panel.dashes[columns].any(axis="columns"), panel.doubts[columns].any(axis="columns")
    missing = dashes.map({True: "dash", False: "absent"})
    sources = tuple(dict.fromkeys(source for name in names for source in panel.sources[name]))
    return _facts(measure, values, year, measure.series, sources, missing, doubts)


def _plain(
    measure: Measure,
    values: pd.Series,
    year: int,
    series: tuple[Series, ...],
    sources: tuple[str, ...],
    missing: Reason = "absent",
) -> dict[str, Fact]:
    reasons = pd.Series(missing, index=values.index)
    return _facts(measure, values, year, series, sources, reasons, pd.Series(False, index=values.index))


def _facts(
    measure: Measure,
    values: pd.Series,
    year: int,
    series: tuple[Series, ...],
    sources: tuple[str, ...],
    missing: pd.Series,
    doubts: pd.Series,
) -> dict[str, Fact]:
    places, median = standing(values), median_of_regions(values)
    ranks, of = places["rank"].to_dict(), places["of"].to_dict()
    reasons, doubtful = missing.to_dict(), doubts.to_dict()
    found = {}
    for code, value in values.items():
        known = pd.notna(value)
        found[str(code)] = Fact(
            key=measure.key,
            subject=measure.subject,
            unit=measure.unit,
            value=float(value) if known else None,
            year=year,
            rank=int(ranks[code]) if known else None,
            of=int(of[code]),
            median=median,
            series=series,
            sources=sources,
            verification="sourced",
            nominal=measure.nominal,
            doubtful=bool(doubtful[code]) and known,
            missing="" if known else reasons[code],
        )
    return found


def courses(found: Mapping[str, pd.DataFrame]) -> dict[str, dict[str, Course]]:
    """Return each figure of the panel over the years, by region and by key."""
    result: dict[str, dict[str, Course]] = {code: {} for code in all_regions()}
    for measure in MEASURES:
        table = found[measure.key]
        years = range(int(table.columns[0]), int(table.columns[-1]) + 1)
        full = table.reindex(columns=years)
        median = by_year(full.drop(list(OKRUGS)).median().to_dict())
        for code, points in full.to_dict("index").items():
            result[str(code)][measure.key] = Course(
                measure.key, measure.unit, by_year(points), median, measure.series, measure.nominal
            )
    return result


def by_year(values: Mapping[int, float]) -> dict[int, float | None]:
    """Return values by year as plain data: None where there is none."""
    return {int(year): None if pd.isna(value) else float(value) for year, value in values.items()}
