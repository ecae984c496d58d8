"""Location quotients and cluster stars on plain lists: regions are rows, industries columns.

``clusterpolicy.indicators.specialisation`` computes the same on DataFrames; a test holds the two equal on all data.
"""

import math

from clusterpolicy.models.arithmetic import add

# As in the indicator library: a share published as exactly 1 % reaches 1 %, whatever its last binary digit.
TOLERANCE = 1e-9

# The table asked for last, with its totals, its cells and their places: a slider moves thresholds, not tables.
_LAST = {"table": None, "totals": None, "cells": None, "places": None}


def cells_of(table):
    """Return (row, column, quotient, share of the industry, share of the region) of each cell with a value.

    LQ = (x_ri / x_r) / (x_i / x).
    """
    if _LAST["table"] is not table:
        rows = [add(row) for row in table]
        columns = [add(column) for column in zip(*table)]
        everything = add(rows)
        found = []
        for row in range(len(table)):
            for column in range(len(columns)):
                value = table[row][column]
                if value > 0:
                    of_region = value / rows[row]
                    quotient = of_region / (columns[column] / everything)
                    found.append((row, column, quotient, value / columns[column], of_region))
        _LAST["table"], _LAST["totals"] = table, (columns, everything)
        _LAST["cells"], _LAST["places"] = found, None
    return _LAST["cells"]


def cells_beside(table, figures):
    """Return the cells, as `cells_of` does, of one region that stands beside a table and changes none of its totals."""
    cells_of(table)
    columns, everything = _LAST["totals"]
    return cells_against(columns, everything, figures)


def cells_against(columns, everything, figures):
    """Return the cells, as `cells_of` does, of one region against the totals of the industries and of everything."""
    own, found = add(figures), []
    for column in range(len(columns)):
        if figures[column] > 0 and columns[column] > 0:
            of_region = figures[column] / own
            quotient = of_region / (columns[column] / everything)
            found.append((None, column, quotient, figures[column] / columns[column], of_region))
    return found


def places(table):
    """Return for each cell (place by value, place by share of the region, number of cells) within its industry.

    Places count from zero; ties go to the earlier row.
    """
    found = cells_of(table)
    if _LAST["places"] is None:
        columns = {}
        for number in range(len(found)):
            columns.setdefault(found[number][1], []).append(number)
        result = [None] * len(found)
        for numbers in columns.values():
            by_value = _ranks(numbers, [table[found[number][0]][found[number][1]] for number in numbers])
            by_share = _ranks(numbers, [found[number][4] for number in numbers])
            for number in numbers:
                result[number] = (by_value[number], by_share[number], len(numbers))
        _LAST["places"] = result
    return _LAST["places"]


def places_beside(table, figures):
    """Return the places, as `places` does, of the cells of a region beside a table: it displaces no other."""
    of_column = {}
    for cell in cells_of(table):
        of_column.setdefault(cell[1], []).append(cell)
    result = []
    for cell in cells_beside(table, figures):
        others = of_column[cell[1]]
        larger = len([other for other in others if other[3] >= cell[3]])
        denser = len([other for other in others if other[4] >= cell[4]])
        result.append((larger, denser, len(others)))
    return result


def _ranks(numbers, values):
    """Return the place of each cell by falling value; a smaller number comes first among equals."""
    order = sorted([(-values[index], numbers[index]) for index in range(len(numbers))])
    ranks = {}
    for rank in range(len(order)):
        ranks[order[rank][1]] = rank
    return ranks


def absolute_stars(cells, threshold, size, focus):
    """Return the stars of each cell by fixed thresholds, size and focus as shares."""
    threshold, size, focus = threshold - TOLERANCE, size - TOLERANCE, focus - TOLERANCE
    return [
        (quotient >= threshold) + (of_industry >= size) + (of_region >= focus)
        for row, column, quotient, of_industry, of_region in cells
    ]


def relative_stars(cells, ranked, threshold, top):
    """Return the stars of each cell, where large and focused mean: among the top of the industry's regions.

    Of n regions with a value the first ceil(top * n) are the top; ``ranked`` are the places of the cells.
    """
    threshold = threshold - TOLERANCE
    stars = []
    for number in range(len(cells)):
        by_value, by_share, regions = ranked[number]
        # The small step back keeps 0.1 * 30 = 3.0000000000000004 at three.
        first = math.ceil(top * regions - 1e-9)
        stars.append((cells[number][2] >= threshold) + (by_value < first) + (by_share < first))
    return stars
