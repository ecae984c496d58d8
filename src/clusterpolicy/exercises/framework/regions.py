"""The 83 federal subjects of April 2012, as controls and maps need them."""

from __future__ import annotations

from typing import Any

from clusterpolicy.datasets import load, region_names
from clusterpolicy.exercises.framework.controls import Option, Select
from clusterpolicy.indicators.region_standing import OBLAST_OF
from clusterpolicy.text import alphabetical


def region_select(
    name: str,
    label: str,
    *,
    default: str,
    none: str = "",
    codes: list[str] | None = None,
    mine: bool = True,
) -> Select:
    """Return a list of regions by name.

    Parameters
    ----------
    name, label : str
        As for any control.
    default : str
        Code of the region with which the exercise opens; empty for none.
    none : str
        Words of the entry that chooses no region; without words there is no such entry.
    codes : list of str, optional
        Regions to list; all 83 where left out.
    mine : bool
        Whether the exercise opens on the region that the learner chose as theirs.
    """
    names = region_names()
    listed = sorted(codes or names, key=lambda code: alphabetical(names[code]))
    options = [Option("", none)] if none else []
    options += [Option(code, names[code]) for code in listed]
    return Select(name=name, label=label, options=tuple(options), default=default, regions=True, mine=mine)


def tiles() -> list[dict[str, Any]]:
    """Return one entry a region: code, name, place on the tile map, and the oblast that counts it, if one does."""
    names = region_names()
    grid = load("tiles").merge(load("regions")[["iso_code", "short"]], on="iso_code").sort_values("iso_code")
    return [
        {
            "iso": tile.iso_code,
            "code": tile.short,
            "name": names[tile.iso_code],
            "column": int(tile.column),
            "row": int(tile.row),
            "parent": names.get(OBLAST_OF.get(tile.iso_code, ""), ""),
        }
        for tile in grid.itertuples()
    ]
