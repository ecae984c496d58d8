"""A regional series as its page shows it: Russia, the middle and the range of the regions, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from clusterpolicy.datasets import load
from clusterpolicy.errors import CourseError

COUNTRY = "RU"
# A page of a measure by sections shows manufacturing; the letter depends on the edition of the classification.
MANUFACTURING = {"OKVED-1": "D", "OKVED-2": "C"}
LOWER, UPPER = 0.1, 0.9


@dataclass(frozen=True)
class RegionalSeries:
    """Values of one indicator.

    Attributes
    ----------
    indicator : str
        Id in the dataset `indicators`.
    source : tuple of (str, str)
        Dataset and indicator (or measure) that its values, and its breaks, stand under.
    section : str
        Code of the section of industry; empty where the indicator has none.
    regions : DataFrame
        The 83 regions by the years of the series; what was not published is missing.
    country : Series
        Russia by year.
    dashes : int
        How many of the missing values are dashes in the source; the others have no row.
    suspect : int
        How many values are kept as printed although they do not fit with others.
    """

    indicator: str
    source: tuple[str, str]
    section: str
    regions: pd.DataFrame
    country: pd.Series
    dashes: int
    suspect: int

    @property
    def latest(self) -> pd.Series:
        """The regions in the last year of the series."""
        return self.regions.iloc[:, -1]

    @property
    def missing(self) -> int:
        """How many region-years have no value."""
        return int(self.regions.isna().to_numpy().sum())

    def by_year(self) -> pd.DataFrame:
        """Return one row a year: Russia, and what the regions that have a value show.

        Returns
        -------
        DataFrame
            Index: years. ``country``; ``lowest``, ``lower`` (a tenth of the regions lie below), ``median``, ``upper`` (a tenth lie
            above), ``highest``; ``missing``: regions without a value.
        """
        table = self.regions
        return pd.DataFrame(
            {
                "country": self.country.reindex(table.columns),
                "lowest": table.min(),
                "lower": table.quantile(LOWER),
                "median": table.median(),
                "upper": table.quantile(UPPER),
                "highest": table.max(),
                "missing": table.isna().sum(),
            }
        )


def regional_series(indicator: str) -> RegionalSeries:
    """Return a series of `indicators` for the 83 regions and Russia.

    Parameters
    ----------
    indicator : str
        Id in the dataset `indicators`: of the regional panel, or a measure of `industry` with its classification, of which the
        section manufacturing is returned.

    Raises
    ------
    UnknownNameError
        There is no such indicator.
    CourseError
        No region has a value.
    """
    described = load("indicators", indicator=indicator).iloc[0]
    if described["dataset"] == "panel":
        rows, source, section = load("panel", indicator=indicator), ("panel", indicator), ""
    else:
        dataset, measure, classification = indicator.split(":")
        section = MANUFACTURING[classification]
        rows = load(dataset, measure=measure, classification=classification, section=section)
        source = (dataset, measure)
    regions = sorted(load("regions")["iso_code"])
    own = rows[rows["iso_code"].isin(regions)]
    known = own.dropna(subset="value")
    if known.empty:
        raise CourseError("no region has a value", f"indicator {indicator!r}")
    table = rows.pivot(index="iso_code", columns="year", values="value")
    years = range(int(known["year"].min()), int(known["year"].max()) + 1)
    country = table.loc[COUNTRY] if COUNTRY in table.index else pd.Series(dtype=float)
    flags = own.loc[own["year"].isin(years), "flag"].fillna("")
    return RegionalSeries(
        indicator=indicator,
        source=source,
        section=section,
        regions=table.reindex(index=regions, columns=years),
        country=country.reindex(years),
        dashes=int((flags.str.contains("nil") & own.loc[flags.index, "value"].isna()).sum()),
        suspect=int(flags.str.contains("suspect").sum()),
    )
