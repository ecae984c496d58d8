"""The tile map: one tile a region, neighbours near, directions kept."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from clusterpolicy.charts.tile_grid import assign_tiles
from clusterpolicy.datasets import load
from clusterpolicy.errors import CourseError

COLUMNS, ROWS = 13, 10


@pytest.fixture(scope="module")
def grid() -> pd.DataFrame:
    return load("tiles").merge(load("regions"), on="iso_code").set_index("iso_code")


def test_the_stored_layout_is_the_computed_one() -> None:
    computed = assign_tiles(load("regions"), COLUMNS, ROWS).sort_values("iso_code").reset_index(drop=True)
    stored = load("tiles").sort_values("iso_code").reset_index(drop=True)
    assert computed.astype(stored.dtypes).equals(stored)


def test_every_region_has_a_tile_of_its_own(grid: pd.DataFrame) -> None:
    assert len(grid) == 83
    assert not grid.duplicated(["column", "row"]).any()


def test_north_is_up_and_east_is_right(grid: pd.DataFrame) -> None:
    longitude = grid["lon"] % 360
    assert grid["column"].corr(longitude, method="spearman") > 0.9
    assert grid["row"].corr(grid["lat"], method="spearman") < -0.7


def test_neighbours_stay_near(grid: pd.DataFrame) -> None:
    radians = np.radians(grid[["lat", "lon"]].to_numpy())
    lat, lon = radians[:, 0][:, None], radians[:, 1][:, None]
    angle = np.sin(lat) * np.sin(lat.T) + np.cos(lat) * np.cos(lat.T) * np.cos(lon - lon.T)
    nearest = np.argsort(-angle, axis=1)[:, 1:5]
    place = grid[["column", "row"]].to_numpy()
    steps = np.abs(place[nearest] - place[:, None, :]).max(axis=2)
    assert steps.mean() < 2.0


def test_a_grid_that_is_too_small_is_refused() -> None:
    with pytest.raises(CourseError, match="83 regions do not fit"):
        assign_tiles(load("regions"), 9, 9)
