"""Growth of regions by section: the data of mining, manufacturing and energy in volumes and at current prices, and their shift-share."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from clusterpolicy.datasets import load
from clusterpolicy.errors import CourseError
from clusterpolicy.indicators.growth import Method, chained, shift_share
from clusterpolicy.indicators.tables import region_industry_table

Prices = Literal["real", "nominal"]

# Volume indices by section of OKVED-1, regions and country.
VOLUME_INDICES = {"C": "ipi_mining_okved1", "D": "ipi_manufacturing_okved1", "E": "ipi_energy_okved1"}
FIRST, LAST = 2005, 2011
_NO_INDEX = "without an index"


def section_indices() -> dict[str, pd.DataFrame]:
    """Return the volume index of each industrial section, territories × years, in per cent of the year before."""
    return {
        section: load("panel", indicator=name).pivot(index="iso_code", columns="year", values="value")
        for section, name in VOLUME_INDICES.items()
    }


def industry_shift_share(
    start: int, end: int, *, prices: Prices = "real", method: Method = "classic"
) -> pd.DataFrame:
    r"""Split the change of each region's industry into the country's growth, its mix of sections and everything else.

    .. math:: \frac{\sum_i x_{ri} v_{ri}}{\sum_i x_{ri}} - 1 = G + \sum_i s_{ri} (g_i - G) + \text{rest}, \quad G = \sum_i s_i g_i

    with shipped output :math:`x_{ri}` of mining, manufacturing and energy at the start, shares :math:`s` of it, the chained volume
    index :math:`v_{ri}` of the cell and :math:`1 + g_i` of the country as published. What is left is everything else, price effects of
    the weights included. With ``prices="nominal"`` the output of both years at current prices stands in the place of volumes.

    Parameters
    ----------
    start, end : int
        Years from 2005 to 2011, the later one second.
    prices : {"real", "nominal"}
        Volumes at the prices of the start, or current prices.
    method : {"classic", "esteban-marquillas"}
        As in `clusterpolicy.indicators.shift_share`.

    Returns
    -------
    DataFrame
        One row a region: ``national``, ``mix``, ``competitive`` (and ``allocation``), ``change``, all in per cent of its output at the
        start, and ``sections``, how many of them are compared. A section of a region whose index is not published (mining that Moscow
        only books) is left out of the region in both forms, and stays in the country. A region without figures at the start is no row.

    Raises
    ------
    CourseError
        The years are not from 2005 to 2011, or not in order.

    References
    ----------
    Dunn, E. (1960). A Statistical and Analytical Technique for Regional Analysis. Papers in Regional Science 6.
    """
    if not FIRST <= start < end <= LAST:
        raise CourseError(
            f"{start} to {end} is no span", todo=f"Choose two years from {FIRST} to {LAST}, the later second."
        )
    before = region_industry_table("shipped_output", start)
    after = region_industry_table("shipped_output", end)
    both = before.index.intersection(after.index)
    before, after = before.loc[both], after.loc[both]
    levels = pd.DataFrame(
        {section: chained(table, start)[end] for section, table in section_indices().items()}
    )
    volume = levels.reindex(both)
    there = volume.notna()
    growth = levels.loc["RU"] if prices == "real" else after.sum() / before.sum()
    later = before * volume if prices == "real" else after
    # What has no index keeps its weight in the country, as a line that grows with it.
    aside = before.where(~there, 0).sum()
    x0 = pd.concat([before.where(there, 0), aside.to_frame(_NO_INDEX).T])
    x1 = pd.concat([later.where(there, 0), (aside * growth).to_frame(_NO_INDEX).T])
    total = x0.sum(axis="columns")
    parts = shift_share(x0, x1, method, national=growth).groupby(level=0).sum().reindex(x0.index)
    found = parts.assign(change=x1.sum(axis="columns") - total).div(total, axis="index") * 100
    return found.drop(_NO_INDEX).assign(sections=there.sum(axis="columns"))
