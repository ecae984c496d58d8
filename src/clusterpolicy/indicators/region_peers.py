"""Regions whose figures are near those of a region: the likeness of `match-the-case`, of region to region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from clusterpolicy.datasets import load
from clusterpolicy.indicators.case import criteria_of_regions, middle_half
from clusterpolicy.indicators.region_standing import OBLAST_OF
from clusterpolicy.indicators.tables import OKRUGS

PEERS = 5


@dataclass(frozen=True)
class Peer:
    """A region near another.

    Attributes
    ----------
    code : str
        Of the peer.
    distance : float
        Root mean square of the differences, each counted in widths of the middle half of all regions.
    compared, criteria : int
        On how many criteria the distance rests, of how many.
    differences : mapping of str to float or None
        By criterion: the peer's value less the region's, in widths of the middle half; None where either has none.
    """

    code: str
    distance: float
    compared: int
    criteria: int
    differences: Mapping[str, float | None]


def criteria_years() -> dict[str, int]:
    """Return the year of each criterion of the likeness."""
    profile = load("case_profile").dropna(subset=["value"]).set_index("criterion")["year"]
    return {str(name): int(year) for name, year in profile.items()}


def peers() -> dict[str, tuple[Peer, ...]]:
    r"""Return the five nearest regions of each, by code, the nearest first.

    .. math:: d_{rs} = \sqrt{\frac{1}{n} \sum_c \left(\frac{x_{sc} - x_{rc}}{w_c}\right)^2}

    over the n criteria that both have, :math:`w_c` being the width of the middle half of the 80 regions. All criteria weigh the same.
    The okrugs are nobody's peers, because their oblasts count them too; the oblast of an okrug is not its peer.
    """
    table = criteria_of_regions(okrugs=True)
    whole = table.drop(list(OKRUGS))
    width = middle_half(whole)
    found = {}
    for code, own in table.iterrows():
        differences = (whole - own) / width
        differences = differences.drop(
            [name for name in (code, OBLAST_OF.get(str(code))) if name in whole.index]
        )
        compared = differences.notna().sum(axis="columns")
        distance = np.sqrt((differences**2).sum(axis="columns") / compared.where(compared > 0))
        nearest = distance.dropna().sort_values(kind="stable").index[:PEERS]
        found[str(code)] = tuple(
            Peer(
                code=str(name),
                distance=float(distance[name]),
                compared=int(compared[name]),
                criteria=table.shape[1],
                differences={
                    str(key): None if pd.isna(value) else float(value)
                    for key, value in differences.loc[name].items()
                },
            )
            for name in nearest
        )
    return found
