"""Where a region stands among the regions, each counted once."""

from __future__ import annotations

import pandas as pd

from clusterpolicy.datasets import load
from clusterpolicy.indicators.tables import OKRUGS

# Rosstat counts these okrugs inside these oblasts.
OBLAST_OF = {"RU-NEN": "RU-ARK", "RU-KHM": "RU-TYU", "RU-YAN": "RU-TYU"}


def all_regions() -> list[str]:
    """Return the codes of the 83 regions, sorted."""
    return sorted(load("regions")["iso_code"])


def standing(values: pd.Series) -> pd.DataFrame:
    """Return the place of each region, the highest value being first.

    Parameters
    ----------
    values : Series
        A figure for each of the 83 regions (index: codes); missing where there is none.

    Returns
    -------
    DataFrame
        With the index of `values`: ``rank``, one more than the number of regions with a higher value (missing without a value), and ``of``,
        how many have one. The okrugs are no places of their own, because their oblasts count them too: an okrug is placed as if it stood
        for its oblast.
    """
    whole = values.drop(list(OKRUGS)).dropna()
    higher = pd.Series(
        (whole.to_numpy()[None, :] > values.to_numpy()[:, None]).sum(axis=1), index=values.index
    )
    of = pd.Series(len(whole), index=values.index)
    for okrug, oblast in OBLAST_OF.items():
        if oblast in whole.index:
            higher[okrug] -= int(whole[oblast] > values[okrug])
        else:
            of[okrug] += int(pd.notna(values[okrug]))
    return pd.DataFrame({"rank": (higher + 1).where(values.notna()).astype("Int64"), "of": of})


def median_of_regions(values: pd.Series) -> float:
    """Return the median over the regions that have a value, the okrugs inside their oblasts."""
    return float(values.drop(list(OKRUGS)).median())
