"""Scores from several criteria: weighted sum and TOPSIS, ranks, and weights drawn by chance."""

from math import sqrt

from clusterpolicy.models.arithmetic import add
from clusterpolicy.models.chance import draw

# Scores that differ by less are equal: the last binary digit depends on the order of a sum.
FINEST = 1e12


def columns_of(values):
    """Return the columns of a list of rows."""
    return [list(column) for column in zip(*values)]


def scaled_places(values, costs):
    """Return for each criterion the places of the alternatives on it, from 0, the worst, to 1, the best."""
    scaled = []
    for column, cost in zip(columns_of(values), costs):
        low, high = min(column), max(column)
        places = [(value - low) / (high - low) for value in column]
        scaled.append([1 - place for place in places] if cost else places)
    return scaled


def weighted_sums(columns, weights):
    """Return for each alternative the sum over the criteria of weight times value."""
    sums = [0.0] * len(columns[0])
    for column, weight in zip(columns, weights):
        sums = [total + weight * value for total, value in zip(sums, column)]
    return sums


def ideal_gaps(values, costs):
    """Return for each criterion the squared distances of the alternatives from its best and from its worst value.

    Criteria are divided by their length first (Hwang and Yoon 1981).
    """
    to_best, to_worst = [], []
    for column, cost in zip(columns_of(values), costs):
        length = sqrt(add([value * value for value in column]))
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


def ranks_of(scores):
    """Return the rank of each score, 1 for the highest; equal scores share the better rank."""
    whole = [(score * FINEST + 0.5) // 1 for score in scores]
    # From the lowest up, so that the best rank of equal scores is the one that stays.
    first = dict(zip(sorted(whole), range(len(whole), 0, -1)))
    return [first[score] for score in whole]


def drawn_weights(state, count):
    """Return weights drawn evenly from all that are not negative and sum to 1: the gaps between sorted chances."""
    cuts = [0.0] * (count - 1)
    draw(state, cuts, 0, count - 1)
    cuts.sort()
    edges = [0.0]
    edges.extend(cuts)
    edges.append(1.0)
    return [edges[place + 1] - edges[place] for place in range(count)]
