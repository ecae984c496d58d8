"""Least squares with errors robust to unequal variance (HC1), with nothing but the four operations and the square root.

So every interpreter gives the same last digit. A test holds it equal to statsmodels.
"""

import math

from clusterpolicy.models.arithmetic import add


def mean(values):
    """Return the mean."""
    return add(values) / len(values)


def spread(values):
    """Return the standard deviation of a sample."""
    middle = mean(values)
    return math.sqrt(add([(value - middle) * (value - middle) for value in values]) / (len(values) - 1))


def correlation(first, second):
    """Return Pearson's correlation, or None where one of the two does not vary."""
    return _ratio(first, second, mean(first), mean(second))


def _ratio(first, second, middle, other):
    across = add([(first[i] - middle) * (second[i] - other) for i in range(len(first))])
    left = add([(value - middle) * (value - middle) for value in first])
    right = add([(value - other) * (value - other) for value in second])
    return across / math.sqrt(left * right) if left > 0 and right > 0 else None


def ranks(values):
    """Return the place of each value from the largest down, from one; equals share the mean of their places."""
    order = sorted([(-values[index], index) for index in range(len(values))])
    found = [0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and order[end + 1][0] == order[start][0]:
            end += 1
        for place in range(start, end + 1):
            found[order[place][1]] = (start + end) / 2 + 1
        start = end + 1
    return found


def rank_correlation(first, second):
    """Return Spearman's rank correlation, or None where one of the two does not vary."""
    return correlation(ranks(first), ranks(second))


def least_squares(outcome, columns):
    """Return coefficients (the constant first), their robust standard errors and p values, R squared and n.

    y = b0 + b1 x1 + ...; V = n / (n - k) (X'X)^-1 (sum of e_i^2 x_i x_i') (X'X)^-1, the HC1 of MacKinnon and White; p is of no
    slope, by Student's t with n - k degrees of freedom. None where there are too few cases, or columns repeat one another.
    """
    size, number = len(outcome), len(columns) + 1
    if size <= number:
        return None
    rows = [[1.0] + [column[case] for column in columns] for case in range(size)]
    turned = inverse(_crossed(rows, [1] * size))
    if turned is None:
        return None
    moments = [add([rows[case][k] * outcome[case] for case in range(size)]) for k in range(number)]
    slopes = [add([turned[k][j] * moments[j] for j in range(number)]) for k in range(number)]
    fitted = [add([slopes[k] * row[k] for k in range(number)]) for row in rows]
    left = [outcome[case] - fitted[case] for case in range(size)]
    middle = _crossed(rows, [error * error for error in left])
    scale = size / (size - number)
    errors = []
    for k in range(number):
        weighted = [add([turned[k][j] * middle[j][m] for j in range(number)]) for m in range(number)]
        errors.append(math.sqrt(max(0, scale * add([weighted[m] * turned[m][k] for m in range(number)]))))
    centre = mean(outcome)
    total = add([(value - centre) * (value - centre) for value in outcome])
    unexplained = add([error * error for error in left])
    return {
        "slopes": slopes,
        "errors": errors,
        "p": [
            two_sided(slopes[k] / errors[k], size - number) if errors[k] > 0 else None for k in range(number)
        ],
        "r_squared": 1 - unexplained / total if total > 0 else None,
        "n": size,
    }


def _crossed(rows, weights):
    """Return the sum over cases of weight times x x': symmetric, so half of it is computed."""
    number = len(rows[0])
    found = [[0] * number for _row in range(number)]
    for j in range(number):
        weighted = [weights[i] * rows[i][j] for i in range(len(rows))]
        for k in range(j, number):
            found[j][k] = found[k][j] = add([weighted[i] * rows[i][k] for i in range(len(rows))])
    return found


def inverse(matrix):
    """Return the inverse of a small symmetric matrix by elimination, or None where it has none."""
    size = len(matrix)
    work = [matrix[i] + [1.0 if i == j else 0.0 for j in range(size)] for i in range(size)]
    for step in range(size):
        largest = step
        for row in range(step + 1, size):
            if abs(work[row][step]) > abs(work[largest][step]):
                largest = row
        pivot = work[largest][step]
        if abs(pivot) <= 1e-10 * max(1e-300, abs(matrix[step][step])):
            return None
        work[step], work[largest] = work[largest], work[step]
        work[step] = [value / pivot for value in work[step]]
        for row in range(size):
            if row != step:
                factor = work[row][step]
                work[row] = [work[row][k] - factor * work[step][k] for k in range(2 * size)]
    return [line[size:] for line in work]


def two_sided(t, freedom):
    """Return the probability of a t at least as far from nought, either way: that of a square of Fisher's F."""
    return beyond(t * t, 1, freedom)


def beyond(f, first, second):
    """Return the probability of an F at least as large: I_x(second/2, first/2) with x = second / (second + first F)."""
    total = second + first * f
    x, rest = second / total, first * f / total
    front = _front(x, rest, second, first)
    # Each of the two fractions converges fast on its side only.
    if x < (second / 2 + 1) / ((first + second) / 2 + 2):
        return front * 2 / second / _fraction(x, second / 2, first / 2)
    return 1 - front * 2 / first / _fraction(rest, first / 2, second / 2)


def _front(x, rest, twice_a, twice_b):
    """Return x^a (1 - x)^b / B(a, b) of half numbers by products alone; the rest is 1 - x without its loss of digits."""
    power = 1.0
    for base, count in ((math.sqrt(x), twice_a), (math.sqrt(rest), twice_b)):
        for _step in range(count):
            power *= base
    # B(1/2, 1/2) is pi, B(1, 1/2) is 2, B(1, 1) is 1, and B(a + 1, b) = B(a, b) a / (a + b).
    a, b = (0.5 if twice_a % 2 else 1.0), (0.5 if twice_b % 2 else 1.0)
    beta = math.pi if a + b == 1 else 2.0 if a + b == 1.5 else 1.0
    while a < twice_a / 2:
        beta *= a / (a + b)
        a += 1
    while b < twice_b / 2:
        beta *= b / (a + b)
        b += 1
    return power / beta


def _fraction(x, a, b):
    """Return the continued fraction of the incomplete beta function (Lentz), as what the front is divided by."""
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / d
    value = d
    for m in range(1, 200):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d, c = 1 / (1 + even * d), 1 + even / c
        value *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d, c = 1 / (1 + odd * d), 1 + odd / c
        value *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return 1 / value
