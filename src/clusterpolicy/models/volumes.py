"""Chained volume indices on plain lists: levels against a base year.

``clusterpolicy.indicators.growth.chained`` computes the same on DataFrames; a test holds the two equal on all data.
"""


def ratio(years, indices, first, last):
    """Return the volume of a later year over that of an earlier one; None beyond a missing index."""
    found = 1.0
    for place in range(years.index(first) + 1, years.index(last) + 1):
        if indices[place] is None:
            return None
        found = found * indices[place] / 100
    return found


def levels(years, indices, base):
    """Return the level of each year against the base year, which is 1; None beyond a missing index.

    An index is volume in per cent of the year before; that of the first year is not used.
    """
    found = [None] * len(years)
    start = years.index(base)
    found[start] = 1.0
    for place in range(start + 1, len(years)):
        if found[place - 1] is not None and indices[place] is not None:
            found[place] = found[place - 1] * indices[place] / 100
    for place in range(start, 0, -1):
        if found[place] is not None and indices[place]:
            found[place - 1] = found[place] / (indices[place] / 100)
    return found
