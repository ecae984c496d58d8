"""Location quotients and cluster stars on plain lists: regions are rows, industries columns.

``clusterpolicy.indicators.specialisation`` computes the same on DataFrames; a test holds the two equal on all data.
"""

import math

from clusterpolicy.models.arithmetic import add

# As in the indicator library: a share published as exactly 1 % reaches 1 %, whatever its last binary digit.
TOLERANCE = 1e-9


def reaches(value, limit):
    """Return whether a value, None for missing, reaches a limit."""
    return value is not None and value >= limit - TOLERANCE


def totals(table):
    """Return (sums of the rows, sums of the columns, sum of all)."""
    rows = [add(row) for row in table]
    columns = [add(column) for column in zip(*table)]
    return rows, columns, add(rows)


def quotients(table):
    """Return the location quotients, None where a region or an industry has no value at all.

    LQ = (x_ri / x_r) / (x_i / x).
    """
    rows, columns, everything = totals(table)
    result = []
    for index in range(len(table)):
        total = rows[index]
        row = []
        for column in range(len(columns)):
            if total > 0 and columns[column] > 0:
                row.append((table[index][column] / total) / (columns[column] / everything))
            else:
                row.append(None)
        result.append(row)
    return result


def top_rows(values, share):
    """Return the set of row numbers in the top share of the positive values: ties go to the earlier row.

    Of n positive values the first ceil(share * n) count as the top.
    """
    positive = [(-values[row], row) for row in range(len(values)) if values[row] > 0]
    positive.sort()
    # The small step back keeps 0.1 * 30 = 3.0000000000000004 at three.
    return set(row for value, row in positive[: math.ceil(share * len(positive) - 1e-9)])


def absolute_stars(table, threshold, size, focus):
    """Return for each cell (specialised, large, focused) by fixed thresholds, sizes and focus as shares."""
    rows, columns, _ = totals(table)
    quotient = quotients(table)
    return [
        [
            (
                reaches(quotient[r][i], threshold),
                columns[i] > 0 and reaches(table[r][i] / columns[i], size),
                rows[r] > 0 and reaches(table[r][i] / rows[r], focus),
            )
            for i in range(len(columns))
        ]
        for r in range(len(table))
    ]


def relative_stars(table, threshold, top):
    """Return for each cell (specialised, large, focused), where large and focused mean: in the industry's top share."""
    rows, columns, _ = totals(table)
    quotient = quotients(table)
    large = [top_rows([row[i] for row in table], top) for i in range(len(columns))]
    focused = [
        top_rows([table[r][i] / rows[r] if rows[r] > 0 else 0.0 for r in range(len(table))], top)
        for i in range(len(columns))
    ]
    return [
        [(reaches(quotient[r][i], threshold), r in large[i], r in focused[i]) for i in range(len(columns))]
        for r in range(len(table))
    ]
