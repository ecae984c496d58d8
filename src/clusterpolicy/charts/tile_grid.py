"""A square-tile map: one tile of equal size a region, so that small regions are seen as well as large ones.

The layout is computed, not drawn: label points are projected, the links between near regions are
stretched to the length of one tile (which gives the crowded European part its room), the result is
laid on the grid at the lowest total shift, and exchanges of tiles mend what the grid has torn.
No step draws a random number, so that the same regions give the same map.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import linear_sum_assignment

from clusterpolicy.errors import CourseError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# The label point of Sakhalin Oblast lies on the Kuril Islands, 700 km east of the island that names it.
LABEL_CORRECTIONS = {"RU-SAK": (50.5, 143.0)}
# A flatter cone than atlases use: it tilts Kaliningrad and Chukotka less, so that north stays up at both ends.
PARALLELS, CENTRE = (20.0, 50.0), (60.0, 75.0)
NEIGHBOURS = 5
# A link inside a federal district counts for more, which keeps districts in one piece.
SAME_DISTRICT = 2.0
PULL_TO_PLACE = 0.06
TORN_DISTRICT = 40.0


def assign_tiles(regions: pd.DataFrame, columns: int, rows: int) -> pd.DataFrame:
    """Give every region one cell of a `columns` × `rows` grid.

    Parameters
    ----------
    regions : DataFrame
        One row a region: `iso_code`, `lat`, `lon` (degrees) and `fd_code`.
    columns, rows : int
        Size of the grid; it needs at least as many cells as there are regions.

    Returns
    -------
    DataFrame
        `iso_code`, `column` (0 = west), `row` (0 = north), sorted by `iso_code`.

    Raises
    ------
    CourseError
        If the grid has too few cells.
    """
    if columns * rows < len(regions):
        raise CourseError(
            f"{len(regions)} regions do not fit on {columns} × {rows} tiles", todo="Ask for a larger grid."
        )
    regions = regions.sort_values("iso_code")
    points = corrected_points(regions)
    links = near_links(points)
    district = regions["fd_code"].to_numpy()
    weights = np.where(district[links[:, 0]] == district[links[:, 1]], SAME_DISTRICT, 1.0)
    plane = albers(points)
    place = spread(plane, links, weights, columns, rows)
    cells = np.array([(column, row) for row in range(rows) for column in range(columns)], dtype=float)
    chosen = nearest_cells(place, cells)
    chosen = exchange(chosen, cells, place, unit_links(plane, links), links, weights, district)
    grid = cells[chosen].astype(int)
    return pd.DataFrame({"iso_code": regions["iso_code"].to_numpy(), "column": grid[:, 0], "row": grid[:, 1]})


def corrected_points(regions: pd.DataFrame) -> Floats:
    """Latitude and longitude (0 to 360, so that Chukotka is not torn apart at 180°) of every region."""
    points: Floats = regions[["lat", "lon"]].to_numpy(dtype=float).copy()
    for place, code in enumerate(regions["iso_code"]):
        points[place] = LABEL_CORRECTIONS.get(code, points[place])
    points[:, 1] = points[:, 1] % 360
    return points


def albers(points: Floats) -> Floats:
    """Project (latitude, longitude) with Albers' equal-area conic on the unit sphere: x east, y south."""
    lat, lon = np.radians(points).T
    first, second = np.radians(PARALLELS)
    lat0, lon0 = np.radians(CENTRE)
    n = (np.sin(first) + np.sin(second)) / 2
    c = np.cos(first) ** 2 + 2 * n * np.sin(first)
    rho, rho0 = np.sqrt(c - 2 * n * np.sin(lat)) / n, np.sqrt(c - 2 * n * np.sin(lat0)) / n
    theta = n * (lon - lon0)
    return np.column_stack([rho * np.sin(theta), rho * np.cos(theta) - rho0])


def near_links(points: Floats) -> Ints:
    """Pairs of regions of which one is among the nearest of the other by great circle."""
    lat, lon = np.radians(points).T
    sphere = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    nearness = sphere @ sphere.T
    np.fill_diagonal(nearness, -2)
    nearest = np.argsort(-nearness, axis=1, kind="stable")[:, :NEIGHBOURS]
    pairs = {(min(i, int(j)), max(i, int(j))) for i, row in enumerate(nearest) for j in row}
    return np.array(sorted(pairs), dtype=np.int64)


def unit_links(plane: Floats, links: Ints) -> Floats:
    """Direction of every link on the plane, with the length of one tile."""
    step = plane[links[:, 1]] - plane[links[:, 0]]
    length: Floats = np.linalg.norm(step, axis=1, keepdims=True)
    return step / length


def spread(plane: Floats, links: Ints, weights: Floats, columns: int, rows: int) -> Floats:
    """Positions in tiles at which links are as near as may be to one tile long in their true direction.

    Least squares: every link asks for its unit step, every region is pulled gently to its place
    between the first and the last in rank, which fills the grid and keeps far ends apart.
    """
    size = np.array([columns - 1, rows - 1], dtype=float)
    ranks = plane.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    even = ranks / (len(plane) - 1) * size
    count = len(plane)
    incidence = np.zeros((len(links), count))
    incidence[np.arange(len(links)), links[:, 0]] = -1
    incidence[np.arange(len(links)), links[:, 1]] = 1
    weighted = incidence.T * weights
    pull = PULL_TO_PLACE * weights.sum() / count
    left = weighted @ incidence + pull * np.eye(count)
    right = weighted @ unit_links(plane, links) + pull * even
    place: Floats = np.linalg.solve(left, right)
    place -= place.min(axis=0)
    # Scaled to fill the grid, and rounded so that another machine's last digit cannot move a tile.
    scaled: Floats = np.round(place / place.max(axis=0) * size, 6)
    return scaled


def nearest_cells(place: Floats, cells: Floats) -> Ints:
    """Cell of every region: the assignment with the smallest sum of squared shifts."""
    cost = ((place[:, None, :] - cells[None, :, :]) ** 2).sum(axis=2)
    return np.asarray(linear_sum_assignment(np.round(cost, 6))[1], dtype=np.int64)


def exchange(
    chosen: Ints,
    cells: Floats,
    place: Floats,
    steps: Floats,
    links: Ints,
    weights: Floats,
    district: npt.NDArray[np.object_],
) -> Ints:
    """Swap two regions, or move one to a free cell, as long as a round of trials improves the map."""

    def cost(now: Ints) -> float:
        at = cells[now]
        torn = sum(pieces(at[district == name]) - 1 for name in names)
        error = ((at[links[:, 1]] - at[links[:, 0]] - steps) ** 2).sum(axis=1) @ weights
        return float(round(error + PULL_TO_PLACE * 4 * ((at - place) ** 2).sum() + TORN_DISTRICT * torn, 6))

    names = sorted(set(district))
    best = cost(chosen)
    improved = True
    while improved:
        improved = False
        for region in range(len(chosen)):
            for cell in np.argsort(((cells - cells[chosen[region]]) ** 2).sum(axis=1), kind="stable")[1:37]:
                trial = np.where(chosen == cell, chosen[region], chosen)
                trial[region] = cell
                if (found := cost(trial)) < best:
                    chosen, best, improved = trial, found, True
    return chosen


def pieces(at: Floats) -> int:
    """Number of connected parts of a set of tiles; tiles that meet at a corner touch."""
    left = {(int(column), int(row)) for column, row in at}
    count = 0
    while left:
        count += 1
        edge = [left.pop()]
        while edge:
            column, row = edge.pop()
            near = {(column + dc, row + dr) for dc in (-1, 0, 1) for dr in (-1, 0, 1)} & left
            left -= near
            edge.extend(near)
    return count
