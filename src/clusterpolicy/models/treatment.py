"""Treated regions against others, before and after: differences, clustered errors, groups drawn by lot, matches.

Every region has a figure in every year. Then the regression with a constant for each region and year is one on each region's
change, which takes sums over regions only; a test holds estimates and errors equal to those of statsmodels.
"""

import math

from clusterpolicy.models.arithmetic import add
from clusterpolicy.models.chance import draw, pick, place_stream
from clusterpolicy.models.regression import beyond, inverse, mean, spread

DRAWS = 499
# Standard errors that an effect must have to be found in four of five samples, at the level of one in twenty, two-sided:
# the normal quantiles of 0.975 and of 0.8.
DETECTABLE = 1.959963984540054 + 0.8416212335729143
# Below this share of all weight nothing is left of the treatment beside what is held constant.
NOTHING = 1e-9
# What was drawn before is kept, for some sizes of the sample.
KEPT = 12
_LAST = {"keys": [], "lots": {}}


def contrast(treated, weights, held=None):
    """Return what turns changes of regions into the difference between the treated and the others.

    ``treated`` holds ones and noughts, ``held`` a figure of each region that is held constant. Constant, held figure and treatment
    are made to have nothing in common, each less what those before it explain. None where nothing is left of the treatment.
    """
    total = add(weights)
    switch = less_mean([float(one) for one in treated], weights, total)
    apart, apart_sum = None, 0
    if held is not None:
        apart = less_mean(held, weights, total)
        apart_sum = add([weights[i] * apart[i] * apart[i] for i in range(len(weights))])
        slope = add([weights[i] * apart[i] * switch[i] for i in range(len(weights))]) / apart_sum
        switch = [switch[i] - slope * apart[i] for i in range(len(weights))]
    switch_sum = add([weights[i] * switch[i] * switch[i] for i in range(len(weights))])
    if switch_sum <= NOTHING * total:
        return None
    return {
        "treated": treated,
        "weights": weights,
        "total": total,
        "switch": switch,
        "switch_sum": switch_sum,
        "apart": apart,
        "apart_sum": apart_sum,
    }


def less_mean(values, weights, total):
    """Return values less their weighted mean."""
    middle = add([weights[i] * values[i] for i in range(len(values))]) / total
    return [value - middle for value in values]


def explained(sides, changes):
    """Return changes less their mean and less what goes with the figure held constant."""
    weights, apart = sides["weights"], sides["apart"]
    left = less_mean(changes, weights, sides["total"])
    if apart is not None:
        slope = add([weights[i] * apart[i] * left[i] for i in range(len(left))]) / sides["apart_sum"]
        left = [left[i] - slope * apart[i] for i in range(len(left))]
    return left


def difference(sides, changes):
    """Return the difference between the treated and the others, and each region's part in its error."""
    weights, switch = sides["weights"], sides["switch"]
    left = explained(sides, changes)
    estimate = add([weights[i] * switch[i] * left[i] for i in range(len(left))]) / sides["switch_sum"]
    parts = [
        weights[i] * switch[i] * (left[i] - estimate * switch[i]) / sides["switch_sum"]
        for i in range(len(left))
    ]
    return estimate, parts


def has_error(sides):
    """Return whether an error can be told: two regions on each side, and one more where a figure is held constant."""
    count = add(sides["treated"])
    size = len(sides["treated"])
    return min(count, size - count) >= 2 and size > (3 if sides["apart"] is not None else 2)


def correction(regions, years, parameters):
    """Return by what the square of an error clustered by region grows because clusters and values are few."""
    values = regions * years
    return regions / (regions - 1) * (values - 1) / (values - parameters)


def effect(sides, changes, years):
    """Return the difference over so many years, its error and p; without an error where it cannot be told."""
    estimate, parts = difference(sides, changes)
    found = {"estimate": estimate, "error": None, "p": None, "parts": parts}
    if has_error(sides):
        parameters = years + (1 if sides["apart"] is not None else 0)
        square = add([part * part for part in parts]) * correction(len(parts), years, parameters)
        if square > 0:
            found["error"] = math.sqrt(square)
            found["p"] = beyond(estimate * estimate / square, 1, len(parts) - 1)
    return found


def by_year(sides, series, base):
    """Return the difference of each year from the average of the base years, with errors, and each region's parts.

    ``series`` holds one list of years a region, ``base`` the places of the base years.
    """
    years = len(series[0])
    level = [add([values[at] for at in base]) / len(base) for values in series]
    # Every year has a constant of its own, an effect, and a slope of what is held constant.
    parameters = (years - 1) * (3 if sides["apart"] is not None else 2)
    scale = correction(len(series), years, parameters)
    estimates, errors, parts = [], [], []
    for at in range(years):
        estimate, part = difference(sides, [series[i][at] - level[i] for i in range(len(series))])
        square = add([one * one for one in part]) * scale
        alone = len(base) == 1 and base[0] == at
        estimates.append(0.0 if alone else estimate)
        errors.append(math.sqrt(square) if has_error(sides) and square > 0 and not alone else None)
        parts.append(part)
    return {
        "estimates": estimates,
        "errors": errors,
        "parts": parts,
        "scale": scale,
        "told": has_error(sides),
    }


def pre_trend(found, before, regions):
    """Return p of no difference between the first years, as many as ``before``, all at once; None where it cannot be told."""
    if before < 2 or not found["told"]:
        return None
    gaps = [found["estimates"][at] - found["estimates"][0] for at in range(1, before)]
    parts = [
        [found["parts"][at][i] - found["parts"][0][i] for i in range(regions)] for at in range(1, before)
    ]
    number = len(gaps)
    square = [[0.0] * number for _row in range(number)]
    for j in range(number):
        for k in range(j, number):
            square[j][k] = square[k][j] = found["scale"] * add(
                [parts[j][i] * parts[k][i] for i in range(regions)]
            )
    turned = inverse(square)
    if turned is None or regions <= number + 1:
        return None
    size = add([gaps[j] * add([turned[j][k] * gaps[k] for k in range(number)]) for j in range(number)])
    return beyond(size / number, number, regions - 1) if size > 0 else 1.0


def without_each(sides, estimate, parts):
    """Return the estimate without each region in turn, exactly, from its part and its weight in the regression."""
    weights, switch, apart = sides["weights"], sides["switch"], sides["apart"]
    found = []
    for i in range(len(parts)):
        pull = weights[i] / sides["total"] + weights[i] * switch[i] * switch[i] / sides["switch_sum"]
        if apart is not None:
            pull += weights[i] * apart[i] * apart[i] / sides["apart_sum"]
        found.append(estimate - parts[i] / (1 - pull) if pull < 1 - NOTHING else None)
    return found


def lots(size, count):
    """Return groups of so many of the places, and whether these are all there are; else they are drawn by lot."""
    key = str([size, count])
    if key not in _LAST["lots"]:
        few = ways(size, count) <= DRAWS
        _LAST["keys"].append(key)
        _LAST["lots"][key] = (every_group(size, count) if few else drawn(size, count), few)
        if len(_LAST["keys"]) > KEPT:
            del _LAST["lots"][_LAST["keys"].pop(0)]
    return _LAST["lots"][key]


def ways(size, count):
    """Return in how many ways so many of the places can be chosen; beyond the number of draws, a number above it."""
    found = 1
    for step in range(min(count, size - count)):
        found = found * (size - step) // (step + 1)
        if found > DRAWS:
            break
    return found


def every_group(size, count):
    """Return every way to choose so many of the places; of many places, by choosing who is left out."""
    if count > size - count:
        return [[at for at in range(size) if at not in out] for out in every_group(size, size - count)]
    groups = [[]]
    for _step in range(count):
        groups = [group + [at] for group in groups for at in range(group[-1] + 1 if group else 0, size)]
    return groups


def drawn(size, count):
    """Return groups drawn by lot: a shuffle that stops when the group is full."""
    state, numbers = [0, 0, 0], [0.0] * count
    place_stream(state, 0, 0, 1)
    groups = []
    for _draw in range(DRAWS):
        draw(state, numbers, 0, count)
        order = list(range(size))
        for at in range(count):
            other = at + pick(numbers[at], size - at)
            order[at], order[other] = order[other], order[at]
        groups.append(order[:count])
    return groups


def by_lot(sides, changes, estimate):
    """Return the differences for groups drawn by lot, weights staying with their regions, and how rare the real one is."""
    weights, total = sides["weights"], sides["total"]
    left = explained(sides, changes)
    # Where regions count alike and nothing is held constant, the room of one group is that of all.
    alike, plain = sides["apart"] is None and min(weights) == max(weights), sides["switch_sum"]
    moved = [weights[i] * left[i] for i in range(len(left))]
    groups, every = lots(len(left), add(sides["treated"]))
    found = []
    for group in groups:
        change = 0.0
        for i in group:
            change += moved[i]
        room = plain if alike else room_of(sides, group)
        if room > NOTHING * total:
            found.append(change / room)
    # The small step back counts the very same group, whose figure may differ in the last digit.
    far = abs(estimate) * (1 - 1e-9)
    further = len([one for one in found if abs(one) >= far])
    return found, (further / len(found) if every else (1 + further) / (1 + len(found)))


def room_of(sides, group):
    """Return what is left of a group's treatment beside the constant and the figure held constant."""
    weights, apart = sides["weights"], sides["apart"]
    weight, along = 0.0, 0.0
    for i in group:
        weight += weights[i]
    room = weight - weight * weight / sides["total"]
    if apart is not None:
        for i in group:
            along += weights[i] * apart[i]
        room -= along * along / sides["apart_sum"]
    return room


def slope_of(values):
    """Return the slope of the line through values of years in a row."""
    middle = (len(values) - 1) / 2
    square = add([(at - middle) * (at - middle) for at in range(len(values))])
    return add([(at - middle) * values[at] for at in range(len(values))]) / square


def matched(columns, treated, caliper):
    """Return for each treated region the nearest other one and its distance: None for the other beyond the caliper.

    Columns are put in standard deviations over all regions; the distance is the largest difference in any of them.
    """
    scaled = []
    for column in columns:
        deviation = spread(column)
        scaled.append([value / deviation for value in column])
    others = [i for i in range(len(treated)) if not treated[i]]
    found = []
    for i in range(len(treated)):
        if not treated[i]:
            continue
        nearest, least = None, None
        for j in others:
            gap = 0
            for column in scaled:
                gap = max(gap, abs(column[i] - column[j]))
                if least is not None and gap >= least:
                    break
            if least is None or gap < least:
                nearest, least = j, gap
        found.append((i, nearest if least <= caliper else None, least))
    return found


def balance(values, treated):
    """Return the means of both sides, their difference in standard deviations, and the share of treated beyond the others' range."""
    ones = [values[i] for i in range(len(values)) if treated[i]]
    others = [values[i] for i in range(len(values)) if not treated[i]]
    deviation = 0
    if min(len(ones), len(others)) >= 2:
        first, second = spread(ones), spread(others)
        deviation = math.sqrt((first * first + second * second) / 2)
    low, high = min(others), max(others)
    return {
        "treated": mean(ones),
        "controls": mean(others),
        "difference": (mean(ones) - mean(others)) / deviation if deviation > 0 else None,
        "outside": len([value for value in ones if value < low or value > high]) / len(ones),
    }
