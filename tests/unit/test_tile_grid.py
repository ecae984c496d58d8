"""The tile map: one square a region, neighbours side by side, north up."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from clusterpolicy.charts.tile_grid import assign_tiles, corrected_points, near_links, pieces
from clusterpolicy.datasets import load
from clusterpolicy.errors import CourseError

COLUMNS, ROWS = 13, 10


@pytest.fixture(scope="module")
def placed() -> pd.DataFrame:
    return load("tiles").merge(load("regions"), on="iso_code").sort_values("iso_code", ignore_index=True)


def test_the_stored_tiles_are_the_computed_ones() -> None:
    computed = assign_tiles(load("regions"), COLUMNS, ROWS)
    stored = load("tiles").sort_values("iso_code", ignore_index=True)
    assert computed.reset_index(drop=True).equals(stored)


def test_the_order_of_the_regions_does_not_move_a_tile() -> None:
    regions = load("regions")
    turned = assign_tiles(regions.iloc[::-1], COLUMNS, ROWS)
    assert turned.equals(assign_tiles(regions, COLUMNS, ROWS))


def test_every_region_has_a_square_of_its_own_on_the_grid(placed: pd.DataFrame) -> None:
    assert len(placed) == 83
    assert not placed.duplicated(["column", "row"]).any()
    assert placed["column"].between(0, COLUMNS - 1).all()
    assert placed["row"].between(0, ROWS - 1).all()


def test_every_federal_district_is_in_one_piece(placed: pd.DataFrame) -> None:
    for _, district in placed.groupby("fd_code"):
        assert pieces(district[["column", "row"]].to_numpy(dtype=float)) == 1


def test_east_is_right_and_north_is_up(placed: pd.DataFrame) -> None:
    points = corrected_points(placed)
    assert pd.Series(points[:, 1]).corr(placed["column"], method="spearman") > 0.9
    assert pd.Series(-points[:, 0]).corr(placed["row"], method="spearman") > 0.85


def test_near_regions_stay_near(placed: pd.DataFrame) -> None:
    links = near_links(corrected_points(placed))
    at = placed[["column", "row"]].to_numpy(dtype=float)
    steps = np.linalg.norm(at[links[:, 0]] - at[links[:, 1]], axis=1)
    assert steps.mean() < 1.5
    assert (steps < 1.5).mean() > 0.7
    both = np.concatenate([links, links[:, ::-1]])
    mean = pd.Series(np.concatenate([steps, steps])).groupby(both[:, 0]).mean()
    assert mean.max() < 2.5


@pytest.mark.parametrize(
    ("first", "side", "second"),
    [
        ("RU-CHU", "north", "RU-KAM"),
        ("RU-CHU", "east", "RU-SA"),
        ("RU-PRI", "south", "RU-KHA"),
        ("RU-SAK", "east", "RU-KHA"),
        ("RU-KDA", "west", "RU-AST"),
        ("RU-DA", "south", "RU-AST"),
        ("RU-YAN", "north", "RU-KHM"),
        ("RU-KHM", "north", "RU-TYU"),
        ("RU-NEN", "north", "RU-KO"),
    ],
)
def test_regions_that_everyone_knows_lie_where_they_should(
    placed: pd.DataFrame, first: str, side: str, second: str
) -> None:
    at = placed.set_index("iso_code")[["column", "row"]]
    east, south = at.loc[first] - at.loc[second]
    assert {"west": east < 0, "east": east > 0, "north": south < 0, "south": south > 0}[side]


def test_the_capital_touches_its_oblast(placed: pd.DataFrame) -> None:
    at = placed.set_index("iso_code")[["column", "row"]]
    assert (at.loc["RU-MOW"] - at.loc["RU-MOS"]).abs().max() == 1


def test_chukotka_is_not_torn_apart_at_the_antimeridian() -> None:
    point = pd.DataFrame({"iso_code": ["RU-CHU"], "lat": [66.0], "lon": [-175.0]})
    assert corrected_points(point)[0].tolist() == [66.0, 185.0]


def test_a_grid_with_too_few_squares_is_refused() -> None:
    with pytest.raises(CourseError, match="83 regions do not fit on 9 × 9 tiles"):
        assign_tiles(load("regions"), 9, 9)
