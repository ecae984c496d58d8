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
    """Return for each alternative its place on each criterion, from 0, the worst, to 1, the best."""
    scaled = []
    for column, cost in zip(columns_of(values), costs):
        low, high = min(column), max(column)
        places = [(value - low) / (high - low) for value in column]
        scaled.append([1 - place for place in places] if cost else places)
    return columns_of(scaled)


def weighted_sums(places, weights):
    """Return the weighted mean of the places of each alternative; weights sum to 1."""
    return [add([weight * place for weight, place in zip(weights, row)]) for row in places]


def ideal_gaps(values, costs):
    """Return for each alternative the squared distances from the best and from the worst value of each criterion.

    Criteria are divided by their length first (Hwang and Yoon 1981).
    """
    to_best, to_worst = [], []
    for column, cost in zip(columns_of(values), costs):
        length = sqrt(add([value * value for value in column]))
        units = [-value / length if cost else value / length for value in column]
        low, high = min(units), max(units)
        to_best.append([(high - unit) * (high - unit) for unit in units])
        to_worst.append([(unit - low) * (unit - low) for unit in units])
    return columns_of(to_best), columns_of(to_worst)


def closeness(gaps, weights):
    """Return how near each alternative is to the ideal (TOPSIS), from 0 to 1; weights sum to 1."""
    squares = [weight * weight for weight in weights]
    scores = []
    for best, worst in zip(gaps[0], gaps[1]):
        far = sqrt(add([square * gap for square, gap in zip(squares, best)]))
        near = sqrt(add([square * gap for square, gap in zip(squares, worst)]))
        scores.append(near / (far + near))
    return scores


def ranks_of(scores):
    """Return the rank of each score, 1 for the highest; equal scores share the better rank."""
    whole = [int(score * FINEST + 0.5) for score in scores]
    first = {}
    for place, score in enumerate(sorted(whole, reverse=True)):
        first.setdefault(score, place + 1)
    return [first[score] for score in whole]


def telling(values):
    """Return which criteria tell the alternatives apart; a constant one cannot."""
    return [max(column) > min(column) for column in columns_of(values)]


def drawn_weights(state, count):
    """Return weights drawn evenly from all that are not negative and sum to 1: the gaps between sorted chances."""
    cuts = [0.0] * (count - 1)
    draw(state, cuts, 0, count - 1)
    cuts.sort()
    edges = [0.0]
    edges.extend(cuts)
    edges.append(1.0)
    return [edges[place + 1] - edges[place] for place in range(count)]
