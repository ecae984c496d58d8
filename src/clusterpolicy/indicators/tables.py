"""Regions × industries tables, made from the datasets in the way that their cards ask for."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from clusterpolicy.datasets import load
from clusterpolicy.errors import CourseError

Measure = Literal["gva", "shipped_output", "firm_revenue", "firm_count"]

# Inside RU-ARK and RU-TYU in Rosstat's tables: beside them they would count twice.
OKRUGS = ("RU-NEN", "RU-KHM", "RU-YAN")
MANUFACTURING = tuple(str(code) for code in range(15, 38))
# The first table of 2012 was an early estimate; shares and totals published later replace it.
REVISED_GVA_YEAR = 2012
ONE_FIRM_MARKS = ("single_firm", "top1_over_50pct")


def region_industry_table(measure: Measure, year: int, *, okrugs: bool = False) -> pd.DataFrame:
    """Return a regions × industries table of one year.

    Parameters
    ----------
    measure : {"gva", "shipped_output", "firm_revenue", "firm_count"}
        ``gva``: value added by OKVED-1 section, 2004–2012, million roubles at current prices; 2012 is the published
        share times gross regional product. ``shipped_output``: mining, manufacturing, energy, 2005–2016, million
        roubles. ``firm_revenue``: revenue of large firms by two-digit class of manufacturing, 2012–2015, million
        roubles. ``firm_count``: the number of those firms.
    year : int
        Calendar year.
    okrugs : bool
        Add the three okrugs of `OKRUGS` to a table by section, beside the oblasts that count them too: to look a region up, never to
        add regions up. The firm tables hold them always.

    Returns
    -------
    DataFrame
        Index: region codes, sorted; 80 regions, because Arkhangelsk and Tyumen Oblasts include their okrugs; the firm
        tables hold only regions with a large firm, the okrugs apart. Columns: industry codes. No cell is missing: what
        the source does not list is zero, and so are the eight slightly negative values of finance, which have no share.

    Raises
    ------
    CourseError
        The datasets hold no such table.
    """
    if measure == "gva" and year == REVISED_GVA_YEAR:
        table = _revised_value_added(year, okrugs)
    elif measure in ("firm_revenue", "firm_count"):
        table = _of_firms(load("industry_detail", measure=measure, year=year))
    else:
        table = _of_sections(load("industry", measure=measure, year=year, classification="OKVED-1"), okrugs)
    if table.empty:
        raise CourseError(
            f"there is no table of {measure!r} for {year}", todo="See the cards in datasets/industry*."
        )
    return table.fillna(0).clip(lower=0)


def dominated_by_one_firm(year: int) -> pd.DataFrame:
    """Return for each region and class of manufacturing whether one firm makes more than half of the revenue.

    Parameters
    ----------
    year : int
        2012–2015.

    Returns
    -------
    DataFrame
        Booleans with the index and columns of ``region_industry_table("firm_revenue", year)``.
    """
    firms = load("industry_detail", measure="firm_revenue", year=year)
    marks = firms["flag"].fillna("").str.contains("|".join(ONE_FIRM_MARKS))
    return _of_firms(firms.assign(value=marks.astype(float))).fillna(0).astype(bool)


def _of_sections(rows: pd.DataFrame, okrugs: bool) -> pd.DataFrame:
    regions = rows["iso_code"].str.startswith("RU-") & (okrugs | ~rows["iso_code"].isin(OKRUGS))
    rows = rows[regions & ~rows["iso_code"].str.endswith("_X") & (rows["section"] != "TOTAL")]
    return rows.pivot(index="iso_code", columns="section", values="value")


def _of_firms(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the classes of manufacturing; the oblasts without their okrugs stand under the oblasts' codes."""
    rows = rows[rows["iso_code"].str.startswith("RU-") & rows["code"].isin(MANUFACTURING)]
    rows = rows.assign(iso_code=rows["iso_code"].str.removesuffix("_X"))
    return rows.pivot(index="iso_code", columns="code", values="value")


def _revised_value_added(year: int, okrugs: bool) -> pd.DataFrame:
    shares = _of_sections(load("industry", measure="gva_share", year=year, classification="OKVED-1"), okrugs)
    product = load("panel", indicator="grp", year=year).set_index("iso_code")["value"]
    return shares.mul(product.reindex(shares.index), axis="index") / 100
