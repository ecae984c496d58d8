"""Arithmetic that gives the same last digit in every interpreter."""


def add(values):
    """Return the sum in index order; the built-in one compensates rounding from Python 3.12 on, the page's does not."""
    total = 0
    for value in values:
        total += value
    return total
