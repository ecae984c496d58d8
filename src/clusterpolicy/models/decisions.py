"""Scores from several criteria: weighted sum and TOPSIS, ranks, and weights drawn by chance."""

from math import sqrt

from clusterpolicy.models.arithmetic import add
from clusterpolicy.models.chance import draw

# Scores that differ by less are equal: the last binary digit depends on the order of a sum.
FINEST = 1e12


def columns_of(values):
    """Return the columns of a list of rows."""
    return [list(column) for column in zip(*values)]


def within(column, low, high):
    """Return values, those beyond two bounds at the nearer one."""
    return [min(max(value, low), high) for value in column]


def scaled_places(values, costs, beside=()):
    """Return for each criterion the places of the alternatives on it, from 0, the worst, to 1, the best.

    Alternatives ``beside`` these come behind them and move no bound: beyond the best of the others, one is placed where that is.
    """
    scaled = []
    for place, cost in enumerate(costs):
        column = [row[place] for row in values]
        low, high = min(column), max(column)
        column = column + within([row[place] for row in beside], low, high)
        places = [(value - low) / (high - low) for value in column]
        scaled.append([1 - place for place in places] if cost else places)
    return scaled


def weighted_sums(columns, weights):
    """Return for each alternative the sum over the criteria of weight times value."""
    sums = [0.0] * len(columns[0])
    for column, weight in zip(columns, weights):
        sums = [total + weight * value for total, value in zip(sums, column)]
    return sums


def ideal_gaps(values, costs, beside=()):
    """Return for each criterion the squared distances of the alternatives from its best and from its worst value.

    Criteria are divided by their length first (Hwang and Yoon 1981). Alternatives ``beside`` are placed as in `scaled_places`.
    """
    to_best, to_worst = [], []
    for place, cost in enumerate(costs):
        column = [row[place] for row in values]
        length = sqrt(add([value * value for value in column]))
        column = column + within([row[place] for row in beside], min(column), max(column))
        units = [-value / length if cost else value / length for value in column]
        low, high = min(units), max(units)
        to_best.append([(high - unit) * (high - unit) for unit in units])
        to_worst.append([(unit - low) * (unit - low) for unit in units])
    return to_best, to_worst


def closeness(gaps, weights):
    """Return how near each alternative is to the ideal (TOPSIS), from 0 to 1; weights sum to 1."""
    squares = [weight * weight for weight in weights]
    far, near = weighted_sums(gaps[0], squares), weighted_sums(gaps[1], squares)
    return [sqrt(worst) / (sqrt(best) + sqrt(worst)) for best, worst in zip(far, near)]


def ranks_of(scores, beside=0):
    """Return the rank of each score, 1 for the highest; equal scores share the better rank.

    The last ones, so many stand ``beside`` the others: each gets the rank that it would take among them, and they keep theirs.
    """
    whole = [(score * FINEST + 0.5) // 1 for score in scores]
    own = whole[len(whole) - beside :]
    whole = whole[: len(whole) - beside]
    # From the lowest up, so that the best rank of equal scores is the one that stays.
    first = dict(zip(sorted(whole), range(len(whole), 0, -1)))
    return [first[score] for score in whole] + [
        1 + len([other for other in whole if other > score]) for score in own
    ]


def drawn_weights(state, count):
    """Return weights drawn evenly from all that are not negative and sum to 1: the gaps between sorted chances."""
    cuts = [0.0] * (count - 1)
    draw(state, cuts, 0, count - 1)
    cuts.sort()
    edges = [0.0]
    edges.extend(cuts)
    edges.append(1.0)
    return [edges[place + 1] - edges[place] for place in range(count)]
