"""Breaks and traps of a series, for charts and growth rates."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from clusterpolicy.datasets.description import resource
from clusterpolicy.datasets.reading import check_values, load
from clusterpolicy.errors import UnknownNameError


def breaks(dataset: str, indicator: str, regions: str | Iterable[str] | None = None) -> pd.DataFrame:
    """Return what changes within a series, and what holds throughout.

    Parameters
    ----------
    dataset : str
        ``"panel"``, ``"industry"``, ``"industry_detail"`` or ``"countries_panel"``.
    indicator : str
        Indicator of that dataset, or measure where it has no indicators.
    regions : str or iterable of str, optional
        Codes of territories, or of countries: leaves out what concerns others alone.

    Returns
    -------
    DataFrame
        Rows of the dataset ``breaks``, those with a year first and in its order. A break lies before
        `year_from`; where that is missing, the row holds for the whole series. Keep the mark in `verification`
        wherever a row is shown.

    Raises
    ------
    UnknownNameError
        There is no such dataset or indicator.
    """
    fields = [field["name"] for field in resource(dataset)["schema"]["fields"]]
    series = next((name for name in ("indicator", "measure") if name in fields), None)
    if series is None or "year" not in fields:
        raise UnknownNameError("dataset of series", dataset, load("breaks")["dataset"].unique())
    check_values(dataset, series, [indicator])
    found = load("breaks", dataset=dataset)
    found = found[found["indicator"].isna() | (found["indicator"] == indicator)]
    if regions is not None:
        codes = [regions] if isinstance(regions, str) else list(regions)
        place = found["iso_code"].fillna(found["iso3"])
        found = found[place.isna() | place.isin(codes)]
    return found.sort_values(["year_from", "break_id"], ignore_index=True)
